/* Sums of money in words. */
#ifndef WORKSHOP_MONEY_H
#define WORKSHOP_MONEY_H

#include <stdbool.h>

#include "workshop/session.h"

struct str;

/* "12,000,000円/年" / "JPY 12,000,000/year"; `brief` as people say it, "1200万円/年" /
 * "JPY 12M/year", where that is exact.  base/amount.h understands both again. */
void money_say(struct money money, bool brief, struct str *out);

#endif
