/* Sessions from one file to another: taken in whole, or the file is as it was. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/json.h"
#include "base/str.h"
#include "desk.h"
#include "store/bundle.h"
#include "store/kept.h"

enum { LINES_MAX = 200 };

static struct store_imported result[BUNDLE_SESSIONS_MAX];

/* A bundle of the session that desk_fill() makes, as lines. */
struct lines { size_t count; char *line[LINES_MAX]; };

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

static struct lines split(struct desk *desk, const char *text)
{
	struct lines lines = { .count = 0 };

	for (const char *end; (end = strchr(text, '\n')); text = end + 1) {
		assert_true(lines.count < LINES_MAX);
		lines.line[lines.count++] = arena_strndup(desk->arena, text, (size_t)(end - text));
	}
	return lines;
}

static char *join(struct desk *desk, const struct lines *lines)
{
	struct str text = STR_INIT;
	char *copy;

	for (size_t i = 0; i < lines->count; i++)
		str_printf(&text, "%s\n", lines->line[i]);
	copy = arena_strdup(desk->arena, text.text);
	str_release(&text);
	return copy;
}

static struct store *other_file(struct desk *desk)
{
	struct error err = { ERROR_NONE, "" };
	struct store *store = store_open(desk_file(desk, "other.db"), STORE_WRITE, &err);

	if (!store)
		fail_msg("%s", err.text);
	return store;
}

/* Refused in words, and nothing of it stays. */
static void refused(struct desk *desk, struct store *store, const char *text, const char *words)
{
	char *before = store_derived_text(store, desk->arena);
	struct error err = { ERROR_NONE, "" };
	size_t count;

	if (store_import(store, desk->arena, text, strlen(text), result, &count, &err))
		fail_msg("taken in: %s", words);
	if (!strstr(err.text, words))
		fail_msg("'%s' is not in '%s'", words, err.text);
	assert_string_equal(store_derived_text(store, desk->arena), before);
	assert_int_equal(desk_sql_number(desk_file(desk, "other.db"), "SELECT count(*) FROM content"),
			 desk_sql_number(desk_file(desk, "other.db"), "SELECT count(*) > 0 FROM event"));
}

static void taken(struct desk *desk, struct store *store, const char *text, int64_t added)
{
	struct error err = { ERROR_NONE, "" };
	struct store_verdict verdict;
	size_t count;

	if (!store_import(store, desk->arena, text, strlen(text), result, &count, &err))
		fail_msg("%s", err.text);
	assert_int_equal(result[0].added, added);
	assert_true(store_verify(store, desk->arena, NULL, &verdict, NULL));
	assert_int_equal(verdict.faults, 0);
}

static void a_bundle_carries_everything(void **state)
{
	struct desk *desk = *state;
	struct store *mine, *other = other_file(desk);
	const char *text, *derived;

	desk_fill(desk, "s-1", true);
	text = exported(desk, "s-1");
	mine = desk_open(desk, STORE_READ);
	derived = store_derived_text(mine, desk->arena);
	store_close(mine);
	taken(desk, other, text, desk_sql_number(desk->path, "SELECT count(*) FROM event"));
	assert_string_equal(store_derived_text(other, desk->arena), derived);
	taken(desk, other, text, 0); /* once more: nothing new */
	assert_string_equal(store_derived_text(other, desk->arena), derived);
	store_close(other);
}

static void a_newer_part_is_appended(void **state)
{
	struct desk *desk = *state;
	struct store *mine, *other = other_file(desk);
	struct session *session;
	const char *early, *late;

	desk_fill(desk, "s-1", false);
	early = exported(desk, "s-1");
	mine = desk_open(desk, STORE_WRITE);
	session = store_load(mine, "s-1", NULL);
	assert_true(desk_put(mine, session, "{\"kind\":\"note_added\",\"text\":\"later\"}", NULL));
	store_session_free(session);
	store_close(mine);
	late = exported(desk, "s-1");
	taken(desk, other, early, (int64_t)split(desk, early).count - 3);
	taken(desk, other, late, 1);
	taken(desk, other, early, 0); /* an older part of the same chain changes nothing */
	store_close(other);
}

static void what_went_another_way_is_refused_with_both_heads(void **state)
{
	struct desk *desk = *state;
	struct store *other = other_file(desk);
	struct error err = { ERROR_NONE, "" };
	struct session *session;
	const char *early, *mine_head;
	struct store *mine;
	size_t count;

	desk_fill(desk, "s-1", false);
	early = exported(desk, "s-1");
	taken(desk, other, early, (int64_t)split(desk, early).count - 3);
	session = store_load(other, "s-1", NULL);
	assert_true(desk_put(other, session, "{\"kind\":\"note_added\",\"text\":\"theirs\"}", NULL));
	mine_head = arena_strdup(desk->arena, session_head(session)->hash);
	store_session_free(session);
	mine = desk_open(desk, STORE_WRITE);
	session = store_load(mine, "s-1", NULL);
	assert_true(desk_put(mine, session, "{\"kind\":\"note_added\",\"text\":\"ours\"}", NULL));
	early = exported(desk, "s-1");
	assert_false(store_import(other, desk->arena, early, strlen(early), result, &count, &err));
	assert_non_null(strstr(err.text, "different ways"));
	assert_non_null(strstr(err.text, mine_head));
	assert_non_null(strstr(err.text, session_head(session)->hash));
	store_session_free(session);
	store_close(mine);
	store_close(other);
}

