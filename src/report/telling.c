/* See telling.h. */
#include "report/telling.h"

#include <string.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/json.h"
#include "base/str.h"
#include "lang/lang.h"
#include "lang/words_event.h"
#include "lang/words_leaving.h"
#include "lang/words_paper.h"
#include "report/alias.h"
#include "workshop/money.h"
#include "workshop/sheet.h"

enum { NAME_ROOM = 128, CLOCK_ROOM = 16, ERA_ROOM = 64, HOUR = 60 };

bool tells(const struct telling *to, enum leaving_part part)
{
	return !(to->ask->without & (1u << part));
}

/* ---- values ---------------------------------------------------------------------------------- */

static const char *kept(const struct telling *to, struct str *words)
{
	const char *copy = arena_strdup(to->arena, words->text);

	str_release(words);
	return copy;
}

const char *said_day(const struct telling *to, const char *date)
{
	struct date day;
	char era[ERA_ROOM];

	if (!date)
		return "";
	if (!to->ask->style->wareki || !date_parse(date, &day))
		return date;
	date_wareki(day, era, sizeof(era));
	return arena_strdup(to->arena, era);
}

const char *said_time(const struct telling *to, int64_t at)
{
	char clock[CLOCK_ROOM];

	if (at == 0)
		return "";
	instant_clock(at, to->ask->style->zone_minutes, clock, sizeof(clock));
	return arena_strdup(to->arena, clock);
}

const char *said_person(const struct telling *to, struct person person)
{
	struct str words = STR_INIT;

	if (person.name)
		person_say(person, &words);
	return kept(to, &words);
}

const char *said_persons(const struct telling *to, struct persons persons)
{
	struct str words = STR_INIT;

	for (size_t i = 0; i < persons.count; i++) {
		str_add(&words, i ? T(PAPER_LISTED) : "");
		person_say(persons.person[i], &words);
	}
	return kept(to, &words);
}

const char *said_names(const struct telling *to, struct persons persons)
{
	struct str words = STR_INIT;

	for (size_t i = 0; i < persons.count; i++)
		str_printf(&words, "%s%s", i ? T(PAPER_LISTED) : "", persons.person[i].name);
	return kept(to, &words);
}

const char *said_ref(const struct telling *to, const char *ref)
{
	const struct session *parent = to->ask->parent;
	const char *colon = ref ? strchr(ref, ':') : NULL;
	const struct decision *decided;
	const struct action *done;
	const char *text;

	if (!colon || !parent || strncmp(ref, parent->now.id, (size_t)(colon - ref)) != 0)
		return ref ? ref : "";
	decided = session_decision(parent, colon + 1);
	done = session_action(parent, colon + 1);
	text = decided ? decided->text : done ? done->what : "";
	return arena_printf(to->arena, "%s%s%s%s%s", said_day(to, parent->now.held_on), T(PAPER_GAP), colon + 1,
			    *text ? T(PAPER_GAP) : "", text);
}

const char *said_money(const struct telling *to, struct money money)
{
	struct str words = STR_INIT;

	if (money.set && tells(to, PART_MONEY))
		money_say(money, false, &words);
	return kept(to, &words);
}

const char *said_level(const struct telling *to, int level)
{
	return level < 1 || level > PACK_LEVELS ? "" :
	       arena_printf(to->arena, "%d %s", level, bitext_say(to->session->pack->level[level - 1].title));
}

const char *said_place(const struct telling *to, const char *item)
{
	const struct stop *stop = session_stop(to->session, item);
	char name[NAME_ROOM] = "";

	if (stop)
		stop_name(stop, name, sizeof(name));
	return arena_strdup(to->arena, name);
}

const char *said_event(const struct telling *to, const struct event *event)
{
	struct str words = STR_INIT;

	event_sentence(to->session, event, &words);
	return kept(to, &words);
}

/* ---- the frame of a paper ---------------------------------------------------------------------- */

