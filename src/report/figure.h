/*
 * Pictures of a paper 図: drawn as SVG in black and white, each with the words that say
 * the same.  Counted and placed, never judged.
 */
#ifndef REPORT_FIGURE_H
#define REPORT_FIGURE_H

#include <stdbool.h>

#include "report/paper.h"

struct session;
struct sheet_field;

/* Each returns false, and puts nothing, where there is nothing to draw. */

/* The level of each item, beside that of the session before (`parent` may be NULL). */
bool figure_profile(struct paper *paper, const struct session *session, const struct session *parent);
/* How many took which level in the newest revealed round of each item. */
bool figure_spread(struct paper *paper, const struct session *session);
/* The risks of a heat map's table by likelihood and impact, letters as figure_letter(). */
bool figure_heat(struct paper *paper, const struct session *session, const struct sheet_field *table);
/* Minutes planned and used, stop by stop. */
bool figure_time(struct paper *paper, const struct session *session);

/* A, B, ..., Z, AA, ...: how the picture calls risk `index` of its table. */
const char *figure_letter(struct arena *arena, size_t index);

#endif
