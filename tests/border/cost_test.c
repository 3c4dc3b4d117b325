/*
 * What a pack or a bundle costs is bounded by its size, whatever stands in it: the figures
 * are promised in man/entaku-pack.5 and man/entaku-journal.5.
 *
 * Each input is made in sizes that double, up to the greatest one that is read.  Memory is
 * the growth of a process of its own, at every size.  Time is that of the processor, the
 * least of a few processes, each size against the one before it and the last against the
 * first: what grows with the square of the size takes four times as long at every step.
 */
#include "../store/support.h"

#ifdef __GLIBC__
#include <malloc.h>
#endif
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

enum { MB = 1 << 20, STEPS = 4, TRIES = 4 };

/* Of n bytes at most a*n + b, and at most c*n + d, as promised. */
struct promise { int a, b, c, d; };
static const struct promise of_packs = { 100, 16 * MB, 100, 16 * MB }, of_bundles = { 100, 16 * MB, 8, 160 * MB };

/* A step may take so many times the one before it, where it takes long enough to tell, and
 * all of them together so many times what their sizes say.  What a session holds is looked
 * through at every event of it: that is the square. */
struct growth { double step, whole; int power; };
static const struct growth straight = { 3.2, 1.8, 1 }, square = { 6.5, 1.5, 2 };
static const double ms_to_tell = 40;

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
#ifdef __GLIBC__
	malloc_trim(0); /* what is free here would be memory that costs nothing there */
#endif
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

/* An input of `size` (bytes or events), made new for each step. */
typedef struct str maker(struct bench *bench, const void *with, size_t size);

/* `most` is what is promised to be read, of which everyday tests take a part (`less`
 * doublings less): ENTAKU_WHOLE takes all. */
struct ladder {
	const char *name;
	maker *make; const void *with;
	reader *read;
	size_t most; int less;
	const struct promise *promise;
	const struct growth *growth;
};

static size_t top_of(const struct ladder *ladder)
{
#ifdef ENTAKU_SAN
	return ladder->most >> 4;
#else
	return getenv("ENTAKU_WHOLE") ? ladder->most : ladder->most >> ladder->less;
#endif
}

static int64_t most_memory; /* of all inputs */

static void is_kept(const struct ladder *ladder, size_t length, int64_t memory)
{
	const struct promise *promise = ladder->promise;
	int64_t n = (int64_t)length;

	most_memory = memory > most_memory ? memory : most_memory;
#ifndef ENTAKU_SAN
	if (memory > promise->a * n + promise->b || memory > promise->c * n + promise->d)
		fail_msg("%s: %zu bytes took %lld of memory", ladder->name, length, (long long)memory);
#else
	(void)promise, (void)n, (void)memory;
#endif
}

/* The first step with which it takes too long; -1: none. */
static int too_long(const struct growth *growth, const double ms[STEPS])
{
	double times = 1;

	for (int step = 1; step < STEPS; step++) {
		times *= growth->power == 1 ? 2 : 4;
		if (ms[step] > ms_to_tell && (ms[step] > ms[step - 1] * growth->step + ms_to_tell ||
					      ms[step] > ms[0] * times * growth->whole + ms_to_tell))
			return step;
	}
	return -1;
}

/* Others work on the machine as well: where it takes too long it is measured again, and the
 * least counts. */
static void climb(struct bench *bench, const struct ladder *ladder)
{
	struct str bytes[STEPS];
	double ms[STEPS];
	int slow = 0;

	for (int step = 0; step < STEPS; step++) {
		bytes[step] = ladder->make(bench, ladder->with, top_of(ladder) >> (STEPS - 1 - step));
		ms[step] = 1e9;
	}
	for (int try = 0; try < TRIES && slow >= 0; try++) {
		for (int step = 0; step < STEPS; step++) {
			struct cost cost = cost_of(bench, ladder->read, &bytes[step]);

			is_kept(ladder, bytes[step].length, cost.memory);
			ms[step] = cost.ms < ms[step] ? cost.ms : ms[step];
		}
		slow = too_long(ladder->growth, ms);
	}
	if (slow >= 0)
		fail_msg("%s: %.0f, %.0f, %.0f, %.0f ms up to %zu bytes", ladder->name, ms[0], ms[1], ms[2], ms[3],
			 bytes[STEPS - 1].length);
	for (int step = 0; step < STEPS; step++)
		str_release(&bytes[step]);
}

/* ---- texts that are repeated ------------------------------------------------------------------ */

struct filling { const char *name, *head, *part, *tail; };

/* Of at most `length` bytes. */
static struct str filled(const struct filling *filling, size_t length)
{
	struct str text = STR_INIT;
	size_t part = strlen(filling->part), tail = strlen(filling->tail);

	str_add(&text, filling->head);
	while (text.length + part + tail <= length)
		str_add_bytes(&text, filling->part, part);
	str_add(&text, filling->tail);
	return text;
}

static struct str fill(struct bench *bench, const void *with, size_t size)
{
	(void)bench;
	return filled(with, size);
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
		climb(*state, &(struct ladder){ fillings[i].name, fill, &fillings[i], read_pack, PACK_BYTES_MAX, 1,
						&of_packs, &straight });
}

#define ZEROS "0000000000000000000000000000000000000000000000000000000000000000"
#define FRAME "{\"bundle\":\"s-1\",\"events\":1,\"format\":1,\"head\":\"" ZEROS "\"}\n"
#define ROW FRAME "{\"at\":\"2026-11-24T05:00:00.000Z\",\"body\":\""
#define ROW_END "\",\"hash\":\"" ZEROS "\",\"kind\":\"note_added\",\"n\":1}\n"

