/* What stands on record for an item, on paper. */
#include <string.h>

#include "base/arena.h"
#include "lang/lang.h"
#include "lang/words_event.h"
#include "lang/words_paper.h"
#include "report/teller.h"
#include "report/telling.h"
#include "workshop/action.h"
#include "workshop/money.h"
#include "workshop/spread.h"

static bool is(const char *a, const char *b)
{
	return a && b && strcmp(a, b) == 0;
}

const char *told_outcome(const char *outcome)
{
	return told_choice("decision_recorded", "outcome", outcome);
}

/* ---- positions ---------------------------------------------------------------------------------- */

static const char *position_words(struct telling *to, const struct position *p)
{
	return p->vote ? told_choice("position_taken", "vote", p->vote) : said_level(to, p->level);
}

/* "For: 4, against: 1", of what counts. */
static const char *tally_words(struct telling *to, const struct round *round)
{
	static const char *const votes[] = { "for", "against", "abstain" };
	struct spread spread = round_spread(to->session, round);
	const char *all = "";

	for (int i = 0; i < spread.columns; i++) {
		const char *name = is(round->question, "appetite") ? said_level(to, i + 1) :
			told_choice("position_taken", "vote", votes[i]);

		if (spread.tally[i] > 0)
			all = arena_printf(to->arena, "%s%s%s", all, *all ? T(PAPER_LISTED) : "",
					   arena_printf(to->arena, T(PAPER_COUNT), name, spread.tally[i]));
	}
	return all;
}

static void tell_position(struct telling *to, const struct round *round, const struct position *p)
{
	const struct participant *who = session_participant(to->session, p->participant);
	const char *remark = p->on_request ? T(PAPER_ON_REQUEST) : "";
	const char *cell[] = { who ? said_person(to, participant_person(who)) : "", position_words(to, p),
			       p->reason ? p->reason : "", remark };

	if (!position_counts(to->session, round, p))
		cell[3] = arena_printf(to->arena, "%s%s%s", remark, *remark ? T(PAPER_LISTED) : "", T(PAPER_NOT_COUNTED));
	paper_row(&to->paper, cell);
}

static void tell_positions(struct telling *to, const struct round *round)
{
	const struct paper_column columns[] = {
		{ T(PAPER_COL_NAME), false }, { T(PAPER_COL_POSITION), true }, { T(PAPER_COL_REASON), false },
		{ T(PAPER_COL_REMARKS), false },
	};
	const struct session_state *now = &to->session->now;
	const char *title = arena_printf(to->arena, round->straw ? T(PAPER_POSITIONS_STRAW) : T(PAPER_POSITIONS), round->number);

	if (round->text)
		title = arena_printf(to->arena, "%s%s%s", title, T(PAPER_GAP), arena_printf(to->arena, T(PAPER_MOTION), round->text));
	if (round->straw || !round->revealed) {
		int taken = round_spread(to->session, round).taken;

		paper_line(&to->paper, arena_printf(to->arena, "%s%s%s", title, T(PAPER_GAP),
			   round->withdrawn ? T(PAPER_WITHDRAWN) : round->revealed ? tally_words(to, round) :
			   arena_printf(to->arena, T(PAPER_STILL_SEALED), taken)));
		return;
	}
	paper_table(&to->paper, columns, sizeof(columns) / sizeof(columns[0]), title);
	for (size_t i = 0; i < now->position_count; i++)
		if (is(now->position[i].round, round->id))
			tell_position(to, round, &now->position[i]);
	paper_line(&to->paper, tally_words(to, round));
}

static void tell_rounds(struct telling *to, const char *item)
{
	for (size_t i = 0; tells(to, PART_POSITIONS) && i < to->session->now.round_count; i++)
		if (is(to->session->now.round[i].item, item))
			tell_positions(to, &to->session->now.round[i]);
}

/* ---- appetite, decisions, owners ------------------------------------------------------------------- */

static void tell_appetites(struct telling *to, const char *item)
{
	for (size_t i = 0; i < to->session->now.appetite_count; i++) {
		const struct appetite *a = &to->session->now.appetite[i];
		const struct area *area = a->area ? pack_area(to->session->pack, a->area) : NULL;
		const char *level = said_level(to, a->level), *who = said_person(to, a->said_by);

		if (!is(a->item, item) || !a->current)
			continue;
		if (a->area)
			level = arena_printf(to->arena, "%s%s", level, arena_printf(to->arena, T(PAPER_BRACKET),
					     area ? bitext_say(area->title) : a->area));
		if (a->sentence)
			level = arena_printf(to->arena, "%s\n%s", level, arena_printf(to->arena, T(PAPER_STATEMENT), a->sentence,
					     *who ? arena_printf(to->arena, "%s%s", T(PAPER_GAP), who) : ""));
		paper_fact(&to->paper, T(PAPER_APPETITE), level);
	}
}

