/* See ics.h. */
#include "report/ics.h"

#include <string.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/str.h"
#include "lang/lang.h"
#include "lang/words_event.h"
#include "lang/words_paper.h"

enum { FOLD = 75, STAMP_ROOM = 32, DAY_ROOM = 16 };

/* One date of a record. */
struct entry {
	const char *id, *what;     /* "a1", "due": both go into the UID */
	const char *date, *title;
	struct person who;
	int64_t touched;           /* event that last changed the record */
	bool task;                 /* also as a task */
	enum entry_state { ENTRY_OPEN, ENTRY_DONE, ENTRY_GONE } state;
};

struct calendar { struct telling *to; struct str *out; const char *left_out; bool any; };

/* ---- lines ------------------------------------------------------------------------------------- */

/* Folded at 75 octets, never inside a character (RFC 5545, 3.1). */
static void put_line(struct str *out, const char *text)
{
	size_t length = strlen(text), from = 0, room = FOLD;

	while (length - from > room) {
		size_t take = room;

		while (take > 1 && ((unsigned char)text[from + take] & 0xc0) == 0x80)
			take--;
		str_add_bytes(out, text + from, take);
		str_add(out, "\r\n ");
		from += take;
		room = FOLD - 1;
	}
	str_printf(out, "%s\r\n", text + from);
}

/* A TEXT value (3.3.11): backslash, semicolon, comma and line end are escaped. */
static const char *escaped(struct calendar *calendar, const char *text)
{
	struct str out = STR_INIT;
	const char *copy;

	for (const char *c = paper_text(&calendar->to->paper, text); *c; c++) {
		if (*c == '\\' || *c == ';' || *c == ',')
			str_add_char(&out, '\\');
		if (*c == '\n')
			str_add(&out, "\\n");
		else
			str_add_char(&out, *c);
	}
	copy = arena_strdup(calendar->to->arena, out.text);
	str_release(&out);
	return copy;
}

static void put_text(struct calendar *calendar, const char *name, const char *text)
{
	if (text && *text)
		put_line(calendar->out, arena_printf(calendar->to->arena, "%s:%s", name, escaped(calendar, text)));
}

static void put_day(struct calendar *calendar, const char *name, struct date day)
{
	str_printf(calendar->out, "%s;VALUE=DATE:%04d%02d%02d\r\n", name, day.year, day.month, day.day);
}

/* 20261124T053000Z, of the record: the same each time. */
static const char *stamp(struct calendar *calendar, int64_t n)
{
	const struct event *event = session_event(calendar->to->session, n);
	struct date day = instant_date(event ? event->at : 0, 0);
	int64_t seconds = (event ? event->at : 0) / 1000 % 86400;
	char clock[STAMP_ROOM];

	instant_clock(event ? event->at : 0, 0, clock, sizeof(clock));
	return arena_printf(calendar->to->arena, "%04d%02d%02dT%.2s%.2s%02dZ", day.year, day.month, day.day, clock, clock + 3,
			    (int)(seconds % 60));
}

/* ---- an entry ----------------------------------------------------------------------------------- */

static void put_common(struct calendar *calendar, const struct entry *entry, const char *as)
{
	struct telling *to = calendar->to;
	const char *description = said_person(to, entry->who);

	if (to->session->now.label)
		description = arena_printf(to->arena, "%s%s[%s]", description, *description ? "\n" : "", to->session->now.label);
	if (*calendar->left_out)
		description = arena_printf(to->arena, "%s%s%s", description, *description ? "\n" : "", calendar->left_out);
	put_line(calendar->out, arena_printf(to->arena, "UID:%s-%s-%s%s@entaku", to->session->now.id, entry->id, entry->what, as));
	str_printf(calendar->out, "DTSTAMP:%s\r\nLAST-MODIFIED:%s\r\nSEQUENCE:%lld\r\n", stamp(calendar, entry->touched),
		   stamp(calendar, entry->touched), (long long)entry->touched);
	put_text(calendar, "SUMMARY", entry->title);
	put_text(calendar, "DESCRIPTION", description);
	str_add(calendar->out, "CLASS:CONFIDENTIAL\r\n");
}

static void put_event(struct calendar *calendar, const struct entry *entry, struct date day)
{
	str_add(calendar->out, "BEGIN:VEVENT\r\n");
	put_common(calendar, entry, "");
	put_day(calendar, "DTSTART", day);
	put_day(calendar, "DTEND", date_from_days(date_days(day) + 1));
	str_printf(calendar->out, "TRANSP:TRANSPARENT\r\nSTATUS:%s\r\nEND:VEVENT\r\n",
		   entry->state == ENTRY_OPEN ? "CONFIRMED" : "CANCELLED");
}

static void put_task(struct calendar *calendar, const struct entry *entry, struct date day)
{
	static const char *const states[] = {
		[ENTRY_OPEN] = "NEEDS-ACTION", [ENTRY_DONE] = "COMPLETED", [ENTRY_GONE] = "CANCELLED",
	};

	str_add(calendar->out, "BEGIN:VTODO\r\n");
	put_common(calendar, entry, "-task");
	put_day(calendar, "DUE", day);
	str_printf(calendar->out, "STATUS:%s\r\nEND:VTODO\r\n", states[entry->state]);
}

