/*
 * Widths come from wcwidth and nothing else.  Grapheme borders come from
 * u8_grapheme_breaks (base/marks.h).
 */
#include "base/text.h"

#include "base/arena.h"
#include "base/log.h"
#include "base/marks.h"
#include "base/str.h"

#include <langinfo.h>
#include <limits.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unicase.h>
#include <uninorm.h>
#include <unistr.h>
#include <wchar.h>

static bool locale_is_utf8(void)
{
	const char *codeset = nl_langinfo(CODESET);

	return strcasecmp(codeset, "UTF-8") == 0 || strcasecmp(codeset, "UTF8") == 0;
}

bool text_init_locale(void)
{
	static const char *const names[] = {
		"", "C.UTF-8", "C.utf8", "en_US.UTF-8", "ja_JP.UTF-8",
	};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		if (setlocale(LC_CTYPE, names[i]) && locale_is_utf8())
			return true;
	}
	return false;
}

static const uint8_t *bytes_of(const char *text)
{
	return (const uint8_t *)text;
}

long text_invalid_at(const char *text, size_t length)
{
	const uint8_t *wrong = u8_check(bytes_of(text), length);

	return wrong ? (long)(wrong - bytes_of(text)) : -1;
}

/* As text_decode, of text with a length; never called with 0. */
static size_t decode_n(const char *text, size_t length, uint32_t *code)
{
	ucs4_t read;
	int bytes;

	if ((unsigned char)*text < 0x80) {
		*code = (unsigned char)*text;
		return 1;
	}
	bytes = u8_mbtouc(&read, bytes_of(text), length);
	*code = read;
	return bytes > 0 ? (size_t)bytes : 1;
}

size_t text_decode(const char *text, uint32_t *code)
{
	size_t length = 1;

	while (length < 4 && text[length - 1] && text[length])
		length++;
	return decode_n(text, length, code);
}

int text_code_width(uint32_t code)
{
	int width;

	if (code == 0)
		return 0;
	if (code >= 0x20 && code < 0x7F)
		return 1;
	width = wcwidth((wchar_t)code);
	return width < 0 ? 1 : width;
}

/* Grapheme_Cluster_Break=Other and assigned since long; `wide`: two columns wherever
 * ideographs are. */
static const struct { uint16_t first, last; bool wide; } plain[] = {
	{ 0xA1, 0xAC, false }, { 0xAE, 0x2FF, false }, { 0x391, 0x3A1, false }, { 0x3A3, 0x482, false },
	{ 0x2010, 0x2027, false }, { 0x2030, 0x205E, false }, { 0x2190, 0x21FF, false },
	{ 0x2200, 0x22FF, false }, { 0x2460, 0x257F, false }, { 0x25A0, 0x25FF, false },
	{ 0x3000, 0x3029, true }, { 0x3041, 0x3096, true }, { 0x309B, 0x30FF, true },
	{ 0x3400, 0x4DB5, true }, { 0x4E00, 0x9FA5, true }, { 0xFF01, 0xFF60, true },
};

static size_t plain_in_table(const char *text, int wide, int *width)
{
	uint32_t code;
	size_t bytes = text_decode(text, &code);

	for (size_t i = 0; i < sizeof(plain) / sizeof(plain[0]) && code >= plain[i].first; i++) {
		if (code > plain[i].last)
			continue;
		*width = plain[i].wide ? wide : text_code_width(code);
		return bytes;
	}
	return 0;
}

/* What most of a Japanese text is, without a look into the table: U+3000..U+3029,
 * kana, U+4E00..U+8FFF.  Three bytes, the last two of which begin with 10. */
static bool is_plain_japanese(const unsigned char *byte)
{
	unsigned low;

	if (byte[0] < 0xE3 || byte[0] > 0xE8 || (byte[1] & 0xC0) != 0x80 || (byte[2] & 0xC0) != 0x80)
		return false;
	if (byte[0] >= 0xE4)
		return byte[0] > 0xE4 || byte[1] >= 0xB8;
	low = (byte[1] & 0x3Fu) << 6 | (byte[2] & 0x3Fu);
	return low <= 0x29 || (low >= 0x41 && low <= 0x96) || (low >= 0x9B && low <= 0xFF);
}

