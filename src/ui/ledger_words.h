/* What stands in the cells of a ledger: a row's members in words.  Only screens see this. */
#ifndef UI_LEDGER_WORDS_H
#define UI_LEDGER_WORDS_H

#include "ui/screens.h"

/* A member of a row (store/register.h), or what is made of several under a name of its
 * own ("company", "place", ...); "" where there is nothing. */
const char *ledger_value(struct app *app, const struct json *row, const char *name);
const char *ledger_state_say(enum ledger_kind kind, const char *state);
/* Of the state; it is said in words beside it. */
enum style ledger_style(const struct json *row);

#endif
