/* See said.h. */
#include "store/said.h"

#include <string.h>

#include "base/arena.h"
#include "base/json.h"
#include "base/str.h"
#include "base/text.h"
#include "store/db.h"
#include "workshop/sealed.h"
#include "workshop/session.h"

/* Which fields hold what people said; ids, choices, dates and numbers do not. */
static const bool holds_words[VALUE_TYPE_COUNT] = {
	[VALUE_LINE] = true, [VALUE_TEXT] = true, [VALUE_PARTICIPANT] = true, [VALUE_PERSON] = true,
	[VALUE_PERSONS] = true, [VALUE_OPTIONS] = true, [VALUE_LINES] = true, [VALUE_CONDITIONS] = true,
	[VALUE_RISK] = true, [VALUE_ANSWER] = true, [VALUE_ANY] = true,
};

/* Lines that name things and say nothing, and members of values that are no words. */
static const char *const no_words[] = {
	"id", "pack", "pack_version", "content", "parent", "supersedes", "renews", "carries", "language",
	"currency", "per", "due", "measured_on", "event", "round", "item", "row", "agenda", "held_on",
};

/* What is gathered, and from where. */
struct gathering {
	const struct said_names *names;
	struct arena *arena;
	struct said_text *text; size_t count, capacity;
	bool person, answer;     /* what the field is that is gone through */
};

static bool is_no_word(const char *name)
{
	for (size_t i = 0; i < sizeof(no_words) / sizeof(no_words[0]); i++)
		if (strcmp(no_words[i], name) == 0)
			return true;
	return false;
}

static void add(struct gathering *to, const char *text, bool person)
{
	const char *name = to->names->name(to->names->with, text);

	to->text = arena_grow(to->arena, to->text, to->count, &to->capacity, sizeof(*to->text));
	to->text[to->count++] = (struct said_text){ name ? name : text, name || person, to->answer };
}

/* The member whose key follows `after` in the order of bytes (NULL: the first), or NULL:
 * what is recorded and what is read back have their members in another order. */
static const char *next_key(const struct json *map, const char *after)
{
	const char *next = NULL;

	for (size_t i = 0; i < map->count; i++)
		if ((!after || strcmp(map->key[i], after) > 0) && (!next || strcmp(map->key[i], next) < 0))
			next = map->key[i];
	return next;
}

static void gather(struct gathering *to, const struct json *value)
{
	/* Somebody from outside: {"name","role"}. */
	bool person = value->type == JSON_TYPE_MAP && json_get(value, "name") && json_get(value, "role") && value->count == 2;

	if (value->type == JSON_TYPE_TEXT)
		add(to, value->text, to->person);
	for (size_t i = 0; value->type == JSON_TYPE_LIST && i < value->count; i++)
		gather(to, value->child[i]);
	if (value->type != JSON_TYPE_MAP)
		return;
	for (const char *key = next_key(value, NULL); key; key = next_key(value, key)) {
		if (is_no_word(key))
			continue;
		if (person && json_get_text(value, key))
			add(to, json_get_text(value, key), true);
		else
			gather(to, json_get(value, key));
	}
}

struct said_text *said_texts(const struct said_names *names, const struct event *event, struct arena *arena,
			     size_t *count)
{
	struct gathering to = { .names = names, .arena = arena };

	for (size_t i = 0; event->kind && i < event->kind->field_count; i++) {
		const struct event_field *field = &event->kind->field[i];
		const struct json *value = json_get(event->body, field->name);

		to.person = field->type == VALUE_PARTICIPANT || field->type == VALUE_PERSON || field->type == VALUE_PERSONS;
		to.answer = field->type == VALUE_ANSWER || field->type == VALUE_ANY;
		if (value && holds_words[field->type] && !is_no_word(field->name))
			gather(&to, value);
	}
	*count = to.count;
	return to.text;
}

/* As the session calls them. */
static const char *name_in(const void *with, const char *id)
{
	const struct participant *who = session_participant(with, id);

	return who ? who->name : NULL;
}

static bool write_event(struct store *store, const struct session *session, const struct event *event,
			struct error *err)
{
	sqlite3_stmt *statement;
	struct said_names names = { name_in, session };
	struct said_text *text;
	struct arena *arena;
	struct str folded = STR_INIT;
	size_t count;
	bool good = true;

	if (event_is_sealed(session, event))
		return true;
	arena = arena_new();
	text = said_texts(&names, event, arena, &count);
	for (size_t i = 0; i < count; i++)
		str_printf(&folded, "%s%s", i ? "\n" : "", text_fold(arena, text[i].text));
	if (folded.length > 0) {
		statement = db_take(store, "INSERT OR REPLACE INTO said(session, n, text) VALUES(:id, :n, :text)", err);
		good = statement != NULL;
		if (good) {
			db_text(statement, ":id", session->now.id);
			db_int(statement, ":n", event->n);
			db_text(statement, ":text", folded.text);
			good = db_finish(store, statement, err);
		}
	}
	str_release(&folded);
	arena_free(arena);
	return good;
}

bool said_newest(struct store *store, const struct session *session, struct error *err)
{
	const struct event *head = session_head(session);
	const char *round = json_get_text(head->body, "round");
	bool reveal = strcmp(head->kind_name, "round_revealed") == 0;

	/* An id that stands for a name may have another one now. */
	if (strcmp(head->kind_name, "participant_added") == 0 || strcmp(head->kind_name, "participant_changed") == 0)
		return said_whole(store, session, err);
	/* What was sealed until now is to be found from now on. */
	for (size_t i = 0; reveal && i < session->event_count; i++) {
		const struct event *event = &session->event[i];
		const char *its = json_get_text(event->body, "round");

		if (its && round && strcmp(its, round) == 0 && !write_event(store, session, event, err))
			return false;
	}
	return reveal || write_event(store, session, head, err);
}

bool said_whole(struct store *store, const struct session *session, struct error *err)
{
	for (size_t i = 0; i < session->event_count; i++)
		if (!write_event(store, session, &session->event[i], err))
			return false;
	return true;
}
