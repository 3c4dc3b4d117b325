/* The record for reading in a terminal: label, value, item by item. */
#include "report/report.h"

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
#include "workshop/session.h"
#include "workshop/sheet.h"

enum { LABEL_COLUMNS = 18, INDENT = 2 };

struct teller {
	const struct session *session;
	const struct report_style *style;
	struct str *out;
};

static bool is(const char *a, const char *b)
{
	return a && b && strcmp(a, b) == 0;
}

/* "  Because          so that ..."; further lines stand under the first. */
static void put(const struct teller *to, struct words label, const char *value)
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

/* The label as a table row wants it, from a word. */
#define LABEL(word) ((struct words)W(word))

static void put_date(const struct teller *to, struct words label, const char *text)
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

static void put_person(const struct teller *to, struct words label, struct person person)
{
	struct str words = STR_INIT;

	person_say(person, &words);
	put(to, label, words.text);
	str_release(&words);
}

static void put_persons(const struct teller *to, struct words label, struct persons persons)
{
	struct str words = STR_INIT;

	for (size_t i = 0; i < persons.count; i++) {
		str_add(&words, i ? T(REPORT_COMMA) : "");
		person_say(persons.person[i], &words);
	}
	put(to, label, words.text);
	str_release(&words);
}

/* The word of a choice, as the event table has it. */
static const char *choice(const char *kind, const char *field, const char *name)
{
	const struct event_field *row = event_field_find(event_kind_find(kind), field);

	return name && row && row->names ? choice_say(row->names, name) : name;
}

static void tell_head(const struct teller *to)
{
	const struct session_state *now = &to->session->now;
	struct str line = STR_INIT;

	str_printf(to->out, "%s%s%s%s\n", now->title, now->label ? "  [" : "",
		   now->label ? now->label : "", now->label ? "]" : "");
	str_printf(&line, "%s%s%s", now->organisation, now->entity ? " " : "",
		   now->entity ? now->entity : "");
	put(to, LABEL(FIELD_ORGANISATION), line.text);
	put_date(to, LABEL(FIELD_HELD_ON), now->held_on);
	put(to, LABEL(FIELD_AGENDA), now->agenda ? bitext_say(now->agenda->title) : now->agenda_id);
	put(to, LABEL(FIELD_PURPOSE), now->purpose);
	put(to, LABEL(FIELD_PARENT), now->parent);
	put(to, LABEL(FIELD_STATE), now->sealed ? T(REPORT_SEALED)
			: now->current ? T(REPORT_RUNNING) : T(REPORT_PREPARED));
	str_release(&line);
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
		if (p->deputy_for)
			str_printf(to->out, T(REPORT_DEPUTY), p->deputy_for);
		str_add_char(to->out, '\n');
	}
}

static void tell_appetites(const struct teller *to, const char *item)
{
	const struct session *session = to->session;

	for (size_t i = 0; i < session->now.appetite_count; i++) {
		const struct appetite *a = &session->now.appetite[i];
		const struct area *area = pack_area(session->pack, a->area ? a->area : "");
		struct str words = STR_INIT;

		if (!is(a->item, item) || !a->current)
			continue;
		str_printf(&words, "%d %s", a->level, bitext_say(session->pack->level[a->level - 1].title));
		if (a->area)
			str_printf(&words, " / %s", area ? bitext_say(area->title) : a->area);
		put(to, LABEL(EVENT_APPETITE_SET), words.text);
		put(to, LABEL(FIELD_SENTENCE), a->sentence);
		put_person(to, LABEL(FIELD_SAID_BY), a->said_by);
		str_release(&words);
	}
}

