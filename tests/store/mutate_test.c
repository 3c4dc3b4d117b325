/*
 * Events that nearly fit: each member of events that a session accepts, at any depth,
 * taken away or exchanged for something else.  As a key or a line brings it, and as a file
 * does, past all cleaning: it is refused in words, or it is taken, can be said in both
 * languages, and can be forgotten again.
 */
#include "support.h"

#include <stdio.h>

#include "base/json.h"
#include "base/str.h"
#include "lang/lang.h"

enum { SEEDS = 3, EVENTS = 40 };

static const char *const others[] = {
	"null", "true", "0", "-7", "\"\"", "\"x\"", "\"p1\"", "\"D3\"", "[]", "{}", "[null]", "{\"text\":\"x\"}",
	"{\"amount\":1}", "\"2026-02-31\"", "9223372036854775807",
};

/* The `index`-th member or element below `value`, counted through the whole tree: where it
 * hangs.  False: there are fewer. */
struct place { struct json *parent; size_t child; };
static bool find_place(struct json *value, size_t *index, struct place *place)
{
	for (size_t i = 0; (value->type == JSON_TYPE_MAP || value->type == JSON_TYPE_LIST) && i < value->count; i++) {
		*place = (struct place){ value, i };
		if ((*index)-- == 0 || find_place(value->child[i], index, place))
			return true;
	}
	return false;
}

static void put_other(struct arena *arena, struct place place, size_t other)
{
	if (other < sizeof(others) / sizeof(others[0]))
		place.parent->child[place.child] = json_read(arena, others[other], strlen(others[other]), 8, NULL);
	else if (place.parent->type == JSON_TYPE_MAP)
		json_put(arena, place.parent, place.parent->key[place.child], NULL);
	else
		place.parent->count--;
}

/* It is taken: said, and forgotten. */
static void live_with(struct session *session, const struct event *event)
{
	size_t events = session->event_count;
	const struct event *kept = session_apply(session, event);

	for (int i = 0; i < LANG_COUNT; i++) {
		struct str words = STR_INIT;

		lang = (enum lang)i;
		event_sentence(session, kept, &words);
		assert_true(words.length > 0);
		str_release(&words);
	}
	lang = LANG_EN;
	assert_false(kept->ignored);
	session_rewind(session, events);
}

static void try_event(struct session *session, struct arena *arena, const struct event *event, bool prepared,
		      struct dice *dice)
{
	struct event mutant = *event;
	struct error err = { ERROR_NONE, "" };
	struct str line = STR_INIT;
	bool good;

	json_write(&line, event->body);
	mutant.kind = event_kind_find(event->kind_name);
	good = (!prepared || event_prepare(session, arena, &mutant, &err)) && session_check(session, &mutant, &err);
	if (!good && (err.class != ERROR_REFUSED || !*err.text))
		fail_msg("%s %s is refused without words", event->kind_name, line.text);
	/* Folding again costs as much as the session is long. */
	if (good && roll(dice, 4) == 0)
		live_with(session, &mutant);
	str_release(&line);
}

static void mutate(struct session *session, const struct event *event, struct dice *dice)
{
	size_t places = 0, index;
	struct place place;

	while (index = places, find_place((struct json *)event->body, &index, &place))
		places++;
	for (size_t i = 0; i < places; i++)
		for (size_t other = 0; other <= sizeof(others) / sizeof(others[0]); other++) {
			struct arena *arena = arena_new();
			struct event mutant = *event;
			struct json *body = json_clone(arena, event->body);

			index = i;
			assert_true(find_place(body, &index, &place));
			put_other(arena, place, other);
			mutant.body = body;
			try_event(session, arena, &mutant, true, dice);
			try_event(session, arena, &mutant, false, dice);
			arena_free(arena);
		}
}

static void what_nearly_fits_is_refused_or_lived_with(void **state)
{
	struct bench *bench = *state;

	for (uint64_t seed = 1; seed <= SEEDS; seed++) {
		struct dice dice = { .state = seed, .parent = NULL }, other = { .state = seed + 100, .parent = NULL };
		struct session *session = bench_session(bench, arena_printf(bench->arena, "s-%d", (int)seed));
		struct arena *arena = arena_new();

		for (int i = 0; i < EVENTS; i++) {
			struct event event = { .at = session_head(session)->at + 1000 };

			if (!generate(&dice, session, arena, false, &event))
				break;
			event.at = event.at > session_head(session)->at ? event.at : session_head(session)->at;
			mutate(session, &event, &other);
			assert_true(event_prepare(session, arena, &event, NULL) && session_check(session, &event, NULL));
			session_apply(session, &event);
		}
		arena_free(arena);
		session_free(session);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(what_nearly_fits_is_refused_or_lived_with, bench_setup, bench_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
