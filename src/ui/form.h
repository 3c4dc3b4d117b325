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

#include "base/date.h"
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

enum { FORM_FIELDS = 40, FORM_STEPS = 10, FORM_KEY_SIZE = 256, FORM_SPEC_FIELDS = 20, FORM_ABOUTS = 3 };

struct form_field {
	const struct event_field *row;
	const struct form_source *source; /* what can be chosen; NULL: text */
	const char *part;                 /* it is a part of this field of the body, or NULL */
	bool of_correction;               /* belongs to `corrected`, not to the body */
	struct edit edit;
	const char *initial;              /* as the form opened, before any draft */
	bool offered;                     /* a default: the first character replaces it */
	const struct json *old;           /* value being corrected, or NULL */
	/* Of a worksheet's field only: */
	struct words hint, unit;          /* .en NULL: none */
	bool wanted;                      /* asked for at the close gate */
	long first;                       /* scale: its lowest step, */
	size_t step_count; struct words step[FORM_STEPS]; /* and their words ("" none) */
};

struct form {
	bool open;
	struct arena *arena;      /* what the open form remembers */
	const struct event_kind *kind;
	const char *item;         /* stop id, or "" */
	const char *about;        /* the records that it is about, "r2/p3"; or "" */
	int64_t corrects;         /* n of the event to correct, 0 none */
	const struct json *body;  /* of that event */
	struct json *hidden;      /* goes into the body without being shown, or NULL */
	struct form_field field[FORM_FIELDS];
	size_t count, focus;
	int top, columns;         /* scroll; columns of text fields as drawn */
	const void *sent;         /* events of the effect under way */
	/* A worksheet's form: the field's id (a table, where `row` is not NULL) and
	 * the row that is written, "" a new one.  All in `arena`: the session may be
	 * loaded anew while the form is open. */
	const char *sheet, *row;
};

/* Opens a form of this kind at a stop; `about` names the records that it is about as
 * the kind's row has them, "r2/p3"; `corrects` an event.  Takes a draft up again where there is one. */
void form_open(struct app *app, const char *kind, const char *item,
	       const char *about, int64_t corrects);
/* The fields of an item's worksheet that are no tables, one form; `field`: the
 * one to begin with. */
void form_open_answers(struct app *app, const char *item, const char *field);
/* A row of a table: `row` "" for a new one, then `choice` (or NULL) is what its
 * `each` column is for. */
void form_open_row(struct app *app, const char *item, const char *table, const char *row,
		   const char *choice);
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

/* The pack's appetite sentence for the level and the area of the form; NULL: there
 * is none, or it is another form. */
const struct bitext *form_offer(const struct app *app);
/* What F5 puts into the field that is open: that sentence, or for a decision the text
 * that the newest round on the item asked about; NULL: nothing. */
const char *form_offer_for(const struct app *app, const struct form_field *field);

struct form_field *form_field(struct form *form, const char *name);
const char *form_text(const struct form *form, const char *name); /* "" when absent */

/* form.c, for form_sheet.c: an empty form of a kind; a field more; the values
 * that stand in it so far; a draft taken up again. */
struct form *form_begin(struct app *app, const char *kind, const char *item);
struct form_field *form_add(struct form *form, const struct event_field *row);
void form_take_old(struct app *app, const struct json *body);
void form_set(struct form *form, const char *name, const char *text);
void form_resume(struct app *app);

void form_offer_text(struct form *form, const char *name, const char *text); /* typing replaces it */
void form_drop(struct form *form, const char *name); /* the field is not shown */

/* form_lines.c: fields of several lines whose lines have parts. */
bool form_has_lines(enum value_type type);
/* The text as a list, NULL where it is empty.  False: `words` say what is wrong. */
bool form_lines_read(struct app *app, struct arena *arena, const struct form_field *field,
		     struct json **value, struct str *words);
void form_lines_text(const struct app *app, const struct json *value, struct str *out);
/* What was understood of the last line; false: what is wrong. */
bool form_lines_hint(struct app *app, const struct form_field *field, struct str *out);

/* form_sheet.c: the events of a worksheet's form. */
bool form_is_sheet(const struct form *form);
const char *form_sheet_title(struct app *app); /* "Risks: row 2", in app->frame */
void form_sheet_record(struct app *app);
void form_sheet_done(struct app *app);
bool form_sheet_reopen(struct app *app, const char *kind, const char *about);

/* form_value.c: between text and JSON. */
/* The text of a field as JSON, NULL where it is empty.  False: it is not what
 * the field takes; that has been said, and the focus is there. */
bool form_read(struct app *app, struct arena *arena, size_t index, struct json **value);
/* What a date field means, seen from today; false: it is no date. */
bool form_date(const struct app *app, const struct form_field *field, struct date *date);
struct json *form_body(struct app *app, struct arena *arena);
void form_value_text(const struct app *app, const struct form_field *field,
		     const struct json *value, struct str *out);

/* form_amount.c: whole numbers and sums that are typed. */
bool form_is_amount(const struct form_field *field);
/* What `text` means as JSON and in words ("12,000,000円/年"); false: `words` say
 * what is expected and within which bounds. */
bool form_amount_read(struct arena *arena, const struct form_field *field, const char *text,
		      struct json **value, struct str *words);
/* What may be typed, with the bounds. */
void form_amount_tip(const struct form_field *field, struct str *out);
/* A recorded value as text that form_amount_read() understands as the same. */
void form_amount_text(const struct form_field *field, const struct json *value, struct str *out);

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
/* The same for a field with steps: they are chosen from. */
const struct form_source *form_source_of(const struct form_field *field);
/* The place of the chosen one, -1 when nothing is. */
int form_chosen(const struct app *app, const struct form_field *field);
bool form_choose_key(struct app *app, struct form_field *field, struct key key);

/* form_person.c: people by the beginning of a name, a role or a number. */
bool form_person_key(struct app *app, struct form_field *field, struct key key);
/* Completes what was typed when it can mean one participant only. */
void form_person_settle(struct app *app, struct form_field *field);
/* The one participant whom a part of a name can mean; else the text as it is. */
const char *form_person_complete(const struct app *app, const char *text);
struct json *form_person_value(const struct app *app, struct arena *arena, const char *text);
/* What stands under the field: who is meant. */
void form_person_hint(const struct app *app, const struct form_field *field, struct str *out);
void form_person_text(const struct app *app, const struct json *value, struct str *out);

/* form_view.c */
const char *form_hint(struct app *app, const struct form_field *field);

#endif
