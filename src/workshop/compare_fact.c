/* See compare_fact.h.  A fact has a cell a session: what stands there, in words. */
#include "workshop/compare_fact.h"

#include <string.h>

#include "base/arena.h"
#include "base/json.h"
#include "base/str.h"
#include "lang/words_workshop.h"
#include "workshop/rules.h"
#include "workshop/sheet.h"
#include "workshop/spread.h"

struct fact_maker { const struct comparison *all; struct compare_item *item; struct arena *arena; };

typedef const char *cell_fn(const struct session *session, const char *item, const char *about, struct arena *arena);

static bool same(const char *a, const char *b)
{
	return a && b && strcmp(a, b) == 0;
}

static const char *kept(struct str *words, struct arena *arena)
{
	const char *text = arena_strdup(arena, words->text);

	str_release(words);
	return text;
}

/* ---- the cells ----------------------------------------------------------------------------- */

static const char *reached_cell(const struct session *session, const char *item, const char *about,
				struct arena *arena)
{
	const struct stop *stop = session_stop(session, item);

	(void)about;
	(void)arena;
	if (!stop || (!stop->on_agenda && stop->state == STOP_NOT_REACHED))
		return T(COMPARE_OFF_AGENDA);
	return stop->state == STOP_DEFERRED ? T(COMPARE_DEFERRED) :
	       stop->state == STOP_NOT_REACHED ? T(COMPARE_NOT_REACHED) : T(COMPARE_DISCUSSED);
}

static const char *appetite_cell(const struct session *session, const char *item, const char *about,
				 struct arena *arena)
{
	const struct appetite *appetite = session_appetite(session, item, about);
	struct str words = STR_INIT;

	if (!appetite)
		return "";
	str_printf(&words, "%d %s", appetite->level, bitext_say(session->pack->level[appetite->level - 1].title));
	if (appetite->sentence)
		str_printf(&words, T(COMPARE_SENTENCE), appetite->sentence);
	if (appetite->said_by.name)
		str_printf(&words, " %s", appetite->said_by.name);
	return kept(&words, arena);
}

static const char *spread_cell(const struct session *session, const char *item, const char *about,
			       struct arena *arena)
{
	struct spread spread = item_spread(session, item);

	(void)about;
	return spread.columns == 0 ? "" :
	       arena_printf(arena, T(COMPARE_SPREAD_OF), spread.low, spread.high, spread.taken);
}

static const char *decision_cell(const struct session *session, const char *item, const char *about,
				 struct arena *arena)
{
	const struct decision *decision = session_item_decision(session, item);
	const struct event_field *outcome = event_field_find(event_kind_find("decision_recorded"), "outcome");

	(void)about;
	return !decision ? "" : arena_printf(arena, "%s: %s", choice_say(outcome->names, decision->outcome),
					     decision->text);
}

static const char *treatment_cell(const struct session *session, const char *item, const char *about,
				  struct arena *arena)
{
	const struct decision *decision = session_item_decision(session, item);
	const struct event_field *treatment = event_field_find(event_kind_find("decision_recorded"), "treatment");

	(void)about;
	(void)arena;
	return decision && decision->treatment ? choice_say(treatment->names, decision->treatment) : "";
}

static const char *owner_cell(const struct session *session, const char *item, const char *about,
			      struct arena *arena)
{
	const struct assignment *owner = session_assignment(session, item);
	struct str words = STR_INIT;

	(void)about;
	if (!owner || !owner->accountable.name)
		return "";
	person_say(owner->accountable, &words);
	return kept(&words, arena);
}

static const char *action_cell(const struct session *session, const char *item, const char *about,
			       struct arena *arena)
{
	int open = 0, done = 0, dropped = 0;

