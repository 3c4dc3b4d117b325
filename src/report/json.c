/* The record as JSON: stable names, facts as they were typed. */
#include "report/report.h"

#include "base/arena.h"
#include "base/date.h"
#include "base/json.h"
#include "report/sealed.h"
#include "workshop/gaps.h"
#include "workshop/session.h"

enum { FORMAT = 1 }; /* of the whole; grows when a name changes its meaning */

/* Where the values come from and go to. */
struct writer { struct arena *arena; const struct session *session; struct json *map; };

static struct json *begin(struct writer *to)
{
	to->map = json_map(to->arena);
	return to->map;
}

static void text(struct writer *to, const char *name, const char *value)
{
	json_put_text(to->arena, to->map, name, value);
}

static void number(struct writer *to, const char *name, int64_t value)
{
	json_put_int(to->arena, to->map, name, value);
}

/* A number that is 0 when nobody said it. */
static void given(struct writer *to, const char *name, int64_t value)
{
	if (value)
		number(to, name, value);
}

static void truth(struct writer *to, const char *name, bool value)
{
	json_put_bool(to->arena, to->map, name, value);
}

static void instant(struct writer *to, const char *name, int64_t at)
{
	char stamp[INSTANT_SIZE];

	if (!at)
		return;
	instant_format(at, stamp, sizeof(stamp));
	text(to, name, stamp);
}

static struct json *bitext_json(struct arena *arena, struct bitext words)
{
	struct json *map = json_map(arena);

	json_put_text(arena, map, "ja", words.ja);
	json_put_text(arena, map, "en", words.en);
	return map;
}

static struct json *person_json(struct arena *arena, struct person person)
{
	struct json *map = json_map(arena);

	json_put_text(arena, map, "participant", person.participant);
	json_put_text(arena, map, "name", person.name);
	json_put_text(arena, map, "role", person.role);
	return map;
}

static void person(struct writer *to, const char *name, struct person value)
{
	if (value.name)
		json_put(to->arena, to->map, name, person_json(to->arena, value));
}

static void persons(struct writer *to, const char *name, struct persons value)
{
	struct json *list = json_list(to->arena);

	for (size_t i = 0; i < value.count; i++)
		json_add(to->arena, list, person_json(to->arena, value.person[i]));
	if (value.count)
		json_put(to->arena, to->map, name, list);
}

static struct json *money_json(struct arena *arena, struct money money)
{
	struct json *map = json_map(arena);

	json_put_int(arena, map, "amount", money.amount);
	json_put_text(arena, map, "currency", money.currency);
	if (money.per && money.per[0])
		json_put_text(arena, map, "per", money.per);
	return map;
}

static void money(struct writer *to, const char *name, struct money value)
{
	if (value.set)
		json_put(to->arena, to->map, name, money_json(to->arena, value));
}

static void strings(struct writer *to, const char *name, struct strings value)
{
	struct json *list = json_list(to->arena);

	for (size_t i = 0; i < value.count; i++)
		json_add(to->arena, list, json_text(to->arena, value.text[i]));
	if (value.count)
		json_put(to->arena, to->map, name, list);
}

static void options(struct writer *to, const struct option *option, size_t count)
{
	struct json *list = json_list(to->arena);

	for (size_t i = 0; i < count; i++) {
		struct writer inner = *to;

		json_add(to->arena, list, begin(&inner));
		text(&inner, "text", option[i].text);
		money(&inner, "cost", option[i].cost);
		text(&inner, "why_not", option[i].why_not);
	}
	if (count)
		json_put(to->arena, to->map, "options", list);
}

