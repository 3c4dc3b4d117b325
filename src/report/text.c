/* The record for reading in a terminal: label, value, item by item. */
#include "report/teller.h"

#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/json.h"
#include "base/str.h"
#include "base/text.h"
#include "lang/lang.h"
#include "lang/words_event.h"
#include "lang/words_report.h"
#include "workshop/gaps.h"
#include "workshop/money.h"

enum { LABEL_COLUMNS = 18, INDENT = 2, MINUTE = 60000, HALF_MINUTE = 30000 };

void put(const struct teller *to, struct words label, const char *value)
{
	int width = text_width(say(label));

	if (!value || !value[0])
		return;
	str_printf(to->out, "%*s%s%*s", INDENT, "", say(label),
		   width < LABEL_COLUMNS ? LABEL_COLUMNS - width : 1, "");
	for (const char *c = value; *c; c++) {
		str_add_char(to->out, *c);
		if (*c == '\n')
			str_printf(to->out, "%*s", INDENT + LABEL_COLUMNS, "");
	}
	str_add_char(to->out, '\n');
}

void put_date(const struct teller *to, struct words label, const char *text)
{
	struct date date;
	char era[64];

	if (text && to->style->wareki && date_parse(text, &date)) {
		date_wareki(date, era, sizeof(era));
		put(to, label, era);
	} else {
		put(to, label, text);
	}
}

void put_person(const struct teller *to, struct words label, struct person person)
{
	struct str words = STR_INIT;

	person_say(person, &words);
	put(to, label, words.text);
	str_release(&words);
}

void put_persons(const struct teller *to, struct words label, struct persons persons)
{
	struct str words = STR_INIT;

	for (size_t i = 0; i < persons.count; i++) {
		str_add(&words, i ? T(REPORT_COMMA) : "");
		person_say(persons.person[i], &words);
	}
	put(to, label, words.text);
	str_release(&words);
}

void put_money(const struct teller *to, struct words label, struct money money)
{
	struct str words = STR_INIT;

	if (money.set)
		money_say(money, false, &words);
	put(to, label, words.text);
	str_release(&words);
}

const char *told_choice(const char *kind, const char *field, const char *name)
{
	const struct event_field *row = event_field_find(event_kind_find(kind), field);

	return name && row && row->names ? choice_say(row->names, name) : name;
}

static void tell_head(const struct teller *to)
{
	const struct session_state *now = &to->session->now;
	struct str line = STR_INIT;
	char quorum[16] = "", starts[16] = "";

	if (now->quorum > 0)
		snprintf(quorum, sizeof(quorum), "%d", now->quorum);
	str_printf(to->out, "%s%s%s%s\n", now->title, now->label ? "  [" : "",
		   now->label ? now->label : "", now->label ? "]" : "");
	str_printf(&line, "%s%s%s", now->organisation, now->entity ? " " : "",
		   now->entity ? now->entity : "");
	put(to, LABEL(FIELD_ORGANISATION), line.text);
	put_date(to, LABEL(FIELD_HELD_ON), now->held_on);
	if (now->starts >= 0)
		snprintf(starts, sizeof(starts), "%02d:%02d", now->starts / 60 % 24, now->starts % 60);
	put(to, LABEL(FIELD_STARTS), starts);
	put(to, LABEL(FIELD_AGENDA), now->agenda ? bitext_say(now->agenda->title) : now->agenda_id);
	put(to, LABEL(FIELD_PURPOSE), now->purpose);
	put(to, LABEL(FIELD_QUORUM), quorum);
	put(to, LABEL(FIELD_PARENT), now->parent);
	put(to, LABEL(FIELD_STATE), now->sealed ? T(REPORT_SEALED)
			: now->current ? T(REPORT_RUNNING) : T(REPORT_PREPARED));
	str_release(&line);
}

/* When the person was in the room. */
static void tell_attendance(const struct teller *to, const struct participant *p)
{
	for (size_t i = 0; i < p->interval_count; i++) {
		char from[16], until[16] = "";

		instant_clock(p->interval[i].from, to->style->zone_minutes, from, sizeof(from));
		if (p->interval[i].to)
			instant_clock(p->interval[i].to, to->style->zone_minutes, until, sizeof(until));
		str_printf(to->out, "%s%s–%s", i ? ", " : "  ", from, until);
	}
}

static void tell_people(const struct teller *to)
{
	const struct session_state *now = &to->session->now;
	int widest = 0;

	for (size_t i = 0; i < now->participant_count; i++)
		if (text_width(now->participant[i].name) > widest)
			widest = text_width(now->participant[i].name);
	str_printf(to->out, "\n%s\n", T(REPORT_PEOPLE));
	for (size_t i = 0; i < now->participant_count; i++) {
		const struct participant *p = &now->participant[i];

		if (p->removed)
			continue;
		str_printf(to->out, "  %-4s %s%*s  %s%s%s", p->id, p->name,
			   widest - text_width(p->name), "", p->role,
			   p->votes ? "" : T(REPORT_NO_VOTE),
			   p->interval_count ? "" : T(REPORT_NOT_SEEN));
		if (p->deputy_for && p->confirmed)
			str_printf(to->out, T(REPORT_DEPUTY), p->deputy_for);
		else if (p->deputy_for)
			str_printf(to->out, T(REPORT_DEPUTY_OPEN), p->deputy_for,
				   p->confirm_by ? p->confirm_by : p->deputy_for,
				   p->confirm_until ? p->confirm_until : "-");
		tell_attendance(to, p);
		str_add_char(to->out, '\n');
	}
}

