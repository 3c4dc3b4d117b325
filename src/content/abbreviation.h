/*
 * Abbreviations in a text: words of ASCII capitals and digits with two capitals
 * side by side (CSIRT, MFA, WPA2), also joined by '-' or '&' (J-CSIP, R&D), and
 * without the s of a plural (PCs).  "DDoS" and "D3" are none.
 */
#ifndef CONTENT_ABBREVIATION_H
#define CONTENT_ABBREVIATION_H

#include <stdbool.h>
#include <stddef.h>

/* The first one from byte `*at` on; moves `*at` to it. */
bool abbreviation_next(const char *text, size_t *at, size_t *length);

/* Are these bytes one? */
bool abbreviation_is(const char *word, size_t length);

#endif
