/* The record as JSON: stable names, facts as they were typed. */
#include "report/report.h"

#include "base/arena.h"
#include "base/json.h"
#include "report/fact.h"
#include "workshop/consistency.h"
#include "workshop/gaps.h"
#include "workshop/session.h"

enum { FORMAT = 1 }; /* of the whole; grows when a name changes its meaning */

static void tell_session(struct writer *to)
{
	const struct session_state *now = &to->session->now;

	fact_text(to, "id", now->id);
	fact_text(to, "title", now->title);
	fact_text(to, "organisation", now->organisation);
	fact_text(to, "entity", now->entity);
	fact_text(to, "held_on", now->held_on);
	if (now->starts >= 0)
		fact_text(to, "starts", arena_printf(to->arena, "%02d:%02d", now->starts / 60 % 24,
						     now->starts % 60));
	fact_text(to, "agenda", now->agenda_id);
	fact_text(to, "label", now->label);
	fact_text(to, "language", now->language);
	fact_text(to, "purpose", now->purpose);
	fact_given(to, "quorum", now->quorum);
	fact_given(to, "zone", now->zone);
	fact_text(to, "parent", now->parent);
	fact_text(to, "pack", now->pack_id);
	fact_text(to, "pack_version", now->pack_version);
	if (now->content)
		json_put(to->arena, to->map, "content", json_clone(to->arena, now->content));
	fact_text(to, "state", now->sealed ? "sealed" : now->current ? "running" : "prepared");
	fact_text(to, "current", now->current);
	fact_instant(to, "opened_at", now->opened_at);
	fact_instant(to, "sealed_at", now->sealed_at);
	fact_given(to, "sealed_n", now->sealed_n);
	fact_number(to, "planned_minutes", session_planned_minutes(to->session));
}

static void tell_participant(struct writer *to, size_t i)
{
	const struct participant *p = &to->session->now.participant[i];
	struct json *intervals = json_list(to->arena), *recusals = json_list(to->arena);

	fact_text(to, "id", p->id);
	fact_text(to, "name", p->name);
	fact_text(to, "role", p->role);
	fact_text(to, "address", p->address);
	fact_truth(to, "votes", p->votes);
	fact_truth(to, "present", p->present);
	if (p->removed)
		fact_truth(to, "removed", true);
	fact_text(to, "deputy_for", p->deputy_for);
	fact_text(to, "confirm_by", p->confirm_by);
	fact_text(to, "confirm_until", p->confirm_until);
	fact_text(to, "confirmed", p->confirmed);
	for (size_t k = 0; k < p->interval_count; k++) {
		struct writer inner = *to;

		json_add(to->arena, intervals, fact_begin(&inner));
		fact_instant(&inner, "from", p->interval[k].from);
		fact_instant(&inner, "to", p->interval[k].to);
	}
	json_put(to->arena, to->map, "intervals", intervals);
	for (size_t k = 0; k < p->recusal_count; k++) {
		struct writer inner = *to;

		json_add(to->arena, recusals, fact_begin(&inner));
		fact_text(&inner, "item", p->recusal[k].item);
		fact_text(&inner, "reason", p->recusal[k].reason);
		fact_number(&inner, "n", p->recusal[k].n);
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

	fact_text(to, "item", stop->id);
	if (stop->item || stop->block)
		json_put(to->arena, to->map, "title",
			 fact_bitext(to->arena, stop->item ? stop->item->title : stop->block->title));
	fact_truth(to, "on_agenda", stop->on_agenda);
	fact_text(to, "state", stop_states[stop->state]);
	fact_number(to, "planned_minutes", stop_planned(stop));
	fact_number(to, "used_ms", stop->used_ms);
	if (stop->state == STOP_OPEN)
		fact_instant(to, "entered_at", stop->entered_at);
	fact_text(to, "reason", stop->reason);
	fact_text(to, "until", stop->until);
}

static void tell_pause(struct writer *to, size_t i)
{
	const struct pause *pause = &to->session->now.pause[i];

	fact_number(to, "n", pause->n);
	fact_instant(to, "from", pause->from);
	fact_instant(to, "to", pause->to);
	fact_given(to, "minutes", pause->minutes);
	fact_text(to, "reason", pause->reason);
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
	LIST("pauses", pause, tell_pause),
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
	LIST("settled", settled, tell_settled),
	LIST("deferrals", deferral, tell_deferral),
	LIST("sign_offs", sign_off, tell_sign_off),
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

/* What the record raises and nobody has answered yet. */
static struct json *doubts_json(const struct session *session, struct arena *arena)
{
	struct doubts doubts = session_doubts(session, arena);
	struct json *list = json_list(arena);

	for (size_t i = 0; i < doubts.count; i++) {
		struct json *map = json_map(arena);

		json_put_text(arena, map, "question", doubts.doubt[i].kind->name);
		json_put_text(arena, map, "item", doubts.doubt[i].item);
		json_put_text(arena, map, "about", doubts.doubt[i].about);
		json_put(arena, map, "text", fact_bitext(arena, (struct bitext){
			 doubts.doubt[i].kind->words.ja, doubts.doubt[i].kind->words.en }));
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
	json_put(arena, whole, "session", fact_begin(&to));
	tell_session(&to);
	for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++) {
		const char *state = (const char *)&session->now;
		size_t count = *(const size_t *)(const void *)(state + lists[i].count);
		struct json *list = json_list(arena);

		for (size_t k = 0; k < count; k++) {
			json_add(arena, list, fact_begin(&to));
			lists[i].tell(&to, k);
		}
		json_put(arena, whole, lists[i].name, list);
	}
	json_put(arena, whole, "gaps", gaps_json(session, arena));
	json_put(arena, whole, "questions", doubts_json(session, arena));
	json_put(arena, whole, "head", head_json(session, arena));
	return whole;
}
