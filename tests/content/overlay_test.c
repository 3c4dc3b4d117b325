/*
 * Packs that are made of others: what an overlay leaves, changes, hides and
 * adds, where lists come from, and which files are kept.  The messages are in
 * packs/.
 */
#include "support.h"

#include <stdio.h>
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/str.h"
#include "content/find.h"
#include "content/findings.h"
#include "content/pack.h"
#include "content/starter.h"

#define FOLDER "tests/content/packs/"

static const struct pack *read(struct arena *arena, const char *path, const char *yaml)
{
	struct findings findings;
	struct str said = STR_INIT;
	const struct pack *pack;

	findings_init(&findings, arena);
	pack = pack_read(arena, path, yaml, strlen(yaml), support_shelf(arena), &findings);
	findings_print(&findings, &said);
	assert_string_equal(said.text, "");
	str_release(&said);
	return pack;
}

static const struct pack *from_file(struct arena *arena, const char *name)
{
	const char *path = arena_printf(arena, FOLDER "%s", name);
	size_t length;

	return read(arena, path, support_file(arena, path, &length));
}

static void what_an_overlay_names_is_changed(void **state)
{
	const struct pack *our = from_file(*state, "good-overlay.yaml"), *base = from_file(*state, "good-base.yaml");
	const struct item *item = pack_item(our, "D1");

	assert_string_equal(our->id, "our");
	assert_string_equal(our->extends, "base");
	assert_string_equal(our->base, "2.0.0");
	assert_string_equal(our->title.en, "Our pack");
	assert_string_equal(our->source_issued, "2016-01");
	assert_string_equal(our->source_by.ja, base->source_by.ja);
	assert_string_equal(our->level[3].hint.ja, "よく比べる。");
	assert_string_equal(our->level[3].title.ja, base->level[3].title.ja);
	assert_string_equal(item->title.en, "Set our policy");
	assert_string_equal(item->asks.text[0].ja, pack_item(base, "D1")->asks.text[0].ja);
	assert_int_equal(item->minutes, 9);
	assert_string_equal(item->id, "D1");
	assert_string_equal(item_field(item, "text")->hint.en, "One line.");
	assert_true(item_field(item, "text")->required);
	/* The pack below is read again as it was. */
	assert_string_equal(pack_item(base, "D1")->title.en, "Set the policy");
}

static void what_it_adds_and_hides_is_so(void **state)
{
	static const char *const asked[] = { "q2", "q4", "q3", "ours" };
	const struct pack *our = from_file(*state, "good-overlay.yaml");
	const struct item *item = pack_item(our, "D1");

	assert_int_equal(item->question_count, 4);
	for (size_t i = 0; i < 4; i++)
		assert_string_equal(item->question[i].id, asked[i]);
	assert_string_equal(item->question[0].ask.ja, "監視室はいつ知りますか。");
	assert_string_equal(item->question[0].listen.en, "A date.");
	assert_null(pack_item(our, "D2"));
	assert_int_equal(pack_item(our, "X1")->kind, ITEM_CARD);
	assert_non_null(pack_area(our, "brand"));
	assert_non_null(pack_area(our, "operations"));
	assert_int_equal(our->term_count, 2);
	assert_int_equal(our->sentence_count, 1);
	assert_int_equal(item->field_count, 2);
	assert_int_equal(item_field(item, "seats")->column_count, 2);
	assert_int_equal(item->ref_count, 3);
}

/* The item that is hidden leaves the agenda, the new one comes before the end. */
static void agendas_follow(void **state)
{
	const struct pack *our = from_file(*state, "good-overlay.yaml");
	const struct agenda *agenda = pack_agenda(our, "short");

	assert_int_equal(agenda->block_count, 4);
	assert_string_equal(agenda->block[1].id, "D1");
	assert_string_equal(agenda->block[2].id, "X1");
	assert_string_equal(agenda->block[3].id, "closing");
	assert_int_equal(agenda->minutes, 5 + 9 + 4 + 5);
}

/* The packs that come with entaku owe the room four questions; a company's own
 * may leave them out. */
static void a_company_may_leave_questions_out(void **state)
{
	const struct pack *pack = read(*state, "x", "pack: x\nversion: 1.0.0\nextends: base\nbase: 2.0.0\n"
		"items:\n  - id: D1\n    questions: [{id: q1, hide: true}, {id: q2, hide: true}]\n"
		"    good: {ja: 読める。, en: It can be read.}\n");

	assert_int_equal(pack_item(pack, "D1")->question_count, 2);
	assert_int_equal(pack_item(pack, "D1")->good.count, 1);
}

static void lists_come_from_other_packs(void **state)
{
	const struct pack *pack = from_file(*state, "good-shared.yaml");

	assert_non_null(pack_area(pack, "operations"));
	assert_string_equal(pack->term[0].id, "csirt");
	assert_non_null(item_field(pack_item(pack, "D1"), "leader"));
	assert_non_null(item_field(pack_item(pack, "D1"), "seats"));
}

