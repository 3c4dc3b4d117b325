/* The records one by one; their lists are in json.c. */
#include "base/arena.h"
#include "base/json.h"
#include "report/fact.h"

void tell_appetite(struct writer *to, size_t i)
{
	const struct appetite *a = &to->session->now.appetite[i];

	fact_text(to, "id", a->id);
	fact_number(to, "n", a->n);
	fact_instant(to, "at", a->at);
	fact_text(to, "item", a->item);
	fact_text(to, "area", a->area);
	fact_number(to, "level", a->level);
	if (a->level >= 1 && a->level <= PACK_LEVELS)
		fact_text(to, "level_id", to->session->pack->level[a->level - 1].id);
	fact_text(to, "sentence", a->sentence);
	fact_person(to, "said_by", a->said_by);
	fact_truth(to, "current", a->current);
}

void tell_decision(struct writer *to, size_t i)
{
	const struct decision *d = &to->session->now.decision[i];

	fact_text(to, "id", d->id);
	fact_number(to, "n", d->n);
	fact_instant(to, "at", d->at);
	fact_text(to, "item", d->item);
	fact_text(to, "outcome", d->outcome);
	fact_text(to, "text", d->text);
	fact_text(to, "because", d->because);
	fact_text(to, "treatment", d->treatment);
	fact_text(to, "effective", d->effective);
	fact_text(to, "until", d->until);
	fact_options(to, d->option, d->option_count);
	fact_persons(to, "decided_by", d->decided_by);
	fact_persons(to, "present", d->present);
	fact_number(to, "voters", d->voters);
	fact_given(to, "quorum", d->quorum);
	if (d->quorum)
		fact_truth(to, "quorum_met", d->voters >= d->quorum);
	fact_text(to, "supersedes", d->supersedes);
	fact_text(to, "superseded_by", d->superseded_by);
}

void tell_assignment(struct writer *to, size_t i)
{
	const struct assignment *a = &to->session->now.assignment[i];

	fact_text(to, "id", a->id);
	fact_number(to, "n", a->n);
	fact_text(to, "item", a->item);
	fact_text(to, "decision", a->decision);
	fact_person(to, "accountable", a->accountable);
	fact_person(to, "deputy", a->deputy);
	fact_persons(to, "responsible", a->responsible);
	fact_persons(to, "consulted", a->consulted);
	fact_persons(to, "informed", a->informed);
	fact_text(to, "due", a->due);
	fact_truth(to, "current", a->current);
}

void tell_action(struct writer *to, size_t i)
{
	const struct action *a = &to->session->now.action[i];

	fact_text(to, "id", a->id);
	fact_number(to, "n", a->n);
	fact_text(to, "item", a->item);
	fact_text(to, "what", a->what);
	fact_person(to, "owner", a->owner);
	fact_text(to, "due", a->due);
	fact_money(to, "cost", a->cost);
	fact_text(to, "decision", a->decision);
	fact_text(to, "condition", a->condition);
	fact_text(to, "state", a->state);
	fact_text(to, "evidence", a->evidence);
	fact_text(to, "reason", a->reason);
	fact_text(to, "carries", a->carries);
}

static void tell_risk(struct writer *to, const struct risk *risk)
{
	struct writer inner = *to;
	struct json *map = fact_begin(&inner);

	fact_given(&inner, "likelihood", risk->likelihood);
	fact_given(&inner, "impact", risk->impact);
	fact_given(&inner, "level", risk->level);
	fact_money(&inner, "exposure_low", risk->exposure_low);
	fact_money(&inner, "exposure_high", risk->exposure_high);
	fact_text(&inner, "basis", risk->basis);
	fact_text(&inner, "measured_on", risk->measured_on);
	if (map->count)
		json_put(to->arena, to->map, "risk", map);
}

void tell_acceptance(struct writer *to, size_t i)
{
	const struct acceptance *a = &to->session->now.acceptance[i];

	fact_text(to, "id", a->id);
	fact_number(to, "n", a->n);
	fact_text(to, "item", a->item);
	fact_text(to, "area", a->area);
	fact_text(to, "row", a->row);
	fact_text(to, "decision", a->decision);
	fact_text(to, "title", a->title);
	fact_text(to, "scope", a->scope);
	fact_text(to, "justification", a->justification);
	fact_text(to, "controls", a->controls);
	tell_risk(to, &a->risk);
	fact_options(to, a->option, a->option_count);
	fact_person(to, "requester", a->requester);
	fact_person(to, "owner", a->owner);
	fact_person(to, "approver", a->approver);
	fact_text(to, "authority", a->authority);
	fact_text(to, "override", a->override);
	fact_text(to, "valid_until", a->valid_until);
	fact_text(to, "review_by", a->review_by);
	fact_strings(to, "triggers", a->triggers);
	fact_text(to, "state", a->state);
	fact_text(to, "reason", a->reason);
	fact_text(to, "renews", a->renews);
	fact_text(to, "approved_on", a->approved_on);
	fact_text(to, "first_on", a->first_on);
	fact_given(to, "renewals", a->renewals);
	fact_given(to, "appetite", a->standing.appetite);
	fact_given(to, "within", a->standing.within);
	if (a->standing.side != STANDING_UNKNOWN)
		fact_truth(to, "outside_appetite", a->standing.side == STANDING_OUTSIDE);
}

