/* See compare.h: which item is which, and the yardstick.  The facts stand in
 * compare_fact.c. */
#include "workshop/compare.h"

#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "lang/words_report.h"
#include "lang/words_workshop.h"
#include "workshop/compare_fact.h"

static const struct { const char *name; struct words words; } kinds[COMPARE_KIND_COUNT] = {
	[COMPARE_REACHED] = { "reached", W(COMPARE_REACHED) }, [COMPARE_APPETITE] = { "appetite", W(COMPARE_APPETITE) },
	[COMPARE_SPREAD] = { "spread", W(COMPARE_SPREAD) }, [COMPARE_DECISION] = { "decision", W(COMPARE_DECISION) },
	[COMPARE_TREATMENT] = { "treatment", W(COMPARE_TREATMENT) }, [COMPARE_OWNER] = { "owner", W(COMPARE_OWNER) },
	[COMPARE_ACCEPTANCE] = { "acceptance", W(COMPARE_ACCEPTANCE) },
	[COMPARE_RAN_OUT] = { "ran_out", W(COMPARE_RAN_OUT) },
	[COMPARE_ACTION] = { "action", W(COMPARE_ACTION) }, [COMPARE_ANSWER] = { "answer", W(COMPARE_ANSWER) },
};

static const struct { const char *name; struct words words; } marks[COMPARE_MARK_COUNT] = {
	[COMPARE_PLAIN] = { "", { "", "" } }, [COMPARE_REVERSED] = { "reversed", W(COMPARE_REVERSED) },
	[COMPARE_SUPERSEDED] = { "superseded", W(COMPARE_SUPERSEDED) },
	[COMPARE_RENEWED] = { "renewed", W(COMPARE_RENEWED) }, [COMPARE_EXPIRED] = { "expired", W(COMPARE_EXPIRED) },
	[COMPARE_NEVER_REACHED] = { "never_reached", W(COMPARE_NEVER_REACHED) },
};

const char *compare_kind_name(enum compare_kind kind) { return kinds[kind].name; }
const char *compare_kind_say(enum compare_kind kind) { return say(kinds[kind].words); }
const char *compare_mark_name(enum compare_mark mark) { return marks[mark].name; }
const char *compare_mark_say(enum compare_mark mark) { return mark ? say(marks[mark].words) : ""; }

bool compare_item_differs(const struct compare_item *item)
{
	for (size_t i = 0; i < item->fact_count; i++)
		if (item->fact[i].differs || item->fact[i].mark)
			return true;
	return false;
}

bool compare_never_reached(const struct compare_item *item)
{
	for (size_t i = 0; i < item->fact_count; i++)
		if (item->fact[i].mark != COMPARE_NEVER_REACHED && (item->fact[i].differs || item->fact[i].mark))
			return false;
	return compare_item_differs(item);
}

static bool same(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}

/* ---- which item is which ------------------------------------------------------------------- */

static struct compare_item *add_item(struct comparison *all, struct arena *arena, const struct item *item)
{
	all->item = arena_grow(arena, all->item, all->item_count, &all->item_capacity, sizeof(*all->item));
	all->item[all->item_count] = (struct compare_item){ .item = item };
	return &all->item[all->item_count++];
}

static bool is_there(const struct comparison *all, size_t session, const char *id)
{
	for (size_t i = 0; i < all->item_count; i++)
		if (same(all->item[i].there[session], id))
			return true;
	return false;
}

/* The items of the newest session; then those of the others that none of these stands
 * for, each under its own name. */
static void match_items(struct comparison *all, struct arena *arena)
{
	for (size_t s = all->session_count; s-- > 0;) {
		const struct pack *pack = all->session[s]->pack;

		for (size_t i = 0; i < pack->item_count; i++) {
			struct compare_item *row;

			if (is_there(all, s, pack->item[i].id))
				continue;
			row = add_item(all, arena, &pack->item[i]);
			for (size_t k = 0; k <= s; k++) {
				const struct item *there = k == s ? &pack->item[i] :
					item_counterpart(&pack->item[i], pack, all->session[k]->pack);

				row->there[k] = there ? there->id : NULL;
			}
		}
	}
}

static const char *short_name(const struct item *item, struct arena *arena)
{
	char name[64];

	item_name(item, true, name, sizeof(name));
	return arena_strdup(arena, name);
}

static const char *day_of(const struct session *session)
{
	return session->now.held_on ? session->now.held_on : "-";
}

/* Where the session's edition has no counterpart: where to look there. */
static void add_places(const struct comparison *all, const struct compare_item *item, size_t of, size_t session,
		       struct arena *arena, struct str *words)
{
	const struct pack *pack = all->session[session]->pack;
	const char *places = item_places_say(item->item, all->session[of]->pack, pack->family, arena);

	if (!*places)
		return;
	if (session + 1 == all->session_count)
		str_printf(words, T(COMPARE_SEE_TODAY), places);
	else
		str_printf(words, T(COMPARE_SEE_THEN), day_of(all->session[session]), places);
}

