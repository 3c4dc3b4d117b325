/*
 * The language that people see, and every word in both.
 *
 * A word is two string literals on one line of a words_*.h header:
 *
 *     #define WORD_COUNTS "%d decisions, %d open", "決定 %d件（うち未了 %d件）"
 *
 * T(COUNTS) is the literal of the current language, so that the compiler
 * checks a printf's arguments against both.  Where another order is needed the
 * Japanese uses %2$s.  W(COUNTS) initialises a struct words for tables; read
 * it with say().  The current language is one of the three mutable globals.
 */
#ifndef LANG_LANG_H
#define LANG_LANG_H

#include <stdbool.h>

enum lang { LANG_EN, LANG_JA, LANG_COUNT };

extern enum lang lang; /* what T() and say() speak now */

/* A word of ours in both languages, for tables. */
struct words { const char *en, *ja; };

/* A text of a pack or of people in both languages; both are there after lint. */
struct bitext { const char *ja, *en; };

const char *say(struct words words);
const char *say_in(struct words words, enum lang which);
const char *bitext_say(struct bitext text);
const char *bitext_in(struct bitext text, enum lang which);

/* "ja" or "en" to the language; false for anything else. */
bool lang_parse(const char *code, enum lang *which);
const char *lang_code(enum lang which);

/*
 * The language of a user: `option` (--lang), then `entaku_lang` ($ENTAKU_LANG),
 * then the first of LC_ALL, LC_MESSAGES, LANG that is set: ja when it begins
 * with "ja", else en.  NULL and "" count as not set.
 */
enum lang lang_choose(const char *option, const char *entaku_lang, const char *lc_all,
		      const char *lc_messages, const char *lang_variable);

#define T(word) T_(WORD_##word)
/* NAME, or for one thing NAME_ONE, which stands beside it. */
#define TN(count, word) ((count) == 1 ? T(word##_ONE) : T(word))
#define T_(...) T__(__VA_ARGS__)
#define T__(english, japanese) (lang == LANG_JA ? (japanese) : (english))
#define W(word) W_(WORD_##word)
#define W_(...) W__(__VA_ARGS__)
#define W__(english, japanese) { .en = (english), .ja = (japanese) }

#endif