size_t text_plain(const char *text, int wide, int *width)
{
	const unsigned char *byte = (const unsigned char *)text;

	if (byte[0] >= 0x20 && byte[0] < 0x7F) {
		*width = 1;
		return 1;
	}
	if (byte[0] < 0x80)
		return 0;
	if (is_plain_japanese(byte)) {
		*width = wide;
		return 3;
	}
	return plain_in_table(text, wide, width);
}

bool text_is_plain(const char *text, size_t length)
{
	const unsigned char *byte = (const unsigned char *)text, *end = byte + length;

	/* Every text of a pack comes by here, so the usual characters are looked at in place. */
	while (byte < end) {
		int width;
		size_t bytes;

		if ((*byte >= 0x20 && *byte < 0x7F) || *byte == '\n') {
			byte++;
			continue;
		}
		bytes = *byte >= 0x80 && is_plain_japanese(byte) ? 3 : text_plain((const char *)byte, 2, &width);
		if (bytes == 0)
			return false;
		byte += bytes;
	}
	return true;
}

int text_width(const char *text)
{
	return text_width_n(text, strlen(text));
}

int text_width_n(const char *text, size_t length)
{
	int width = 0;

	for (size_t i = 0; i < length;) {
		uint32_t code;

		i += decode_n(text + i, length - i, &code);
		width += text_code_width(code);
		if (width > INT_MAX - 2)
			break;
	}
	return width;
}

/* The last grapheme border at or before `at`, which lies inside the text.
 * What follows the character at `at` cannot change it. */
static size_t border_before(const char *text, size_t at)
{
	struct marks marks;
	uint32_t code;

	marks_graphemes(&marks, text, at + text_decode(text + at, &code));
	while (at > 0 && !marks.of[at])
		at--;
	marks_release(&marks);
	return at;
}

size_t text_fit(const char *text, int columns)
{
	size_t at = 0;
	int width = 0;

	while (text[at]) {
		uint32_t code;
		size_t bytes = text_decode(text + at, &code);

		width += text_code_width(code);
		if (width > columns)
			return border_before(text, at);
		at += bytes;
	}
	return at;
}

char *text_ellipsis(struct arena *arena, const char *text, int columns, bool ascii)
{
	const char *mark = ascii ? "..." : "…";
	int room = columns - text_width(mark);

	if (text[text_fit(text, columns)] == '\0')
		return arena_strdup(arena, text);
	if (room < 0)
		return arena_strndup(arena, mark, text_fit(mark, columns));
	return arena_printf(arena, "%.*s%s", (int)text_fit(text, room), text, mark);
}

/* The start of the line that holds byte `at`: a grapheme never goes across. */
static size_t line_start(const char *text, size_t at)
{
	while (at > 0 && text[at - 1] != '\n')
		at--;
	return at;
}

size_t text_next(const char *text, size_t at)
{
	size_t length = strlen(text), start, end, next;
	const char *newline;
	struct marks marks;

	if (at >= length)
		return length;
	newline = strchr(text + at, '\n');
	end = newline ? (size_t)(newline - text) + 1 : length;
	start = line_start(text, at);
	marks_graphemes(&marks, text + start, end - start);
	next = at + 1;
	while (next < end && !marks.of[next - start])
		next++;
	marks_release(&marks);
	return next;
}

size_t text_previous(const char *text, size_t at)
{
	size_t length = strlen(text), start, previous;
	struct marks marks;

	if (at > length)
		at = length;
	if (at == 0)
		return 0;
	start = line_start(text, at - 1);
	marks_graphemes(&marks, text + start, at - start);
	previous = at - 1;
	while (previous > start && !marks.of[previous - start])
		previous--;
	marks_release(&marks);
	return previous;
}

static bool is_ascii(const char *text)
{
	for (; *text; text++)
		if ((unsigned char)*text >= 0x80)
			return false;
	return true;
}

/* None of the plain characters is made of others, nor joins with one. */
static bool is_nfc(const char *text)
{
	return is_ascii(text) || text_is_plain(text, strlen(text));
}

static void add_code(struct str *out, uint32_t code)
{
	uint8_t bytes[6];
	int length = u8_uctomb(bytes, code, sizeof(bytes));

	if (length > 0)
		str_add_bytes(out, (const char *)bytes, (size_t)length);
}

/* A copy of libunistring's result, which is freed; NULL can only be memory. */
static char *take(struct arena *arena, uint8_t *result, size_t length)
{
	char *copy;

	if (!result)
		log_fatal("out of memory");
	copy = arena_strndup(arena, (const char *)result, length);
	free(result);
	return copy;
}

