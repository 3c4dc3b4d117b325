/* Corners of the store that need no failing disk: readers that are asked to write, the
 * room, sessions before, bundles that nearly fit, packs made of two files, and files that
 * somebody changed with care. */
#include "desk.h"

#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/json.h"
#include "base/str.h"
#include "content/findings.h"
#include "content/pack.h"
#include "store/bundle.h"
#include "store/kept.h"
#include "store/register.h"

static struct store_imported result[BUNDLE_SESSIONS_MAX];

/* ---- reading only ---------------------------------------------------------------------------- */

static void a_reader_writes_nothing_of_any_kind(void **state)
{
	struct desk *desk = *state;
	struct store *store;
	struct session *session;
	const char *other;
	int64_t sessions;
	size_t count, length;
	char *before, *after;

	desk_fill(desk, "s-1", false);
	before = desk_bytes(desk->arena, desk->path, &length);
	store = desk_open(desk, STORE_READ);
	session = store_load(store, "s-1", NULL);
	for (int i = 0; i < 10; i++) {
		struct error err = { ERROR_NONE, "" };
		bool good = i == 0 ? store_draft_put(store, "s-1", "f", "t", 1, &err) :
			    i == 1 ? store_draft_drop(store, "s-1", "f", &err) :
			    i == 2 ? store_place_put(store, "s-1", "D1", "decide", &err) :
			    i == 3 ? store_room_put(store, "s-1", &(struct store_room){ "item", "D1", 0 }, &err) :
			    i == 4 ? store_lease_take(store, &(struct store_lease){ .session = "s-1", .holder = "h" },
						      desk->arena, &other, &err) :
			    i == 5 ? store_lease_drop(store, "s-1", "h", &err) :
			    i == 6 ? store_leases_clear(store, &err) :
			    i == 7 ? store_rebuild(store, &sessions, &err) :
			    i == 8 ? store_import(store, desk->arena, "x", 1, result, &count, &err) :
				     desk_put(store, session, "{\"kind\":\"note_added\",\"text\":\"x\"}", &err);

		if (good || err.class != ERROR_IO || !strstr(err.text, "can only be read"))
			fail_msg("%d: %s", i, err.text);
	}
	store_session_free(session);
	store_close(store);
	after = desk_bytes(desk->arena, desk->path, &count);
	assert_int_equal(count, length);
	assert_memory_equal(before, after, length);
}

static void the_room_is_shown_what_was_chosen_last(void **state)
{
	struct desk *desk = *state;
	struct store *store = desk_open(desk, STORE_WRITE);
	struct store_room room;
	const char *other;

	assert_false(store_room_get(store, desk->arena, "s-1", &room));
	assert_true(store_room_put(store, "s-1", &(struct store_room){ "item", "D1", 2 }, NULL));
	assert_true(store_room_put(store, "s-1", &(struct store_room){ "nothing", NULL, 0 }, NULL));
	assert_true(store_room_get(store, desk->arena, "s-1", &room));
	assert_string_equal(room.show, "nothing");
	assert_null(room.item);
	assert_int_equal(room.question, 0);
	assert_null(store_lease_holder(store, desk->arena, "s-1"));
	assert_true(store_lease_take(store, &(struct store_lease){ .session = "s-1", .holder = "a:1:2" }, desk->arena, &other, NULL));
	assert_string_equal(store_lease_holder(store, desk->arena, "s-1"), "a:1:2");
	assert_true(store_leases_clear(store, NULL));
	assert_null(store_lease_holder(store, desk->arena, "s-1"));
	store_close(store);
}

/* ---- sessions before --------------------------------------------------------------------------- */

static void named(struct store *store, struct desk *desk, const char *id, const char *parent)
{
	struct session *session = desk_session(desk, store, id);
	char line[100];

	snprintf(line, sizeof(line), "{\"kind\":\"session_changed\",\"parent\":\"%s\"}", parent);
	assert_true(desk_put(store, session, line, NULL));
	session_free(session);
}

static void add_id(void *with, const struct session *session, size_t index)
{
	str_printf(with, "%zu:%s ", index, session->now.id);
}