	(void)about;
	for (size_t i = 0; i < session->now.action_count; i++) {
		const struct action *a = &session->now.action[i];

		if (!same(a->item, item))
			continue;
		open += same(a->state, "open");
		done += same(a->state, "done");
		dropped += same(a->state, "dropped");
	}
	return open + done + dropped == 0 ? "" : arena_printf(arena, T(COMPARE_ACTIONS), open, done, dropped);
}

/* A table's rows, a line each, without their ids. */
static const char *answer_cell(const struct session *session, const char *item, const char *about,
			       struct arena *arena)
{
	const struct json *value = sheet_answer(session, item, about);
	const struct sheet_field *field = value ? session_sheet_field(session, item, about) : NULL;
	struct str words = STR_INIT;
	const char *text;

	if (!field)
		return "";
	if (field->field->type != FIELD_TABLE)
		sheet_value_say(session, field->field, value, &words);
	for (size_t i = 0; field->field->type == FIELD_TABLE && i < value->count; i++) {
		size_t row;

		str_add(&words, i ? "\n" : "");
		row = words.length;
		sheet_row_say(session, field->field, value->child[i], &words);
		for (char *c = words.text + row; *c; c++)
			*c = *c == '\n' ? ' ' : *c;
	}
	text = kept(&words, arena);
	return text;
}

/* ---- making a fact of them ----------------------------------------------------------------- */

struct compare_fact *compare_push(struct compare_item *item, const struct compare_fact *fact, struct arena *arena)
{
	item->fact = arena_grow(arena, item->fact, item->fact_count, &item->fact_capacity, sizeof(*fact));
	item->fact[item->fact_count] = *fact;
	return &item->fact[item->fact_count++];
}

bool compare_same_company(const struct session *a, const struct session *b)
{
	return strcmp(a->now.organisation ? a->now.organisation : "", b->now.organisation ? b->now.organisation : "") == 0 &&
	       strcmp(a->now.entity ? a->now.entity : "", b->now.entity ? b->now.entity : "") == 0;
}

static struct compare_fact *add(const struct fact_maker *maker, enum compare_kind kind, const char *about,
				const char *key, cell_fn *cell)
{
	struct compare_item *item = maker->item;
	struct compare_fact fact = { .kind = kind, .about = about };
	bool any = false;

	for (size_t s = 0; s < maker->all->session_count; s++) {
		fact.cell[s] = item->there[s] ? cell(maker->all->session[s], item->there[s], key, maker->arena) : "";
		any |= *fact.cell[s] != '\0';
		fact.differs |= s > 0 && strcmp(fact.cell[s], fact.cell[s - 1]) != 0;
	}
	return any ? compare_push(item, &fact, maker->arena) : NULL;
}

/* Not reached, and so every time: that is worth a word although nothing differs. */
static void add_reached(const struct fact_maker *maker)
{
	struct compare_fact *fact = add(maker, COMPARE_REACHED, NULL, NULL, reached_cell);
	bool never = fact != NULL;

	for (size_t s = 0; fact && s < maker->all->session_count; s++)
		if (!maker->item->there[s])
			fact->cell[s] = T(COMPARE_NOT_IN_EDITION);
	for (size_t s = 0; never && s < maker->all->session_count; s++)
		never = strcmp(fact->cell[s], T(COMPARE_NOT_REACHED)) == 0;
	if (never)
		fact->mark = COMPARE_NEVER_REACHED;
}

static bool is_opposite(const char *a, const char *b)
{
	return (same(a, "adopted") && same(b, "rejected")) || (same(a, "rejected") && same(b, "adopted"));
}

/* The decision of an earlier one of these sessions that `now` takes the place of, or NULL. */
static const struct decision *superseded_by(const struct comparison *all, size_t session, const struct decision *now)
{
	const char *mark = now->supersedes ? strrchr(now->supersedes, ':') : NULL;

	for (size_t s = 0; mark && s < session; s++) {
		const char *id = all->session[s]->now.id;

		if (id && strlen(id) == (size_t)(mark - now->supersedes) && strncmp(now->supersedes, id, strlen(id)) == 0)
			return session_decision(all->session[s], mark + 1);
	}
	return NULL;
}

