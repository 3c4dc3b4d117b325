/* The pack that comes with entaku, what is asked of a pack, and that a file cut
 * off anywhere does no harm. */
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
#include "base/text.h"
#include "content/decode.h"
#include "content/findings.h"
#include "content/pack.h"

enum { CUT_STEP = 97 };

static void the_real_pack_is_whole(void **state)
{
	static const char *const levels[] = { "averse", "minimal", "cautious", "open", "eager" };
	static const int minutes[] = { 60, 120, 135, 180 };
	struct arena *arena = *state;
	const struct pack *pack = support_pack(arena, REAL_PACK);
	size_t length;

	assert_string_equal(pack->id, "meti-2015");
	assert_string_equal(pack->part[0].yaml, support_file(arena, REAL_PACK, &length));
	assert_int_equal(pack->part[0].yaml_length, length);
	assert_int_equal(pack->item_count, 15);
	assert_int_equal(pack->agenda_count, 4);
	for (size_t i = 0; i < 4; i++)
		assert_int_equal(pack->agenda[i].minutes, minutes[i]);
	for (size_t i = 0; i < PACK_LEVELS; i++)
		assert_string_equal(pack->level[i].id, levels[i]);
	for (int i = 0; i < 13; i++) {
		char id[16];

		snprintf(id, sizeof(id), "%c%d", i < 3 ? 'P' : 'D', i < 3 ? i + 1 : i - 2);
		assert_non_null(pack_item(pack, id));
	}
}

/* Everything that a screen may show is there in both languages. */
static void assert_bitexts(struct bitexts texts)
{
	for (size_t i = 0; i < texts.count; i++) {
		assert_true(texts.text[i].ja && texts.text[i].en);
		assert_false(text_has_control(texts.text[i].ja, true));
		assert_false(text_has_control(texts.text[i].en, true));
	}
}

static void every_text_has_both_languages(void **state)
{
	const struct pack *pack = support_pack(*state, REAL_PACK);

	for (size_t i = 0; i < pack->item_count; i++) {
		const struct item *item = &pack->item[i];

		assert_bitexts(item->asks);
		assert_bitexts(item->why);
		assert_bitexts(item->good);
		assert_bitexts(item->warning);
		assert_bitexts(item->notes);
		assert_bitexts((struct bitexts){ 1, (struct bitext *)&item->decide });
		for (size_t k = 0; k < item->question_count; k++)
			assert_bitexts((struct bitexts){ 1, &item->question[k].ask });
	}
	for (size_t i = 0; i < pack->agenda_count; i++)
		for (size_t k = 0; k < pack->agenda[i].block_count; k++)
			assert_bitexts((struct bitexts){ 1, &pack->agenda[i].block[k].title });
}

static void things_are_found_by_id(void **state)
{
	const struct pack *pack = support_pack(*state, SMALL_PACK);

	assert_ptr_equal(pack_item(pack, "d1"), &pack->item[0]);
	assert_null(pack_item(pack, "D2"));
	assert_null(pack_item(pack, NULL));
	assert_ptr_equal(pack_agenda(pack, "short"), &pack->agenda[0]);
	assert_null(pack_agenda(pack, "SHORT"));
	assert_null(pack_agenda(pack, NULL));
	assert_ptr_equal(pack_area(pack, "operations"), &pack->area[0]);
	assert_null(pack_area(pack, "x"));
	assert_null(pack_area(pack, NULL));
}

static void there_is_a_usual_agenda(void **state)
{
	const struct pack *small = support_pack(*state, SMALL_PACK), *real = support_pack(*state, REAL_PACK);

	assert_ptr_equal(pack_usual_agenda(small), &small->agenda[0]);
	assert_string_equal(pack_usual_agenda(real)->id, "standard");
}

static void a_block_takes_over_from_its_item(void **state)
{
	const struct pack *pack = support_pack(*state, SMALL_PACK);
	const struct block *block = &pack->agenda[0].block[1];

	assert_ptr_equal(block->item, &pack->item[0]);
	assert_int_equal(block->minutes, 8);
	assert_string_equal(block->title.ja, "方針を示す");
	assert_null(pack->agenda[0].block[0].item);
}