static void sessions_before_are_found_one_after_another(void **state)
{
	struct desk *desk = *state;
	struct store *store = desk_open(desk, STORE_WRITE);
	struct session *session, *before;
	struct str seen = STR_INIT;
	struct error err = { ERROR_NONE, "" };
	int count = 0;

	named(store, desk, "s-1", "s-gone");
	named(store, desk, "s-2", "s-1");
	named(store, desk, "s-3", "s-2");
	session = store_load(store, "s-3", NULL);
	before = store_load_before(store, session);
	assert_string_equal(before->now.id, "s-2");
	assert_string_equal(before->before->now.id, "s-1");
	assert_null(before->before->before); /* it is not in this file */
	store_session_free(before);
	store_session_free(session);
	/* A circle ends. */
	named(store, desk, "s-4", "s-4");
	session = store_load(store, "s-4", NULL);
	before = store_load_before(store, session);
	for (const struct session *s = before; s; s = s->before)
		count++;
	assert_int_equal(count, 5);
	store_session_free(before);
	store_session_free(session);
	assert_true(store_each(store, (const char *const[]){ "s-3", "s-1" }, 2, add_id, &seen, &err));
	assert_string_equal(seen.text, "0:s-3 1:s-1 ");
	assert_true(store_each(store, NULL, 0, add_id, &seen, &err));
	assert_false(store_each(store, (const char *const[]){ "s-1", "s-9" }, 2, add_id, &seen, &err));
	assert_non_null(strstr(err.text, "s-9"));
	str_release(&seen);
	store_close(store);
}

static void a_session_without_events_follows_nothing(void **state)
{
	struct desk *desk = *state;
	struct store *store = desk_open(desk, STORE_WRITE);
	struct session *session = session_new(desk->pack);
	struct error err = { ERROR_NONE, "" };

	assert_false(store_follow(store, session, &err));
	assert_int_equal(err.class, ERROR_BUSY);
	assert_true(*err.text != '\0');
	session_free(session);
	store_close(store);
}

/* ---- acceptances ------------------------------------------------------------------------------- */

static bool add_state(void *with, const struct json *row)
{
	str_printf(with, "%s:%s %s ", json_get_text(row, "session"), json_get_text(row, "acceptance"), json_get_text(row, "state"));
	return true;
}

static bool add_open(void *with, const struct json *row)
{
	str_printf(with, "%s %lld/%lld ", json_get_text(row, "acceptance"), (long long)json_get_int(row, "conditions_open", -1),
		   (long long)json_get_int(row, "conditions", -1));
	return true;
}

/* A condition that went home with somebody is met when that is done. */
static void a_condition_is_met_where_it_went_on(void **state)
{
	static const char *const then[] = {
		"{\"kind\":\"acceptance_proposed\",\"title\":\"t\",\"item\":\"D3\",\"conditions\":[{\"text\":\"one\"},{\"text\":\"two\"}]}",
		NULL };
	static const char *const now[] = {
		"{\"kind\":\"action_added\",\"what\":\"one\",\"carries\":\"s-1:c1\"}",
		"{\"kind\":\"action_added\",\"what\":\"two\",\"carries\":\"s-1:c2\"}",
		"{\"kind\":\"action_closed\",\"action\":\"a1\",\"state\":\"done\",\"evidence\":\"mail\"}",
		"{\"kind\":\"action_closed\",\"action\":\"a2\",\"state\":\"dropped\",\"reason\":\"no\"}", NULL };
	const struct register_query query = { .kind = REGISTER_ACCEPTANCES, .on = "2026-11-24", .session = "s-1" };
	struct desk *desk = *state;
	struct store *store = desk_open(desk, STORE_WRITE);
	struct session *first = desk_session(desk, store, "s-1"), *second = desk_session(desk, store, "s-2");
	struct str rows = STR_INIT;

	desk_put_all(store, first, then);
	assert_true(store_register(store, &query, add_open, &rows, NULL));
	desk_put_all(store, second, now);
	assert_true(store_register(store, &query, add_open, &rows, NULL));
	assert_string_equal(rows.text, "ac1 2/2 ac1 1/2 ");
	str_release(&rows);
	session_free(first);
	session_free(second);
	store_close(store);
}

static void acceptances_stand_as_of_a_day(void **state)
{
	static const struct { const char *on, *rows; } asked[] = {
		{ "2026-11-23", "" }, { "2026-11-24", "s-1:ac1 approved s-1:ac2 proposed " },
		{ "2027-03-01", "s-1:ac1 expiring s-1:ac2 proposed " }, { "2027-06-01", "s-1:ac1 expired s-1:ac2 proposed " },
	};
	static const char *const lines[] = {
		"{\"kind\":\"acceptance_proposed\",\"title\":\"t\",\"item\":\"D3\",\"risk\":{\"likelihood\":3,\"impact\":3,\"level\":9,"
		"\"basis\":\"audit\",\"exposure_high\":{\"amount\":9,\"currency\":\"JPY\"},\"measured_on\":\"2026-11-01\"},"
		"\"options\":[{\"text\":\"o\",\"cost\":{\"amount\":5,\"currency\":\"JPY\"}}],\"justification\":\"j\",\"requester\":\"p2\","
		"\"owner\":\"p1\",\"approver\":\"p3\",\"valid_until\":\"2027-05-31\",\"review_by\":\"2027-02-28\",\"triggers\":[\"t\"]}",
		"{\"kind\":\"acceptance_approved\",\"acceptance\":\"ac1\",\"approved_on\":\"2026-11-24\"}",
		"{\"kind\":\"acceptance_proposed\",\"title\":\"u\",\"item\":\"D1\"}", NULL };
	struct desk *desk = *state;
	struct store *store = desk_open(desk, STORE_WRITE);
	struct session *session = desk_session(desk, store, "s-1");

	desk_put_all(store, session, lines);
	for (size_t i = 0; i < sizeof(asked) / sizeof(asked[0]); i++) {
		struct str rows = STR_INIT;

		assert_true(store_register(store, &(struct register_query){ .kind = REGISTER_ACCEPTANCES, .on = asked[i].on },
					   add_state, &rows, NULL));
		assert_string_equal(rows.text, asked[i].rows);
		str_release(&rows);
	}
	session_free(session);
	store_close(store);
}