static void tell_options(struct telling *to, const struct option *option, size_t count)
{
	const struct paper_column columns[] = {
		{ T(PAPER_COL_OPTION), false }, { T(PAPER_COL_COST), true }, { T(PAPER_COL_WHY_NOT), false },
	};

	if (count == 0)
		return;
	paper_table(&to->paper, columns, sizeof(columns) / sizeof(columns[0]), T(PAPER_OPTIONS));
	for (size_t i = 0; i < count; i++) {
		const char *cell[] = { option[i].text, said_money(to, option[i].cost),
				       option[i].why_not ? option[i].why_not : "" };

		paper_row(&to->paper, cell);
	}
}

static void tell_decision(struct telling *to, const struct decision *d)
{
	struct paper *paper = &to->paper;

	paper_fact(paper, d->superseded_by ? T(PAPER_DECISION_OLD) : T(PAPER_DECISION),
		   arena_printf(to->arena, "%s: %s", told_outcome(d->outcome), d->text));
	paper_fact(paper, T(FIELD_BECAUSE), d->because);
	paper_fact(paper, T(FIELD_TREATMENT), told_choice("decision_recorded", "treatment", d->treatment));
	paper_fact(paper, T(FIELD_DECIDED_BY), said_names(to, d->decided_by));
	paper_fact(paper, T(PAPER_PRESENT), said_names(to, d->present));
	if (d->quorum > 0)
		paper_fact(paper, T(FIELD_QUORUM), arena_printf(to->arena, T(PAPER_QUORUM_IS), d->voters, d->quorum));
	paper_fact(paper, T(FIELD_EFFECTIVE), said_day(to, d->effective));
	paper_fact(paper, T(FIELD_UNTIL), said_day(to, d->until));
	paper_fact(paper, T(FIELD_SUPERSEDES), said_ref(to, d->supersedes));
	tell_options(to, d->option, d->option_count);
}

static void tell_decisions(struct telling *to, const char *item)
{
	for (size_t i = 0; i < to->session->now.decision_count; i++)
		if (is(to->session->now.decision[i].item, item))
			tell_decision(to, &to->session->now.decision[i]);
}

static void tell_owners(struct telling *to, const char *item)
{
	for (size_t i = 0; i < to->session->now.assignment_count; i++) {
		const struct assignment *a = &to->session->now.assignment[i];

		if (!is(a->item, item) || !a->current)
			continue;
		paper_fact(&to->paper, T(FIELD_ACCOUNTABLE), said_person(to, a->accountable));
		paper_fact(&to->paper, T(FIELD_RESPONSIBLE), said_persons(to, a->responsible));
		paper_fact(&to->paper, T(FIELD_CONSULTED), said_persons(to, a->consulted));
		paper_fact(&to->paper, T(FIELD_INFORMED), said_persons(to, a->informed));
		paper_fact(&to->paper, T(FIELD_DEPUTY), said_person(to, a->deputy));
		paper_fact(&to->paper, T(FIELD_DUE), said_day(to, a->due));
	}
}

/* ---- actions, acceptances, words --------------------------------------------------------------------- */

static void tell_actions(struct telling *to, const char *item)
{
	const struct paper_column columns[] = {
		{ T(PAPER_COL_WHAT), false }, { T(PAPER_COL_WHO), false }, { T(PAPER_COL_DUE), true },
		{ T(PAPER_COL_COST), true }, { T(PAPER_COL_STATE), false },
	};
	bool begun = false;

	for (size_t i = 0; i < to->session->now.action_count; i++) {
		const struct action *a = &to->session->now.action[i];
		const char *why = a->evidence ? a->evidence : a->reason ? a->reason : "";
		const char *cell[] = {
			a->what, said_person(to, a->owner), said_day(to, a->due), said_money(to, a->cost),
			arena_printf(to->arena, "%s%s%s", action_state_say(a->state), *why ? ": " : "", why),
		};

		if (item ? !is(a->item, item) : a->item != NULL)
			continue;
		if (!begun)
			paper_table(&to->paper, columns, sizeof(columns) / sizeof(columns[0]), T(PAPER_ACTIONS));
		begun = true;
		paper_row(&to->paper, cell);
	}
}

