/*
 * Whole numbers and sums of money as people type them.  Pure; knows no
 * currency but what is written.
 */
#ifndef BASE_AMOUNT_H
#define BASE_AMOUNT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Greatest sum and number that is understood (a thousand trillion). */
#define AMOUNT_MAX INT64_C(1000000000000000)

/*
 * A whole number: 1200, 1,200, -3, 1200万, 1.2億, 1億2000万, 3千, 12k, 12M,
 * 1.5B, also with full-width digits, points and commas.  Units must fall (億 before 万), so
 * 12兆億 is refused; what does not come out whole (0.5) is refused, too.
 * False: not understood, or beyond AMOUNT_MAX either way.
 */
bool number_understand(const char *text, int64_t *number);

enum amount_per { AMOUNT_PER_UNSAID, AMOUNT_PER_ONCE, AMOUNT_PER_YEAR };
struct amount { int64_t amount; char currency[4]; enum amount_per per; };

/*
 * A sum: 1200万, 1.2億円, ¥12M, 12M, 30000ドル, $30k, USD 30k, 500 EUR, followed or led by
 * how often: 年, 毎年, 年額, /年, /year, per year, p.a., 一回, 一時, once.  Without a currency it is
 * `usual` (three capital letters).  False: not understood, or negative.
 */
bool amount_understand(const char *text, const char *usual, struct amount *amount);

/* "12,000,000"; at least 32 bytes. */
void number_format(int64_t number, char *buffer, size_t size);

/* How people read a large sum: 1200万 in Japanese, 12M in English; "" where
 * number_format() is as short.  Exact: 12,345,678 is 1234万5678 / "".  At least 64 bytes. */
void number_brief(int64_t number, bool japanese, char *buffer, size_t size);

#endif
