/*
 * text_wrap takes short ways for plain texts.  Here is the long way, a grapheme at a
 * time over the whole text, and both must give the same lines: of all content in all
 * widths, and of random texts (the seed is printed).
 */
#include "base/arena.h"
#include "base/file.h"
#include "base/marks.h"
#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unilbrk.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

struct slow {
	struct arena *arena;
	const char *text;
	int columns, width;
	struct text_lines lines;
	size_t capacity, start, chance;
};

static size_t spaces_before(const char *text, size_t start, size_t end)
{
	for (;;) {
		if (end > start && text[end - 1] == ' ')
			end--;
		else if (end - start >= 3 && memcmp(text + end - 3, "\xE3\x80\x80", 3) == 0)
			end -= 3;
		else
			return end;
	}
}

static void slow_line(struct slow *slow, size_t end, size_t next)
{
	struct text_lines *lines = &slow->lines;

	lines->line = arena_grow(slow->arena, lines->line, lines->count, &slow->capacity, sizeof(*lines->line));
	lines->line[lines->count].start = slow->start;
	lines->line[lines->count++].length = spaces_before(slow->text, slow->start, end) - slow->start;
	slow->start = slow->chance = next;
	slow->width = 0;
}

/* The end of a grapheme, or of a part of it where the whole is wider than a line. */
static size_t slow_piece(const struct slow *slow, const char *graphemes, size_t at, size_t length)
{
	size_t end = at, second = at;
	int width = 0;

	while (end < length && (end == at || !graphemes[end])) {
		uint32_t code;
		size_t bytes = text_decode(slow->text + end, &code);
		int more = text_code_width(code);

		if (more > 0 && width > 0 && second == at)
			second = end;
		width += more;
		if (width > slow->columns)
			return second;
		end += bytes;
	}
	return end;
}

static size_t slow_take(struct slow *slow, size_t at, size_t end, bool may_break)
{
	const char *piece = slow->text + at;
	bool space = (end - at == 1 && *piece == ' ') || (end - at == 3 && memcmp(piece, "\xE3\x80\x80", 3) == 0);
	int width = text_width_n(piece, end - at);

	if (may_break && at > slow->start)
		slow->chance = at;
	if (!space && slow->width + width > slow->columns && at > slow->start) {
		size_t cut = slow->chance > slow->start ? slow->chance : at;

		slow_line(slow, cut, cut);
		return cut;
	}
	slow->width += width;
	return end;
}

static struct text_lines slow_wrap(struct arena *arena, const char *text, int columns)
{
	struct slow slow = { .arena = arena, .text = text, .columns = columns };
	size_t length = strlen(text), at = 0;
	struct marks graphemes, breaks;

	marks_graphemes(&graphemes, text, length);
	marks_breaks(&breaks, text, length);
	while (at < length) {
		size_t end = slow_piece(&slow, graphemes.of, at, length);

		if (text[at] == '\r' || text[at] == '\n' || breaks.of[at] == UC_BREAK_MANDATORY) {
			slow_line(&slow, at, end);
			at = end;
		} else {
			at = slow_take(&slow, at, end, breaks.of[at] == UC_BREAK_POSSIBLE);
		}
	}
	slow_line(&slow, length, length);
	marks_release(&breaks);
	marks_release(&graphemes);
	return slow.lines;
}

static void expect_same(struct arena *arena, const char *text, int columns)
{
	struct text_lines quick = text_wrap(arena, text, columns), slow = slow_wrap(arena, text, columns);
	bool same = quick.count == slow.count;

	for (size_t i = 0; same && i < quick.count; i++)
		same = quick.line[i].start == slow.line[i].start && quick.line[i].length == slow.line[i].length;
	if (!same)
		fail_msg("%d columns, %zu lines instead of %zu: '%.2000s'", columns, quick.count, slow.count, text);
}

static void all_content_in_all_widths(void **state)
{
	static const char *const files[] = { "content/meti-2015.yaml", "content/meti-3.0.yaml", "README.ja.md" };
	struct arena *arena = arena_new();

	(void)state;
	assert_true(text_init_locale());
	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
		char *text;
		size_t length;

		assert_true(file_read(arena, files[i], 1 << 22, &text, &length));
		for (int columns = 2; columns < 130; columns += columns < 50 ? 5 : 9) {
			struct arena *scratch = arena_new();

			expect_same(scratch, text, columns);
			arena_free(scratch);
		}
	}
	arena_free(arena);
}

/* Sequences that mean something to somebody: joiners, marks, flags, jamo, brackets
 * after spaces, numbers with signs, line ends of all kinds, what is no UTF-8. */
static const char *const pieces[] = {
	"a", "B", "word", " ", "  ", "-", "--", ".", ",", "(", ")", "\"", "'", "1", "23", "%", "$", "/", "\n", "\r\n", "\r", "\t",
	"か", "カ", "ー", "ッ", "、", "。", "「", "」", "（", "）", "・", "…", "漢", "字", "々", "\xE3\x80\x80", "ｱ", "ﾞ",
	"か\u3099", "e\u0301", "\u0301", "\u00A0", "\u00AD", "\u200B", "\u200D", "\u2028", "\u2014", "é", "α", "Я", "①", "→", "─",
	"한", "\u1100\u1161\u11A8", "\U0001F468\u200D\U0001F469", "\U0001F1EF\U0001F1F5", "\U0001F1EF", "\U00020000", "ไทย",
	"\u05D0", "\xFF", "\xE3\x81", "\uFF01", "\uFF9E", "\u302A", "\u9FFF", "\u3400", "\x01", "\x7F", "!?", "http://a.b/c?d=e",
};

static uint64_t step(uint64_t *state)
{
	*state = *state * 6364136223846793005u + 1442695040888963407u;
	return *state >> 33;
}

static void random_texts(void **state)
{
	const char *given = getenv("ENTAKU_SEED");
	uint64_t seed = given ? strtoull(given, NULL, 10) : 20261128, now = seed;

	(void)state;
	assert_true(text_init_locale());
	print_message("seed %llu\n", (unsigned long long)seed);
	for (int i = 0; i < 20000; i++) {
		/* Half of them of few kinds, so that the short ways are gone. */
		size_t kinds = i % 2 ? sizeof(pieces) / sizeof(pieces[0]) : 4 + step(&now) % 40;
		char text[400] = "";
		struct arena *arena = arena_new();

		for (uint64_t count = step(&now) % 40; count > 0; count--)
			strncat(text, pieces[step(&now) % kinds], sizeof(text) - strlen(text) - 1);
		expect_same(arena, text, 2 + (int)(step(&now) % 24));
		arena_free(arena);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(all_content_in_all_widths),
		cmocka_unit_test(random_texts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