const char *compare_heading(const struct comparison *all, const struct compare_item *item, struct arena *arena)
{
	struct str words = STR_INIT;
	size_t newest = all->session_count - 1;
	const char *text;

	while (newest > 0 && !item->there[newest])
		newest--;
	str_printf(&words, "%s  %s", short_name(item->item, arena), bitext_say(item->item->title));
	if (newest + 1 < all->session_count)
		str_printf(&words, T(COMPARE_ONLY_THEN), day_of(all->session[newest]));
	for (size_t s = 0; s < all->session_count; s++) {
		const struct item *then = item->there[s] ? pack_item(all->session[s]->pack, item->there[s]) : NULL;

		if (!then)
			add_places(all, item, newest, s, arena, &words);
		else if (strcmp(then->id, item->item->id) != 0)
			/* Where it had another number: that one, too. */
			str_printf(&words, T(COMPARE_WAS), day_of(all->session[s]), short_name(then, arena));
	}
	text = arena_strdup(arena, words.text);
	str_release(&words);
	return text;
}

/* ---- the yardstick ------------------------------------------------------------------------- */

static void notice(struct comparison *all, struct arena *arena, const char *label, const char *const *cell)
{
	struct str words = STR_INIT;
	bool differs = false;

	for (size_t i = 1; i < all->session_count; i++)
		differs |= strcmp(cell[i], cell[0]) != 0;
	if (!differs)
		return;
	str_printf(&words, "%s: ", label);
	for (size_t i = 0; i < all->session_count; i++)
		str_printf(&words, "%s%s", i ? " → " : "", cell[i]);
	all->notice = arena_grow(arena, all->notice, all->notice_count, &all->notice_capacity, sizeof(*all->notice));
	all->notice[all->notice_count++] = arena_strdup(arena, words.text);
	str_release(&words);
}

const char *compare_notice(const struct comparison *all, size_t index, bool ascii, struct arena *arena)
{
	static const char arrow[] = "→";
	struct str words = STR_INIT;
	const char *text;

	if (!ascii)
		return all->notice[index];
	for (const char *at = all->notice[index]; *at;) {
		bool found = strncmp(at, arrow, sizeof(arrow) - 1) == 0;

		str_add_bytes(&words, found ? "->" : at, found ? 2 : 1);
		at += found ? sizeof(arrow) - 1 : 1;
	}
	text = arena_strdup(arena, words.text);
	str_release(&words);
	return text;
}

static const char *pack_cell(const struct session *session, struct arena *arena)
{
	return arena_printf(arena, "%s %s", bitext_say(session->pack->title),
			    session->now.pack_version ? session->now.pack_version : session->pack->version);
}

/* The five levels and their lines. */
static const char *scale_cell(const struct session *session, struct arena *arena)
{
	struct str words = STR_INIT;
	const char *text;

	for (int i = 0; i < PACK_LEVELS; i++)
		str_printf(&words, "%s%s<=%d", i ? " " : "", bitext_say(session->pack->level[i].title),
			   session->pack->level[i].within);
	text = arena_strdup(arena, words.text);
	str_release(&words);
	return text;
}

static const char *entity_cell(const struct session *session, struct arena *arena)
{
	const struct session_state *now = &session->now;

	return arena_printf(arena, "%s%s%s", now->organisation ? now->organisation : "", now->entity ? " " : "",
			    now->entity ? now->entity : "");
}

/* The name in the list that follows `after` in the order of bytes: on the next list the
 * same people may stand in another order. */
static const char *next_voter(const struct session *session, const char *after)
{
	const char *next = NULL;

	for (size_t i = 0; i < session->now.participant_count; i++) {
		const struct participant *p = &session->now.participant[i];

		if (p->votes && p->interval_count > 0 && (!after || strcmp(p->name, after) > 0) &&
		    (!next || strcmp(p->name, next) < 0))
			next = p->name;
	}
	return next;
}

/* Who was ever in the room and has a vote. */
static const char *voters_cell(const struct session *session, struct arena *arena)
{
	struct str words = STR_INIT;
	const char *text;

	for (const char *name = next_voter(session, NULL); name; name = next_voter(session, name))
		str_printf(&words, "%s%s", words.length ? T(LIST_COMMA) : "", name);
	text = arena_strdup(arena, words.length ? words.text : "-");
	str_release(&words);
	return text;
}

static void look_at_yardstick(struct comparison *all, struct arena *arena)
{
	static const struct { struct words label; const char *(*cell)(const struct session *, struct arena *); } rows[] = {
		{ W(COMPARE_PACK), pack_cell }, { W(COMPARE_SCALE), scale_cell },
		{ W(COMPARE_ENTITY), entity_cell }, { W(COMPARE_VOTERS), voters_cell },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const char *cell[COMPARE_MAX];

		for (size_t s = 0; s < all->session_count; s++)
			cell[s] = rows[i].cell(all->session[s], arena);
		notice(all, arena, say(rows[i].label), cell);
	}
}

/* By the day of the meeting; those of one day as they came. */
static void put_in_order(struct comparison *all)
{
	for (size_t i = 1; i < all->session_count; i++)
		for (size_t k = i; k > 0; k--) {
			const struct session *before = all->session[k - 1], *after = all->session[k];
			const char *a = before->now.held_on, *b = after->now.held_on;

			if (!a || !b || strcmp(a, b) <= 0)
				break;
			all->session[k - 1] = after;
			all->session[k] = before;
		}
}

struct comparison compare_sessions(const struct session *const *session, size_t count, struct arena *arena)
{
	struct comparison all = { .session_count = count < COMPARE_MAX ? count : COMPARE_MAX };

	for (size_t i = 0; i < all.session_count; i++)
		all.session[i] = session[i];
	put_in_order(&all);
	look_at_yardstick(&all, arena);
	match_items(&all, arena);
	for (size_t i = 0; i < all.item_count; i++)
		compare_facts(&all, &all.item[i], arena);
	return all;
}
