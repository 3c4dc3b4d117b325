/* What is written down beside decisions: statements and notes. */
#include "workshop/rules.h"

#include "lang/words_event.h"
#include "lang/words_workshop.h"

static const struct event_field statement_fields[] = {
	{ "text", VALUE_TEXT, W(FIELD_STATEMENT_TEXT), true, 0, 0, NULL },
	{ "who", VALUE_PERSON, W(FIELD_WHO), true, 0, 0, NULL },
	{ "on_request", VALUE_BOOL, W(FIELD_ON_REQUEST), false, 0, 0, NULL },
	{ "item", VALUE_ITEM, W(FIELD_ITEM), false, 0, 0, NULL },
	{ "statement", VALUE_NEW_ID, W(FIELD_STATEMENT), true, 0, 0, NULL },
};

static const struct event_field note_fields[] = {
	{ "text", VALUE_TEXT, W(FIELD_NOTE_TEXT), true, 0, 0, NULL },
	{ "parked", VALUE_BOOL, W(FIELD_PARKED), false, 0, 0, NULL },
	{ "item", VALUE_ITEM, W(FIELD_ITEM), false, 0, 0, NULL },
	{ "note", VALUE_NEW_ID, W(FIELD_NOTE), true, 0, 0, NULL },
};

static void statement_apply(struct session *session, const struct event *event)
{
	struct statement *statement = RECORD_ADD(session, statement, statement);

	*statement = (struct statement){
		.touched = event->n, .n = event->n, .at = event->at,
		.id = event_text(event, "statement"), .item = event_text(event, "item"),
		.text = event_text(event, "text"), .who = event_person(session, event, "who"),
		.on_request = event_bool(event, "on_request"),
	};
}

static void note_apply(struct session *session, const struct event *event)
{
	struct note *note = RECORD_ADD(session, note, note);

	*note = (struct note){
		.touched = event->n, .n = event->n, .at = event->at,
		.id = event_text(event, "note"), .item = event_text(event, "item"),
		.text = event_text(event, "text"), .parked = event_bool(event, "parked"),
	};
}

const struct event_kind event_record[] = {
	{ .name = "statement_recorded", .title = W(EVENT_STATEMENT_RECORDED),
	  .sentence = W(SAY_STATEMENT_RECORDED), FIELDS(statement_fields),
	  .apply = statement_apply, .id_prefix = "s" },
	{ .name = "note_added", .title = W(EVENT_NOTE_ADDED), .sentence = W(SAY_NOTE_ADDED),
	  FIELDS(note_fields), .apply = note_apply, .id_prefix = "n" },
};
const size_t event_record_count = ARRAY_LENGTH(event_record);
