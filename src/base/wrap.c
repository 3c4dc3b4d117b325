/*
 * text_wrap: fills lines greedily, a grapheme at a time, and goes back to the
 * last permitted break when the next one does not fit.  What stood behind that
 * break is measured again on its new line, so each piece is seen at most twice.
 *
 * Paragraph by paragraph: neither graphemes nor line breaks look across a line
 * end.  One that fits needs no breaks, and one of plain characters only (text_plain)
 * needs no graphemes: each character is one.
 */
#include "base/text.h"

#include "base/arena.h"
#include "base/marks.h"

#include <limits.h>
#include <string.h>
#include <unilbrk.h>

struct fill {
	struct arena *arena;
	const char *text;
	int columns, wide; /* wide: columns of an ideograph */
	struct text_lines lines;
	size_t capacity;
	size_t start;  /* of the line being filled */
	size_t chance; /* the last place where it may be broken; start: none */
	int width;     /* of the line so far, spaces included */
};

/* How many bytes the space takes that begins at `text`, where `length` bytes
 * are left; 0: it is none.  The ideographic one hangs over the edge as the other
 * does, since UAX #14 lets it end a line but not begin one. */
static size_t space_at(const char *text, size_t length)
{
	if (length >= 1 && text[0] == ' ')
		return 1;
	return length >= 3 && memcmp(text, "\xE3\x80\x80", 3) == 0 ? 3 : 0;
}

static size_t without_spaces(const char *text, size_t start, size_t end)
{
	for (;;) {
		if (end > start && space_at(text + end - 1, 1))
			end--;
		else if (end - start >= 3 && space_at(text + end - 3, 3) == 3)
			end -= 3;
		else
			return end;
	}
}

/* Ends the line at `end`; the next one begins at `next`. */
static void end_line(struct fill *fill, size_t end, size_t next)
{
	struct text_lines *lines = &fill->lines;

	lines->line = arena_grow(fill->arena, lines->line, lines->count, &fill->capacity,
				 sizeof(*lines->line));
	lines->line[lines->count].start = fill->start;
	lines->line[lines->count].length =
		without_spaces(fill->text, fill->start, end) - fill->start;
	lines->count++;
	fill->start = fill->chance = next;
	fill->width = 0;
}

/* What is marked at a CR before LF depends on libunistring's version. */
static bool is_newline(char c, char mark)
{
	return c == '\r' || c == '\n' || mark == UC_BREAK_MANDATORY;
}

/*
 * Takes the piece [at, end) into the line and returns where to go on: at its
 * end, or at the new line's start, since what stood after the last chance has
 * to be measured again.
 */
static size_t take_piece(struct fill *fill, size_t at, size_t end, bool may_break)
{
	/* A space that carries a mark is drawn, so it may not hang over. */
	bool space = space_at(fill->text + at, end - at) == end - at;
	int width = text_width_n(fill->text + at, end - at);

	if (may_break && at > fill->start)
		fill->chance = at;
	if (!space && fill->width + width > fill->columns && at > fill->start) {
		size_t cut = fill->chance > fill->start ? fill->chance : at;

		end_line(fill, cut, cut);
		return cut;
	}
	fill->width += width;
	return end;
}

/* Where the piece ends that begins `at` bytes behind `from`: a grapheme, or, where that alone
 * is wider than a line, one of its characters with the marks that it carries. */
static size_t piece_end(const struct fill *fill, const char *graphemes, size_t from, size_t at, size_t length)
{
	size_t end = at, second = at; /* the second character that has a width */
	const char *text = fill->text + from;
	int width = 0;

	while (end < length && (end == at || !graphemes[end])) {
		uint32_t code;
		size_t bytes = text_decode(text + end, &code);
		int more = text_code_width(code);

		if (more > 0 && width > 0 && second == at)
			second = end;
		width += more;
		if (width > fill->columns)
			return second;
		end += bytes;
	}
	return end;
}

/* Any paragraph: [start, end), with its line end. */
static void wrap_any(struct fill *fill, size_t end)
{
	size_t at = fill->start, from = at;
	struct marks graphemes, breaks;

	marks_graphemes(&graphemes, fill->text + from, end - from);
	marks_breaks(&breaks, fill->text + from, end - from);
	while (at < end) {
		size_t next = from + piece_end(fill, graphemes.of, from, at - from, end - from);
		char mark = breaks.of[at - from];

		if (is_newline(fill->text[at], mark)) {
			end_line(fill, at, next);
			at = next;
		} else {
			at = take_piece(fill, at, next, mark == UC_BREAK_POSSIBLE);
		}
	}
	marks_release(&breaks);
	marks_release(&graphemes);
}

static bool is_ascii(char c)
{
	return c >= 0x20 && c < 0x7F;
}

/* text_plain(), of ASCII without a call. */
static inline size_t plain_at(const struct fill *fill, size_t at, int *width)
{
	*width = 1;
	return is_ascii(fill->text[at]) ? 1 : text_plain(fill->text + at, fill->wide, width);
}

/* A paragraph of plain characters that does not fit into a line.  What stood behind
 * the last chance is not measured again: its width is known. */
static void wrap_plain(struct fill *fill, size_t end)
{
	size_t from = fill->start, at = from;
	int chance_width = 0;
	struct marks breaks;

	marks_breaks(&breaks, fill->text + from, end - from);
	while (at < end) {
		int width;
		size_t bytes = plain_at(fill, at, &width);

		if (breaks.of[at - from] == UC_BREAK_POSSIBLE && at > fill->start) {
			fill->chance = at;
			chance_width = fill->width;
		}
		if (fill->width + width > fill->columns && at > fill->start && !space_at(fill->text + at, end - at)) {
			bool back = fill->chance > fill->start;
			int rest = back ? fill->width - chance_width : 0;

			end_line(fill, back ? fill->chance : at, back ? fill->chance : at);
			fill->width = rest;
			continue;
		}
		fill->width += width;
		at += bytes;
	}
	marks_release(&breaks);
}

/* Columns of a paragraph of plain characters only, -1 of another. */
static int plain_width(const struct fill *fill, size_t end)
{
	int all = 0;

	for (size_t at = fill->start; at < end;) {
		int width;
		size_t bytes = plain_at(fill, at, &width);

		if (bytes == 0 || all > INT_MAX - 2)
			return -1;
		all += width;
		at += bytes;
	}
	return all;
}

struct text_lines text_wrap(struct arena *arena, const char *text, int columns)
{
	struct fill fill = { .arena = arena, .text = text, .wide = text_code_width(0x4E00),
			     .columns = columns < 2 ? 2 : columns };
	size_t length = strlen(text);

	while (fill.start < length) {
		const char *newline = memchr(text + fill.start, '\n', length - fill.start);
		size_t end = newline ? (size_t)(newline - text) : length;
		int width = plain_width(&fill, end);

		if (width < 0) {
			wrap_any(&fill, newline ? end + 1 : end);
			if (!newline)
				break;
			continue;
		}
		if (width > fill.columns)
			wrap_plain(&fill, end);
		if (!newline)
			break;
		end_line(&fill, end, end + 1);
	}
	end_line(&fill, length, length);
	return fill.lines;
}