const char *report_left_out(bool alias, unsigned without, struct arena *arena)
{
	const char *all = "";

	for (int part = 0; part < PART_COUNT; part++)
		if (without & (1u << part))
			all = arena_printf(arena, "%s%s%s", all, *all ? T(PAPER_LISTED) : "",
					   leaving_part_say((enum leaving_part)part));
	all = *all ? arena_printf(arena, T(PAPER_LEFT_OUT), all) : "";
	return arena_printf(arena, "%s%s%s", alias ? T(PAPER_ALIASED) : "", alias && *all ? T(PAPER_GAP) : "", all);
}

void tell_warnings(struct telling *to)
{
	const char *left_out = report_left_out(to->ask->aliases != NULL, to->ask->without, to->arena);

	if (!to->session->now.sealed)
		paper_notice(&to->paper, T(PAPER_DRAFT));
	if (*left_out)
		paper_notice(&to->paper, left_out);
}

/* Does the title of the paper say already which session it is of? */
static bool names_session(const char *title, const struct session_state *now)
{
	return !now->title || strstr(title, now->title);
}

void begin_telling(struct telling *to, const char *title, enum paper_format format, struct str *out)
{
	const struct session_state *now = &to->session->now;
	const struct paper like = { .format = format, .arena = to->arena, .out = out, .aliases = to->ask->aliases,
				    .label = now->label, .compact = to->compact };
	const char *company = arena_printf(to->arena, "%s%s%s", now->organisation ? now->organisation : "",
					   now->entity ? T(PAPER_GAP) : "", now->entity ? now->entity : "");

	to->paper = paper_begin_as(&like, title, arena_printf(to->arena, "%s%s%s%s", company, T(PAPER_GAP),
							      said_day(to, now->held_on), names_session(title, now) ? "" :
							      arena_printf(to->arena, "%s%s", T(PAPER_GAP), now->title)));
	tell_warnings(to);
}

const char *said_head(const struct session *session, struct arena *arena)
{
	const struct event *head = session_head(session);
	const struct json *files = session->now.content;
	const char *content = "";

	for (size_t i = 0; files && files->type == JSON_TYPE_LIST && i < files->count; i++)
		if (files->child[i]->type == JSON_TYPE_TEXT)
			content = arena_printf(arena, "%s %s", content, files->child[i]->text);
	return arena_printf(arena, T(PAPER_HEAD), (int)session->event_count, (long long)(head ? head->n : 0),
			    head ? head->hash : "-", session->now.id ? session->now.id : "-",
			    session->now.pack_id ? session->now.pack_id : "-",
			    session->now.pack_version ? session->now.pack_version : "", content);
}

void end_telling(struct telling *to)
{
	paper_foot(&to->paper, said_head(to->session, to->arena));
	paper_end(&to->paper);
}

static bool was_there(const struct participant *participant)
{
	return !participant->removed && participant->interval_count > 0;
}

/* Where nobody was marked present, everybody on the list. */
void tell_signatures(struct telling *to)
{
	bool anybody = false;

	for (size_t i = 0; i < to->session->now.participant_count; i++)
		anybody |= was_there(&to->session->now.participant[i]);
	paper_heading(&to->paper, T(PAPER_SIGN));
	paper_line(&to->paper, T(PAPER_SIGN_WHAT));
	for (size_t i = 0; i < to->session->now.participant_count; i++) {
		const struct participant *p = &to->session->now.participant[i];

		if (anybody ? was_there(p) : !p->removed)
			paper_sign(&to->paper, p->name, p->role);
	}
}

const struct stop *stop_with_table(const struct session *session, const char *table)
{
	for (size_t i = 0; i < session->now.stop_count; i++) {
		const struct stop *stop = &session->now.stop[i];
		const struct field *field = stop->item ? item_field(stop->item, table) : NULL;

		if (field && field->type == FIELD_TABLE)
			return stop;
	}
	return NULL;
}