/* ---- bundles that nearly fit ----------------------------------------------------------------- */

static char *exported(struct desk *desk, const char *id)
{
	struct store *store = desk_open(desk, STORE_READ);
	struct str text = STR_INIT;
	struct error err = { ERROR_NONE, "" };
	char *copy;

	if (!store_export(store, id, &text, &err))
		fail_msg("%s", err.text);
	copy = arena_strdup(desk->arena, text.text);
	str_release(&text);
	store_close(store);
	return copy;
}

/* `text` with each `from` replaced. */
static char *with(struct desk *desk, const char *text, const char *from, const char *to)
{
	struct str out = STR_INIT;
	char *copy;

	assert_non_null(strstr(text, from));
	for (const char *at; (at = strstr(text, from)); text = at + strlen(from))
		str_printf(&out, "%.*s%s", (int)(at - text), text, to);
	str_add(&out, text);
	copy = arena_strdup(desk->arena, out.text);
	str_release(&out);
	return copy;
}

static void a_bundle_that_nearly_fits_is_refused(void **state)
{
	struct desk *desk = *state;
	const char *text, *bad[4][2];
	struct error err;
	struct store *other;
	size_t count;

	desk_fill(desk, "s-1", false);
	text = exported(desk, "s-1");
	/* Another session by its frame than by its first event; a letter in two code points;
	 * a body that means the same in other bytes. */
	bad[0][0] = with(desk, with(desk, text, "\"bundle\":\"s-1\"", "\"bundle\":\"s-2\""), "\"end\":\"s-1\"", "\"end\":\"s-2\"");
	bad[0][1] = "another session than the bundle names";
	bad[1][0] = with(desk, text, "first note", "cafe\xcc\x81");
	bad[1][1] = "has letters in parts (Unicode NFD)";
	bad[2][0] = with(desk, text, "{\\\"note\\\"", "{ \\\"note\\\"");
	bad[2][1] = "not spelled as entaku spells it";
	bad[3][0] = with(desk, text, "\"kind\":\"note_added\"", "\"kind\":\"note_weighed\"");
	bad[3][1] = "a newer entaku wrote";
	desk->path = desk_file(desk, "other.db");
	other = desk_open(desk, STORE_WRITE);
	for (int i = 0; i < 4; i++) {
		assert_false(store_import(other, desk->arena, bad[i][0], strlen(bad[i][0]), result, &count, &err));
		if (!strstr(err.text, bad[i][1]))
			fail_msg("'%s' is not in '%s'", bad[i][1], err.text);
		assert_int_equal(store_session_count(other), 0);
		assert_int_equal(desk_sql_number(desk->path, "SELECT count(*) FROM content"), 0);
	}
	store_close(other);
}

/* One session, over and over: a bundle has an end. */
static void a_bundle_holds_so_many_sessions(void **state)
{
	struct desk *desk = *state;
	struct str many = STR_INIT;
	struct store *store = desk_open(desk, STORE_WRITE);
	struct error err = { ERROR_NONE, "" };
	const char *one;
	size_t count;

	session_free(desk_session(desk, store, "s-1"));
	store_close(store);
	one = exported(desk, "s-1");
	for (int i = 0; i < BUNDLE_SESSIONS_MAX; i++)
		str_add(&many, one);
	store = desk_open(desk, STORE_WRITE);
	assert_true(store_import(store, desk->arena, many.text, many.length, result, &count, &err));
	assert_int_equal(count, BUNDLE_SESSIONS_MAX);
	str_add(&many, one);
	assert_false(store_import(store, desk->arena, many.text, many.length, result, &count, &err));
	assert_non_null(strstr(err.text, "too many sessions in one file"));
	str_release(&many);
	store_close(store);
}