static void tell_session(struct writer *to)
{
	const struct session_state *now = &to->session->now;

	text(to, "id", now->id);
	text(to, "title", now->title);
	text(to, "organisation", now->organisation);
	text(to, "entity", now->entity);
	text(to, "held_on", now->held_on);
	text(to, "agenda", now->agenda_id);
	text(to, "label", now->label);
	text(to, "language", now->language);
	text(to, "purpose", now->purpose);
	given(to, "quorum", now->quorum);
	text(to, "parent", now->parent);
	text(to, "pack", now->pack_id);
	text(to, "pack_version", now->pack_version);
	if (now->content)
		json_put(to->arena, to->map, "content", json_clone(to->arena, now->content));
	text(to, "state", now->sealed ? "sealed" : now->current ? "running" : "prepared");
	text(to, "current", now->current);
	instant(to, "opened_at", now->opened_at);
	instant(to, "sealed_at", now->sealed_at);
	given(to, "sealed_n", now->sealed_n);
	number(to, "planned_minutes", session_planned_minutes(to->session));
}

static void tell_participant(struct writer *to, size_t i)
{
	const struct participant *p = &to->session->now.participant[i];
	struct json *intervals = json_list(to->arena), *recusals = json_list(to->arena);

	text(to, "id", p->id);
	text(to, "name", p->name);
	text(to, "role", p->role);
	text(to, "address", p->address);
	truth(to, "votes", p->votes);
	truth(to, "present", p->present);
	if (p->removed)
		truth(to, "removed", true);
	text(to, "deputy_for", p->deputy_for);
	text(to, "confirm_by", p->confirm_by);
	text(to, "confirm_until", p->confirm_until);
	for (size_t k = 0; k < p->interval_count; k++) {
		struct writer inner = *to;

		json_add(to->arena, intervals, begin(&inner));
		instant(&inner, "from", p->interval[k].from);
		instant(&inner, "to", p->interval[k].to);
	}
	json_put(to->arena, to->map, "intervals", intervals);
	for (size_t k = 0; k < p->recusal_count; k++) {
		struct writer inner = *to;

		json_add(to->arena, recusals, begin(&inner));
		text(&inner, "item", p->recusal[k].item);
		text(&inner, "reason", p->recusal[k].reason);
		number(&inner, "n", p->recusal[k].n);
	}
	if (p->recusal_count)
		json_put(to->arena, to->map, "recusals", recusals);
}

static const char *const stop_states[STOP_STATE_COUNT] = {
	[STOP_NOT_REACHED] = "not_reached", [STOP_OPEN] = "open",
	[STOP_LEFT] = "left", [STOP_DEFERRED] = "deferred",
};

static void tell_stop(struct writer *to, size_t i)
{
	const struct stop *stop = &to->session->now.stop[i];

	text(to, "item", stop->id);
	if (stop->item || stop->block)
		json_put(to->arena, to->map, "title",
			 bitext_json(to->arena, stop->item ? stop->item->title : stop->block->title));
	truth(to, "on_agenda", stop->on_agenda);
	text(to, "state", stop_states[stop->state]);
	number(to, "planned_minutes", stop->minutes);
	number(to, "used_ms", stop->used_ms);
	if (stop->state == STOP_OPEN)
		instant(to, "entered_at", stop->entered_at);
	text(to, "reason", stop->reason);
	text(to, "until", stop->until);
}

static void tell_appetite(struct writer *to, size_t i)
{
	const struct appetite *a = &to->session->now.appetite[i];

	text(to, "id", a->id);
	number(to, "n", a->n);
	instant(to, "at", a->at);
	text(to, "item", a->item);
	text(to, "area", a->area);
	number(to, "level", a->level);
	if (a->level >= 1 && a->level <= PACK_LEVELS)
		text(to, "level_id", to->session->pack->level[a->level - 1].id);
	text(to, "sentence", a->sentence);
	person(to, "said_by", a->said_by);
	truth(to, "current", a->current);
}

static void tell_decision(struct writer *to, size_t i)
{
	const struct decision *d = &to->session->now.decision[i];

	text(to, "id", d->id);
	number(to, "n", d->n);
	instant(to, "at", d->at);
	text(to, "item", d->item);
	text(to, "outcome", d->outcome);
	text(to, "text", d->text);
	text(to, "because", d->because);
	text(to, "treatment", d->treatment);
	text(to, "effective", d->effective);
	text(to, "until", d->until);
	options(to, d->option, d->option_count);
	persons(to, "decided_by", d->decided_by);
	persons(to, "present", d->present);
	text(to, "supersedes", d->supersedes);
	text(to, "superseded_by", d->superseded_by);
}

