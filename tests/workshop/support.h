/*
 * A small pack made by hand and sessions made from JSON lines, so that the
 * rules are tested without files, YAML or a database.
 */
#ifndef TESTS_WORKSHOP_SUPPORT_H
#define TESTS_WORKSHOP_SUPPORT_H

#include <stdbool.h>

#include "base/error.h"
#include "workshop/session.h"

/* P1, D1, D3 (with the worksheet of support_sheet.c) and two agendas: "standard"
 * (opening, P1, D1, D3, closing) and "short" (opening, D3, closing). */
const struct pack *fixture_pack(void);

/* Minutes after the fixture's first instant, 2026-11-24T05:00:00.000Z. */
int64_t fixture_at(int minutes);

/* Puts one JSON line through event_prepare, session_check and session_apply.
 * An "at" in minutes may stand first in the line as @N; else the last event's. */
bool record(struct session *session, const char *line, struct error *err);

/* An opened session with participants p1 (Sato, CEO, votes), p2 (Suzuki, CISO)
 * and p3 (Tanaka, CFO, votes), then the lines (ended by NULL), all of which
 * must be accepted. */
struct session *session_of(const char *const *lines);

/* A line that must be refused after those before it, and how that is said. */
enum { BEFORE_MAX = 6 };
struct refusal { const char *before[BEFORE_MAX], *line, *en, *ja; };
/* Each in both languages; a refused line leaves no trace. */
void refuse_each(const struct refusal *row, size_t count);

/* The sentence of event n in the current language; belongs to the session. */
const char *sentence(struct session *session, int64_t n);

#endif