static void put_entry(struct calendar *calendar, const struct entry *entry)
{
	struct date day;

	if (!entry->date || !date_parse(entry->date, &day))
		return;
	calendar->any = true;
	put_event(calendar, entry, day);
	if (entry->task)
		put_task(calendar, entry, day);
}

/* ---- which dates there are ------------------------------------------------------------------------ */

static const char *titled(struct calendar *calendar, const char *words, const char *text)
{
	struct str title = STR_INIT;
	const char *at = strstr(words, "%s"), *copy;

	str_add_bytes(&title, words, at ? (size_t)(at - words) : strlen(words));
	if (at)
		str_printf(&title, "%s%s", text ? text : "", at + 2);
	copy = arena_strdup(calendar->to->arena, title.text);
	str_release(&title);
	return copy;
}

static void add_actions(struct calendar *calendar)
{
	const struct session_state *now = &calendar->to->session->now;

	for (size_t i = 0; i < now->action_count; i++) {
		const struct action *a = &now->action[i];

		put_entry(calendar, &(struct entry){
			.id = a->id, .what = "due", .date = a->due, .title = titled(calendar, T(ICS_ACTION), a->what),
			.who = a->owner, .touched = a->touched, .task = true,
			.state = strcmp(a->state, "open") == 0 ? ENTRY_OPEN : strcmp(a->state, "done") == 0 ? ENTRY_DONE : ENTRY_GONE });
	}
}

static void add_acceptances(struct calendar *calendar)
{
	const struct session_state *now = &calendar->to->session->now;

	for (size_t i = 0; i < now->acceptance_count; i++) {
		const struct acceptance *a = &now->acceptance[i];
		bool dead = strcmp(a->state, "rejected") == 0 || strcmp(a->state, "revoked") == 0;
		struct entry entry = { .id = a->id, .what = "review", .date = a->review_by, .who = a->owner,
			.title = titled(calendar, T(ICS_REVIEW), a->title), .touched = a->touched,
			.state = dead ? ENTRY_GONE : ENTRY_OPEN };

		put_entry(calendar, &entry);
		entry.what = "expiry";
		entry.date = a->valid_until;
		entry.who = a->approver;
		entry.title = titled(calendar, T(ICS_EXPIRY), a->title);
		put_entry(calendar, &entry);
	}
	for (size_t i = 0; i < now->condition_count; i++) {
		const struct condition *c = &now->condition[i];

		put_entry(calendar, &(struct entry){
			.id = c->id, .what = "due", .date = c->due, .title = titled(calendar, T(ICS_CONDITION), c->text), .who = c->owner,
			.touched = c->touched, .task = true, .state = c->met ? ENTRY_DONE : ENTRY_OPEN });
	}
}

static void add_decisions(struct calendar *calendar)
{
	struct telling *to = calendar->to;
	const struct session_state *now = &to->session->now;

	for (size_t i = 0; i < now->decision_count; i++) {
		const struct decision *d = &now->decision[i];

		put_entry(calendar, &(struct entry){
			.id = d->id, .what = "until", .date = d->until, .title = titled(calendar, T(ICS_DECISION), d->text),
			.touched = d->touched, .state = d->superseded_by ? ENTRY_GONE : ENTRY_OPEN });
	}
	for (size_t i = 0; i < now->assignment_count; i++) {
		const struct assignment *a = &now->assignment[i];
		const struct decision *d = session_item_decision(to->session, a->item);

		put_entry(calendar, &(struct entry){
			.id = a->id, .what = "due", .date = a->due, .who = a->accountable, .touched = a->touched, .task = true,
			.title = arena_printf(to->arena, T(ICS_OWNER_DUE), said_place(to, a->item), d ? d->text : ""),
			.state = a->current ? ENTRY_OPEN : ENTRY_GONE });
	}
	for (size_t i = 0; i < now->stop_count; i++) {
		const struct stop *stop = &now->stop[i];

		if (stop->state == STOP_DEFERRED)
			put_entry(calendar, &(struct entry){
				.id = stop->id, .what = "deferred", .date = stop->until, .touched = stop->touched,
				.title = titled(calendar, T(ICS_ITEM), arena_printf(to->arena, "%s %s", said_place(to, stop->id),
										      stop_title(stop))) });
	}
}

bool ics_dates(struct telling *to, enum leaving_kind kind, struct str *out)
{
	struct calendar calendar = { to, out, report_left_out(to->ask->aliases != NULL, to->ask->without, to->arena), false };

	str_add(out, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//entaku//entaku//EN\r\nCALSCALE:GREGORIAN\r\nMETHOD:PUBLISH\r\n");
	put_text(&calendar, "X-WR-CALNAME", titled(&calendar, T(ICS_NAME), to->session->now.title));
	put_text(&calendar, "X-ENTAKU-LABEL", to->session->now.label);
	put_text(&calendar, "X-ENTAKU-LEFT-OUT", calendar.left_out);
	put_text(&calendar, "X-ENTAKU-DRAFT", to->session->now.sealed ? "" : T(PAPER_DRAFT));
	if (kind == LEAVING_MINUTES || kind == LEAVING_ACTIONS)
		add_actions(&calendar);
	if (kind == LEAVING_MINUTES || kind == LEAVING_ACCEPTANCES)
		add_acceptances(&calendar);
	if (kind == LEAVING_MINUTES || kind == LEAVING_DECISIONS)
		add_decisions(&calendar);
	str_add(out, "END:VCALENDAR\r\n");
	return calendar.any;
}