static void a_bundle_says_which_session_is_before(void **state)
{
	struct desk *desk = *state;
	struct store *store = desk_open(desk, STORE_WRITE);
	const char *first, *second, *turned;
	size_t count;

	session_free(desk_session(desk, store, "s-1"));
	named(store, desk, "s-2", "s-1");
	store_close(store);
	first = exported(desk, "s-1");
	second = exported(desk, "s-2");
	desk->path = desk_file(desk, "other.db");
	store = desk_open(desk, STORE_WRITE);
	assert_true(store_import(store, desk->arena, second, strlen(second), result, &count, NULL));
	assert_string_equal(result[0].parent, "s-1");
	assert_true(store_import(store, desk->arena, first, strlen(first), result, &count, NULL));
	assert_true(store_import(store, desk->arena, second, strlen(second), result, &count, NULL));
	assert_null(result[0].parent);
	store_close(store);
	/* Both in one file, the later session first. */
	turned = arena_printf(desk->arena, "%s%s", second, first);
	desk->path = desk_file(desk, "turned.db");
	store = desk_open(desk, STORE_WRITE);
	assert_true(store_import(store, desk->arena, turned, strlen(turned), result, &count, NULL));
	assert_int_equal(count, 2);
	assert_null(result[0].parent);
	store_close(store);
}

/* ---- packs made of two files -------------------------------------------------------------------- */

static bool find_base(void *desk, const char *id, struct pack_part *part)
{
	*part = ((struct desk *)desk)->pack->part[0];
	return strcmp(id, "small") == 0;
}

/* The desk's pack with another title for D3. */
static const struct pack *overlaid(struct desk *desk)
{
	static const char yaml[] = "pack: our\nversion: 1.0.0\nextends: small\nbase: 1.0.0\nas_of: 2026-11-01\n"
		"title: {ja: 自社, en: Ours}\nitems:\n  - id: D3\n    title: {ja: 自社の項目, en: Our item}\n";
	const struct pack_shelf shelf = { find_base, desk };
	struct findings findings;
	struct str words = STR_INIT;
	const struct pack *pack;

	findings_init(&findings, desk->arena);
	pack = pack_read(desk->arena, "our.yaml", yaml, strlen(yaml), &shelf, &findings);
	findings_print(&findings, &words);
	if (!pack)
		fail_msg("%s", words.text);
	str_release(&words);
	return pack;
}

static void a_session_keeps_all_files_of_its_pack(void **state)
{
	struct desk *desk = *state;
	struct store *store = desk_open(desk, STORE_WRITE);
	const struct pack *pack = overlaid(desk);
	struct session *session = session_new(pack);
	struct event event = { .at = desk_instant(), .kind_name = "session_opened", .body = desk_opening(desk, desk->arena, "s-1") };
	struct error err = { ERROR_NONE, "" };
	struct json *content = store_pack_content(desk->arena, pack);
	size_t count;
	char *text;

	assert_int_equal(content->count, 2);
	json_put_text(desk->arena, (struct json *)event.body, "pack", "our");
	json_put(desk->arena, (struct json *)event.body, "content", content);
	if (!store_append(store, session, &(struct store_append){ .event = &event, .count = 1 }, &err))
		fail_msg("%s", err.text);
	session_free(session);
	store_close(store);
	assert_int_equal(desk_sql_number(desk->path, "SELECT count(*) FROM content"), 2);
	store = desk_open(desk, STORE_READ);
	session = store_load(store, "s-1", &err);
	assert_non_null(session);
	assert_string_equal(pack_item(session->pack, "D3")->title.en, "Our item");
	assert_string_equal(session->pack->family, "small");
	store_session_free(session);
	store_close(store);
	/* A bundle carries both; without the base it is refused. */
	text = exported(desk, "s-1");
	desk->path = desk_file(desk, "other.db");
	store = desk_open(desk, STORE_WRITE);
	assert_true(store_import(store, desk->arena, text, strlen(text), result, &count, &err));
	store_close(store);
	assert_int_equal(desk_sql_number(desk->path, "SELECT count(*) FROM content"), 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_reader_writes_nothing_of_any_kind), TEST(the_room_is_shown_what_was_chosen_last),
		TEST(sessions_before_are_found_one_after_another), TEST(a_session_without_events_follows_nothing),
		TEST(acceptances_stand_as_of_a_day), TEST(a_bundle_that_nearly_fits_is_refused),
		TEST(a_condition_is_met_where_it_went_on), TEST(a_bundle_holds_so_many_sessions), TEST(a_bundle_says_which_session_is_before),
		TEST(a_session_keeps_all_files_of_its_pack),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