static void tell_acceptances(struct telling *to, const char *item)
{
	for (size_t i = 0; i < to->session->now.acceptance_count; i++) {
		const struct acceptance *a = &to->session->now.acceptance[i];

		if (item ? !is(a->item, item) : a->item != NULL)
			continue;
		paper_section(&to->paper, arena_printf(to->arena, T(PAPER_ACCEPTANCE), a->id));
		paper_acceptance(to, a);
		tell_options(to, a->option, a->option_count);
	}
}

static void tell_statements(struct telling *to, const char *item)
{
	bool begun = false;

	for (size_t i = 0; tells(to, PART_STATEMENTS) && i < to->session->now.statement_count; i++) {
		const struct statement *s = &to->session->now.statement[i];

		if (item ? !is(s->item, item) : s->item != NULL)
			continue;
		if (!begun)
			paper_section(&to->paper, T(PAPER_STATEMENTS));
		begun = true;
		paper_item(&to->paper, said_person(to, s->who), arena_printf(to->arena, T(PAPER_STATEMENT), s->text,
			   s->on_request ? arena_printf(to->arena, T(PAPER_BRACKET), T(PAPER_ON_REQUEST)) : ""));
	}
}

static void tell_notes(struct telling *to, const char *item)
{
	bool begun = false;

	for (size_t i = 0; tells(to, PART_NOTES) && i < to->session->now.note_count; i++) {
		const struct note *note = &to->session->now.note[i];

		if (item ? !is(note->item, item) : note->item != NULL)
			continue;
		if (!begun)
			paper_section(&to->paper, T(PAPER_NOTES));
		begun = true;
		paper_item(&to->paper, "", note->parked ? arena_printf(to->arena, T(PAPER_PARKED), note->text) : note->text);
	}
}

/* ---- the whole ------------------------------------------------------------------------------------------ */

/* Does anything that may be told stand on record for the item (NULL: for none)? */
static bool has_record(const struct telling *to, const char *item)
{
	const struct session_state *now = &to->session->now;
	bool found = false;

#define LOOK(name) \
	for (size_t i = 0; !found && i < now->name##_count; i++) \
		found = item ? is(now->name[i].item, item) : now->name[i].item == NULL
	LOOK(decision);
	LOOK(appetite);
	LOOK(action);
	LOOK(acceptance);
	LOOK(assignment);
	if (tells(to, PART_POSITIONS))
		LOOK(round);
	if (tells(to, PART_WORKSHEETS))
		LOOK(answer);
	if (tells(to, PART_STATEMENTS))
		LOOK(statement);
	if (tells(to, PART_NOTES))
		LOOK(note);
#undef LOOK
	return found;
}

void paper_loose(struct telling *to)
{
	if (!has_record(to, NULL))
		return;
	paper_heading(&to->paper, T(PAPER_ELSEWHERE));
	tell_actions(to, NULL);
	tell_acceptances(to, NULL);
	tell_statements(to, NULL);
	tell_notes(to, NULL);
}

static void tell_state(struct telling *to, const struct stop *stop)
{
	if (stop->state == STOP_NOT_REACHED)
		paper_notice(&to->paper, T(PAPER_STOP_NOT_REACHED));
	if (stop->state == STOP_DEFERRED)
		paper_notice(&to->paper, arena_printf(to->arena, "%s: %s%s", T(PAPER_STOP_DEFERRED),
			     stop->reason ? stop->reason : "-", stop->until ? arena_printf(to->arena, "%s%s", T(PAPER_GAP),
			     arena_printf(to->arena, T(PAPER_SINCE), said_day(to, stop->until))) : ""));
}

void paper_item_record(struct telling *to, const struct stop *stop)
{
	bool recorded = has_record(to, stop->id);
	const char *item = stop->id;

	/* A break or an opening of which nothing is on record is told by the agenda. */
	if (!stop->item && !recorded)
		return;
	paper_heading(&to->paper, stop->item ? arena_printf(to->arena, "%s%s%s", said_place(to, item), T(PAPER_GAP),
		      stop_title(stop)) : said_place(to, item));
	tell_state(to, stop);
	if (!recorded && (stop->state == STOP_LEFT || stop->state == STOP_OPEN))
		paper_line(&to->paper, T(PAPER_NOTHING_SAID));
	tell_rounds(to, item);
	tell_appetites(to, item);
	tell_decisions(to, item);
	tell_owners(to, item);
	tell_actions(to, item);
	tell_acceptances(to, item);
	if (tells(to, PART_WORKSHEETS))
		paper_sheet(to, item);
	tell_statements(to, item);
	tell_notes(to, item);
}