void tell_condition(struct writer *to, size_t i)
{
	const struct condition *c = &to->session->now.condition[i];

	fact_text(to, "id", c->id);
	fact_number(to, "n", c->n);
	fact_text(to, "acceptance", c->acceptance);
	fact_text(to, "text", c->text);
	fact_person(to, "owner", c->owner);
	fact_text(to, "due", c->due);
	fact_truth(to, "met", c->met);
	fact_text(to, "evidence", c->evidence);
}

static struct json *position_json(struct writer *to, const struct position *p)
{
	struct writer inner = *to;
	struct json *map = fact_begin(&inner);

	fact_number(&inner, "n", p->n);
	fact_text(&inner, "participant", p->participant);
	fact_given(&inner, "level", p->level);
	fact_text(&inner, "vote", p->vote);
	fact_text(&inner, "reason", p->reason);
	fact_given(&inner, "confidence", p->confidence);
	fact_truth(&inner, "on_request", p->on_request);
	return map;
}

/* Before the reveal only how many positions there are. */
void tell_round(struct writer *to, size_t i)
{
	const struct session_state *now = &to->session->now;
	const struct round *r = &now->round[i];
	struct json *list = json_list(to->arena);
	int64_t taken = 0;

	fact_text(to, "id", r->id);
	fact_number(to, "n", r->n);
	fact_text(to, "item", r->item);
	fact_text(to, "area", r->area);
	fact_text(to, "question", r->question);
	fact_text(to, "text", r->text);
	fact_number(to, "number", r->number);
	fact_truth(to, "straw", r->straw);
	fact_truth(to, "revealed", r->revealed);
	if (r->withdrawn)
		fact_truth(to, "withdrawn", true);
	for (size_t p = 0; p < now->position_count; p++) {
		if (session_round(to->session, now->position[p].round) != r)
			continue;
		taken++;
		if (r->revealed)
			json_add(to->arena, list, position_json(to, &now->position[p]));
	}
	fact_number(to, "taken", taken);
	if (r->revealed)
		json_put(to->arena, to->map, "positions", list);
}

void tell_answer(struct writer *to, size_t i)
{
	const struct answer *a = &to->session->now.answer[i];

	fact_number(to, "n", a->n);
	fact_text(to, "item", a->item);
	fact_text(to, "field", a->field);
	if (a->value)
		json_put(to->arena, to->map, "value", json_clone(to->arena, a->value));
}

void tell_statement(struct writer *to, size_t i)
{
	const struct statement *s = &to->session->now.statement[i];

	fact_text(to, "id", s->id);
	fact_number(to, "n", s->n);
	fact_instant(to, "at", s->at);
	fact_text(to, "item", s->item);
	fact_person(to, "who", s->who);
	fact_text(to, "text", s->text);
	fact_truth(to, "on_request", s->on_request);
}

void tell_deferral(struct writer *to, size_t i)
{
	const struct deferral *d = &to->session->now.deferral[i];

	fact_number(to, "n", d->n);
	fact_text(to, "gap", d->gap);
	fact_text(to, "item", d->item);
	fact_text(to, "about", d->about);
	fact_text(to, "reason", d->reason);
}

void tell_sign_off(struct writer *to, size_t i)
{
	const struct sign_off *s = &to->session->now.sign_off[i];

	fact_number(to, "n", s->n);
	fact_instant(to, "at", s->at);
	fact_text(to, "participant", s->participant);
	fact_text(to, "stance", s->stance);
	fact_text(to, "wording", s->wording);
}

void tell_settled(struct writer *to, size_t i)
{
	const struct settled *s = &to->session->now.settled[i];

	fact_number(to, "n", s->n);
	fact_text(to, "question", s->question);
	fact_text(to, "item", s->item);
	fact_text(to, "about", s->about);
	fact_text(to, "answer", s->answer);
	fact_truth(to, "waved", s->waved);
}

void tell_note(struct writer *to, size_t i)
{
	const struct note *note = &to->session->now.note[i];

	fact_text(to, "id", note->id);
	fact_number(to, "n", note->n);
	fact_instant(to, "at", note->at);
	fact_text(to, "item", note->item);
	fact_text(to, "text", note->text);
	fact_truth(to, "parked", note->parked);
}