/* Every line left out, doubled, exchanged with its neighbour; every place where it could
 * be cut. */
static void no_line_may_be_missing_or_moved(void **state)
{
	struct desk *desk = *state;
	struct store *other = other_file(desk);
	struct lines lines;

	desk_fill(desk, "s-1", true);
	lines = split(desk, exported(desk, "s-1"));
	for (size_t i = 0; i < lines.count; i++) {
		struct lines bad = lines;

		memmove(&bad.line[i], &bad.line[i + 1], (bad.count - i - 1) * sizeof(bad.line[0]));
		bad.count--;
		refused(desk, other, join(desk, &bad), "nothing was taken in");
		bad = lines;
		bad.count = i;
		refused(desk, other, join(desk, &bad), "nothing was taken in");
		bad = lines;
		memmove(&bad.line[i + 1], &bad.line[i], (bad.count - i) * sizeof(bad.line[0]));
		bad.count++;
		if (strncmp(lines.line[i], "{\"content\"", 10) != 0) /* the same file twice is the same */
			refused(desk, other, join(desk, &bad), "nothing was taken in");
		if (i + 1 == lines.count)
			continue;
		bad = lines;
		bad.line[i] = lines.line[i + 1];
		bad.line[i + 1] = lines.line[i];
		refused(desk, other, join(desk, &bad), "nothing was taken in");
	}
	store_close(other);
}

/* A byte changed anywhere in any line (a few places in each). */
static void no_byte_may_be_changed(void **state)
{
	struct desk *desk = *state;
	struct store *other = other_file(desk);
	struct lines lines;

	desk_fill(desk, "s-1", true);
	lines = split(desk, exported(desk, "s-1"));
	for (size_t i = 0; i < lines.count; i++) {
		size_t length = strlen(lines.line[i]);

		for (size_t at = 0; at < length; at += length / 23 + 1) {
			struct lines bad = lines;

			bad.line[i] = arena_strdup(desk->arena, lines.line[i]);
			bad.line[i][at] = bad.line[i][at] == 'x' ? 'y' : 'x';
			refused(desk, other, join(desk, &bad), "nothing was taken in");
		}
	}
	store_close(other);
}

static void strangers_and_worse(void **state)
{
	static const struct { const char *text, *words; } rows[] = {
		{ "", "the file is empty" }, { "\n", "line 1" }, { "hello\n", "line 1: this is no JSON (wrong at byte 6); nothing" }, { "[]\n", "no line of a bundle" },
		{ "{}\n", "none of a bundle's" }, { "{\"n\":1,\"at\":1,\"kind\":1,\"body\":1,\"hash\":1}\n", "out of order" },
		{ "{\"end\":\"s-1\",\"events\":1,\"head\":\"x\"}\n", "does not fit" },
		{ "{\"content\":\"x\",\"yaml\":\"y\"}\n", "before the events" }, { "{\"bundle\":\"s-1\",\"events\":1,\"format\":1,\"head\":1}\n", "begins with" },
		{ "{\"bundle\":\"s-1\"}\n", "none of a bundle's" },
		{ "{\"bundle\":\"s-1\",\"events\":1,\"format\":9,\"head\":"
		  "\"0000000000000000000000000000000000000000000000000000000000000000\"}\n", "format" },
		{ "{\"bundle\":\"s-1\",\"events\":-1,\"format\":1,\"head\":"
		  "\"0000000000000000000000000000000000000000000000000000000000000000\"}\n", "begins with" },
		{ "{\"bundle\":\"s-1\",\"events\":1,\"format\":1,\"head\":"
		  "\"0000000000000000000000000000000000000000000000000000000000000000\"}\n", "ends in the middle" },
		{ "{\"bundle\":{\"a\":{\"b\":{\"c\":{\"d\":1}}}}}\n", "line 1" }, { "{\"bundle\":1.5}\n", "this is no JSON" },
		{ "\xff\xfe\n", "line 1" },
	};
	struct desk *desk = *state;
	struct store *other = other_file(desk);

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		refused(desk, other, rows[i].text, rows[i].words);
	store_close(other);
}

/* `text` with the first `from` replaced. */
static char *with(struct desk *desk, const char *text, const char *from, const char *to)
{
	const char *at = strstr(text, from);

	assert_non_null(at);
	return arena_printf(desk->arena, "%.*s%s%s", (int)(at - text), text, to, at + strlen(from));
}

/* Also where the session is there already and nothing would be written: an auditor is
 * not told that a changed bundle is the same. */
