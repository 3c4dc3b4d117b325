/*
 * What a pack or a bundle costs is bounded by its size, whatever stands in it: the figures
 * are promised in man/entaku-pack.5 and man/entaku-journal.5.
 *
 * Memory is the growth of a process of its own.  Time is compared with that of a quarter
 * of the input: what grows with the square of it takes sixteen times as long.
 */
#include "../store/support.h"

#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/date.h"
#include "base/json.h"
#include "base/str.h"
#include "base/text.h"
#include "content/findings.h"
#include "content/pack.h"
#include "store/bundle.h"
#include "store/db.h"
#include "store/kept.h"

enum {
	PACK_MULTIPLE = 100, BUNDLE_MULTIPLE = 200, SMALL = 16 << 20, /* as promised */
	WHOLE = 1 << 20, TIMES_MOST = 10, MS_NOTHING = 150
};

struct cost { double ms; int64_t memory; };

static double used_ms(void)
{
	struct rusage usage;

	getrusage(RUSAGE_SELF, &usage);
	return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1000 +
	       (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1000;
}

static int64_t used_memory(void)
{
	struct rusage usage;

	getrusage(RUSAGE_SELF, &usage);
#ifdef __APPLE__
	return (int64_t)usage.ru_maxrss;
#else
	return (int64_t)usage.ru_maxrss * 1024;
#endif
}

static void read_pack(struct bench *bench, const struct str *bytes)
{
	struct arena *arena = arena_new();
	struct str out = STR_INIT;
	struct findings findings;

	(void)bench;
	findings_init(&findings, arena);
	pack_read(arena, "x.yaml", bytes->text, bytes->length, NULL, &findings);
	findings_print(&findings, &out);
}

static void read_bundle(struct bench *bench, const struct str *bytes)
{
	static struct store_imported row[BUNDLE_SESSIONS_MAX];
	struct store *store = store_open(bench_path(bench, "cost.db"), STORE_WRITE, NULL);
	struct error err = { ERROR_NONE, "" };
	size_t count;

	if (store)
		store_import(store, bench->arena, bytes->text, bytes->length, row, &count, &err);
	store_close(store);
	remove(bench_path(bench, "cost.db"));
}

typedef void reader(struct bench *bench, const struct str *bytes);

/* In a process of its own, whose greatest memory is that of this input. */
static struct cost cost_of(struct bench *bench, reader *read_it, const struct str *bytes)
{
	struct cost cost = { 0, 0 };
	int ends[2], status;
	pid_t child;

	assert_int_equal(pipe(ends), 0);
	child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		int64_t memory = used_memory();
		double ms = used_ms();

		read_it(bench, bytes);
		cost = (struct cost){ used_ms() - ms, used_memory() - memory };
		_exit(write(ends[1], &cost, sizeof(cost)) == (ssize_t)sizeof(cost) ? 0 : 1);
	}
	close(ends[1]);
	assert_int_equal(read(ends[0], &cost, sizeof(cost)), sizeof(cost));
	close(ends[0]);
	waitpid(child, &status, 0);
	assert_int_equal(status, 0);
	return cost;
}

static void bounded(struct bench *bench, const char *name, reader *read_it, const struct str *part,
		    const struct str *whole, int multiple)
{
	struct cost first = cost_of(bench, read_it, part), then = cost_of(bench, read_it, whole);

#ifndef ENTAKU_SAN
	if (then.memory > (int64_t)multiple * (int64_t)whole->length + SMALL)
		fail_msg("%s: %zu bytes took %lld of memory", name, whole->length, (long long)then.memory);
#else
	(void)multiple;
#endif
	if (then.ms > first.ms * TIMES_MOST + MS_NOTHING)
		fail_msg("%s: a quarter took %.0f ms, the whole %.0f ms", name, first.ms, then.ms);
}

/* ---- texts that are repeated ------------------------------------------------------------------ */

struct filling { const char *name, *head, *part, *tail; };

static struct str filled(const struct filling *filling, size_t length)
{
	struct str text = STR_INIT;

	str_add(&text, filling->head);
	while (text.length < length)
		str_add(&text, filling->part);
	str_add(&text, filling->tail);
	return text;
}

