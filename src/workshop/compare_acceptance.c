/* See compare_fact.h: the risk acceptances of an item.  One that an earlier session approved
 * stands in the later ones, too, until it is renewed there or has run out. */
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "lang/words_workshop.h"
#include "workshop/acceptance.h"
#include "workshop/compare_fact.h"

struct standing_in { const struct comparison *all; const struct compare_item *item; struct arena *arena; };

static bool same(const char *a, const char *b)
{
	return a && b && strcmp(a, b) == 0;
}

static const char *day_of(const struct session *session)
{
	return session->now.held_on ? session->now.held_on : "";
}

/* "approved, until 2027-05-24, renewal 1". */
static void say_acceptance(const struct acceptance *a, const char *word, struct str *out)
{
	struct str state = STR_INIT;

	str_add(&state, acceptance_state_say(word));
	if (a->valid_until)
		str_printf(&state, T(COMPARE_UNTIL), a->valid_until);
	if (a->renewals > 0)
		str_printf(&state, T(COMPARE_RENEWALS), a->renewals);
	str_printf(out, "%s", out->length ? T(LIST_COMMA) : "");
	str_printf(out, T(COMPARE_WITH), a->title, state.text);
	str_release(&state);
}

/* Of the same company, and accepted already when `then` met: by the name of what it renews,
 * or where others were in between by its own count. */
static bool goes_back_to(const struct acceptance *a, const struct session *of, const struct session *then)
{
	return a->renewals > 0 && compare_same_company(of, then) && a->first_on && strcmp(a->first_on, day_of(then)) <= 0;
}

static bool renews(const struct standing_in *in, const struct acceptance *a, size_t of, const struct acceptance *old,
		   size_t then)
{
	const struct session *session = in->all->session[of], *before = in->all->session[then];

	return same(a->renews, arena_printf(in->arena, "%s:%s", before->now.id ? before->now.id : "", old->id ? old->id : "")) ||
	       (goes_back_to(a, session, before) && same(a->title, old->title));
}

/* Did a session after `then`, until `session`, renew it? */
static bool is_renewed(const struct standing_in *in, const struct acceptance *old, size_t then, size_t session)
{
	for (size_t s = then + 1; s <= session; s++) {
		const struct session_state *now = &in->all->session[s]->now;

		for (size_t i = 0; i < now->acceptance_count; i++)
			if (same(now->acceptance[i].item, in->item->there[s]) && same(now->acceptance[i].state, "approved") &&
			    renews(in, &now->acceptance[i], s, old, then))
				return true;
	}
	return false;
}

/* What earlier sessions of the company approved and nobody renewed: as `ran_out` says, what
 * still holds on the day of the session, or what ran out since the one before it. */
static void say_earlier(const struct standing_in *in, size_t session, bool ran_out, struct str *out)
{
	const struct session *now = in->all->session[session];

	for (size_t s = 0; s < session; s++) {
		const struct session *then = in->all->session[s];

		if (!compare_same_company(then, now))
			continue;
		for (size_t i = 0; i < then->now.acceptance_count; i++) {
			const struct acceptance *a = &then->now.acceptance[i];
			bool over = a->valid_until && strcmp(a->valid_until, day_of(now)) < 0;
			bool was_over = a->valid_until && strcmp(a->valid_until, day_of(in->all->session[session - 1])) < 0;

			if (same(a->item, in->item->there[s]) && same(a->state, "approved") && !is_renewed(in, a, s, session) &&
			    (ran_out ? over && !was_over : !over))
				say_acceptance(a, over ? "expired" : a->state, out);
		}
	}
}

static const char *kept(struct str *words, struct arena *arena)
{
	const char *text = arena_strdup(arena, words->text);

	str_release(words);
	return text;
}

static const char *own_and_standing(const struct standing_in *in, size_t session)
{
	const struct session_state *now = &in->all->session[session]->now;
	struct str words = STR_INIT;

	for (size_t i = 0; i < now->acceptance_count; i++)
		if (same(now->acceptance[i].item, in->item->there[session]))
			say_acceptance(&now->acceptance[i], now->acceptance[i].state, &words);
	say_earlier(in, session, false, &words);
	return kept(&words, in->arena);
}

static const char *run_out(const struct standing_in *in, size_t session)
{
	struct str words = STR_INIT;

	if (session > 0)
		say_earlier(in, session, true, &words);
	return kept(&words, in->arena);
}

static struct compare_fact *add(const struct standing_in *in, struct compare_item *item, enum compare_kind kind,
				const char *(*cell)(const struct standing_in *in, size_t session))
{
	struct compare_fact fact = { .kind = kind, .standing = true };
	bool any = false;

	for (size_t s = 0; s < in->all->session_count; s++) {
		fact.cell[s] = cell(in, s);
		any |= *fact.cell[s] != '\0';
		fact.differs |= s > 0 && strcmp(fact.cell[s], fact.cell[s - 1]) != 0;
	}
	return any ? compare_push(item, &fact, in->arena) : NULL;
}

/* In any session after the first, something that was accepted in one of those before. */
static bool any_renewed(const struct standing_in *in)
{
	for (size_t s = 1; s < in->all->session_count; s++) {
		const struct session *session = in->all->session[s];

		for (size_t i = 0; i < session->now.acceptance_count; i++)
			for (size_t then = 0; then < s; then++)
				if (same(session->now.acceptance[i].state, "approved") &&
				    same(session->now.acceptance[i].item, in->item->there[s]) &&
				    goes_back_to(&session->now.acceptance[i], session, in->all->session[then]))
					return true;
	}
	return false;
}

void compare_acceptances(const struct comparison *all, struct compare_item *item, struct arena *arena)
{
	const struct standing_in in = { all, item, arena };
	struct compare_fact *fact = add(&in, item, COMPARE_ACCEPTANCE, own_and_standing);

	if (fact && any_renewed(&in))
		fact->mark = COMPARE_RENEWED;
	fact = add(&in, item, COMPARE_RAN_OUT, run_out);
	if (fact)
		fact->mark = COMPARE_EXPIRED;
}
