/* text_wrap: kinsoku, long words, spaces, and what must hold for any text. */
#include "base/arena.h"
#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

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

/* The lines, each between bars, in one string. */
static const char *wrapped(struct arena *arena, const char *text, int columns)
{
	struct text_lines lines = text_wrap(arena, text, columns);
	char *all = arena_strdup(arena, "|");

	for (size_t i = 0; i < lines.count; i++)
		all = arena_printf(arena, "%s%.*s|", all, (int)lines.line[i].length,
				   text + lines.line[i].start);
	return all;
}

static void plain_texts(void **state)
{
	static const struct { const char *text; int columns; const char *lines; } rows[] = {
		{ "", 10, "||" },
		{ "a", 10, "|a|" },
		{ "one two three", 7, "|one two|three|" },
		{ "one two three", 8, "|one two|three|" },
		{ "one  two", 4, "|one|two|" },
		{ "one   ", 10, "|one|" },
		{ "   ", 10, "||" },
		{ "  one", 10, "|  one|" },
		{ "a\nb", 10, "|a|b|" },
		{ "a\n", 10, "|a||" },
		{ "\n\n", 10, "||||" },
		{ "a \n b", 10, "|a| b|" },
		{ "a\r\nb\rc", 10, "|a|b|c|" },
		{ "abcdefghij", 4, "|abcd|efgh|ij|" },
		{ "ab abcdefghij", 4, "|ab|abcd|efgh|ij|" },
		{ "a-b", 2, "|a-|b|" },
		{ "a\u00A0b c", 4, "|a\u00A0b|c|" },
		{ "ab\u200Bcd", 3, "|ab\u200B|cd|" },
		{ "円卓会議", 5, "|円卓|会議|" },
		{ "円卓会議", 2, "|円|卓|会|議|" },
		{ "円卓会議", 1, "|円|卓|会|議|" },
		{ "あ　い", 4, "|あ|い|" },
		{ "か\u3099ぎぐげ", 4, "|か\u3099ぎ|ぐげ|" },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		assert_string_equal(wrapped(*state, rows[i].text, rows[i].columns), rows[i].lines);
}

/* Characters that must not begin a line take the one before along; those that
 * must not end one go down with what follows. */
static void kinsoku_holds(void **state)
{
	static const char *const never_first[] = {
		"、", "。", "，", "．", "」", "』", "）", "】", "〉", "》", "］", "｝", "・", "：",
		"；", "？", "！", "ー", "ぁ", "っ", "ゃ", "ゅ", "ょ", "ァ", "ッ", "ャ", "ュ", "ョ",
		"々", "ゝ", "ヽ", "…", "‥", "〜", ")", "]", "}", "!", "?", ",", ".", "％",
	};
	static const char *const never_last[] = {
		"「", "『", "（", "【", "〈", "《", "［", "｛", "(", "[", "{",
	};

	for (size_t i = 0; i < sizeof(never_first) / sizeof(never_first[0]); i++) {
		char *text = arena_printf(*state, "会議室%s場", never_first[i]);
		struct text_lines lines = text_wrap(*state, text, 6);

		if (strncmp(text + lines.line[1].start, "室", strlen("室")) != 0)
			fail_msg("%s begins a line", never_first[i]);
	}
	for (size_t i = 0; i < sizeof(never_last) / sizeof(never_last[0]); i++) {
		char *text = arena_printf(*state, "会議%s室場", never_last[i]);
		struct text_lines lines = text_wrap(*state, text, 6);

		if (strncmp(text + lines.line[1].start, never_last[i],
			    strlen(never_last[i])) != 0)
			fail_msg("%s ends a line", never_last[i]);
	}
}

static void a_paragraph_of_the_study(void **state)
{
	const char *text = "復旧には最短でも７２時間、長ければ２週間…とのことである。"
			   "「身代金は払わない」と社長は言った。";

	assert_string_equal(wrapped(*state, text, 20),
			    "|復旧には最短でも７２|時間、長ければ２週|間…とのことである。|"
			    "「身代金は払わない」|と社長は言った。|");
}

static void a_joined_emoji_is_not_cut_where_it_fits(void **state)
{
	const char *family = "\U0001F468\u200D\U0001F469\u200D\U0001F467";
	char *text = arena_printf(*state, "ab%s", family);
	struct text_lines lines = text_wrap(*state, text, 6);

	assert_int_equal(lines.count, 2);
	assert_int_equal(lines.line[1].start, 2);
	/* Too wide for any line: cut at a character rather than drawn over the edge. */
	lines = text_wrap(*state, text, 4);
	for (size_t i = 0; i < lines.count; i++)
		assert_true(text_width_n(text + lines.line[i].start, lines.line[i].length) <= 4);
}

/* One grapheme of 100 kB must not take a time that grows with its square. */
static void a_hostile_grapheme_is_no_trap(void **state)
{
	size_t length = 100002;
	char *text = arena_alloc(*state, length + 1);
	struct text_lines lines;

	for (size_t i = 0; i + 7 <= length; i += 7)
		memcpy(text + i, "\U0001F469\u200D", 7);
	lines = text_wrap(*state, text, 20);
	assert_int_equal(lines.count, (length / 7 + 9) / 10);
}

/* A small generator with a fixed seed: the same texts on every machine. */
static unsigned int next_random(unsigned int *seed)
{
	*seed = *seed * 1103515245u + 12345u;
	return *seed >> 16 & 0x7FFF;
}

static char *random_text(struct arena *arena, unsigned int *seed)
{
	static const char *const pieces[] = {
		"a", "be", "see", " ", "  ", "\n", "円", "卓", "、", "。", "「", "」", "ー", "っ",
		"か\u3099", "\U0001F1EF\U0001F1F5", "\U0001F468\u200D\U0001F469", "　", "…",
		"\u200B", "\u00A0", "-", "/", "http://example.com/x?y=z", "e\u0301", "\u0301",
		"(", ")", "１２", "42%", "\t", "\r\n", "\u2028", "ｶﾞ", "葛\U000E0100", "\xff",
	};
	char *text = arena_alloc(arena, 1024);
	size_t length = 0;
	unsigned int count = next_random(seed) % 40;

	while (count--) {
		const char *piece = pieces[next_random(seed) %
					   (sizeof(pieces) / sizeof(pieces[0]))];

		memcpy(text + length, piece, strlen(piece));
		length += strlen(piece);
	}
	return text;
}

/* What stands between two lines may be white space or a line's end only. */
static bool only_white(const char *text, size_t start_at, size_t end_at)
{
	while (start_at < end_at) {
		uint32_t code;

		start_at += text_decode(text + start_at, &code);
		if (code != ' ' && code != 0x3000 && code != '\n' && code != '\r' && code != 0x2028)
			return false;
	}
	return true;
}

static void any_text_holds_together(void **state)
{
	unsigned int seed = 20261123;

	for (int round = 0; round < 20000; round++) {
		char *text = random_text(*state, &seed);
		int columns = (int)(next_random(&seed) % 30) + 2;
		struct text_lines lines = text_wrap(*state, text, columns);
		size_t at = 0;

		assert_true(lines.count > 0);
		for (size_t i = 0; i < lines.count; i++) {
			struct text_line line = lines.line[i];

			if (text_width_n(text + line.start, line.length) > columns)
				fail_msg("round %d: line %zu is too wide: %s", round, i, text);
			if (line.start < at || !only_white(text, at, line.start))
				fail_msg("round %d: text is lost before line %zu", round, i);
			at = line.start + line.length;
		}
		assert_true(only_white(text, at, strlen(text)));
		if (round % 100 == 0)
			arena_reset(*state);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(plain_texts),
		cmocka_unit_test(kinsoku_holds),
		cmocka_unit_test(a_paragraph_of_the_study),
		cmocka_unit_test(a_joined_emoji_is_not_cut_where_it_fits),
		cmocka_unit_test(a_hostile_grapheme_is_no_trap),
		cmocka_unit_test(any_text_holds_together),
	};

	return cmocka_run_group_tests(tests, start, end);
}