static void tell_pauses(const struct teller *to)
{
	const struct session_state *now = &to->session->now;

	if (now->pause_count > 0)
		str_printf(to->out, "\n%s\n", T(REPORT_PAUSES));
	for (size_t i = 0; i < now->pause_count; i++) {
		char from[16], until[16] = "";

		instant_clock(now->pause[i].from, to->style->zone_minutes, from, sizeof(from));
		if (now->pause[i].to)
			instant_clock(now->pause[i].to, to->style->zone_minutes, until, sizeof(until));
		str_printf(to->out, "  %s–%s", from, until);
		if (now->pause[i].minutes > 0)
			str_printf(to->out, T(REPORT_ANNOUNCED), now->pause[i].minutes);
		str_printf(to->out, "%s%s\n", now->pause[i].reason ? "  " : "",
			   now->pause[i].reason ? now->pause[i].reason : "");
	}
}

static const struct words stop_states[STOP_STATE_COUNT] = {
	[STOP_NOT_REACHED] = W(REPORT_NOT_REACHED), [STOP_OPEN] = W(REPORT_OPEN),
	[STOP_LEFT] = W(REPORT_LEFT), [STOP_DEFERRED] = W(REPORT_DEFERRED),
};

static void tell_stop(const struct teller *to, const struct stop *stop)
{
	char name[128];

	if (!stop->item && !stop->block)
		return;
	stop_name(stop, name, sizeof(name));
	str_printf(to->out, "\n%s%s%s — %s", name, stop->item ? "  " : "",
		   stop->item ? stop_title(stop) : "", say(stop_states[stop->state]));
	/* Of one that goes on the time is not known yet. */
	if (stop->used_ms > 0 && stop->state != STOP_OPEN)
		str_printf(to->out, T(REPORT_USED), (int)((stop->used_ms + HALF_MINUTE) / MINUTE),
			   stop_planned(stop));
	str_add_char(to->out, '\n');
	put(to, LABEL(FIELD_REASON), stop->reason);
	put_date(to, LABEL(FIELD_UNTIL), stop->until);
	tell_item(to, stop->id);
	tell_said(to, stop->id);
}

static void tell_gaps(const struct teller *to)
{
	struct arena *arena = arena_new();
	struct gaps gaps = session_gaps(to->session, arena);

	str_printf(to->out, T(REPORT_GAPS), (int)gaps.count);
	for (size_t i = 0; i < gaps.count; i++) {
		const struct stop *stop = session_stop(to->session, gaps.gap[i].item);
		const char *about = gap_about(to->session, &gaps.gap[i]);
		char name[128] = "";

		if (stop)
			stop_name(stop, name, sizeof(name));
		about = about ? about : gaps.gap[i].about;
		str_printf(to->out, "  %s%s%s%s%s\n", name, stop ? "  " : "",
			   say(gaps.gap[i].kind->words), about ? "  " : "", about ? about : "");
	}
	arena_free(arena);
}

static void tell_deferrals(const struct teller *to)
{
	const struct session_state *now = &to->session->now;

	if (now->deferral_count > 0)
		str_printf(to->out, "\n%s\n", T(REPORT_DEFERRALS));
	for (size_t i = 0; i < now->deferral_count; i++) {
		const struct deferral *d = &now->deferral[i];

		str_printf(to->out, T(REPORT_DEFERRAL), d->item ? d->item : "-",
			   told_choice("gap_deferred", "gap", d->gap), d->reason);
	}
}

static void tell_questions(const struct teller *to)
{
	const struct session_state *now = &to->session->now;

	if (now->settled_count > 0)
		str_printf(to->out, "\n%s\n", T(REPORT_QUESTIONS));
	for (size_t i = 0; i < now->settled_count; i++) {
		const struct settled *s = &now->settled[i];

		str_printf(to->out, s->waved ? T(REPORT_WAVED) : T(REPORT_ANSWERED), s->item ? s->item : "-",
			   told_choice("question_settled", "question", s->question), s->answer);
	}
}

static void tell_sign_offs(const struct teller *to)
{
	const struct session_state *now = &to->session->now;

	if (now->sign_off_count > 0)
		str_printf(to->out, "\n%s\n", T(REPORT_SIGN_OFFS));
	for (size_t i = 0; i < now->sign_off_count; i++) {
		const struct sign_off *s = &now->sign_off[i];
		const struct participant *who = session_participant(to->session, s->participant);
		struct str words = STR_INIT;

		if (who)
			person_say(participant_person(who), &words);
		str_printf(to->out, "  %s: %s", words.text, told_choice("signed_off", "stance", s->stance));
		if (s->wording)
			str_printf(to->out, T(REPORT_QUOTED), s->wording);
		str_add_char(to->out, '\n');
		str_release(&words);
	}
}

/* Was the stop visited, or does anything stand there? */
static bool is_told(const struct stop *stop)
{
	return stop->on_agenda || stop->state != STOP_NOT_REACHED;
}

void report_text(const struct session *session, const struct report_style *style, struct str *out)
{
	const struct teller to = { session, style, out };
	const struct event *head = session_head(session);

	if (!session->now.opened)
		return;
	tell_head(&to);
	tell_people(&to);
	tell_pauses(&to);
	for (size_t i = 0; i < session->now.stop_count; i++)
		if (is_told(&session->now.stop[i]))
			tell_stop(&to, &session->now.stop[i]);
	tell_said(&to, NULL);
	tell_gaps(&to);
	tell_deferrals(&to);
	tell_questions(&to);
	tell_sign_offs(&to);
	if (head)
		str_printf(out, T(REPORT_HEAD), (long long)head->n, head->hash);
}