static void every_file_is_a_part(void **state)
{
	const struct pack *our = from_file(*state, "good-overlay.yaml");
	const struct pack *chain = from_file(*state, "good-chain-2.yaml");
	size_t length;

	assert_int_equal(our->part_count, 2);
	assert_string_equal(our->part[0].id, "our");
	assert_string_equal(our->part[1].id, "base");
	assert_string_equal(our->part[1].version, "2.0.0");
	assert_string_equal(our->part[1].yaml, support_file(*state, FOLDER "good-base.yaml", &length));
	assert_int_equal(our->part[1].yaml_length, length);
	assert_int_equal(chain->part_count, 8);
	assert_string_equal(chain->part[7].id, "base");
	assert_string_equal(chain->family, "base");
	assert_string_equal(our->family, "base");
	assert_string_equal(from_file(*state, "good-base.yaml")->family, "base");
}

static void an_overlay_of_an_overlay_sees_the_whole(void **state)
{
	const struct pack *pack = read(*state, "x", "pack: x\nversion: 1.0.0\nextends: chain-8\nbase: 1.0.0\n"
		"items:\n  - id: D2\n    questions:\n      - {id: q3, hide: true}\n"
		"      - {id: new, after: q4, ask: {ja: 次は。, en: And then?}, listen: {ja: 先。, en: What comes.}}\n");

	assert_int_equal(pack->part_count, 3);
	assert_int_equal(pack_item(pack, "D2")->question_count, 4);
	assert_string_equal(pack_item(pack, "D2")->question[2].id, "q4");
}

/* Takes the '#' from the examples, not from the remarks. */
static const char *without_signs(struct arena *arena, const char *text)
{
	struct str out = STR_INIT;
	const char *result;

	for (size_t length; *text; text += length + (text[length] == '\n')) {
		size_t skip;

		length = strcspn(text, "\n");
		skip = *text == '#' && (text[1] != ' ' || text[2] == ' ');
		str_add_bytes(&out, text + skip, length - skip);
		str_add_char(&out, '\n');
	}
	result = arena_strdup(arena, out.text);
	str_release(&out);
	return result;
}

static void a_starter_is_good_with_and_without_its_examples(void **state)
{
	const struct pack *base = support_pack(*state, REAL_PACK), *our;

	for (int i = 0; i < 2; i++) {
		struct str text = STR_INIT;

		lang = i ? LANG_JA : LANG_EN;
		starter_overlay(base, "our", &text);
		our = read(*state, "our.yaml", text.text);
		assert_int_equal(our->item_count, base->item_count);
		our = read(*state, "our.yaml", without_signs(*state, text.text));
		assert_int_equal(our->item_count, base->item_count - 1);
		assert_int_equal(our->sentence_count, base->sentence_count + 1);
		str_release(&text);
	}
}

static void a_copy_is_the_same_under_another_id(void **state)
{
	const struct pack *base = support_pack(*state, REAL_PACK), *copy;
	struct str text = STR_INIT;

	assert_true(starter_copy(base, "copied", &text));
	copy = read(*state, "copied.yaml", text.text);
	assert_string_equal(copy->id, "copied");
	assert_int_equal(copy->item_count, base->item_count);
	assert_int_equal(text.length, base->part[0].yaml_length + strlen("# meti-2015 ") + strlen(base->version) +
			 strlen("\n") + strlen("copied") - strlen("meti-2015"));
	str_release(&text);
}

static void a_file_names_the_pack(void **state)
{
	static const struct { const char *path, *id; } cases[] = {
		{ "our.yaml", "our" }, { "/a/b/our-2.1.yaml", "our-2.1" }, { ".yaml", "our" }, { "当社.yaml", "our" }, { "-", "our" },
		{ "a b.yaml", "a-b" }, { "", "our" }, { "folder.d/x", "x" },
		{ "a23456789012345678901234567890123456789.yaml", "a2345678901234567890123456789012" },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_string_equal(starter_id(*state, cases[i].path), cases[i].id);
}

/* A kept session has no use for what its author should look at. */
static void a_kept_overlay_is_read_with_its_old_base(void **state)
{
	static const char yaml[] = "pack: our\nversion: 1.0.0\nextends: base\nbase: 1.9.0\n";
	struct findings findings;

	findings_init(&findings, *state);
	assert_non_null(pack_read_kept(*state, "our", yaml, strlen(yaml), support_shelf(*state), &findings));
	assert_int_equal(findings.count, 0);
}

static void the_id_is_found_without_reading_all(void **state)
{
	static const struct { const char *yaml, *id; } cases[] = {
		{ "pack: a\n", "a" }, { "# x\nversion: 1\npack:   b-2\n", "b-2" }, { "{pack: c}", "c" },
		{ "pack: \"d\"\n", "d" }, { "version: 1\n", NULL }, { "pack: [e]\n", NULL }, { "", NULL },
		{ "packs: f\n", NULL }, { "pack: g # our own\n", "g" }, { "- pack: h\n", NULL }, { "pack:", NULL },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		const char *id = pack_id_of(*state, cases[i].yaml, strlen(cases[i].yaml));

		if (cases[i].id)
			assert_string_equal(id, cases[i].id);
		else
			assert_null(id);
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, support_start, support_end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(what_an_overlay_names_is_changed), TEST(what_it_adds_and_hides_is_so), TEST(agendas_follow),
		TEST(a_company_may_leave_questions_out),
		TEST(lists_come_from_other_packs), TEST(every_file_is_a_part),
		TEST(an_overlay_of_an_overlay_sees_the_whole),
		TEST(a_starter_is_good_with_and_without_its_examples),
		TEST(a_copy_is_the_same_under_another_id), TEST(a_file_names_the_pack),
		TEST(a_kept_overlay_is_read_with_its_old_base), TEST(the_id_is_found_without_reading_all),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
