/*
 * The record of a workshop ワークショップ記録 on paper: header, attendance, agenda,
 * pictures, item by item, what stayed open, corrections, signatures.
 */
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/str.h"
#include "base/text.h"
#include "lang/lang.h"
#include "lang/words_event.h"
#include "lang/words_paper.h"
#include "report/figure.h"
#include "report/telling.h"

enum { MINUTE = 60000, HALF_MINUTE = 30000, HOUR = 60, ZONE_ROOM = 16, NAME_COLUMNS = 24 };

/* ---- header ------------------------------------------------------------------------------------ */

/* From the first arrival or item to the seal, or to the last departure or record. */
static void tell_times(struct telling *to)
{
	const struct session_state *now = &to->session->now;
	const struct event *head = session_head(to->session);
	int zone = to->ask->style->zone_minutes, size = zone < 0 ? -zone : zone;
	int64_t from = 0, until = now->sealed_at;
	char offset[ZONE_ROOM];

	for (size_t i = 0; i < now->participant_count; i++) {
		const struct participant *p = &now->participant[i];

		for (size_t k = 0; k < p->interval_count; k++) {
			if (from == 0 || p->interval[k].from < from)
				from = p->interval[k].from;
			if (!now->sealed && p->interval[k].to > until)
				until = p->interval[k].to;
		}
	}
	if (from == 0)
		return;
	until = until == 0 && head ? head->at : until;
	snprintf(offset, sizeof(offset), "%c%02d:%02d", zone < 0 ? '-' : '+', size / HOUR, size % HOUR);
	paper_fact(&to->paper, T(PAPER_TIMES), arena_printf(to->arena, T(PAPER_TIMES_OF), said_time(to, from),
							    said_time(to, until), offset));
}

static const char *said_date_of(struct telling *to, int64_t at)
{
	char date[16];

	date_format(instant_date(at, to->ask->style->zone_minutes), date, sizeof(date));
	return said_day(to, arena_strdup(to->arena, date));
}

static void tell_head(struct telling *to)
{
	const struct session_state *now = &to->session->now;
	struct paper *paper = &to->paper;

	paper_notice(paper, T(PAPER_IS_RECORD));
	paper_fact(paper, T(FIELD_ORGANISATION), now->organisation);
	paper_fact(paper, T(FIELD_ENTITY), now->entity);
	paper_fact(paper, T(FIELD_HELD_ON), said_day(to, now->held_on));
	tell_times(to);
	paper_fact(paper, T(FIELD_PURPOSE), now->purpose);
	paper_fact(paper, T(FIELD_AGENDA), now->agenda ? bitext_say(now->agenda->title) : now->agenda_id);
	paper_fact(paper, T(PAPER_CONTENT), arena_printf(to->arena, "%s (%s %s)", bitext_say(to->session->pack->title),
							 to->session->pack->id, to->session->pack->version));
	if (now->quorum > 0)
		paper_fact(paper, T(FIELD_QUORUM), arena_printf(to->arena, T(PAPER_QUORUM), now->quorum));
	if (to->ask->parent)
		paper_fact(paper, T(PAPER_BEFORE), arena_printf(to->arena, "%s%s%s", said_day(to, to->ask->parent->now.held_on),
			   T(PAPER_GAP), to->ask->parent->now.title ? to->ask->parent->now.title : ""));
	paper_fact(paper, T(FIELD_LABEL), now->label);
	paper_fact(paper, T(PAPER_STATE), now->sealed ? arena_printf(to->arena, T(PAPER_STATE_SEALED),
		   said_date_of(to, now->sealed_at), said_time(to, now->sealed_at)) : T(PAPER_STATE_OPEN));
}

/* ---- at a glance -------------------------------------------------------------------------------- */

/* The level of the item, and of each area that has one of its own. */
static const char *glance_levels(struct telling *to, const char *item)
{
	const char *all = "";

	for (size_t i = 0; i < to->session->now.appetite_count; i++) {
		const struct appetite *a = &to->session->now.appetite[i];
		const struct area *area = a->area ? pack_area(to->session->pack, a->area) : NULL;

		if (!a->current || strcmp(a->item, item) != 0)
			continue;
		all = arena_printf(to->arena, "%s%s%s%s", all, *all ? "\n" : "", said_level(to, a->level),
				   a->area ? arena_printf(to->arena, T(PAPER_BRACKET), area ? bitext_say(area->title) : a->area) : "");
	}
	return all;
}