/* Did an earlier session decide the opposite in the same words? */
static bool contradicts(const struct fact_maker *maker, size_t session, const struct decision *now)
{
	for (size_t s = 0; s < session; s++) {
		const struct session_state *then = &maker->all->session[s]->now;

		for (size_t i = 0; i < then->decision_count; i++)
			if (same(then->decision[i].item, maker->item->there[s]) && same(then->decision[i].text, now->text) &&
			    is_opposite(then->decision[i].outcome, now->outcome))
				return true;
	}
	return false;
}

/* Only what takes the place of an earlier decision, or contradicts its words, is said to
 * do so: two opposite votes on two motions are no reversal.  All decisions on the item
 * are asked, across sessions in which it was not reached. */
static void add_decision(const struct fact_maker *maker)
{
	struct compare_fact *fact = add(maker, COMPARE_DECISION, NULL, NULL, decision_cell);
	const struct comparison *all = maker->all;

	for (size_t s = 1; fact && s < all->session_count; s++) {
		const struct session_state *now = &all->session[s]->now;

		for (size_t i = 0; i < now->decision_count; i++) {
			const struct decision *decision = &now->decision[i], *old;

			if (!same(decision->item, maker->item->there[s]))
				continue;
			old = superseded_by(all, s, decision);
			if ((old && is_opposite(old->outcome, decision->outcome)) || contradicts(maker, s, decision))
				fact->mark = COMPARE_REVERSED;
			else if (!fact->mark && old)
				fact->mark = COMPARE_SUPERSEDED;
		}
	}
}

/* The areas that any of the sessions stated on the item, once each. */
static void add_areas(const struct fact_maker *maker)
{
	const struct pack *pack = maker->all->session[maker->all->session_count - 1]->pack;

	for (size_t i = 0; i < pack->area_count; i++)
		add(maker, COMPARE_APPETITE, bitext_say(pack->area[i].title), pack->area[i].id, appetite_cell);
}

/* Does the line stand in the cell? */
static bool has_line(const char *cell, const char *line, size_t length)
{
	for (const char *at = cell; *at;) {
		size_t size = strcspn(at, "\n");

		if (size == length && strncmp(at, line, length) == 0)
			return true;
		at += size + (at[size] == '\n');
	}
	return false;
}

/* Is it in every session that has filled in the table? */
static bool is_common(const struct compare_fact *fact, size_t sessions, const char *line, size_t length)
{
	for (size_t s = 0; s < sessions; s++)
		if (*fact->cell[s] && !has_line(fact->cell[s], line, length))
			return false;
	return true;
}

/* Of a long table a reader wants the rows that differ; the others are counted. */
static const char *different_rows(const struct compare_fact *fact, size_t sessions, size_t session, struct arena *arena)
{
	struct str words = STR_INIT;
	int common = 0;

	for (const char *at = fact->cell[session]; *at;) {
		size_t length = strcspn(at, "\n");

		if (is_common(fact, sessions, at, length))
			common++;
		else
			str_printf(&words, "%s%.*s", words.length ? "\n" : "", (int)length, at);
		at += length + (at[length] == '\n');
	}
	if (common > 0)
		str_printf(&words, T(COMPARE_SAME_ROWS), words.length ? "\n" : "", common);
	return kept(&words, arena);
}

static void keep_different_rows(const struct fact_maker *maker, struct compare_fact *fact)
{
	const char *cell[COMPARE_MAX];
	size_t filled = 0;

	for (size_t s = 0; s < maker->all->session_count; s++)
		filled += *fact->cell[s] != '\0';
	if (filled < 2)
		return;
	for (size_t s = 0; s < maker->all->session_count; s++)
		cell[s] = different_rows(fact, maker->all->session_count, s, maker->arena);
	memcpy(fact->cell, cell, maker->all->session_count * sizeof(*cell));
}

