/*
 * Half-typed text on its way to the file: at most 250 ms behind the fingers,
 * so that a crash in the middle of a sentence costs a word at most.
 */
#include <string.h>
#include <time.h>

#include "base/arena.h"
#include "base/log.h"
#include "cli/desk.h"
#include "lang/words_cli.h"

/* Waiting joins quick keystrokes into one write; with the loop's 100 ms tick
 * the sum stays below the promised 250. */
enum { DRAFT_WAIT = 120 };

int64_t desk_monotonic(void)
{
	struct timespec now = { 0 };

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000 + 1;
}

static void set(struct str *str, const char *text)
{
	str_clear(str);
	str_add(str, text);
}

/* There is a newer text of that field, or it is open again. */
static void forget_owed(struct desk *desk, const char *session, const char *field)
{
	struct desk_owed **at = &desk->owed;

	while (*at)
		if (strcmp((*at)->field, field) == 0 && strcmp((*at)->session, session) == 0)
			*at = (*at)->next;
		else
			at = &(*at)->next;
}

static void owe(struct desk *desk)
{
	struct desk_owed *owed = arena_alloc(desk->life, sizeof(*owed));

	forget_owed(desk, desk->draft.session.text, desk->draft.field.text);
	*owed = (struct desk_owed){ arena_strdup(desk->life, desk->draft.session.text),
		arena_strdup(desk->life, desk->draft.field.text), arena_strdup(desk->life, desk->draft.text.text), desk->owed };
	desk->owed = owed;
}

/* What was recorded or thrown away meanwhile is not owed any more. */
static void pay(struct desk *desk)
{
	struct desk_owed **at = &desk->owed;
	struct error err;

	while (*at) {
		const struct desk_owed *owed = *at;

		if (!app_draft_held(desk->app, owed->session, owed->field) ||
		    store_draft_put(desk->store, owed->session, owed->field, owed->text, clock_now(&desk->context->clock), &err))
			*at = owed->next;
		else
			at = &(*at)->next;
	}
}

bool draft_is_owed(const struct desk *desk)
{
	return desk->draft.unsaved || desk->owed;
}

/* The screen names another draft, or none: the one before was recorded or
 * thrown away, and then goes from the store too, or was put aside and stays. */
static void let_go(struct desk *desk)
{
	struct desk_draft *draft = &desk->draft;
	struct error err;

	if (!draft->field.length)
		return;
	if (app_draft_held(desk->app, draft->session.text, draft->field.text)) {
		draft_save(desk, true);
		if (draft->unsaved)
			owe(desk);
	} else if (!store_read_only(desk->store) &&
		 !store_draft_drop(desk->store, draft->session.text, draft->field.text, &err))
		log_line("draft not dropped: %d", (int)err.class);
	str_clear(&draft->field);
	str_clear(&draft->text);
	draft->unsaved = false;
}

void draft_look(struct desk *desk)
{
	struct desk_draft *draft = &desk->draft;
	struct str text = STR_INIT;
	const char *session, *field;

	if (!app_draft(desk->app, &session, &field, &text)) {
		let_go(desk);
		str_release(&text);
		return;
	}
	if (strcmp(field, draft->field.text) != 0 || strcmp(session, draft->session.text) != 0) {
		let_go(desk);
		set(&draft->session, session);
		set(&draft->field, field);
		forget_owed(desk, session, field);
	}
	if (strcmp(text.text, draft->text.text) != 0) {
		set(&draft->text, text.text);
		if (!draft->unsaved)
			draft->since = desk_monotonic();
		draft->unsaved = true;
	}
	str_release(&text);
}

void draft_save(struct desk *desk, bool at_once)
{
	struct desk_draft *draft = &desk->draft;
	struct error err;

	if (desk->owed && at_once && !store_read_only(desk->store))
		pay(desk);
	if (!draft->unsaved || store_read_only(desk->store))
		return;
	if (!at_once && desk_monotonic() - draft->since < DRAFT_WAIT)
		return;
	draft->unsaved = false;
	if (store_draft_put(desk->store, draft->session.text, draft->field.text, draft->text.text,
			    clock_now(&desk->context->clock), &err))
		return;
	log_line("draft not saved: %d", (int)err.class);
	if (desk->lost)
		error_set(&err, ERROR_IO, "%s", desk_lost_words(desk, desk->context->arena));
	else
		error_prefix(&err, "%s: ", T(CLI_DRAFT_LOST));
	app_message(desk->app, true, err.text);
	/* Tried again with the next tick's patience, not at once. */
	draft->unsaved = true;
	draft->since = desk_monotonic() + 1000;
}

void draft_release(struct desk *desk)
{
	str_release(&desk->draft.session);
	str_release(&desk->draft.field);
	str_release(&desk->draft.text);
}
