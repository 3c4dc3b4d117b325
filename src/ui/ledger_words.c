/* See ledger_words.h. */
#include "ui/ledger_words.h"

#include <string.h>

#include "base/json.h"
#include "lang/words_event.h"
#include "lang/words_look.h"
#include "workshop/acceptance.h"
#include "workshop/action.h"
#include "workshop/decision.h"

const char *ledger_state_say(enum ledger_kind kind, const char *state)
{
	static const char *(*const says[LEDGER_COUNT])(const char *state) = {
		[LEDGER_ACCEPTANCES] = acceptance_state_say, [LEDGER_ACTIONS] = action_state_say,
		[LEDGER_DECISIONS] = decision_state_say, [LEDGER_DISSENT] = dissent_state_say,
	};

	/* In a column there is no room for what it means. */
	if (strcmp(state, "expired") == 0)
		return T(LEDGER_EXPIRED);
	return says[kind] ? says[kind](state) : "";
}

static const char *text(const struct json *row, const char *name)
{
	const char *value = json_get_text(row, name);

	return value ? value : "";
}

static const char *company(struct app *app, const struct json *row)
{
	(void)app;
	return *text(row, "entity") ? text(row, "entity") : text(row, "organisation");
}

/* "D3", by the pack that is here; else the id as it is. */
static const char *item_words(struct app *app, const struct json *row)
{
	const char *id = text(row, "item");
	const struct block *block;
	char name[64];

	for (size_t i = 0; i < app->pack_count; i++) {
		const struct item *item = pack_item(app->pack[i], id);

		if (strcmp(app->pack[i]->id, text(row, "pack")) != 0)
			continue;
		block = item ? NULL : pack_block(app->pack[i], id);
		if (item)
			item_name(item, true, name, sizeof(name));
		return item ? arena_strdup(app->frame, name) : block ? bitext_say(block->title) : *id ? id : "-";
	}
	return *id ? id : "-";
}

static const char *state_words(struct app *app, const struct json *row)
{
	return ledger_state_say(app->ledger.kind, text(row, "state"));
}

static const char *kind_words(struct app *app, const struct json *row)
{
	const struct event_kind *kind = event_kind_find(text(row, "kind"));

	(void)app;
	return kind ? say(kind->title) : text(row, "kind");
}

/* "Sato (CFO), by Board resolution 12, on 2026-11-12" */
static const char *approved_words(struct app *app, const struct json *row)
{
	if (!*text(row, "approver"))
		return T(LEDGER_NOT_APPROVED);
	return arena_printf(app->frame, T(LEDGER_APPROVED), text(row, "approver"), text(row, "approver_role"),
			    *text(row, "authority") ? text(row, "authority") : "-",
			    *text(row, "approved_on") ? text(row, "approved_on") : "-");
}

/* Until when, and what that means today. */
static const char *until_words(struct app *app, const struct json *row)
{
	struct str age = STR_INIT;
	const char *words;

	acceptance_age_say((int)json_get_int(row, "renewals", 0), json_get_text(row, "first_on"),
			   json_get_text(row, "valid_until"), app_today(app), &age);
	words = arena_printf(app->frame, T(LEDGER_UNTIL_WORDS), *text(row, "valid_until") ? text(row, "valid_until") : "-",
			     *text(row, "review_by") ? text(row, "review_by") : "-", state_words(app, row), age.length ?
			     arena_printf(app->frame, T(LEDGER_AGE), age.text) : "");
	str_release(&age);
	return words;
}

static const char *risk_words(struct app *app, const struct json *row)
{
	const char *side = strcmp(text(row, "standing"), "outside") == 0 ? T(LEDGER_OUTSIDE) :
			   strcmp(text(row, "standing"), "inside") == 0 ? T(LEDGER_INSIDE) : "";

	if (json_get_int(row, "level", 0) == 0)
		return "";
	return arena_printf(app->frame, T(LEDGER_RISK), (int)json_get_int(row, "likelihood", 0),
			    (int)json_get_int(row, "impact", 0), (int)json_get_int(row, "level", 0), side,
			    text(row, "measured_on"));
}