/* Decisions and levels, so that whoever reads one page only reads this one. */
static void tell_glance(struct telling *to)
{
	const struct paper_column columns[] = {
		{ T(PAPER_COL_ITEM), true }, { T(PAPER_COL_LEVEL), true }, { T(PAPER_COL_DECISION), false },
		{ T(PAPER_COL_OWNER), false }, { T(PAPER_COL_DUE), true },
	};

	paper_heading(&to->paper, T(PAPER_AT_A_GLANCE));
	paper_table(&to->paper, columns, sizeof(columns) / sizeof(columns[0]), "");
	for (size_t i = 0; i < to->session->now.stop_count; i++) {
		const struct stop *stop = &to->session->now.stop[i];
		const struct decision *d = session_item_decision(to->session, stop->id);
		const char *levels = glance_levels(to, stop->id);
		const struct assignment *owner = session_assignment(to->session, stop->id);
		const char *cell[] = {
			said_place(to, stop->id), levels,
			d ? arena_printf(to->arena, "%s: %s", told_outcome(d->outcome), d->text) :
			stop->state == STOP_DEFERRED ? T(PAPER_STOP_DEFERRED) :
			stop->state == STOP_NOT_REACHED ? T(PAPER_STOP_NOT_REACHED) : "-",
			owner ? said_person(to, owner->accountable) : "", owner ? said_day(to, owner->due) : "",
		};

		if (stop->item && (stop->on_agenda || d || *levels))
			paper_row(&to->paper, cell);
	}
}

/* ---- attendance ----------------------------------------------------------------------------------- */

static const char *present_words(struct telling *to, const struct participant *p)
{
	const char *all = "";

	for (size_t i = 0; i < p->interval_count; i++)
		all = arena_printf(to->arena, "%s%s%s-%s", all, *all ? "\n" : "", said_time(to, p->interval[i].from),
				   p->interval[i].to ? said_time(to, p->interval[i].to) : T(PAPER_TO_END));
	return *all ? all : T(PAPER_ABSENT);
}

static const char *confirmer(const struct participant *p)
{
	return p->confirm_by ? p->confirm_by : p->deputy_for;
}

static const char *remarks(struct telling *to, const struct participant *p)
{
	const char *all = p->removed ? T(PAPER_TAKEN_OFF) : "";

	if (p->deputy_for)
		all = arena_printf(to->arena, "%s%s" "%s%s%s", all, *all ? "\n" : "",
				   arena_printf(to->arena, T(PAPER_DEPUTY), p->deputy_for), T(PAPER_LISTED),
				   p->confirmed ? arena_printf(to->arena, T(PAPER_CONFIRMED), p->confirmed) :
				   p->confirm_until ? arena_printf(to->arena, T(PAPER_TO_CONFIRM), confirmer(p), said_day(to, p->confirm_until)) :
				   arena_printf(to->arena, T(PAPER_TO_CONFIRM_SOME_DAY), confirmer(p)));
	for (size_t i = 0; i < p->recusal_count; i++)
		all = arena_printf(to->arena, "%s%s%s", all, *all ? "\n" : "",
				   arena_printf(to->arena, T(PAPER_ASIDE), said_place(to, p->recusal[i].item),
						p->recusal[i].reason ? p->recusal[i].reason : "-"));
	return all;
}

/* Names stay on one line as long as all of them leave room for the rest. */
static bool names_are_short(const struct session_state *now)
{
	for (size_t i = 0; i < now->participant_count; i++)
		if (text_width(now->participant[i].name) > NAME_COLUMNS)
			return false;
	return true;
}