static void tell_assignment(struct writer *to, size_t i)
{
	const struct assignment *a = &to->session->now.assignment[i];

	text(to, "id", a->id);
	number(to, "n", a->n);
	text(to, "item", a->item);
	text(to, "decision", a->decision);
	person(to, "accountable", a->accountable);
	person(to, "deputy", a->deputy);
	persons(to, "responsible", a->responsible);
	persons(to, "consulted", a->consulted);
	persons(to, "informed", a->informed);
	text(to, "due", a->due);
	truth(to, "current", a->current);
}

static void tell_action(struct writer *to, size_t i)
{
	const struct action *a = &to->session->now.action[i];

	text(to, "id", a->id);
	number(to, "n", a->n);
	text(to, "item", a->item);
	text(to, "what", a->what);
	person(to, "owner", a->owner);
	text(to, "due", a->due);
	money(to, "cost", a->cost);
	text(to, "decision", a->decision);
	text(to, "condition", a->condition);
	text(to, "state", a->state);
	text(to, "evidence", a->evidence);
	text(to, "reason", a->reason);
}

static void tell_risk(struct writer *to, const struct risk *risk)
{
	struct writer inner = *to;
	struct json *map = begin(&inner);

	given(&inner, "likelihood", risk->likelihood);
	given(&inner, "impact", risk->impact);
	given(&inner, "level", risk->level);
	money(&inner, "exposure_low", risk->exposure_low);
	money(&inner, "exposure_high", risk->exposure_high);
	text(&inner, "basis", risk->basis);
	text(&inner, "measured_on", risk->measured_on);
	if (map->count)
		json_put(to->arena, to->map, "risk", map);
}

static void tell_acceptance(struct writer *to, size_t i)
{
	const struct acceptance *a = &to->session->now.acceptance[i];

	text(to, "id", a->id);
	number(to, "n", a->n);
	text(to, "item", a->item);
	text(to, "area", a->area);
	text(to, "decision", a->decision);
	text(to, "title", a->title);
	text(to, "scope", a->scope);
	text(to, "justification", a->justification);
	text(to, "controls", a->controls);
	tell_risk(to, &a->risk);
	options(to, a->option, a->option_count);
	person(to, "requester", a->requester);
	person(to, "owner", a->owner);
	person(to, "approver", a->approver);
	text(to, "authority", a->authority);
	text(to, "override", a->override);
	text(to, "valid_until", a->valid_until);
	text(to, "review_by", a->review_by);
	strings(to, "triggers", a->triggers);
	text(to, "state", a->state);
	text(to, "reason", a->reason);
	text(to, "renews", a->renews);
	text(to, "approved_on", a->approved_on);
	given(to, "renewals", a->renewals);
}

static void tell_condition(struct writer *to, size_t i)
{
	const struct condition *c = &to->session->now.condition[i];

	text(to, "id", c->id);
	number(to, "n", c->n);
	text(to, "acceptance", c->acceptance);
	text(to, "text", c->text);
	person(to, "owner", c->owner);
	text(to, "due", c->due);
	truth(to, "met", c->met);
	text(to, "evidence", c->evidence);
}

static struct json *position_json(struct writer *to, const struct position *p)
{
	struct writer inner = *to;
	struct json *map = begin(&inner);

	number(&inner, "n", p->n);
	text(&inner, "participant", p->participant);
	given(&inner, "level", p->level);
	text(&inner, "vote", p->vote);
	text(&inner, "reason", p->reason);
	given(&inner, "confidence", p->confidence);
	truth(&inner, "on_request", p->on_request);
	return map;
}

