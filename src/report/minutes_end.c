/* The end of the record on paper: what stayed open, gaps, questions, corrections, sign-off. */
#include <string.h>

#include "base/arena.h"
#include "base/json.h"
#include "base/str.h"
#include "lang/lang.h"
#include "lang/words_event.h"
#include "lang/words_paper.h"
#include "report/teller.h"
#include "report/telling.h"
#include "workshop/gaps.h"
#include "workshop/sealed.h"

static bool is(const char *a, const char *b)
{
	return a && b && strcmp(a, b) == 0;
}

static void tell_not_done(struct telling *to)
{
	bool told = false;

	paper_heading(&to->paper, T(PAPER_OPEN_ENDS));
	for (size_t i = 0; i < to->session->now.stop_count; i++) {
		const struct stop *stop = &to->session->now.stop[i];
		const char *name = arena_printf(to->arena, "%s%s%s", said_place(to, stop->id), T(PAPER_GAP), stop_title(stop));

		if (!stop->item || !stop->on_agenda ||
		    (stop->state != STOP_NOT_REACHED && stop->state != STOP_DEFERRED))
			continue;
		told = true;
		paper_item(&to->paper, name, stop->state == STOP_NOT_REACHED ? T(PAPER_STOP_NOT_REACHED) :
			   arena_printf(to->arena, "%s: %s%s%s", T(PAPER_STOP_DEFERRED), stop->reason ? stop->reason : "-",
					stop->until ? T(PAPER_GAP) : "", stop->until ?
					arena_printf(to->arena, T(PAPER_SINCE), said_day(to, stop->until)) : ""));
	}
	if (!told)
		paper_line(&to->paper, T(PAPER_NONE_OPEN));
}

static void tell_gaps(struct telling *to)
{
	struct gaps gaps = session_gaps(to->session, to->arena);
	const struct session_state *now = &to->session->now;

	paper_heading(&to->paper, T(PAPER_GAPS));
	for (size_t i = 0; i < gaps.count; i++) {
		const char *about = gap_about(to->session, &gaps.gap[i]);

		about = about ? about : gaps.gap[i].about ? gaps.gap[i].about : "";
		paper_item(&to->paper, said_place(to, gaps.gap[i].item),
			   arena_printf(to->arena, "%s%s%s", say(gaps.gap[i].kind->words), *about ? ": " : "", about));
	}
	if (gaps.count == 0)
		paper_line(&to->paper, T(PAPER_NO_GAPS));
	if (now->deferral_count > 0)
		paper_section(&to->paper, T(PAPER_GAPS_LEFT));
	for (size_t i = 0; i < now->deferral_count; i++)
		paper_item(&to->paper, said_place(to, now->deferral[i].item),
			   arena_printf(to->arena, "%s: %s", told_choice("gap_deferred", "gap", now->deferral[i].gap),
					now->deferral[i].reason));
}

static void tell_questions(struct telling *to)
{
	const struct session_state *now = &to->session->now;

	if (now->settled_count > 0)
		paper_heading(&to->paper, T(PAPER_QUESTIONS));
	for (size_t i = 0; i < now->settled_count; i++) {
		const struct settled *s = &now->settled[i];

		paper_item(&to->paper, said_place(to, s->item),
			   arena_printf(to->arena, "%s%s%s", told_choice("question_settled", "question", s->question), T(PAPER_GAP),
					arena_printf(to->arena, s->waved ? T(PAPER_WAVED) : T(PAPER_ANSWER),
						     s->answer ? s->answer : "-")));
	}
}

/* ---- corrections -------------------------------------------------------------------------------- */

/* May the correction be told?  What it corrects could be a position. */
static bool is_open(const struct telling *to, const struct event *event, const struct event *target)
{
	bool position = target->kind_name && strncmp(target->kind_name, "position_", 9) == 0;

	return !event_is_sealed(to->session, event) && !event_is_sealed(to->session, target) &&
	       (!position || tells(to, PART_POSITIONS));
}

/* Why, and who asked for it. */
static const char *because(struct telling *to, const struct event *event)
{
	const struct event_field *by = event_field_find(event->kind, "requested_by");
	const struct json *who = json_get(event->body, "requested_by");
	const char *why = json_get_text(event->body, "because"), *copy;
	struct str words = STR_INIT;

	if (who && by)
		event_value_say(to->session, by, who, &words);
	copy = arena_printf(to->arena, "%s%s%s", why ? why : "-", words.length ? "\n" : "", words.text);
	str_release(&words);
	return copy;
}

static void tell_correction(struct telling *to, const struct event *event, const struct event *target)
{
	struct event corrected = *target;
	const char *cell[] = { arena_printf(to->arena, "#%lld", (long long)target->n), "", "", because(to, event) };

	if (json_get(event->body, "body"))
		corrected.body = json_get(event->body, "body");
	cell[1] = said_event(to, target);
	cell[2] = said_event(to, &corrected);
	paper_row(&to->paper, cell);
}

const struct event *told_correction(const struct telling *to, const struct event *event)
{
	const struct event *target = event->kind && event->kind->flags & EVENT_CORRECTS ?
		session_event(to->session, json_get_int(event->body, "event", 0)) : NULL;

	return target && !session_undone_by(to->session, event->n) && is_open(to, event, target) ? target : NULL;
}

static void tell_corrections(struct telling *to)
{
	const struct paper_column columns[] = {
		{ T(LIST_RECORD), true }, { T(PAPER_COL_FIRST), false }, { T(PAPER_COL_NOW), false }, { T(PAPER_COL_WHY), false },
	};
	int taken_back = 0;
	bool begun = false;

	paper_heading(&to->paper, T(PAPER_CORRECTIONS));
	for (size_t i = 0; i < to->session->event_count; i++) {
		const struct event *event = &to->session->event[i];
		const struct event *target = told_correction(to, event);

		taken_back += event->kind && event->kind->flags & EVENT_UNDOES;
		if (!target)
			continue;
		if (!begun)
			paper_table(&to->paper, columns, sizeof(columns) / sizeof(columns[0]), "");
		begun = true;
		tell_correction(to, event, target);
	}
	if (!begun)
		paper_line(&to->paper, T(PAPER_NO_CORRECTIONS));
	if (taken_back > 0)
		paper_line(&to->paper, arena_printf(to->arena, T(PAPER_TAKEN_BACK), taken_back));
}

static void tell_sign_offs(struct telling *to)
{
	const struct session_state *now = &to->session->now;

	if (now->sign_off_count > 0)
		paper_heading(&to->paper, T(PAPER_SIGNED_OFF));
	for (size_t i = 0; i < now->sign_off_count; i++) {
		const struct sign_off *s = &now->sign_off[i];
		const struct participant *who = session_participant(to->session, s->participant);

		paper_item(&to->paper, who ? said_person(to, participant_person(who)) : "-",
			   is(s->stance, "approve") ? T(PAPER_APPROVES) :
			   arena_printf(to->arena, T(PAPER_OBJECTS), s->wording ? s->wording : "-"));
	}
}

void paper_open_ends(struct telling *to)
{
	tell_not_done(to);
	if (tells(to, PART_GAPS)) {
		tell_gaps(to);
		tell_questions(to);
	}
	if (tells(to, PART_CORRECTIONS))
		tell_corrections(to);
	if (tells(to, PART_POSITIONS))
		tell_sign_offs(to);
}
