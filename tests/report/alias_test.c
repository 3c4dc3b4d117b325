/* Letters in place of names: what is found, what is left alone. */
#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/arena.h"
#include "lang/lang.h"
#include "report/alias.h"

static const char *const people[] = { "Will May", "Sato Ichiro", "Gaspard-Wilhelmina Featherstonehaugh-Smy", "Jane O'Brien",
				      "佐藤一郎", "長谷川美咲", "林 太郎" };
static const char *const companies[] = { "Northwind Trading Co., Ltd.", "みなと精機株式会社" };

static const struct { enum lang in; const char *text, *wanted; } cases[] = {
	{ LANG_EN, "Will May decides; we will do it in May.", "Person A decides; we will do it in May." },
	{ LANG_EN, "Mr May agreed, Ms. Sato did not.", "Mr Person A agreed, Ms. Person B did not." },
	{ LANG_EN, "SATO said so to Ichiro Sato.", "Person B said so to Person B." },
	{ LANG_EN, "Gaspard decides, Smy asked, Wilhelmina said no.", "Person C decides, Person C asked, Person C said no." },
	{ LANG_EN, "Jane O\u2019Brien and O'Brien", "Person D and Person D" },
	{ LANG_EN, "Write to e.sato@northwind-trading.com today.", "Write to [e-mail address] today." },
	{ LANG_EN, "Northwind pays, NORTHWIND TRADING signs; a north wind blows.", "Company A pays, Company A signs; a north wind blows." },
	{ LANG_EN, "Satoshi is not Sato", "Satoshi is not Person B" },
	{ LANG_JA, "佐藤さんと長谷川さんが賛成、美咲さんも。", "E氏とF氏が賛成、F氏も。" },
	{ LANG_JA, "林さんは林業の話をした。", "G氏は林業の話をした。" },
	{ LANG_JA, "みなと精機の工場", "B社の工場" },
};

static void names_are_found_and_words_are_left(void **state)
{
	enum lang own = lang;
	struct arena *arena = arena_new();
	struct aliases *aliases = aliases_new(arena);

	(void)state;
	for (size_t i = 0; i < sizeof(people) / sizeof(people[0]); i++)
		aliases_add_person(aliases, people[i]);
	for (size_t i = 0; i < sizeof(companies) / sizeof(companies[0]); i++)
		aliases_add_company(aliases, companies[i]);
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		lang = cases[i].in;
		assert_string_equal(alias_text(aliases, arena, cases[i].text), cases[i].wanted);
	}
	lang = own;
	arena_free(arena);
}

static void without_aliases_nothing_changes(void **state)
{
	struct arena *arena = arena_new();

	(void)state;
	assert_string_equal(alias_text(NULL, arena, "Sato"), "Sato");
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_are_found_and_words_are_left), cmocka_unit_test(without_aliases_nothing_changes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