/* Before the reveal only how many positions there are. */
static void tell_round(struct writer *to, size_t i)
{
	const struct session_state *now = &to->session->now;
	const struct round *r = &now->round[i];
	struct json *list = json_list(to->arena);
	int64_t taken = 0;

	text(to, "id", r->id);
	number(to, "n", r->n);
	text(to, "item", r->item);
	text(to, "area", r->area);
	text(to, "question", r->question);
	text(to, "text", r->text);
	number(to, "number", r->number);
	truth(to, "straw", r->straw);
	truth(to, "revealed", r->revealed);
	for (size_t p = 0; p < now->position_count; p++) {
		if (session_round(to->session, now->position[p].round) != r)
			continue;
		taken++;
		if (r->revealed)
			json_add(to->arena, list, position_json(to, &now->position[p]));
	}
	number(to, "taken", taken);
	if (r->revealed)
		json_put(to->arena, to->map, "positions", list);
}

static void tell_answer(struct writer *to, size_t i)
{
	const struct answer *a = &to->session->now.answer[i];

	number(to, "n", a->n);
	text(to, "item", a->item);
	text(to, "field", a->field);
	json_put(to->arena, to->map, "value", json_clone(to->arena, a->value));
}

static void tell_statement(struct writer *to, size_t i)
{
	const struct statement *s = &to->session->now.statement[i];

	text(to, "id", s->id);
	number(to, "n", s->n);
	instant(to, "at", s->at);
	text(to, "item", s->item);
	person(to, "who", s->who);
	text(to, "text", s->text);
	truth(to, "on_request", s->on_request);
}

static void tell_note(struct writer *to, size_t i)
{
	const struct note *note = &to->session->now.note[i];

	text(to, "id", note->id);
	number(to, "n", note->n);
	instant(to, "at", note->at);
	text(to, "item", note->item);
	text(to, "text", note->text);
	truth(to, "parked", note->parked);
}

/* The lists of records, in the order of the output. */
#define LIST(name, member, tell) { name, offsetof(struct session_state, member##_count), tell }
static const struct {
	const char *name;
	size_t count;            /* where the number of records stands */
	void (*tell)(struct writer *to, size_t i);
} lists[] = {
	LIST("participants", participant, tell_participant),
	LIST("agenda", stop, tell_stop),
	LIST("appetites", appetite, tell_appetite),
	LIST("decisions", decision, tell_decision),
	LIST("assignments", assignment, tell_assignment),
	LIST("actions", action, tell_action),
	LIST("acceptances", acceptance, tell_acceptance),
	LIST("conditions", condition, tell_condition),
	LIST("rounds", round, tell_round),
	LIST("answers", answer, tell_answer),
	LIST("statements", statement, tell_statement),
	LIST("notes", note, tell_note),
};

static struct json *gaps_json(const struct session *session, struct arena *arena)
{
	struct gaps gaps = session_gaps(session, arena);
	struct json *list = json_list(arena);

	for (size_t i = 0; i < gaps.count; i++) {
		struct json *map = json_map(arena);

		json_put_text(arena, map, "kind", gaps.gap[i].kind->name);
		json_put_text(arena, map, "item", gaps.gap[i].item);
		json_put_text(arena, map, "about", gaps.gap[i].about);
		json_add(arena, list, map);
	}
	return list;
}

static struct json *head_json(const struct session *session, struct arena *arena)
{
	const struct event *head = session_head(session);
	struct json *map = json_map(arena);

	json_put_int(arena, map, "n", head ? head->n : 0);
	json_put_text(arena, map, "hash", head ? head->hash : "");
	return map;
}

struct json *report_json(const struct session *session, struct arena *arena)
{
	struct json *whole = json_map(arena);
	struct writer to = { .arena = arena, .session = session };

	json_put_int(arena, whole, "format", FORMAT);
	json_put(arena, whole, "session", begin(&to));
	tell_session(&to);
	for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++) {
		const char *state = (const char *)&session->now;
		size_t count = *(const size_t *)(const void *)(state + lists[i].count);
		struct json *list = json_list(arena);

		for (size_t k = 0; k < count; k++) {
			json_add(arena, list, begin(&to));
			lists[i].tell(&to, k);
		}
		json_put(arena, whole, lists[i].name, list);
	}
	json_put(arena, whole, "gaps", gaps_json(session, arena));
	json_put(arena, whole, "head", head_json(session, arena));
	return whole;
}