static bool tells_money(const struct field *field)
{
	bool found = field->type == FIELD_MONEY;

	for (size_t i = 0; i < field->column_count; i++)
		found |= field->column[i].type == FIELD_MONEY;
	return found;
}

/* Field by field of the newest edition that has the item; where the other edition's item
 * has a field of the same name, that is what was asked then. */
static void add_answers(const struct fact_maker *maker)
{
	const struct item *item = maker->item->item;

	for (size_t i = 0; i < item->field_count; i++) {
		struct compare_fact *fact = add(maker, COMPARE_ANSWER, bitext_say(item->field[i].title),
						item->field[i].id, answer_cell);

		if (fact)
			fact->money = tells_money(&item->field[i]);
		if (fact && fact->differs && item->field[i].type == FIELD_TABLE)
			keep_different_rows(maker, fact);
	}
}

/* ---- what was not reached again ------------------------------------------------------------ */

static bool was_reached(const struct comparison *all, const struct compare_item *item, size_t session)
{
	const struct stop *stop = item->there[session] ? session_stop(all->session[session], item->there[session]) : NULL;

	return stop && stop->state != STOP_NOT_REACHED;
}

/* Does a later session leave the item as it was?  Then its empty cells are no change. */
static bool is_silent(const struct comparison *all, const struct compare_item *item, size_t session)
{
	if (session == 0 || was_reached(all, item, session))
		return false;
	for (size_t i = 0; i < item->fact_count; i++)
		if (item->fact[i].kind != COMPARE_REACHED && !item->fact[i].standing && *item->fact[i].cell[session])
			return false;
	return true;
}

/* Is there something that stands in a session of the same company before? */
static bool has_before(const struct comparison *all, const struct compare_item *item, size_t session)
{
	for (size_t i = 0; i < item->fact_count; i++)
		for (size_t s = 0; s < session; s++)
			if (item->fact[i].kind != COMPARE_REACHED && *item->fact[i].cell[s] &&
			    compare_same_company(all->session[s], all->session[session]))
				return true;
	return false;
}

/* Instead of an empty cell for each fact: one line that it was not reached. */
static void settle_silence(const struct comparison *all, struct compare_item *item, struct arena *arena)
{
	bool silent[COMPARE_MAX] = { false };

	for (size_t s = 0; s < all->session_count; s++)
		silent[s] = is_silent(all, item, s);
	for (size_t i = 0; i < item->fact_count; i++) {
		struct compare_fact *fact = &item->fact[i];
		size_t last = 0;

		if (fact->kind == COMPARE_REACHED) {
			for (size_t s = 0; s < all->session_count; s++)
				if (silent[s] && has_before(all, item, s))
					fact->cell[s] = arena_printf(arena, T(COMPARE_STANDS), fact->cell[s]);
		} else if (!fact->standing) {
			fact->differs = false;
			for (size_t s = 1; s < all->session_count; s++) {
				fact->differs |= !silent[s] && strcmp(fact->cell[s], fact->cell[last]) != 0;
				last = silent[s] ? last : s;
			}
		}
	}
}

void compare_facts(const struct comparison *all, struct compare_item *item, struct arena *arena)
{
	struct fact_maker maker = { all, item, arena };

	add_reached(&maker);
	add(&maker, COMPARE_APPETITE, NULL, NULL, appetite_cell);
	add_areas(&maker);
	add(&maker, COMPARE_SPREAD, NULL, NULL, spread_cell);
	add_decision(&maker);
	add(&maker, COMPARE_TREATMENT, NULL, NULL, treatment_cell);
	add(&maker, COMPARE_OWNER, NULL, NULL, owner_cell);
	compare_acceptances(all, item, arena);
	add(&maker, COMPARE_ACTION, NULL, NULL, action_cell);
	add_answers(&maker);
	settle_silence(all, item, arena);
}