static void tell_attendance(struct telling *to)
{
	const struct paper_column columns[] = {
		{ T(PAPER_COL_NAME), names_are_short(&to->session->now) }, { T(PAPER_COL_ROLE), false }, { T(PAPER_COL_VOTE), true },
		{ T(PAPER_COL_PRESENT), true }, { T(PAPER_COL_REMARKS), false },
	};

	paper_heading(&to->paper, T(PAPER_ATTENDANCE));
	paper_table(&to->paper, columns, sizeof(columns) / sizeof(columns[0]), "");
	for (size_t i = 0; i < to->session->now.participant_count; i++) {
		const struct participant *p = &to->session->now.participant[i];
		const char *cell[] = { p->name, p->role, p->votes ? T(PAPER_HAS_VOTE) : T(PAPER_NO_VOTE),
				       present_words(to, p), remarks(to, p) };

		/* Who was taken off before the day, and never came, is no part of it. */
		if (!p->removed || p->interval_count > 0)
			paper_row(&to->paper, cell);
	}
}

/* ---- agenda ----------------------------------------------------------------------------------------- */

static const char *state_of(const struct stop *stop)
{
	static const struct words states[STOP_STATE_COUNT] = {
		[STOP_NOT_REACHED] = W(PAPER_STOP_NOT_REACHED), [STOP_OPEN] = W(PAPER_STOP_OPEN),
		[STOP_LEFT] = W(PAPER_STOP_DONE), [STOP_DEFERRED] = W(PAPER_STOP_DEFERRED),
	};

	if (!stop->on_agenda && stop->state == STOP_NOT_REACHED)
		return T(PAPER_STOP_OFF);
	return say(states[stop->state]);
}

static const char *place_and_title(struct telling *to, const struct stop *stop)
{
	const char *name = said_place(to, stop->id);

	return stop->item ? arena_printf(to->arena, "%s%s%s", name, T(PAPER_GAP), stop_title(stop)) : name;
}

static void tell_agenda(struct telling *to)
{
	const struct paper_column columns[] = {
		{ T(PAPER_COL_ITEM), false }, { T(PAPER_COL_STATE), true }, { T(PAPER_COL_PLANNED), true },
		{ T(PAPER_COL_USED), true },
	};

	paper_heading(&to->paper, T(PAPER_AGENDA));
	paper_table(&to->paper, columns, sizeof(columns) / sizeof(columns[0]), "");
	for (size_t i = 0; i < to->session->now.stop_count; i++) {
		const struct stop *stop = &to->session->now.stop[i];
		const char *cell[] = {
			place_and_title(to, stop), state_of(stop),
			stop_planned(stop) ? arena_printf(to->arena, "%d", stop_planned(stop)) : "-",
			stop->used_ms ? arena_printf(to->arena, "%d", (int)((stop->used_ms + HALF_MINUTE) / MINUTE)) : "-",
		};

		if ((stop->item || stop->block) && (stop->on_agenda || stop->state != STOP_NOT_REACHED))
			paper_row(&to->paper, cell);
	}
	for (size_t i = 0; i < to->session->now.pause_count; i++) {
		const struct pause *pause = &to->session->now.pause[i];

		paper_item(&to->paper, T(PAPER_PAUSES), arena_printf(to->arena, T(PAPER_PAUSE), said_time(to, pause->from),
			   pause->to ? said_time(to, pause->to) : "", pause->reason ? pause->reason : ""));
	}
}

static void tell_pictures(struct telling *to)
{
	if (!tells(to, PART_PICTURES))
		return;
	figure_time(&to->paper, to->session);
	figure_profile(&to->paper, to->session, to->ask->parent);
	if (tells(to, PART_POSITIONS))
		figure_spread(&to->paper, to->session);
}

void tell_minutes(struct telling *to)
{
	tell_head(to);
	tell_glance(to);
	tell_attendance(to);
	tell_agenda(to);
	tell_pictures(to);
	for (size_t i = 0; i < to->session->now.stop_count; i++) {
		const struct stop *stop = &to->session->now.stop[i];

		if ((stop->item || stop->block) && (stop->on_agenda || stop->state != STOP_NOT_REACHED ||
						    session_item_decision(to->session, stop->id)))
			paper_item_record(to, stop);
	}
	paper_loose(to);
	paper_open_ends(to);
	tell_signatures(to);
}