/* The text with U+FFFD for what is not UTF-8; libunistring refuses such. */
static const char *mended(struct str *room, const char *text)
{
	if (text_invalid_at(text, strlen(text)) < 0)
		return text;
	while (*text) {
		uint32_t code;

		text += text_decode(text, &code);
		add_code(room, code);
	}
	return room->text;
}

char *text_nfc(struct arena *arena, const char *text)
{
	struct str room = STR_INIT;
	const char *valid;
	size_t length;
	uint8_t *result;

	if (is_nfc(text))
		return arena_strdup(arena, text);
	valid = mended(&room, text);
	result = u8_normalize(UNINORM_NFC, bytes_of(valid), strlen(valid), NULL, &length);
	str_release(&room);
	return take(arena, result, length);
}

/* Line breaks and tabs are for the caller to judge; these are never kept. */
static bool is_control(uint32_t code)
{
	return code < 0x20 || (code >= 0x7F && code <= 0x9F) ||
	       code == 0x2028 || code == 0x2029 ||
	       (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
}

char *text_clean(struct arena *arena, const char *text, bool one_line)
{
	struct str kept = STR_INIT;
	char *clean;

	while (*text) {
		uint32_t code;
		size_t bytes = text_decode(text, &code);

		if (code == '\r' && text[1] == '\n')
			bytes = 2;
		if (code == '\r' || code == '\n')
			str_add_char(&kept, one_line ? ' ' : '\n');
		else if (code == '\t')
			str_add_char(&kept, ' ');
		else if (!is_control(code))
			add_code(&kept, code);
		text += bytes;
	}
	/* Last, since what a dropped character held apart may now compose. */
	clean = text_nfc(arena, kept.text);
	str_release(&kept);
	return clean;
}

bool text_has_control(const char *text, bool multi_line)
{
	while (*text) {
		uint32_t code;

		text += text_decode(text, &code);
		if (is_control(code) && !(code == '\n' && multi_line))
			return true;
	}
	return false;
}

bool text_turns(uint32_t code)
{
	return code == 0x061C || code == 0x200E || code == 0x200F ||
	       (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
}

char *text_fold(struct arena *arena, const char *text)
{
	struct str room = STR_INIT;
	const char *valid = mended(&room, text);
	size_t length;
	uint8_t *result;

	if (*valid == '\0')
		return arena_strdup(arena, "");
	result = u8_casefold(bytes_of(valid), strlen(valid), NULL, UNINORM_NFKC, NULL, &length);
	str_release(&room);
	return take(arena, result, length);
}

uint32_t text_half(uint32_t code)
{
	if (code >= 0xFF01 && code <= 0xFF5E)
		return code - 0xFF01 + 0x21;
	return code == 0x3000 ? ' ' : code;
}

size_t text_length(const char *text)
{
	size_t count = 0;

	for (; *text; text++)
		count += ((unsigned char)*text & 0xC0) != 0x80;
	return count;
}

#define WORD_MAX 64

static int word_codes(const char *word, uint32_t *codes)
{
	int count = 0;

	while (*word && count < WORD_MAX)
		word += text_decode(word, &codes[count++]);
	return count;
}

static int least(int a, int b)
{
	return a < b ? a : b;
}

int text_distance(const char *a, const char *b)
{
	uint32_t left[WORD_MAX], right[WORD_MAX];
	int rows = word_codes(a, left), columns = word_codes(b, right);
	int cost[WORD_MAX + 1][WORD_MAX + 1];

	for (int i = 0; i <= rows; i++)
		cost[i][0] = i;
	for (int j = 0; j <= columns; j++)
		cost[0][j] = j;
	for (int i = 1; i <= rows; i++) {
		for (int j = 1; j <= columns; j++) {
			int other = left[i - 1] != right[j - 1];
			int best = least(cost[i - 1][j], cost[i][j - 1]) + 1;

			best = least(best, cost[i - 1][j - 1] + other);
			if (i > 1 && j > 1 && left[i - 1] == right[j - 2] &&
			    left[i - 2] == right[j - 1])
				best = least(best, cost[i - 2][j - 2] + 1);
			cost[i][j] = best;
		}
	}
	return cost[rows][columns];
}
