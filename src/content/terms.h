/*
 * Where a text uses the terms 用語 of its pack.  English forms are looked for at
 * the borders of words, also with a plural's s, es or ies; Japanese ones
 * anywhere, but what is ASCII in them not within an ASCII word, nor one or two
 * katakana within a longer katakana word (ログ in プログラム).  ASCII case does
 * not matter unless a form's letters are all capitals.  A form that ends in
 * brackets, "business continuity plan (BCP)", is found whole, without them, and
 * by what stands in them.
 */
#ifndef CONTENT_TERMS_H
#define CONTENT_TERMS_H

#include <stdbool.h>
#include <stddef.h>

#include "lang/lang.h"

struct arena;
struct pack;
struct term;

/* `length` bytes of the text from byte `at` are a form of `term`. */
struct term_use { const struct term *term; size_t at, length; };

/*
 * The uses of terms in a text of the current language, in order of place, of
 * those that begin at one place the longest, none within another.  Fills at
 * most `room`; gives how many it filled.
 */
size_t terms_in(const struct pack *pack, const char *text, struct term_use *use, size_t room);

/* The same for lint, which reads all texts of a pack: an index, made once, of the
 * forms and of the words to avoid, which are found by the same rules. */
struct term_index;
struct term_index *term_index_new(struct arena *arena, const struct pack *pack);

/* What a text holds: a form of `term`, or (`avoid` is not NULL) a word that is
 * not to be used for it. */
struct term_hit { const struct term *term; const char *avoid; size_t at, length; };

/* The first hit from byte `from` on; false when there is none. */
bool term_next(const struct term_index *index, enum lang which, const char *text, size_t from,
	       struct term_hit *hit);

#endif
