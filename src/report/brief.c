/*
 * The pre-read 事前資料: what will be asked, what was decided last time, what is due or
 * has run out by the day of the meeting.  At most two pages: where lists are long,
 * fewer are told, and it is said how many more there are.
 */
#include <string.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/str.h"
#include "base/text.h"
#include "lang/lang.h"
#include "lang/words_event.h"
#include "lang/words_report.h"
#include "report/paper.h"
#include "report/teller.h"
#include "workshop/since.h"

enum { LINES_A_PAGE = 60, PAGES = 2, LIST_MOST = 16, LIST_LEAST = 2, ENTRY_COLUMNS = 150 };

struct brief {
	const struct session *session, *parent;
	const struct report_style *style;
	struct arena *arena;
	struct paper paper;
	int most;                /* entries a list may have */
	int left;                /* of the present list: entries not told */
	int told;
};

/* ---- pieces -------------------------------------------------------------------------------- */

static const char *brief_line(struct brief *brief, const char *text)
{
	char *line = arena_strdup(brief->arena, text ? text : "");

	for (char *c = line; *c; c++)
		if (*c == '\n')
			*c = ' ';
	return text_ellipsis(brief->arena, line, ENTRY_COLUMNS, false);
}

static const char *day(struct brief *brief, const char *text)
{
	struct date date;
	char era[64];

	if (!brief->style->wareki || !text || !date_parse(text, &date))
		return text ? text : T(BRIEF_NO_DATE);
	date_wareki(date, era, sizeof(era));
	return arena_strdup(brief->arena, era);
}

static const char *person(struct brief *brief, struct person who)
{
	struct str words = STR_INIT;
	const char *text;

	if (who.name)
		person_say(who, &words);
	text = arena_strdup(brief->arena, words.length ? words.text : T(BRIEF_NOBODY));
	str_release(&words);
	return text;
}

static const char *place(struct brief *brief, const struct session *session, const char *item)
{
	const struct stop *stop = session_stop(session, item);
	char name[64] = "";

	if (stop)
		stop_name(stop, name, sizeof(name));
	return arena_strdup(brief->arena, name);
}

static void begin_list(struct brief *brief, const char *heading)
{
	paper_heading(&brief->paper, heading);
	brief->left = brief->told = 0;
}

static void entry(struct brief *brief, const char *name, const char *text)
{
	if (brief->told < brief->most) {
		paper_item(&brief->paper, name, text);
		brief->told++;
	} else {
		brief->left++;
	}
}

/* `more`: the command that tells the rest. */
static void end_list(struct brief *brief, const char *none, const char *more)
{
	if (brief->told == 0)
		paper_line(&brief->paper, none);
	else if (brief->left > 0)
		paper_line(&brief->paper, arena_printf(brief->arena, T(BRIEF_MORE), brief->left, more));
}

/* ---- what will be asked -------------------------------------------------------------------- */

/* By the plan, from the time that the setup names; "" where it names none. */
static const char *begins_at(struct brief *brief, const struct stop *stop)
{
	int minute = brief->session->now.starts;

	if (minute < 0)
		return "";
	for (const struct stop *before = brief->session->now.stop; before < stop; before++)
		minute += stop_planned(before);
	return arena_printf(brief->arena, "%02d:%02d ", minute / 60 % 24, minute % 60);
}

/* All of them, whatever the limit: this is what people come for. */
static void tell_questions(struct brief *brief)
{
	paper_heading(&brief->paper, T(BRIEF_ASKED));
	for (size_t i = 0; i < brief->session->now.stop_count; i++) {
		const struct stop *stop = &brief->session->now.stop[i];
		char name[64];

		if (!stop->item || !stop->on_agenda || stop->state == STOP_DEFERRED)
			continue;
		stop_name(stop, name, sizeof(name));
		paper_item(&brief->paper, arena_printf(brief->arena, T(BRIEF_ITEM), begins_at(brief, stop), name,
						       stop_title(stop), stop->minutes),
			   brief_line(brief, bitext_say(stop->item->decide)));
	}
}

/* ---- last time ----------------------------------------------------------------------------- */

static const char *owner_words(struct brief *brief, const char *item)
{
	const struct assignment *owner = session_assignment(brief->parent, item);

	return !owner ? "" : arena_printf(brief->arena, T(BRIEF_OWNER), person(brief, owner->accountable),
					  day(brief, owner->due));
}

static const char *level_words(struct brief *brief, const char *item)
{
	const struct appetite *appetite = session_appetite(brief->parent, item, NULL);

	return !appetite ? "" : arena_printf(brief->arena, T(BRIEF_LEVEL), appetite->level,
		bitext_say(brief->parent->pack->level[appetite->level - 1].title));
}