static void lines_of_bundles_cost_what_they_weigh(void **state)
{
	static const struct filling fillings[] = {
		{ "a text in a body", ROW "{\\\"a\\\":\\\"", "\xe3\x81\x8b\xe3\x82\x99", "\\\"}" ROW_END },
		{ "one line of numbers", "{\"a\":[", "1,", "1]}\n" }, { "one line of maps", "{\"a\":[", "{},", "1]}\n" },
		{ "one text", "{\"a\":\"", "e\xcc\x81", "\"}\n" }, { "lists in lists", "", "[", "" }, { "empty lines", "", "\n", "" },
		{ "one line of members", "{", "\"a\":1,", "\"a\":1}\n" },
		{ "numbers in a body", ROW "{\\\"a\\\":[", "1,", "1]}" ROW_END }, { "maps in a body", ROW "{\\\"a\\\":[", "{},", "1]}" ROW_END },
		{ "escapes in a body", ROW "{\\\"a\\\":\\\"", "\\u3042", "\\\"}" ROW_END },
		{ "a pack", FRAME "{\"content\":\"" ZEROS "\",\"yaml\":\"", "a\\n", "\"}\n" },
	};

	for (size_t i = 0; i < sizeof(fillings) / sizeof(fillings[0]); i++)
		climb(*state, &(struct ladder){ fillings[i].name, fill, &fillings[i], read_bundle, BUNDLE_BYTES_MAX, i == 0 ? 0 : 3,
						&of_bundles, &straight });
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

struct kind { const char *kind, *body; };

static struct str chain(struct bench *bench, const void *with, size_t events)
{
	const struct kind *kind = with;

	return chained(bench, kind->kind, kind->body, events);
}

static void events_of_bundles_cost_what_they_weigh(void **state)
{
	static const struct kind kinds[] = {
		{ "session_changed", "{\"title\":\"t#\"}" },
		{ "participant_added", "{\"name\":\"A#\",\"participant\":\"p#\",\"role\":\"x\"}" },
		{ "note_added", "{\"note\":\"n#\",\"text\":\"x\"}" },
		{ "decision_recorded", "{\"decision\":\"d#\",\"item\":\"D3\",\"outcome\":\"adopted\",\"text\":\"x\"}" },
	};

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		struct str part = chained(*state, kinds[i].kind, kinds[i].body, 250);

		is_taken(*state, &part);
		str_release(&part);
		climb(*state, &(struct ladder){ kinds[i].kind, chain, &kinds[i], read_bundle, BUNDLE_EVENTS_MAX, i == 0 ? 0 : 3,
						&of_bundles, &square });
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

/* As many values in a body as are read, just at the limit and one past it. */
static void a_body_has_not_any_number_of_values(void **state)
{
	static const struct filling values = { "values", ROW "{\\\"a\\\":[", "1,", "1]}" ROW_END };
	static struct store_imported row[1];
	struct bench *bench = *state;
	struct str at = filled(&values, strlen(ROW ROW_END) + 2000000), past = filled(&values, strlen(ROW ROW_END) + 2000010);
	struct error err = { ERROR_NONE, "" };
	size_t count;

	is_kept(&(struct ladder){ .name = "values", .promise = &of_bundles }, at.length, cost_of(bench, read_bundle, &at).memory);
	assert_false(store_import(bench->store, bench->arena, at.text, at.length, row, &count, &err));
	assert_null(strstr(err.text, "more values"));
	assert_false(store_import(bench->store, bench->arena, past.text, past.length, row, &count, &err));
	assert_non_null(strstr(err.text, "line 2: the event holds more values than one can have"));
	str_release(&at);
	str_release(&past);
}

static void refuses(struct bench *bench, const struct str *bundle, const char *words)
{
	static struct store_imported row[BUNDLE_SESSIONS_MAX];
	struct error err = { ERROR_NONE, "" };
	size_t count;

	assert_false(store_import(bench->store, bench->arena, bundle->text, bundle->length, row, &count, &err));
	if (!strstr(err.text, words))
		fail_msg("'%s' is not in '%s'", words, err.text);
	assert_int_equal(store_session_count(bench->store), 0);
}

/* Ten thousand are taken in; one more is not, whatever the frame says, and nothing of it
 * stays. */
static void a_session_has_not_any_number_of_events(void **state)
{
	static const char body[] = "{\"title\":\"t#\"}", claim[] = "\"events\":10001";
	struct str most = chained(*state, "session_changed", body, BUNDLE_EVENTS_MAX);
	struct str more = chained(*state, "session_changed", body, BUNDLE_EVENTS_MAX + 1);
	char *said;

	is_taken(*state, &most);
	refuses(*state, &more, "line 1: the session has more events than a bundle may bring (10000)");
	/* The frame says fewer than there are. */
	said = strstr(more.text, claim);
	assert_non_null(said);
	memcpy(said, "\"events\":10000", sizeof(claim) - 1);
	refuses(*state, &more, "line 10003: ");
	str_release(&most);
	str_release(&more);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, bench_setup, bench_teardown)
	const struct CMUnitTest tests[] = {
		TEST(packs_cost_what_they_weigh), TEST(lines_of_bundles_cost_what_they_weigh),
		TEST(events_of_bundles_cost_what_they_weigh), TEST(recording_does_not_begin_anew),
		TEST(a_session_has_not_any_number_of_events), TEST(a_body_has_not_any_number_of_values),
	};

	int failed;

	text_init_locale();
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	printf("# %lld MB of memory at most\n", (long long)(most_memory / MB));
	return failed;
}
