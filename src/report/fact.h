/*
 * Writing facts into a JSON map: absent ones are left out, so that a name that
 * stands there always has a value.  Internal to report/.
 */
#ifndef REPORT_FACT_H
#define REPORT_FACT_H

#include "workshop/session.h"

/* Where the values come from and go to. */
struct writer { struct arena *arena; const struct session *session; struct json *map; };

/* A new map to write into; it is also returned. */
struct json *fact_begin(struct writer *to);

void fact_text(struct writer *to, const char *name, const char *value);
void fact_number(struct writer *to, const char *name, int64_t value);
void fact_given(struct writer *to, const char *name, int64_t value); /* 0: nobody said it */
void fact_truth(struct writer *to, const char *name, bool value);
void fact_instant(struct writer *to, const char *name, int64_t at); /* 0: left out */
void fact_person(struct writer *to, const char *name, struct person value);
void fact_persons(struct writer *to, const char *name, struct persons value);
void fact_money(struct writer *to, const char *name, struct money value);
void fact_strings(struct writer *to, const char *name, struct strings value);
void fact_options(struct writer *to, const struct option *option, size_t count);
struct json *fact_bitext(struct arena *arena, struct bitext words);

/* json_record.c: record i of its kind into the map. */
void tell_appetite(struct writer *to, size_t i);
void tell_decision(struct writer *to, size_t i);
void tell_assignment(struct writer *to, size_t i);
void tell_action(struct writer *to, size_t i);
void tell_acceptance(struct writer *to, size_t i);
void tell_condition(struct writer *to, size_t i);
void tell_round(struct writer *to, size_t i); /* before its reveal without positions */
void tell_answer(struct writer *to, size_t i);
void tell_statement(struct writer *to, size_t i);
void tell_note(struct writer *to, size_t i);
void tell_deferral(struct writer *to, size_t i);
void tell_sign_off(struct writer *to, size_t i);
void tell_settled(struct writer *to, size_t i);

#endif