static void tell_decisions(struct brief *brief)
{
	const struct session_state *then = &brief->parent->now;

	begin_list(brief, arena_printf(brief->arena, T(BRIEF_DECIDED), day(brief, then->held_on)));
	for (size_t i = 0; i < then->decision_count; i++) {
		const struct decision *d = &then->decision[i];

		if (d->superseded_by)
			continue;
		entry(brief, arena_printf(brief->arena, "%s %s", place(brief, brief->parent, d->item),
					  told_choice("decision_recorded", "outcome", d->outcome)),
		      brief_line(brief, arena_printf(brief->arena, "%s%s%s", d->text, level_words(brief, d->item),
						     owner_words(brief, d->item))));
	}
	end_list(brief, T(BRIEF_NONE_DECIDED), "entaku show");
}

/* ---- due and run out ----------------------------------------------------------------------- */

static void tell_since(struct brief *brief, const struct since *since)
{
	const char *text = brief_line(brief, since->text), *who = person(brief, since->who);
	const char *due = day(brief, since->due);

	entry(brief, since_kind_say(since->kind),
	      since->kind == SINCE_DEPUTY ? arena_printf(brief->arena, T(BRIEF_DEPUTY), text, who, due) :
	      since_is_acceptance(since->kind) ? arena_printf(brief->arena, T(BRIEF_ACCEPTANCE), text, who, due) :
	      arena_printf(brief->arena, T(BRIEF_ACTION), text, who, due));
}

/* The lists of the paper, each of some kinds in their order. */
static const struct { struct words heading, none; enum since_kind kind[4]; size_t kinds; const char *more; } lists[] = {
	{ W(BRIEF_ACTIONS), W(BRIEF_NO_ACTIONS), { SINCE_ACTION_LATE, SINCE_ACTION_OPEN }, 2, "entaku actions" },
	{ W(BRIEF_ACCEPTANCES), W(BRIEF_NO_ACCEPTANCES), { SINCE_ACCEPTANCE_EXPIRED, SINCE_ACCEPTANCE_EXPIRING,
	  SINCE_ACCEPTANCE_WAITING, SINCE_CONDITION }, 4, "entaku register" },
	{ W(BRIEF_DEPUTIES), { NULL, NULL }, { SINCE_DEPUTY }, 1, "entaku show" },
};

/* What has been taken up in this session already is told by it. */
static void tell_open(struct brief *brief)
{
	struct sinces sinces = session_since(brief->session, brief->parent, brief->session->now.held_on,
					     brief->arena);

	for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++) {
		size_t count = 0;

		for (size_t k = 0; k < lists[i].kinds; k++)
			count += since_count(&sinces, lists[i].kind[k], true);
		if (count == 0 && !lists[i].none.en)
			continue;
		begin_list(brief, say(lists[i].heading));
		for (size_t k = 0; k < lists[i].kinds; k++)
			for (size_t s = 0; s < sinces.count; s++)
				if (sinces.since[s].kind == lists[i].kind[k] && !sinces.since[s].taken_as)
					tell_since(brief, &sinces.since[s]);
		end_list(brief, lists[i].none.en ? say(lists[i].none) : "", lists[i].more);
	}
}

/* ---- the whole ------------------------------------------------------------------------------ */

static const char *subtitle(struct brief *brief)
{
	const struct session_state *now = &brief->session->now;
	const char *starts = now->starts < 0 ? "" :
		arena_printf(brief->arena, " %02d:%02d", now->starts / 60 % 24, now->starts % 60);

	return arena_printf(brief->arena, T(BRIEF_SUBTITLE), now->organisation, now->entity ? " " : "",
			    now->entity ? now->entity : "", day(brief, now->held_on), starts,
			    session_planned_minutes(brief->session), now->label ? "  [" : "",
			    now->label ? now->label : "", now->label ? "]" : "");
}

static void tell(struct brief *brief, enum paper_format format, struct str *out)
{
	const struct session_state *now = &brief->session->now;

	brief->paper = paper_begin(format, brief->arena, out, arena_printf(brief->arena, T(BRIEF_TITLE), now->title),
				   subtitle(brief));
	if (now->purpose)
		paper_line(&brief->paper, arena_printf(brief->arena, T(BRIEF_PURPOSE), brief_line(brief, now->purpose)));
	tell_questions(brief);
	if (brief->parent) {
		tell_decisions(brief);
		tell_open(brief);
	} else {
		paper_heading(&brief->paper, T(BRIEF_LAST_TIME));
		paper_line(&brief->paper, now->parent ? T(BRIEF_PARENT_AWAY) : T(BRIEF_NO_PARENT));
	}
	paper_end(&brief->paper);
}

static int line_count(const char *text)
{
	int count = 0;

	for (; *text; text++)
		count += *text == '\n';
	return count;
}

void report_brief(const struct session *session, const struct session *parent, const struct report_style *style,
		  enum paper_format format, struct str *out)
{
	struct brief brief = { .session = session, .parent = parent, .style = style, .arena = arena_new(),
			       .most = LIST_MOST + 1 };
	struct str plain = STR_INIT;

	if (session->now.opened) {
		do {
			str_clear(&plain);
			brief.most--;
			tell(&brief, PAPER_TEXT, &plain);
		} while (line_count(plain.text) > LINES_A_PAGE * PAGES && brief.most > LIST_LEAST);
		tell(&brief, format, out);
	}
	str_release(&plain);
	arena_free(brief.arena);
}
