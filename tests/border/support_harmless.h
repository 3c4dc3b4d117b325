/*
 * Is what left the program harmless to whatever reads it?  Each gives NULL, or what is
 * wrong with the place.
 */
#ifndef TESTS_BORDER_SUPPORT_HARMLESS_H
#define TESTS_BORDER_SUPPORT_HARMLESS_H

#include <stdbool.h>
#include <stddef.h>

/* A terminal: UTF-8, no control character but line ends, nothing that turns the order. */
const char *harm_terminal(const char *text, size_t length);
/* A file: UTF-8, no control character but line ends (CR LF where `crlf`). */
const char *harm_text(const char *text, size_t length, bool crlf);
/* The same for a CSV: rows end in CR LF, lines of a cell in LF. */
const char *harm_cells(const char *text, size_t length);
/* Only elements and attributes that our writer makes, each text escaped. */
const char *harm_html(const char *text);
/* RFC 4180, all rows of one width, no cell that a spreadsheet reckons with. */
const char *harm_csv(const char *text);
/* RFC 5545: known names only, lines folded, what begins ends. */
const char *harm_ics(const char *text);
/* Tables keep their columns; no element, link, address, picture or code. */
const char *harm_markdown(const char *text);

#endif
