/*
 * What a register or a search leads to opens in place: the screen that shows it, the
 * round, the person, the row; with the sample sessions, as a user goes there by keys.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/file.h"
#include "support/program.h"

#define NOW "2026-11-23T00:00:00Z"

/* A place that holds the sample sessions: Thailand is 1, the board's are 2, 3 and 4. */
static const char *place_with_sample(struct arena *arena, const char *language)
{
	const char *place = place_new(arena);
	struct run run = { .now = NOW, .word = { "import", arena_printf(arena, "sessions/minato-thailand.%s.jsonl", language),
			   arena_printf(arena, "sessions/minato.%s.jsonl", language), NULL } };

	expect_run(place, &run, 0, NULL, "");
	return place;
}

static void play(const char *language, const char *keys)
{
	struct arena *arena = arena_new();
	const char *place = place_with_sample(arena, language), *script = arena_printf(arena, "%s/there.keys", place);
	struct run run = { .now = NOW, .language = language, .word = { "run", "--script", script, NULL } };
	struct result result;

	assert_true(file_write(script, keys, strlen(keys)));
	result = program_run(place, &run);
	if (result.status != 0)
		fail_msg("status %d: %s\n%s", result.status, result.err.text, keys);
	result_release(&result);
	place_remove(place);
	arena_free(arena);
}

/* Her words are shown below the list of the one who is selected. */
static void a_position_opens_its_round_and_person(void **state)
{
	(void)state;
	play("ja", "key /\ntype 約束どおり\nkey Enter Enter\nexpect 旧式PLCの受容を1年更新する。\n"
	     "refute 共有アカウントのリスクを2026年6月まで\nexpect 渡部 静香（社外取締役）: 分離が約束どおり終わっていない。\n"
	     "key Escape\nexpect 約束どおり\n");
	play("ja", "key D Tab Down Down\nexpect 分離が約束どおり終わっていない\nkey Enter\nexpect 旧式PLCの受容を1年更新する。\n"
	     "expect 渡部 静香（社外取締役）: 分離が約束\n");
	play("ja", "key /\ntype 新工場の立ち上げ\nkey Enter Enter\nexpect 第1回\nexpect 新工場の立ち上げを遅らせたくない。\n");
}

static void an_objection_opens_the_sign_offs(void **state)
{
	(void)state;
	play("ja", "key /\ntype D6の予算には反対\nkey Enter Enter\nexpect > 渡部 静香（社外取締役）\n"
	     "key Escape\nexpect D6の予算\n");
	play("ja", "key D Tab s s\nexpect D6の予算\nkey Enter\nexpect > 渡部 静香（社外取締役）\n");
}

static void words_about_no_item_stand_where_they_fell(void **state)
{
	(void)state;
	play("ja", "key /\ntype 20分遅れる\nkey Enter Enter\nexpect 渡部取締役は前の会議のため20分遅れる。\nexpect > メモ\n");
	play("ja", "key /\ntype 三年目です\nkey Enter Enter\nexpect > 発言\nexpect 三年目です\n");
}

static void a_row_opens_the_worksheet_on_it(void **state)
{
	(void)state;
	play("ja", "key /\ntype 夜間の連絡に40分\nkey Enter Enter\nexpect 分かったこと: 夜間の連絡に40分かかった\n");
}

static void an_acceptance_is_selected_itself(void **state)
{
	(void)state;
	play("en", "key R\nkey Enter\nexpect > expired\nkey Escape\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_position_opens_its_round_and_person), cmocka_unit_test(an_objection_opens_the_sign_offs),
		cmocka_unit_test(words_about_no_item_stand_where_they_fell),
		cmocka_unit_test(a_row_opens_the_worksheet_on_it), cmocka_unit_test(an_acceptance_is_selected_itself),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