static void block_texts_lose_their_last_line_break(void **state)
{
	const struct pack *pack = support_pack(*state, "tests/content/packs/good-block-texts.yaml");

	assert_int_equal(pack->item[0].asks.count, 1);
	assert_string_equal(pack->item[0].asks.text[0].ja, "方針を決めます。\n言葉にします。");
	assert_string_equal(pack->item[0].asks.text[0].en, "Decide the policy. Word it.");
}

static void texts_are_composed(void **state)
{
	struct arena *arena = *state;
	struct findings findings;
	const struct pack *pack;
	struct str text = STR_INIT;
	size_t length;
	char *bytes = support_file(arena, SMALL_PACK, &length), *at = strstr(bytes, "方針を示す");

	str_add_bytes(&text, bytes, (size_t)(at - bytes));
	str_add(&text, "か\xE3\x82\x99んは\xE3\x82\x9A");
	str_add(&text, at);
	findings_init(&findings, arena);
	pack = pack_read(arena, "x", text.text, text.length, NULL, &findings);
	assert_non_null(pack);
	assert_string_equal(pack->item[0].title.ja, "がんぱ方針を示す");
	str_release(&text);
}

/* Lint may become stricter; a session that was held with the pack still opens. */
static void a_kept_pack_needs_no_style(void **state)
{
	struct arena *arena = *state;
	struct findings findings;
	struct str text = STR_INIT;
	size_t length;
	char *bytes = support_file(arena, SMALL_PACK, &length), *at = strstr(bytes, "方針を示す");

	str_add_bytes(&text, bytes, (size_t)(at - bytes));
	str_add(&text, "とても長い題名とても長い題名とても長い題名とても長い題名");
	str_add(&text, at);
	findings_init(&findings, arena);
	assert_null(pack_read(arena, "x", text.text, text.length, NULL, &findings));
	assert_int_equal(findings.errors, 1);
	findings_init(&findings, arena);
	assert_non_null(pack_read_kept(arena, "x", text.text, text.length, NULL, &findings));
	assert_int_equal(findings.errors, 0);
	str_clear(&text);
	str_add(&text, "pack: broken\n");
	assert_null(pack_read_kept(arena, "x", text.text, text.length, NULL, &findings));
	str_release(&text);
}

static void items_are_named(void **state)
{
	static const struct {
		const char *id; enum item_kind kind; const char *ja, *en, *brief_ja, *brief_en;
	} rows[] = {
		{ "P1", ITEM_PRINCIPLE, "原則1", "Principle 1", "原則1", "P1" },
		{ "D10", ITEM_DIRECTIVE, "指示10", "Directive 10", "指示10", "D10" },
		{ "C2", ITEM_CARD, "補足2", "Card 2", "補足2", "C2" },
		{ "recovery", ITEM_CARD, "recovery", "recovery", "recovery", "recovery" },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const struct item item = { .id = rows[i].id, .kind = rows[i].kind };
		const char *wanted[] = { rows[i].en, rows[i].ja, rows[i].brief_en, rows[i].brief_ja };

		for (size_t k = 0; k < 4; k++) {
			char name[64];

			lang = k % 2 ? LANG_JA : LANG_EN;
			item_name(&item, k >= 2, name, sizeof(name));
			assert_string_equal(name, wanted[k]);
		}
	}
	(void)state;
}