static void tell_decisions(const struct teller *to, const char *item)
{
	for (size_t i = 0; i < to->session->now.decision_count; i++) {
		const struct decision *d = &to->session->now.decision[i];
		struct str words = STR_INIT;

		if (!is(d->item, item))
			continue;
		str_printf(&words, "#%lld %s: %s", (long long)d->n,
			   choice("decision_recorded", "outcome", d->outcome), d->text);
		put(to, LABEL(FIELD_DECISION), words.text);
		put(to, LABEL(FIELD_SUPERSEDED_BY), d->superseded_by);
		put(to, LABEL(FIELD_BECAUSE), d->because);
		put(to, LABEL(FIELD_TREATMENT), choice("decision_recorded", "treatment", d->treatment));
		for (size_t k = 0; k < d->option_count; k++)
			put(to, LABEL(FIELD_OPTIONS), d->option[k].text);
		put_persons(to, LABEL(FIELD_DECIDED_BY), d->decided_by);
		put_date(to, LABEL(FIELD_EFFECTIVE), d->effective);
		put_date(to, LABEL(FIELD_UNTIL), d->until);
		str_release(&words);
	}
}

static void tell_assignments(const struct teller *to, const char *item)
{
	for (size_t i = 0; i < to->session->now.assignment_count; i++) {
		const struct assignment *a = &to->session->now.assignment[i];

		if (!is(a->item, item) || !a->current)
			continue;
		put_person(to, LABEL(FIELD_ACCOUNTABLE), a->accountable);
		put_persons(to, LABEL(FIELD_RESPONSIBLE), a->responsible);
		put_persons(to, LABEL(FIELD_CONSULTED), a->consulted);
		put_persons(to, LABEL(FIELD_INFORMED), a->informed);
		put_person(to, LABEL(FIELD_DEPUTY), a->deputy);
		put_date(to, LABEL(FIELD_DUE), a->due);
	}
}

static void tell_actions(const struct teller *to, const char *item)
{
	for (size_t i = 0; i < to->session->now.action_count; i++) {
		const struct action *a = &to->session->now.action[i];
		struct str words = STR_INIT;

		if (!is(a->item, item))
			continue;
		str_add(&words, a->what);
		if (a->owner.name || a->due)
			str_add(&words, " — ");
		person_say(a->owner, &words);
		if (a->due)
			str_printf(&words, "%s%s", a->owner.name ? T(REPORT_COMMA) : "", a->due);
		if (!is(a->state, "open"))
			str_printf(&words, " (%s)", choice("action_closed", "state", a->state));
		put(to, LABEL(EVENT_ACTION_ADDED), words.text);
		put(to, LABEL(FIELD_EVIDENCE), a->evidence);
		str_release(&words);
	}
}

static const struct { const char *state; struct words words; } acceptance_states[] = {
	{ "proposed", W(REPORT_PROPOSED) }, { "approved", W(REPORT_APPROVED) },
	{ "rejected", W(REPORT_REJECTED) }, { "revoked", W(REPORT_REVOKED) },
};

static void tell_acceptances(const struct teller *to, const char *item)
{
	for (size_t i = 0; i < to->session->now.acceptance_count; i++) {
		const struct acceptance *a = &to->session->now.acceptance[i];
		struct str words = STR_INIT;

		if (!is(a->item, item))
			continue;
		str_printf(&words, "%s %s", a->id, a->title);
		for (size_t s = 0; s < sizeof(acceptance_states) / sizeof(acceptance_states[0]); s++)
			if (is(acceptance_states[s].state, a->state))
				str_printf(&words, " (%s)", say(acceptance_states[s].words));
		put(to, LABEL(EVENT_ACCEPTANCE_PROPOSED), words.text);
		put(to, LABEL(FIELD_JUSTIFICATION), a->justification);
		put_person(to, LABEL(FIELD_REQUESTER), a->requester);
		put_person(to, LABEL(FIELD_RISK_OWNER), a->owner);
		put_person(to, LABEL(FIELD_APPROVER), a->approver);
		put_date(to, LABEL(FIELD_VALID_UNTIL), a->valid_until);
		put_date(to, LABEL(FIELD_REVIEW_BY), a->review_by);
		str_release(&words);
	}
}

/* One position in words: "Sato (CEO): 3 cautious, because ...". */
static void add_position(const struct teller *to, const struct position *p, struct str *words)
{
	const struct participant *who = session_participant(to->session, p->participant);

	str_add(words, words->length ? "\n" : "");
	str_printf(words, "%s: ", who ? who->name : T(REPORT_NAMELESS));
	if (p->vote)
		str_add(words, choice("position_taken", "vote", p->vote));
	else
		str_printf(words, "%d %s", p->level,
			   bitext_say(to->session->pack->level[p->level - 1].title));
	if (p->reason)
		str_printf(words, " — %s", p->reason);
	if (p->on_request)
		str_printf(words, " [%s]", say(LABEL(FIELD_ON_REQUEST)));
}