static void bounded_filling(struct bench *bench, const struct filling *filling, reader *read_it, int multiple)
{
	struct str part = filled(filling, WHOLE / 4), whole = filled(filling, WHOLE);

	bounded(bench, filling->name, read_it, &part, &whole, multiple);
	str_release(&part);
	str_release(&whole);
}

static void packs_cost_what_they_weigh(void **state)
{
	static const struct filling fillings[] = {
		{ "lists in lists", "", "[", "" }, { "maps in maps", "", "{a: ", "" }, { "dashes", "", "- ", "" },
		{ "many keys", "", "k: 1\n", "" }, { "keys in quotes", "", "\"a\": b\n", "" },
		{ "tiny values", "a: [", "a,", "]" }, { "tiny values in lines", "a:\n", "- a\n", "" },
		{ "tiny maps", "items: [", "{id: x},", "]" }, { "items", "items:\n", "- {id: D1}\n", "" },
		{ "one word", "title: ", "aaaa ", "\n" }, { "marks", "title: e", "\xcc\x81\xcc\x96", "\n" },
		{ "escapes", "title: \"", "\\u202e", "\"\n" }, { "empty lines", "a: 1", "\n", "" }, { "a comment", "# ", "xxxx", "\n" },
		{ "errors", "items:\n- {id: D1", "  ,zq: {x: 1}\n", "}" }, { "lines of one value", "a: b\n", "  c d\n", "" },
		{ "not ended", "a: \"", "b\n", "" }, { "not UTF-8", "a: ", "\xff", "" }, { "directives", "", "%TAG !a! b\n", "---\n" },
	};

	for (size_t i = 0; i < sizeof(fillings) / sizeof(fillings[0]); i++)
		bounded_filling(*state, &fillings[i], read_pack, PACK_MULTIPLE);
}

static void lines_of_bundles_cost_what_they_weigh(void **state)
{
	static const struct filling fillings[] = {
		{ "one line of numbers", "{\"a\":[", "1,", "1]}\n" }, { "one line of maps", "{\"a\":[", "{},", "1]}\n" },
		{ "one text", "{\"a\":\"", "e\xcc\x81", "\"}\n" }, { "lists in lists", "", "[", "" }, { "empty lines", "", "\n", "" },
		{ "one line of members", "{", "\"a\":1,", "\"a\":1}\n" },
	};

	for (size_t i = 0; i < sizeof(fillings) / sizeof(fillings[0]); i++)
		bounded_filling(*state, &fillings[i], read_bundle, BUNDLE_MULTIPLE);
}

/* ---- bundles that are taken in ------------------------------------------------------------------ */

static void put_frame(struct arena *arena, struct str *out, const char *name, size_t events, const char *head)
{
	struct json *line = json_map(arena);

	json_put_text(arena, line, name, "s-1");
	json_put_int(arena, line, "events", (int64_t)events);
	if (strcmp(name, "bundle") == 0)
		json_put_int(arena, line, "format", 1);
	json_put_text(arena, line, "head", head);
	json_write(out, line);
	str_add(out, "\n");
}

/* A whole bundle of `events`, each of one kind; %d in its body is its number. */
static struct str chained(struct bench *bench, const char *kind, const char *body, size_t events)
{
	struct arena *arena = arena_new();
	struct str rows = STR_INIT, out = STR_INIT;
	char head[HASH_SIZE], hash[HASH_SIZE], at[40];
	struct json *content = json_map(arena);

	memset(head, '0', HASH_SIZE - 1);
	head[HASH_SIZE - 1] = '\0';
	for (size_t n = 1; n <= events; n++) {
		struct json *line = json_map(arena);
		struct str text = STR_INIT;
		const char *number = arena_printf(arena, "%zu", n);

		if (n == 1)
			json_write(&text, opening(bench, "s-1"));
		for (const char *c = n > 1 ? body : ""; *c; c += *c == '#' ? 1 : strcspn(c, "#"))
			str_printf(&text, "%.*s", *c == '#' ? (int)strlen(number) : (int)strcspn(c, "#"), *c == '#' ? number : c);
		instant_format(minute(0) + (int64_t)n, at, sizeof(at));
		store_event_hash(head, (int64_t)n, at, n == 1 ? "session_opened" : kind, text.text, head);
		json_put_text(arena, line, "at", at);
		json_put_text(arena, line, "body", text.text);
		json_put_text(arena, line, "hash", head);
		json_put_text(arena, line, "kind", n == 1 ? "session_opened" : kind);
		json_put_int(arena, line, "n", (int64_t)n);
		json_write(&rows, line);
		str_add(&rows, "\n");
		str_release(&text);
	}
	put_frame(arena, &out, "bundle", events, head);
	store_pack_hash(bench->pack, hash);
	json_put_text(arena, content, "content", hash);
	json_put_text(arena, content, "yaml", bench->pack->part[0].yaml);
	json_write(&out, content);
	str_printf(&out, "\n%s", rows.text);
	put_frame(arena, &out, "end", events, head);
	str_release(&rows);
	arena_free(arena);
	return out;
}

