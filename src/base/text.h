/*
 * UTF-8 text: validity, width in terminal columns, line breaks, graphemes.
 *
 * Width is the sum of wcwidth(), which is exactly what ncurses will do with
 * the same bytes; a character that wcwidth does not know counts 1 (it is drawn
 * as U+FFFD).  Lines break by UAX #14 with Japanese rules (kinsoku), graphemes
 * by UAX #29, both through libunistring.  LC_CTYPE must be a UTF-8 locale
 * (text_init_locale).  All lengths are bytes unless a name says columns.
 */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct str;

/* Makes LC_CTYPE a UTF-8 one: the user's, else C.UTF-8, en_US, ja_JP.
 * False when the system has none (then only ASCII can be drawn). */
bool text_init_locale(void);

/* The first byte that is not valid UTF-8, or -1 where all is well. */
long text_invalid_at(const char *text, size_t length);

/* Decodes one code point at `text` (valid UTF-8, not at its end); its bytes. */
size_t text_decode(const char *text, uint32_t *code);

/* Columns of one code point: 0, 1 or 2. */
int text_code_width(uint32_t code);

/*
 * The bytes of a plain character at `text`, with its columns; 0 where another kind
 * stands.  Plain is what never joins with its neighbours into one grapheme: printable
 * ASCII, Latin and Greek letters, kana, ideographs, most signs.  `wide` is
 * text_code_width() of an ideograph, asked once a text.
 */
size_t text_plain(const char *text, int wide, int *width);

/* Plain characters and line ends only: such a text is NFC and holds no control
 * character. */
bool text_is_plain(const char *text, size_t length);

/* Columns of the whole text, of its first `length` bytes. */
int text_width(const char *text);
int text_width_n(const char *text, size_t length);

/* How many bytes of `text` fit in `columns`, never cutting a grapheme. */
size_t text_fit(const char *text, int columns);

/* `text` in at most `columns`, ended by "…" ("..." when `ascii`) where cut. */
char *text_ellipsis(struct arena *arena, const char *text, int columns, bool ascii);

struct text_lines {
	size_t count;
	struct text_line { size_t start, length; } *line; /* into the text */
};

/*
 * Breaks `text` into lines of at most `columns` (>= 2).  Newlines in the text
 * break always; trailing spaces of a line (U+0020, U+3000) are left out of it;
 * a word longer than a line is cut at a grapheme, and a grapheme wider than a
 * line at a character, so that no line is ever wider.  An empty text has one
 * empty line, and so has what follows a last newline.
 */
struct text_lines text_wrap(struct arena *arena, const char *text, int columns);

/* The grapheme border after / before byte `at`; the text's end / 0 at the edges. */
size_t text_next(const char *text, size_t at);
size_t text_previous(const char *text, size_t at);

/* NFC, as everything is stored.  Invalid bytes become U+FFFD. */
char *text_nfc(struct arena *arena, const char *text);

/*
 * What a field may hold: NFC, CR LF and CR become LF (a space where
 * `one_line`), tabs a space, other control characters (C0, C1, U+2028/9,
 * bidi embeddings, overrides and isolates) are dropped.
 */
char *text_clean(struct arena *arena, const char *text, bool one_line);

/* True when the text holds a character that text_clean() would drop or turn
 * into another (CR and tab too); LF is allowed only when `multi_line`. */
bool text_has_control(const char *text, bool multi_line);

/* Does the code point turn the order in which its neighbours are drawn (marks, embeddings,
 * overrides, isolates)?  The marks U+200E, U+200F and U+061C may stand in a field, where
 * two scripts meet; on a terminal nothing of this kind does. */
bool text_turns(uint32_t code);

/* For search and first-letter choice: NFKC and case folded. */
char *text_fold(struct arena *arena, const char *text);

/* A full-width ASCII letter (U+FF01..U+FF5E, U+3000) to its half-width form,
 * any other code as it is: keys typed while a Japanese input method is on. */
uint32_t text_half(uint32_t code);

/* Code points in the text (limits are given in characters). */
size_t text_length(const char *text);

/* Damerau-Levenshtein distance of two short words, for "did you mean"; of
 * longer ones the first 64 characters count. */
int text_distance(const char *a, const char *b);

#endif