static void tell_rounds(const struct teller *to, const char *item)
{
	const struct session_state *now = &to->session->now;

	for (size_t i = 0; i < now->round_count; i++) {
		const struct round *round = &now->round[i];
		struct str words = STR_INIT;
		int taken = 0;

		if (!is(round->item, item))
			continue;
		for (size_t p = 0; p < now->position_count; p++) {
			if (!is(now->position[p].round, round->id))
				continue;
			taken++;
			if (round->revealed)
				add_position(to, &now->position[p], &words);
		}
		if (!round->revealed)
			str_printf(&words, T(REPORT_TAKEN), taken);
		put(to, LABEL(EVENT_ROUND_OPENED), words.text);
		str_release(&words);
	}
}

/* A table: a line a row, the cells that are there. */
static void tell_table(const struct teller *to, const struct sheet_field *field, const struct json *value)
{
	struct words label = field->row.label;

	for (size_t i = 0; i < value->count; i++) {
		struct str words = STR_INIT;

		sheet_row_say(to->session, field->field, value->child[i], &words);
		put(to, i == 0 ? label : (struct words){ "", "" }, words.text);
		str_release(&words);
	}
}

static void tell_answers(const struct teller *to, const char *item)
{
	size_t count;
	const struct sheet_field *sheet = session_sheet(to->session, item, &count);

	for (size_t i = 0; i < count; i++) {
		const struct json *value = sheet_answer(to->session, item, sheet[i].field->id);
		struct str words = STR_INIT;

		if (!value)
			continue;
		sheet_value_say(to->session, sheet[i].field, value, &words);
		if (sheet[i].field->type == FIELD_TABLE)
			tell_table(to, &sheet[i], value);
		else
			put(to, sheet[i].row.label, words.text);
		str_release(&words);
	}
}

/* `item` NULL: what was said outside any item. */
static void tell_words(const struct teller *to, const char *item)
{
	const struct session_state *now = &to->session->now;

	for (size_t i = 0; i < now->statement_count; i++) {
		const struct statement *s = &now->statement[i];
		struct str words = STR_INIT;

		if (item ? !is(s->item, item) : s->item != NULL)
			continue;
		person_say(s->who, &words);
		str_printf(&words, T(REPORT_QUOTED), s->text);
		if (s->on_request)
			str_printf(&words, " [%s]", say(LABEL(FIELD_ON_REQUEST)));
		put(to, LABEL(EVENT_STATEMENT_RECORDED), words.text);
		str_release(&words);
	}
	for (size_t i = 0; i < now->note_count; i++)
		if (item ? is(now->note[i].item, item) : now->note[i].item == NULL)
			put(to, now->note[i].parked ? LABEL(REPORT_PARKED) : LABEL(EVENT_NOTE_ADDED),
			    now->note[i].text);
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
	str_printf(to->out, "\n%s%s%s — %s\n", name, stop->item ? "  " : "",
		   stop->item ? stop_title(stop) : "", say(stop_states[stop->state]));
	put(to, LABEL(FIELD_REASON), stop->reason);
	put_date(to, LABEL(FIELD_UNTIL), stop->until);
	tell_rounds(to, stop->id);
	tell_appetites(to, stop->id);
	tell_decisions(to, stop->id);
	tell_assignments(to, stop->id);
	tell_actions(to, stop->id);
	tell_acceptances(to, stop->id);
	tell_answers(to, stop->id);
	tell_words(to, stop->id);
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
	for (size_t i = 0; i < session->now.stop_count; i++)
		if (is_told(&session->now.stop[i]))
			tell_stop(&to, &session->now.stop[i]);
	tell_words(&to, NULL);
	tell_gaps(&to);
	if (head)
		str_printf(out, T(REPORT_HEAD), (long long)head->n, head->hash);
}