/* What is refused at its first line costs nothing, and proves nothing. */
static void is_taken(struct bench *bench, const struct str *bundle)
{
	static struct store_imported row[BUNDLE_SESSIONS_MAX];
	struct store *store = store_open(bench_path(bench, "taken.db"), STORE_WRITE, NULL);
	struct error err = { ERROR_NONE, "" };
	size_t count;

	assert_non_null(store);
	if (!store_import(store, bench->arena, bundle->text, bundle->length, row, &count, &err))
		fail_msg("%s", err.text);
	store_close(store);
	assert_int_equal(remove(bench_path(bench, "taken.db")), 0);
}

static void events_of_bundles_cost_what_they_weigh(void **state)
{
	static const struct { const char *kind, *body; } kinds[] = {
		{ "participant_added", "{\"name\":\"A#\",\"participant\":\"p#\",\"role\":\"x\"}" },
		{ "note_added", "{\"note\":\"n#\",\"text\":\"x\"}" },
		{ "decision_recorded", "{\"decision\":\"d#\",\"item\":\"D3\",\"outcome\":\"adopted\",\"text\":\"x\"}" },
		{ "session_changed", "{\"title\":\"t#\"}" },
	};

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		struct str part = chained(*state, kinds[i].kind, kinds[i].body, 250);
		struct str whole = chained(*state, kinds[i].kind, kinds[i].body, 1000);

		is_taken(*state, &part);
		bounded(*state, kinds[i].kind, read_bundle, &part, &whole, BUNDLE_MULTIPLE);
		str_release(&part);
		str_release(&whole);
	}
}

/* Recording a person does not write all that was said before anew. */
static void recording_does_not_begin_anew(void **state)
{
	enum { NOTES = 60, ROWS_MOST = 12 };
	struct bench *bench = *state;
	struct session *session = bench_session(bench, "s-1");
	int before;

	for (int i = 0; i < NOTES; i++)
		must_put(bench->store, session, "{\"kind\":\"note_added\",\"text\":\"a note\"}");
	before = sqlite3_total_changes(bench->store->db);
	must_put(bench->store, session, "{\"kind\":\"participant_added\",\"name\":\"A\",\"role\":\"x\"}");
	assert_in_range(sqlite3_total_changes(bench->store->db) - before, 1, ROWS_MOST);
	session_free(session);
}

static void a_session_has_not_any_number_of_events(void **state)
{
	struct bench *bench = *state;
	static struct store_imported row[1];
	char line[300], zeros[HASH_SIZE];
	struct error err = { ERROR_NONE, "" };
	size_t count;

	memset(zeros, '0', HASH_SIZE - 1);
	zeros[HASH_SIZE - 1] = '\0';
	snprintf(line, sizeof(line), "{\"bundle\":\"s-1\",\"events\":%d,\"format\":1,\"head\":\"%s\"}\n", BUNDLE_EVENTS_MAX + 1, zeros);
	assert_false(store_import(bench->store, bench->arena, line, strlen(line), row, &count, &err));
	assert_non_null(strstr(err.text, "more events than a bundle may bring (10000)"));
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, bench_setup, bench_teardown)
	const struct CMUnitTest tests[] = {
		TEST(packs_cost_what_they_weigh), TEST(lines_of_bundles_cost_what_they_weigh),
		TEST(events_of_bundles_cost_what_they_weigh), TEST(recording_does_not_begin_anew),
		TEST(a_session_has_not_any_number_of_events),
	};

	text_init_locale();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