static void items_say_where_they_stand_elsewhere(void **state)
{
	static const char *meti[] = { "P1", "4", "10" }, *csf[] = { "ID.AM-05", "PR.PS" };
	static const char *iso[] = { "A.5.9" }, *other[] = { "7" };
	struct ref refs[] = {
		{ "csf-2.0", { 2, csf } }, { "meti-3.0", { 3, meti } }, { "iso-27001", { 1, iso } },
		{ "in-house", { 1, other } },
	};
	const struct item item = { .id = "D3", .kind = ITEM_DIRECTIVE, .ref_count = 4, .ref = refs };
	static const struct { const char *framework, *en, *ja; } rows[] = {
		{ "meti-3.0", "v3.0 P1, D4, D10", "v3.0 原則1・指示4・指示10" },
		{ "csf-2.0", "CSF 2.0 ID.AM-05, PR.PS", "CSF 2.0 ID.AM-05・PR.PS" },
		{ "iso-27001", "ISO/IEC 27001 A.5.9", "ISO/IEC 27001 A.5.9" },
		{ "in-house", "in-house 7", "in-house 7" }, { "none", "", "" },
	};

	for (size_t i = 0; i < 2 * sizeof(rows) / sizeof(rows[0]); i++) {
		char ref[64];

		lang = i % 2 ? LANG_JA : LANG_EN;
		item_ref(&item, rows[i / 2].framework, ref, sizeof(ref));
		assert_string_equal(ref, i % 2 ? rows[i / 2].ja : rows[i / 2].en);
	}
	for (size_t size = 1; size < 40; size++) {
		char ref[40];

		lang = LANG_JA;
		item_ref(&item, "meti-3.0", ref, size);
		assert_true(strlen(ref) < size);
		assert_int_equal(text_invalid_at(ref, strlen(ref)), -1);
	}
	(void)state;
}

/* YAML has no end of its own, so that a cut between two agendas leaves a pack;
 * anywhere before the agendas there is none. */
static void a_file_cut_anywhere_does_no_harm(void **state)
{
	size_t length;
	char *bytes = support_file(*state, REAL_PACK, &length);
	size_t agendas = (size_t)(strstr(bytes, "\nagendas:") - bytes);

	for (size_t cut = 0; cut < length; cut += CUT_STEP) {
		struct arena *arena = arena_new();
		/* Of its own, so that a read behind the end is seen. */
		char *copy = arena_strndup(arena, bytes, cut);
		bool whole = *support_faults(arena, cut % 2 ? LANG_JA : LANG_EN, "x", copy, cut) == '\0';

		arena_free(arena);
		assert_false(whole && cut < agendas);
	}
}

/* One byte turned into another, at places far apart. */
static void a_byte_changed_does_no_harm(void **state)
{
	static const char others[] = { '\0', ':', '"', '\n', '[', '\t', '-', (char)0x80, '&', '9', ' ' };
	size_t length;
	char *bytes = support_file(*state, REAL_PACK, &length);

	for (size_t i = 0; i < length; i += 5 * CUT_STEP) {
		struct arena *arena = arena_new();
		char before = bytes[i];

		bytes[i] = others[i % sizeof(others)];
		support_faults(arena, LANG_JA, "x", bytes, length);
		bytes[i] = before;
		arena_free(arena);
	}
}

static void the_table_of_keys_can_be_listed(void **state)
{
	const char *shape = NULL, *key;
	size_t count = 0;
	bool ask = false;

	while ((key = decode_key_at(count++, &shape)) != NULL) {
		assert_true(*key != '\0' && *shape != '\0');
		ask |= strcmp(shape, "question") == 0 && strcmp(key, "ask") == 0;
	}
	assert_true(ask);
	assert_true(count > 50);
	(void)state;
}

static void suggestions_grow_with_the_word(void **state)
{
	static const char *const names[] = { "minutes", "title", "id" };
	static const struct { const char *word, *wanted; } rows[] = {
		{ "minuts", "minutes" }, { "mintues", "minutes" }, { "x", NULL }, { "ib", "id" }, { "tilte", "title" },
		{ "colour", NULL }, { "", NULL }, { "題", NULL }, { "minutesminutesminutesminutes", NULL },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const char *near = nearest(rows[i].word, names, 3);

		if (rows[i].wanted)
			assert_string_equal(near, rows[i].wanted);
		else
			assert_null(near);
	}
	(void)state;
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, support_start, support_end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(the_real_pack_is_whole), TEST(every_text_has_both_languages),
		TEST(things_are_found_by_id), TEST(there_is_a_usual_agenda),
		TEST(a_block_takes_over_from_its_item),
		TEST(block_texts_lose_their_last_line_break), TEST(texts_are_composed),
		TEST(items_are_named),
		TEST(a_kept_pack_needs_no_style), TEST(items_say_where_they_stand_elsewhere),
		TEST(a_file_cut_anywhere_does_no_harm), TEST(a_byte_changed_does_no_harm),
		TEST(the_table_of_keys_can_be_listed), TEST(suggestions_grow_with_the_word),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