static const char *met_words(struct app *app, const struct json *row)
{
	int all = (int)json_get_int(row, "conditions", 0), open = (int)json_get_int(row, "conditions_open", 0);
	int late = (int)json_get_int(row, "conditions_overdue", 0);

	return all == 0 ? "" : arena_printf(app->frame, late ? T(LEDGER_MET_LATE) : T(LEDGER_MET), all - open, all, late);
}

static const char *people_words(struct app *app, const struct json *row)
{
	return arena_printf(app->frame, T(LEDGER_PEOPLE_WORDS), text(row, "requester"), text(row, "owner"));
}

static const char *owner_words(struct app *app, const struct json *row)
{
	const char *role = text(row, "owner_role");

	return *text(row, "owner") ? arena_printf(app->frame, *role ? T(LEDGER_PERSON) : "%s", text(row, "owner"), role) : "";
}

static const char *person_words_of(struct app *app, const struct json *row)
{
	const char *role = text(row, "person_role");

	return arena_printf(app->frame, *role ? T(LEDGER_PERSON) : "%s", text(row, "person"), role);
}

/* "No. 3  2026-11-12  Third board workshop  D3  #41" */
static const char *place_words(struct app *app, const struct json *row)
{
	return arena_printf(app->frame, T(LEDGER_PLACE_WORDS), (int)json_get_int(row, "number", 0), text(row, "held_on"),
			    text(row, "session_title"), item_words(app, row), (int)json_get_int(row, "n", 0));
}

/* Whose words, and the words. */
static const char *said_words(struct app *app, const struct json *row)
{
	return *text(row, "who") ? arena_printf(app->frame, T(LEDGER_SAID), text(row, "who"), text(row, "text")) : text(row, "text");
}

static const char *undone_words(struct app *app, const struct json *row)
{
	int by = (int)json_get_int(row, "undone_by", 0);

	return by ? arena_printf(app->frame, T(LEDGER_UNDONE_BY), by) : "";
}

/* What is made of several members; everything else is the member itself. */
static const struct { const char *name; const char *(*say)(struct app *app, const struct json *row); } made[] = {
	{ "state", state_words }, { "company", company }, { "item_name", item_words }, { "kind_words", kind_words },
	{ "approved", approved_words }, { "until", until_words }, { "risk", risk_words }, { "met", met_words },
	{ "people", people_words }, { "owner_words", owner_words }, { "person_words", person_words_of }, { "place", place_words },
	{ "said", said_words }, { "undone", undone_words },
};

const char *ledger_value(struct app *app, const struct json *row, const char *name)
{
	for (size_t i = 0; i < ARRAY_LENGTH(made); i++)
		if (strcmp(made[i].name, name) == 0)
			return made[i].say(app, row);
	return text(row, name);
}

enum style ledger_style(const struct json *row)
{
	static const struct { const char *state; enum style style; } styles[] = {
		{ "expired", STYLE_ALERT }, { "overdue", STYLE_ALERT }, { "due", STYLE_ALERT },
		{ "expiring", STYLE_WARNING }, { "proposed", STYLE_NOTE }, { "approved", STYLE_GOOD },
		{ "in-force", STYLE_GOOD }, { "done", STYLE_DIM }, { "dropped", STYLE_DIM }, { "renewed", STYLE_DIM },
		{ "superseded", STYLE_DIM }, { "rejected", STYLE_DIM }, { "revoked", STYLE_DIM }, { "carried", STYLE_DIM },
	};

	for (size_t i = 0; i < ARRAY_LENGTH(styles); i++)
		if (strcmp(text(row, "state"), styles[i].state) == 0)
			return styles[i].style;
	return STYLE_TEXT;
}
