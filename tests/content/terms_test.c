/* Terms and abbreviations in texts: where they are found, and where they are not. */
#include "support.h"

#include <stdio.h>
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "content/abbreviation.h"
#include "content/pack.h"
#include "content/terms.h"

#define COUNT(rows) (sizeof(rows) / sizeof((rows)[0]))

enum { USES = 8 };

static const char *avoided[] = { "シーサート", "computer team" };

static struct term terms[] = {
	{ .id = "csirt", .term = { .ja = "CSIRT", .en = "CSIRT" }, .avoid = { 2, avoided } },
	{ .id = "risk", .term = { .ja = "リスク", .en = "risk" } },
	{ .id = "appetite", .term = { .ja = "リスク選好", .en = "risk appetite" } },
	{ .id = "bcp", .term = { .ja = "事業継続計画（BCP）", .en = "continuity plan (BCP)" } },
	{ .id = "log", .term = { .ja = "ログ", .en = "log" } },
	{ .id = "policy", .term = { .ja = "基本方針", .en = "policy" } },
	{ .id = "it", .term = { .ja = "IT", .en = "IT" } },
	{ .id = "broken", .term = { .ja = NULL, .en = NULL } },
};
static const struct pack pack = { .term = terms, .term_count = COUNT(terms) };

/* "risk@3+4 " for each use. */
static const char *said(struct arena *arena, const char *text, size_t room)
{
	struct term_use use[USES];
	size_t count = terms_in(&pack, text, use, room);
	const char *all = "";

	assert_true(count <= room);
	for (size_t i = 0; i < count; i++)
		all = arena_printf(arena, "%s%s@%zu+%zu ", all, use[i].term->id, use[i].at, use[i].length);
	return all;
}

static void uses_are_found(void **state)
{
	static const struct { enum lang lang; const char *text, *uses; } rows[] = {
		{ LANG_EN, "", "" },
		{ LANG_EN, "Risk appetite is no risk.", "appetite@0+13 risk@20+4 " },
		{ LANG_EN, "risk\nappetite", "appetite@0+13 " },
		{ LANG_EN, "Risks, asterisk, risky, risk-based", "risk@0+5 risk@24+4 " },
		{ LANG_EN, "The CSIRTs, a csirt, CSIRTES, CSIRT2", "csirt@4+6 " },
		{ LANG_EN, "It is IT; its IT.", "it@6+2 it@14+2 " },
		{ LANG_EN, "policies and Policy, policys, policyies", "policy@0+8 policy@13+6 policy@21+7 " },
		{ LANG_EN, "a continuity plan, the BCP", "bcp@2+15 bcp@23+3 " },
		{ LANG_EN, "the continuity plan (BCP)", "bcp@4+21 " },
		{ LANG_EN, "logs of a blog, catalogs", "log@0+4 " },
		{ LANG_JA, "サイバーリスクとリスク選好", "risk@12+9 appetite@24+15 " },
		{ LANG_JA, "CSIRTがCSIRT2とACSIRTを", "csirt@0+5 " },
		{ LANG_JA, "csirtは", "" },
		{ LANG_JA, "ログとプログラムとブログとログ", "log@0+6 log@39+6 " },
		{ LANG_JA, "事業継続計画を事業継続計画（BCP）にBCP", "bcp@0+18 bcp@21+27 bcp@51+3 " },
		{ LANG_JA, "IT部門のITを", "it@0+2 it@11+2 " },
		{ LANG_JA, "risk", "" },
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		const char *uses;

		lang = rows[i].lang;
		uses = said(*state, rows[i].text, USES);
		if (strcmp(uses, rows[i].uses) != 0)
			fail_msg("'%s': found '%s', not '%s'", rows[i].text, uses, rows[i].uses);
	}
}

static void no_more_than_there_is_room_for(void **state)
{
	assert_string_equal(said(*state, "risk risk risk", 2), "risk@0+4 risk@5+4 ");
	assert_string_equal(said(*state, "risk", 0), "");
}

/* The index finds the same, and the words to avoid. */
static void the_index_agrees(void **state)
{
	static const char *const texts[] = {
		"Risk appetite is no risk of the BCP.", "Policies, logs and the IT of a blog", "CSIRTs",
		"サイバーリスクとリスク選好", "事業継続計画（BCP）とプログラムのログ", "IT部門",
	};
	const struct term_index *index = term_index_new(*state, &pack);
	struct term_hit hit;

	for (size_t i = 0; i < 2 * COUNT(texts); i++) {
		const char *text = texts[i / 2];
		struct term_use use[USES];
		size_t count, at = 0;

		lang = i % 2 ? LANG_JA : LANG_EN;
		count = terms_in(&pack, text, use, USES);
		for (size_t k = 0; k < count; k++) {
			assert_true(term_next(index, lang, text, at, &hit));
			assert_ptr_equal(hit.term, use[k].term);
			assert_null(hit.avoid);
			assert_int_equal(hit.at, use[k].at);
			assert_int_equal(hit.length, use[k].length);
			at = hit.at + hit.length;
		}
		assert_false(term_next(index, lang, text, at, &hit));
	}
	assert_true(term_next(index, LANG_JA, "社内シーサート", 0, &hit));
	assert_string_equal(hit.avoid, "シーサート");
	assert_string_equal(hit.term->id, "csirt");
	assert_true(term_next(index, LANG_EN, "two Computer teams", 0, &hit));
	assert_string_equal(hit.avoid, "computer team");
	assert_int_equal(hit.length, strlen("Computer teams"));
}

static void abbreviations_are_found(void **state)
{
	static const struct { const char *text, *found; } rows[] = {
		{ "", "" }, { "A board of I and D3, P1-P3, T+0, DDoS, SaaS, McDonald", "" },
		{ "CSIRTとMFA、2つのPCs。", "CSIRT MFA PC " }, { "MFA-based, AI-driven", "MFA AI " },
		{ "J-CSIP, R&D, Q&A, WPA2, 2FA", "J-CSIP R&D Q&A WPA2 2FA " },
		{ "JPCERT/CC (CVE-2024-1)", "JPCERT CC CVE-2024-1 " }, { "A&b, A- B-, -AB-, &", "AB " },
		{ "wAB, ABw, xAB-CDs", "CD " }, { "AB-s", "AB " },
	};
	struct arena *arena = *state;

	for (size_t i = 0; i < COUNT(rows); i++) {
		const char *all = "";
		size_t at = 0, length;

		for (; abbreviation_next(rows[i].text, &at, &length); at += length)
			all = arena_printf(arena, "%s%.*s ", all, (int)length, rows[i].text + at);
		if (strcmp(all, rows[i].found) != 0)
			fail_msg("'%s': found '%s', not '%s'", rows[i].text, all, rows[i].found);
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, support_start, support_end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(uses_are_found), TEST(no_more_than_there_is_room_for), TEST(the_index_agrees),
		TEST(abbreviations_are_found),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
