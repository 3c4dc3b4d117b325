/*
 * Forms: made from the event table, one row of form_specs[] each.  A form
 * holds text for every field, also for choices (the word that the journal
 * knows), so that a draft is a map of texts and a change of language or size
 * touches nothing that was typed.
 */
#ifndef UI_FORM_H
#define UI_FORM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "ui/canvas.h"
#include "ui/edit.h"
#include "ui/key.h"
#include "workshop/event.h"

struct app;
struct arena;
struct form_source;
struct json;
struct person;
struct str;

enum { FORM_FIELDS = 20, FORM_KEY_SIZE = 160 };

struct form_field {
	const struct event_field *row;
	const struct form_source *source; /* what can be chosen; NULL: text */
	bool of_correction;               /* belongs to `corrected`, not to the body */
	struct edit edit;
	const char *initial;              /* as the form opened, before any draft */
	bool offered;                     /* a default: the first character replaces it */
	const struct json *old;           /* value being corrected, or NULL */
};

struct form {
	bool open;
	struct arena *arena;      /* what the open form remembers */
	const struct event_kind *kind;
	const char *item;         /* stop id, or "" */
	const char *about;        /* participant changed, or "" */
	int64_t corrects;         /* n of the event to correct, 0 none */
	const struct json *body;  /* of that event */
	struct form_field field[FORM_FIELDS];
	size_t count, focus;
	int top, columns;         /* scroll; columns of text fields as drawn */
	const void *sent;         /* events of the effect under way */
};

/* Opens a form of this kind at a stop; `about` names a participant, `corrects`
 * an event.  Takes a draft up again where there is one. */
void form_open(struct app *app, const char *kind, const char *item,
	       const char *about, int64_t corrects);
/* Closes; keeps what was typed as a draft unless `discard`. */
void form_close(struct app *app, bool discard);
void form_release(struct form *form);

void form_key(struct app *app, struct key key);
void form_draw(struct app *app, struct canvas *canvas, struct box box);

/* The form's effect came back. */
void form_done(struct app *app);
void form_failed(struct app *app, const char *why);

/* "decision_recorded:D3", with ":c12" for a correction. */
void form_key_name(const struct form *form, char buffer[FORM_KEY_SIZE]);
bool form_changed(const struct form *form);
void form_draft(const struct form *form, struct str *json);
/* Opens the form that such a name and text came from; false: not one of ours. */
bool form_reopen(struct app *app, const char *name, const char *json);

struct form_field *form_field(struct form *form, const char *name);
const char *form_text(const struct form *form, const char *name); /* "" when absent */

/* form_value.c: between text and JSON. */
struct json *form_body(struct app *app, struct arena *arena);
void form_value_text(const struct app *app, const struct form_field *field,
		     const struct json *value, struct str *out);

/* form_source.c: what can be chosen, in an order that stays. */
struct form_source {
	const char *name;              /* of the field, or NULL: by type */
	enum value_type type;
	size_t (*count)(const struct app *app, const struct form_field *field);
	const char *(*value)(const struct app *app, const struct form_field *field, size_t index);
	void (*label)(const struct app *app, const struct form_field *field, size_t index,
		      struct str *out);
	const char *(*hint)(const struct app *app, size_t index); /* or NULL */
};
const struct form_source *form_source(const struct event_field *row);
/* The place of the chosen one, -1 when nothing is. */
int form_chosen(const struct app *app, const struct form_field *field);
bool form_choose_key(struct app *app, struct form_field *field, struct key key);

/* form_person.c: people by the beginning of a name, a role or a number. */
bool form_person_key(struct app *app, struct form_field *field, struct key key);
/* Completes what was typed when it can mean one participant only. */
void form_person_settle(struct app *app, struct form_field *field);
struct json *form_person_value(const struct app *app, struct arena *arena, const char *text);
/* What stands under the field: who is meant. */
void form_person_hint(const struct app *app, const struct form_field *field, struct str *out);
void form_person_text(const struct app *app, const struct json *value, struct str *out);

/* form_view.c */
const char *form_hint(struct app *app, const struct form_field *field);

#endif
