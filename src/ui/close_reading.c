/* See close_reading.h. */
#include "ui/close_reading.h"

#include <string.h>

#include "base/text.h"
#include "lang/words_event.h"
#include "lang/words_ui.h"
#include "lang/words_workshop.h"

static void add_entry(struct reading *reading, struct entry entry, enum style style, const char *bullet,
		      const char *text)
{
	struct app *app = reading->app;
	bool selected = (int)reading->count == app->list[SCREEN_CLOSE].selected;

	reading->entry = arena_grow(app->frame, reading->entry, reading->count, &reading->capacity,
				    sizeof(entry));
	entry.first = reading->page.count;
	page_add(&reading->page, style, 0,
		 arena_printf(app->frame, "%s%s", selected ? "> " : "  ", bullet), text);
	entry.after = reading->page.count;
	reading->entry[reading->count++] = entry;
}

static const char *stop_words(struct app *app, const char *id)
{
	const struct stop *stop = session_stop(app->session, id);
	char name[64];

	if (!stop)
		return T(WHOLE_SESSION);
	stop_name(stop, name, sizeof(name));
	return arena_printf(app->frame, stop->item ? "%s  %s" : "%s", name, stop_title(stop));
}

static bool is_sign_off(const struct gap *gap)
{
	return strcmp(gap->kind->name, "sign-off") == 0;
}

static const char *gap_words(struct app *app, const struct gap *gap)
{
	const char *place = stop_words(app, gap->item), *about = gap_about(app->session, gap);

	return about ? arena_printf(app->frame, "%s: %s", place, first_line(app->frame, about)) : place;
}

static void add_gap_kind(struct reading *reading, const struct gaps *gaps, const struct gap_kind *kind)
{
	bool first = true;

	for (size_t i = 0; i < gaps->count; i++) {
		const struct gap *gap = &gaps->gap[i];

		if (gap->kind != kind || is_sign_off(gap))
			continue;
		if (first)
			page_add(&reading->page, STYLE_WARNING, 1, "", say(kind->words));
		first = false;
		add_entry(reading, (struct entry){ .kind = ENTRY_GAP, .gap = *gap }, STYLE_TEXT, T(BULLET),
			  gap_words(reading->app, gap));
	}
}

static void add_deferrals(struct reading *reading)
{
	struct app *app = reading->app;
	const struct session_state *now = &app->session->now;
	const struct event_field *names = event_field_find(event_kind_find("gap_deferred"), "gap");

	if (now->deferral_count > 0)
		page_add(&reading->page, STYLE_LABEL, 1, "", T(GAPS_DEFERRED));
	for (size_t i = 0; i < now->deferral_count; i++) {
		const struct deferral *d = &now->deferral[i];

		page_add(&reading->page, STYLE_DIM, 2, T(BULLET), arena_printf(app->frame, T(GAP_LEFT_BECAUSE),
			 stop_words(app, d->item), choice_say(names->names, d->gap), d->reason));
	}
}

static void add_gaps(struct reading *reading)
{
	struct app *app = reading->app;
	struct gaps gaps = session_closing_gaps(app->session, app->frame);
	int count = 0;

	for (size_t i = 0; i < gaps.count; i++)
		count += !is_sign_off(&gaps.gap[i]);
	if (count == 0)
		page_add(&reading->page, STYLE_TITLE, 0, "", T(GAPS_NONE));
	else
		page_add(&reading->page, STYLE_TITLE, 0, "", arena_printf(app->frame,
			 app->session->now.sealed ? T(GAPS_LEFT) : T(GAPS_COUNT), count));
	for (size_t kind = 0; kind < gap_kind_count; kind++)
		add_gap_kind(reading, &gaps, &gap_kinds[kind]);
	add_deferrals(reading);
	page_blank(&reading->page);
}

/* ---- questions that the record raises ------------------------------------------------ */

