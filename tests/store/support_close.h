/* Random events of the closing: only what is there can be settled or put off. */
#ifndef TESTS_STORE_SUPPORT_CLOSE_H
#define TESTS_STORE_SUPPORT_CLOSE_H

#include "support_answers.h"

/* A body for gap_deferred or question_settled of something that is open now; NULL
 * for other kinds, and where nothing is. */
struct json *close_body(const struct answer_maker *maker, const struct event_kind *kind);

#endif
