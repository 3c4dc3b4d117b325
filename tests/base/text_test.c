/* UTF-8: validity, width, graphemes, NFC, cleaning, folding. */
#include "base/arena.h"
#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <uninorm.h>
#include <unistr.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define COUNT(rows) (sizeof(rows) / sizeof((rows)[0]))

#define FAMILY "\U0001F468\u200D\U0001F469\u200D\U0001F467" /* joined emoji */
#define FLAG "\U0001F1EF\U0001F1F5"
#define GA_APART "か\u3099"
#define IVS "葛\U000E0100" /* ideographic variation */

static int start(void **state)
{
	*state = arena_new();
	return text_init_locale() ? 0 : -1;
}

static int end(void **state)
{
	arena_free(*state);
	return 0;
}

static void a_locale_without_utf8_is_replaced(void **state)
{
	(void)state;
	setenv("LC_ALL", "C", 1);
	assert_true(text_init_locale());
	assert_int_equal(text_width("円"), 2);
	setenv("LC_ALL", "C.UTF-8", 1);
	assert_true(text_init_locale());
}

static void invalid_bytes_are_found(void **state)
{
	static const struct { const char *text; long at; } rows[] = {
		{ "", -1 }, { "abc", -1 }, { "円卓", -1 }, { FAMILY, -1 },
		{ "a\xff", 1 }, { "\xc0\x80", 0 }, { "円\xe5\x86", 3 },
		{ "\xed\xa0\x80", 0 }, { "\xf4\x90\x80\x80", 0 }, { "ab\x80", 2 },
		{ "\xe2\x82", 0 }, { "\xf0\x9f\x98", 0 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++)
		assert_int_equal(text_invalid_at(rows[i].text, strlen(rows[i].text)),
				 rows[i].at);
	assert_int_equal(text_invalid_at("a\0b", 3), -1);
	assert_int_equal(text_invalid_at("円", 2), 0);
}

static void code_points_are_decoded(void **state)
{
	uint32_t code;

	(void)state;
	assert_int_equal(text_decode("a", &code), 1);
	assert_int_equal(code, 'a');
	assert_int_equal(text_decode("é", &code), 2);
	assert_int_equal(code, 0xE9);
	assert_int_equal(text_decode("円x", &code), 3);
	assert_int_equal(code, 0x5186);
	assert_int_equal(text_decode("\U0001F600", &code), 4);
	assert_int_equal(code, 0x1F600);
	/* Not valid: still moves on, and never past the NUL. */
	assert_int_equal(text_decode("\xff", &code), 1);
	assert_int_equal(code, 0xFFFD);
	assert_true(text_decode("\xe5\x86", &code) <= 2);
	assert_int_equal(code, 0xFFFD);
}

static void widths_are_those_of_the_terminal(void **state)
{
	static const struct { const char *text; int width; } rows[] = {
		{ "", 0 }, { "abc", 3 }, { "円卓", 4 }, { "ｶﾞ", 2 }, { "が", 2 },
		{ GA_APART, 2 }, { "e\u0301", 1 }, { "\u200B", 0 }, { "①…─│", 4 },
		{ "\x01", 1 }, { "\xc2\x85", 1 }, { "Ａ１", 4 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++)
		if (text_width(rows[i].text) != rows[i].width)
			fail_msg("'%s' is %d wide", rows[i].text, text_width(rows[i].text));
	assert_int_equal(text_width_n("円卓会議", 6), 4);
	assert_int_equal(text_width_n("円卓会議", 0), 0);
	assert_int_equal(text_code_width(0), 0);
	assert_int_equal(text_code_width('a'), 1);
	assert_int_equal(text_code_width(0x5186), 2);
	assert_int_equal(text_code_width(0x3099), 0);
	assert_int_equal(text_code_width(0x10FFFF), 1);
}

static void what_fits_ends_at_a_grapheme(void **state)
{
	static const struct { const char *text; int columns; size_t bytes; } rows[] = {
		{ "abc", 0, 0 }, { "abc", 2, 2 }, { "abc", 3, 3 }, { "abc", 9, 3 },
		{ "", 5, 0 }, { "円卓", 3, 3 }, { "円卓", 4, 6 }, { "円卓", 1, 0 },
		{ GA_APART "x", 2, 6 }, { GA_APART "x", 1, 0 }, { "a" FAMILY "b", 3, 1 },
		{ "a" FAMILY "b", 7, 19 }, { "e\u0301\u0302x", 1, 5 }, { IVS "y", 2, 7 },
		{ "ab", -1, 0 }, { "\u200B\u200B", 0, 6 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		size_t bytes = text_fit(rows[i].text, rows[i].columns);

		if (bytes != rows[i].bytes)
			fail_msg("row %zu: %zu bytes", i, bytes);
	}
}

static void an_ellipsis_marks_the_cut(void **state)
{
	static const struct {
		const char *text;
		int columns;
		bool ascii;
		const char *result;
	} rows[] = {
		{ "みなと精機", 10, false, "みなと精機" }, { "みなと精機", 9, false, "みなと精…" },
		{ "みなと精機", 8, false, "みなと…" }, { "みなと精機", 7, true, "みな..." },
		{ "abcdef", 1, false, "…" }, { "abcdef", 0, false, "" }, { "abcdef", -3, false, "" },
		{ "abcdef", 2, true, ".." }, { "abcdef", 3, true, "..." }, { "", 0, false, "" },
		{ "ab", 2, true, "ab" }, { "か\u3099ぎぐ", 3, false, "か\u3099…" },
		{ FAMILY "x", 6, false, "…" },
	};

	for (size_t i = 0; i < COUNT(rows); i++)
		assert_string_equal(text_ellipsis(*state, rows[i].text, rows[i].columns,
						  rows[i].ascii), rows[i].result);
}

static void the_cursor_moves_by_grapheme(void **state)
{
	static const char *const pieces[] = {
		"a", "円", GA_APART, FLAG, FLAG, FAMILY, "e\u0301\u0302", IVS, "\r\n",
		"\U0001F44D\U0001F3FD", "1\uFE0F\u20E3", "\n", "\n", "ｶﾞ", "한", "x",
	};
	char text[256] = "";
	size_t at = 0;

	(void)state;
	for (size_t i = 0; i < COUNT(pieces); i++)
		strcat(text, pieces[i]);
	for (size_t i = 0; i < COUNT(pieces); i++) {
		size_t next = at + strlen(pieces[i]);

		if (text_next(text, at) != next)
			fail_msg("piece %zu: next of %zu is %zu", i, at, text_next(text, at));
		if (text_previous(text, next) != at)
			fail_msg("piece %zu: previous of %zu is %zu", i, next,
				 text_previous(text, next));
		at = next;
	}
	assert_int_equal(at, strlen(text));
}

static void the_cursor_stops_at_the_edges(void **state)
{
	(void)state;
	assert_int_equal(text_next("", 0), 0);
	assert_int_equal(text_previous("", 0), 0);
	assert_int_equal(text_next("ab", 2), 2);
	assert_int_equal(text_next("ab", 99), 2);
	assert_int_equal(text_previous("ab", 99), 1);
	assert_int_equal(text_previous("ab", 0), 0);
	/* From inside a grapheme to its ends. */
	assert_int_equal(text_next(GA_APART "x", 3), 6);
	assert_int_equal(text_previous("x" GA_APART, 4), 1);
	/* A mark without a letter is a grapheme of its own after a newline. */
	assert_int_equal(text_next("\n\u3099", 0), 1);
	assert_int_equal(text_previous("\n\u3099", 4), 1);
}

static void a_long_field_is_walked(void **state)
{
	size_t length = 30000, at = 0, steps = 0;
	char *text = arena_alloc(*state, length + 1);

	for (size_t i = 0; i < length; i += 6)
		memcpy(text + i, i % 600 == 594 ? "abcde\n" : GA_APART, 6);
	for (size_t from = length - 600; at < length; from = at) {
		at = text_next(text, from);
		assert_int_equal(text_previous(text, at), from);
		steps++;
	}
	assert_int_equal(steps, 99 + 6);
}

static void nfc_composes(void **state)
{
	assert_string_equal(text_nfc(*state, GA_APART), "が");
	assert_string_equal(text_nfc(*state, "e\u0301"), "é");
	assert_string_equal(text_nfc(*state, "ascii"), "ascii");
	assert_string_equal(text_nfc(*state, ""), "");
	assert_string_equal(text_nfc(*state, "ＣＩＳＯ㈱"), "ＣＩＳＯ㈱");
	assert_string_equal(text_nfc(*state, "\uFA12"), "\u6674");
	assert_string_equal(text_nfc(*state, "a\xff円"), "a\uFFFD円");
	assert_int_equal(text_invalid_at(text_nfc(*state, "\xe5\x86"), 3), -1);
	assert_int_equal(text_invalid_at(text_nfc(*state, "\xed\xa0\x80x"), 4), -1);
}

static void cleaning_keeps_what_people_wrote(void **state)
{
	static const struct { const char *text, *many, *one; } rows[] = {
		{ "a\nb", "a\nb", "a b" }, { "a\r\nb", "a\nb", "a b" }, { "a\rb", "a\nb", "a b" },
		{ "a\tb", "a b", "a b" }, { "a\x1b[31mb", "a[31mb", "a[31mb" },
		{ "\x7f\xc2\x85\xc2\x9b円", "円", "円" }, { "a\u2028b\u2029c", "abc", "abc" },
		{ "a\u202Eb\u202C\u2066c\u2069", "abc", "abc" },
		{ GA_APART, "が", "が" }, { "か\x01\u3099", "が", "が" },
		{ FAMILY, FAMILY, FAMILY }, { "", "", "" }, { "\xff", "\uFFFD", "\uFFFD" },
		{ "א\u200Fב", "א\u200Fב", "א\u200Fב" }, { "\r\r\n", "\n\n", "  " },
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		assert_string_equal(text_clean(*state, rows[i].text, false), rows[i].many);
		assert_string_equal(text_clean(*state, rows[i].text, true), rows[i].one);
		assert_false(text_has_control(rows[i].many, true));
		assert_false(text_has_control(rows[i].one, false));
	}
}

static void controls_are_seen(void **state)
{
	static const char *const bad[] = {
		"\x01", "a\x1b", "\x7f", "\xc2\x80", "\xc2\x9f", "\u2028", "\u2029", "\u202a",
		"\u202e", "\u2066", "\u2069", "a\tb", "a\r\n",
	};

	(void)state;
	for (size_t i = 0; i < COUNT(bad); i++) {
		assert_true(text_has_control(bad[i], true));
		assert_true(text_has_control(bad[i], false));
	}
	assert_false(text_has_control("円\n卓", true));
	assert_true(text_has_control("円\n卓", false));
	assert_false(text_has_control("", false));
	assert_false(text_has_control("\u00a0\u200b\u200f\u2065", false));
}

static void folding_finds_what_looks_alike(void **state)
{
	static const struct { const char *text, *key; } rows[] = {
		{ "ＣＩＳＯ", "ciso" }, { "ｶﾞｲﾄﾞﾗｲﾝ", "ガイドライン" }, { "㈱みなと", "(株)みなと" },
		{ "①", "1" }, { "Straße", "strasse" }, { "", "" }, { "髙﨑", "髙﨑" },
		{ GA_APART, "が" }, { "a\xff", "a\uFFFD" },
	};

	for (size_t i = 0; i < COUNT(rows); i++)
		assert_string_equal(text_fold(*state, rows[i].text), rows[i].key);
}

static void full_width_keys_become_half(void **state)
{
	(void)state;
	assert_int_equal(text_half(0xFF01), '!');
	assert_int_equal(text_half(0xFF21), 'A');
	assert_int_equal(text_half(0xFF5E), '~');
	assert_int_equal(text_half(0xFF5F), 0xFF5F);
	assert_int_equal(text_half(0xFF00), 0xFF00);
	assert_int_equal(text_half(0x3000), ' ');
	assert_int_equal(text_half('a'), 'a');
	assert_int_equal(text_half(0x3042), 0x3042);
}

/* What the short ways rely on: a plain character is NFC as it is, alone and behind
 * another, is one grapheme there, and no control character. */
static void plain_characters_stand_alone(void **state)
{
	struct arena *arena = arena_new();
	int plain = 0;

	(void)state;
	for (uint32_t code = 1; code < 0x110000; code++) {
		static const char *const before[] = { "a", "か", "α", "\u1100" };
		uint8_t bytes[6];
		char text[16];
		int length, width;

		if (code >= 0xD800 && code <= 0xDFFF)
			continue;
		length = u8_uctomb(bytes, code, sizeof(bytes));
		memcpy(text, bytes, (size_t)length);
		text[length] = '\0';
		if (text_plain(text, text_code_width(0x4E00), &width) == 0)
			continue;
		plain++;
		assert_int_equal(width, text_code_width(code));
		assert_true(text_is_plain(text, (size_t)length) && !text_has_control(text, false));
		for (size_t i = 0; i < sizeof(before) / sizeof(before[0]); i++) {
			char both[32];
			size_t normal;
			uint8_t *nfc;

			snprintf(both, sizeof(both), "%s%s", before[i], text);
			nfc = u8_normalize(UNINORM_NFC, (const uint8_t *)both, strlen(both), NULL, &normal);
			assert_non_null(nfc);
			assert_int_equal(normal, strlen(both));
			assert_memory_equal(nfc, both, normal);
			free(nfc);
			assert_int_equal(text_next(both, 0), strlen(before[i]));
		}
	}
	assert_true(plain > 20000);
	arena_free(arena);
}

static void length_counts_characters(void **state)
{
	(void)state;
	assert_int_equal(text_length(""), 0);
	assert_int_equal(text_length("abc"), 3);
	assert_int_equal(text_length("円卓"), 2);
	assert_int_equal(text_length(FAMILY), 5);
}

static void distance_counts_slips(void **state)
{
	char long_word[200];

	(void)state;
	memset(long_word, 'a', sizeof(long_word) - 1);
	long_word[sizeof(long_word) - 1] = '\0';
	assert_int_equal(text_distance("", ""), 0);
	assert_int_equal(text_distance("", "abc"), 3);
	assert_int_equal(text_distance("abc", ""), 3);
	assert_int_equal(text_distance("title", "title"), 0);
	assert_int_equal(text_distance("title", "titel"), 1);
	assert_int_equal(text_distance("title", "tilte"), 1);
	assert_int_equal(text_distance("title", "titles"), 1);
	assert_int_equal(text_distance("title", "tite"), 1);
	assert_int_equal(text_distance("kitten", "sitting"), 3);
	assert_int_equal(text_distance("受容", "受用"), 1);
	assert_int_equal(text_distance(long_word, long_word), 0);
	assert_int_equal(text_distance(long_word, "a"), 63);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_locale_without_utf8_is_replaced),
		cmocka_unit_test(invalid_bytes_are_found),
		cmocka_unit_test(code_points_are_decoded),
		cmocka_unit_test(widths_are_those_of_the_terminal),
		cmocka_unit_test(what_fits_ends_at_a_grapheme),
		cmocka_unit_test(an_ellipsis_marks_the_cut),
		cmocka_unit_test(the_cursor_moves_by_grapheme),
		cmocka_unit_test(the_cursor_stops_at_the_edges),
		cmocka_unit_test(a_long_field_is_walked),
		cmocka_unit_test(nfc_composes),
		cmocka_unit_test(cleaning_keeps_what_people_wrote),
		cmocka_unit_test(controls_are_seen),
		cmocka_unit_test(folding_finds_what_looks_alike),
		cmocka_unit_test(full_width_keys_become_half),
		cmocka_unit_test(plain_characters_stand_alone),
		cmocka_unit_test(length_counts_characters),
		cmocka_unit_test(distance_counts_slips),
	};

	return cmocka_run_group_tests(tests, start, end);
}