static const char *about_words(struct app *app, const struct doubt *doubt)
{
	const struct acceptance *acceptance = session_acceptance(app->session, doubt->about);
	const struct condition *condition = session_condition(app->session, doubt->about);
	const struct decision *decision = session_decision(app->session, doubt->about);
	const struct round *round = session_round(app->session, doubt->about);

	if (acceptance)
		return acceptance->title;
	if (condition)
		return condition->text;
	if (decision)
		return decision->text;
	if (round)
		return arena_printf(app->frame, T(POSITIONS_ROUND), round->number);
	return doubt->about;
}

static const char *question_place(struct app *app, const struct doubt *doubt)
{
	const char *about = doubt->about ? about_words(app, doubt) : NULL;

	return arena_printf(app->frame, "%s%s%s", doubt->item ? stop_words(app, doubt->item) : "",
			    doubt->item && about ? ": " : "", about ? first_line(app->frame, about) : "");
}

/* The question once, then the places that it is asked of. */
static void add_question_kind(struct reading *reading, const struct doubts *doubts,
			      const struct doubt_kind *kind)
{
	bool first = true;

	for (size_t i = 0; i < doubts->count; i++) {
		const struct doubt *doubt = &doubts->doubt[i];

		if (doubt->kind != kind)
			continue;
		if (first)
			page_add(&reading->page, STYLE_WARNING, 1, "", say(kind->words));
		first = false;
		add_entry(reading, (struct entry){ .kind = ENTRY_QUESTION, .doubt = *doubt }, STYLE_TEXT,
			  T(BULLET), question_place(reading->app, doubt));
	}
}

static void add_questions(struct reading *reading)
{
	struct app *app = reading->app;
	const struct session_state *now = &app->session->now;
	struct doubts doubts = session_doubts(app->session, app->frame);

	if (doubts.count == 0 && now->settled_count == 0)
		return;
	page_add(&reading->page, STYLE_TITLE, 0, "", arena_printf(app->frame, T(QUESTIONS_COUNT),
		 (int)doubts.count));
	for (size_t kind = 0; kind < doubt_kind_count; kind++)
		add_question_kind(reading, &doubts, &doubt_kinds[kind]);
	for (size_t i = 0; i < now->settled_count; i++)
		page_add(&reading->page, STYLE_DIM, 2, T(BULLET), arena_printf(app->frame,
			 now->settled[i].waved ? T(QUESTION_WAVED) : T(QUESTION_ANSWERED),
			 stop_words(app, now->settled[i].item), now->settled[i].answer));
	page_blank(&reading->page);
}

/* ---- reading back -------------------------------------------------------------------- */

/* One sentence as it is read aloud: what, who answers for it, by when. */
static const char *read_aloud(struct app *app, const struct decision *decision)
{
	const struct assignment *owner = session_assignment(app->session, decision->item);
	const struct event_field *outcome =
		event_field_find(event_kind_find("decision_recorded"), "outcome");
	const struct stop *stop = session_stop(app->session, decision->item);
	const char *due = owner && owner->due ? owner->due : decision->until;
	char name[64] = "";

	if (stop)
		stop_name(stop, name, sizeof(name));
	return arena_printf(app->frame, T(READ_ALOUD), name,
			    outcome ? choice_say(outcome->names, decision->outcome) : "",
			    decision->text, owner ? person_words(app->frame, owner->accountable) : T(NO_OWNER),
			    due ? due : T(NO_DUE));
}

static void add_decisions(struct reading *reading)
{
	struct app *app = reading->app;
	const struct session_state *now = &app->session->now;
	size_t before = reading->count;

	page_add(&reading->page, STYLE_TITLE, 0, "", now->sealed ? T(READ_BACK_SEALED) : T(READ_BACK));
	for (size_t i = 0; i < now->stop_count; i++) {
		for (size_t d = 0; d < now->decision_count; d++) {
			const struct decision *decision = &now->decision[d];

			if (!decision->superseded_by && decision->item &&
			    strcmp(decision->item, now->stop[i].id) == 0)
				add_entry(reading, (struct entry){ .kind = ENTRY_DECISION,
					  .item = decision->item }, STYLE_TEXT, "", read_aloud(app, decision));
		}
	}
	if (reading->count == before)
		page_add(&reading->page, STYLE_NOTE, 2, "", T(NO_DECISIONS_YET));
	page_blank(&reading->page);
}