static void what_is_there_is_computed_anew_too(void **state)
{
	struct desk *desk = *state;
	struct store *other = other_file(desk);
	const char *text;

	desk_fill(desk, "s-1", false);
	text = exported(desk, "s-1");
	taken(desk, other, text, desk_sql_number(desk->path, "SELECT count(*) FROM event"));
	refused(desk, other, with(desk, text, "first note", "other note"), "something was changed");
	refused(desk, other, with(desk, text, "T05:00:08", "T05:00:09"), "something was changed");
	refused(desk, other, with(desk, text, "T05:00:08", "T25:00:08"), "is no instant");
	refused(desk, other, with(desk, text, "first note", "first note\\\",\\\"text\\\":\\\"other"), "each key once");
	refused(desk, other, with(desk, text, "first note", "re\xcc\x81sume\xcc\x81"), "Unicode NFD");
	refused(desk, other, with(desk, text, "\"kind\":\"owner_assigned\"", "\"kind\":\"note_added\""), "something was changed");
	store_close(other);
}

/* Values take memory before anything can be said of them: they are counted, those outside
 * of texts, of a line and of a body. */
static void values_are_counted(void **state)
{
	enum { MANY = 1000 * 1000 };
	struct desk *desk = *state;
	struct store *other = other_file(desk);
	char *values = arena_alloc(desk->arena, 2 * MANY + 1);
	const char *text;

	desk_fill(desk, "s-1", false);
	text = exported(desk, "s-1");
	for (size_t i = 0; i < MANY; i++)
		memcpy(values + 2 * i, "1,", 3);
	refused(desk, other, with(desk, text, "\"body\":\"{", arena_printf(desk->arena, "\"body\":\"{\\\"a\\\":[%s1],", values)),
		"the event holds more values");
	values[130] = '\0';
	refused(desk, other, arena_printf(desk->arena, "{\"bundle\":[%s1]}\n", values), "line 1: this is no line of a bundle");
	refused(desk, other, with(desk, text, "first note", arena_printf(desk->arena, "[{:%s", values)), "something was changed");
	store_close(other);
}

/* sha256("hello: evil\n"): whole, but nothing of this session's. */
#define EVIL "{\"content\":\"%s\",\"yaml\":\"hello: evil\\n\"}\n{\"at\""

static void content_that_nobody_names_stays_outside(void **state)
{
	struct desk *desk = *state;
	struct store *other = other_file(desk);
	const char *text;
	char hash[65];

	desk_fill(desk, "s-1", false);
	text = exported(desk, "s-1");
	kept_hash("hello: evil\n", strlen("hello: evil\n"), hash);
	text = with(desk, text, "{\"at\"", arena_printf(desk->arena, EVIL, hash));
	refused(desk, other, text, "does not name");
	taken(desk, other, exported(desk, "s-1"), desk_sql_number(desk->path, "SELECT count(*) FROM event"));
	refused(desk, other, text, "does not name");
	store_close(other);
}

/* A name that means something else on a command line is no id. */
static void ids_are_as_entaku_gives_them(void **state)
{
	static const char *const ids[] = { "2", " ", "-h", "a:b", "../evil", "01a20aa3", "S-1", "s 1" };
	struct desk *desk = *state;
	struct store *other = other_file(desk);

	desk_fill(desk, "s-1", false);
	for (size_t i = 0; i < sizeof(ids) / sizeof(ids[0]); i++)
		refused(desk, other, with(desk, exported(desk, "s-1"), "\"bundle\":\"s-1\"",
					  arena_printf(desk->arena, "\"bundle\":\"%s\"", ids[i])), "line 1");
	store_close(other);
}

/* What two sessions were held with stands in a bundle once. */
static void content_is_carried_once(void **state)
{
	struct desk *desk = *state;
	struct store *store, *other = other_file(desk);
	struct str both = STR_INIT;
	size_t count;

	desk_fill(desk, "s-1", false);
	desk_fill(desk, "s-2", true);
	store = desk_open(desk, STORE_READ);
	assert_true(store_export(store, "s-1", &both, NULL) && store_export(store, "s-2", &both, NULL));
	assert_null(strstr(strstr(both.text, "\"yaml\"") + 1, "\"yaml\""));
	store_close(store);
	assert_true(store_import(other, desk->arena, both.text, both.length, result, &count, NULL));
	assert_int_equal(count, 2);
	assert_null(result[1].parent);
	str_release(&both);
	store_close(other);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_bundle_carries_everything), TEST(a_newer_part_is_appended),
		TEST(what_went_another_way_is_refused_with_both_heads), TEST(no_line_may_be_missing_or_moved),
		TEST(no_byte_may_be_changed), TEST(strangers_and_worse), TEST(values_are_counted), TEST(what_is_there_is_computed_anew_too),
		TEST(content_that_nobody_names_stays_outside), TEST(ids_are_as_entaku_gives_them), TEST(content_is_carried_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