/* ---- sign-offs ------------------------------------------------------------------------ */

const struct sign_off *sign_off_of(const struct session *session, const struct participant *who)
{
	for (size_t i = 0; i < session->now.sign_off_count; i++)
		if (strcmp(session->now.sign_off[i].participant, who->id) == 0)
			return &session->now.sign_off[i];
	return NULL;
}

bool sign_off_excused(const struct session *session, const struct participant *who)
{
	for (size_t i = 0; i < session->now.deferral_count; i++) {
		const struct deferral *d = &session->now.deferral[i];

		if (strcmp(d->gap, "sign-off") == 0 && d->about && strcmp(d->about, who->id) == 0)
			return true;
	}
	return false;
}

static const char *sign_off_words(struct app *app, const struct participant *who, const struct sign_off *said)
{
	const char *name = person_words(app->frame, participant_person(who));

	if (said && strcmp(said->stance, "object") == 0)
		return arena_printf(app->frame, T(SIGN_OFF_WORDING), name, T(STANCE_OBJECT), said->wording);
	return arena_printf(app->frame, T(SIGN_OFF_LINE), name, said ? T(STANCE_APPROVE) :
			    sign_off_excused(app->session, who) ? T(SIGN_OFF_LEFT) : T(SIGN_OFF_WANTED));
}

static void add_sign_offs(struct reading *reading)
{
	struct app *app = reading->app;
	const struct session_state *now = &app->session->now;
	int asked = 0, given = 0;

	for (size_t i = 0; i < now->participant_count; i++) {
		const struct participant *who = &now->participant[i];

		asked += !who->removed && (who->present || sign_off_of(app->session, who));
		given += !who->removed && sign_off_of(app->session, who);
	}
	if (asked == 0)
		return;
	page_add(&reading->page, STYLE_TITLE, 0, "", arena_printf(app->frame, T(SIGN_OFFS), given, asked));
	for (size_t i = 0; i < now->participant_count; i++) {
		const struct participant *who = &now->participant[i];
		const struct sign_off *said = sign_off_of(app->session, who);
		bool object = said && strcmp(said->stance, "object") == 0;

		if (who->removed || (!who->present && !said))
			continue;
		add_entry(reading, (struct entry){ .kind = ENTRY_SIGN_OFF, .who = who },
			  !said || object ? STYLE_WARNING : STYLE_TEXT, "", sign_off_words(app, who, said));
	}
	page_blank(&reading->page);
}

/* The head of the chain, for paper: what was sealed can be told from it. */
static void add_seal(struct reading *reading)
{
	struct app *app = reading->app;
	const struct event *head = session_head(app->session);

	page_add(&reading->page, STYLE_GOOD, 0, "", T(SEALED_LINE));
	if (head) {
		page_add(&reading->page, STYLE_TEXT, 2, "", arena_printf(app->frame, T(SEAL_SHORT),
			 (long long)head->n, head->hash));
		page_add(&reading->page, STYLE_STRONG, 4, "", arena_printf(app->frame, "%.32s", head->hash));
		page_add(&reading->page, STYLE_STRONG, 4, "", strlen(head->hash) > 32 ?
			 head->hash + 32 : "");
		page_add(&reading->page, STYLE_NOTE, 2, "", T(SEAL_NOTE));
	}
	page_blank(&reading->page);
}

void read_all(struct app *app, struct reading *reading, int columns)
{
	*reading = (struct reading){ .app = app };
	page_init(&reading->page, app->frame, columns);
	if (app->session->now.sealed) {
		add_seal(reading);
		add_decisions(reading);
		add_sign_offs(reading);
	}
	if (!app->hidden)
		add_gaps(reading);
	add_questions(reading);
	if (!app->session->now.sealed) {
		add_decisions(reading);
		add_sign_offs(reading);
	}
}
