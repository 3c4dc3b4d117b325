/*
 * The sample sessions side by side and over the years: the JSON that is made of their
 * rows is, byte for byte, that which their journals give.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/file.h"
#include "base/json.h"
#include "base/str.h"
#include "lang/lang.h"
#include "report/report.h"
#include "store/bundle.h"
#include "store/entity.h"
#include "store/skim.h"
#include "store/store.h"
#include "store/trend.h"
#include "support/program.h"
#include "workshop/compare.h"
#include "workshop/trend.h"

static struct store *sample(struct arena *arena, const char *place, const char *language)
{
	static const char *const names[] = { "minato", "minato-thailand" };
	struct store_imported *row = arena_array(arena, BUNDLE_SESSIONS_MAX, sizeof(*row));
	struct error err;
	struct store *store = store_open(arena_printf(arena, "%s/sample.db", place), STORE_WRITE, &err);

	if (!store)
		fail_msg("%s", err.text);
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		const char *path = arena_printf(arena, "sessions/%s.%s.jsonl", names[i], language);
		size_t length, count;
		char *bytes;

		assert_true(file_read(arena, path, 1 << 24, &bytes, &length));
		if (!store_import(store, arena, bytes, length, row, &count, &err))
			fail_msg("%s: %s", path, err.text);
	}
	return store;
}

static void expect_same(struct arena *arena, const struct session *const *a, const struct session *const *b, size_t count)
{
	for (int all = 0; all < 2; all++) {
		struct comparison one = compare_sessions(a, count, arena), other = compare_sessions(b, count, arena);
		struct str loaded = STR_INIT, skimmed = STR_INIT;

		json_write_pretty(&loaded, report_compare_json(&one, all, arena));
		json_write_pretty(&skimmed, report_compare_json(&other, all, arena));
		assert_in_range(loaded.length, 500, 1 << 20);
		assert_string_equal(skimmed.text, loaded.text);
		str_clear(&loaded);
		str_clear(&skimmed);
		report_compare(&one, all, &loaded);
		report_compare(&other, all, &skimmed);
		assert_string_equal(skimmed.text, loaded.text);
		str_release(&loaded);
		str_release(&skimmed);
	}
}

/* Every two, three and four of them. */
static void comparisons(struct arena *arena, struct store *store)
{
	size_t count;
	struct store_session *row = store_list(store, arena, &count, NULL);

	assert_in_range(count, 4, 8);
	for (unsigned chosen = 0; chosen < 1u << count; chosen++) {
		struct session *loaded[COMPARE_MAX], *skimmed[COMPARE_MAX];
		const char *id[COMPARE_MAX];
		size_t some = 0;

		for (size_t i = 0; i < count; i++)
			if (chosen & 1u << i && some++ < COMPARE_MAX)
				id[some - 1] = row[i].id;
		if (some < 2 || some > COMPARE_MAX)
			continue;
		assert_true(store_skim(store, id, some, skimmed, NULL));
		for (size_t i = 0; i < some; i++) {
			loaded[i] = store_load(store, id[i], NULL);
			assert_int_equal(skimmed[i]->event_count, 0);
		}
		expect_same(arena, (const struct session *const *)loaded, (const struct session *const *)skimmed, some);
		for (size_t i = 0; i < some; i++) {
			store_session_free(loaded[i]);
			store_session_free(skimmed[i]);
		}
	}
}

struct adding { struct store *store; struct arena *arena; struct trend *trend; };

static void add(void *with, const struct session *session, size_t index)
{
	struct adding *to = with;

	(void)index;
	trend_add(to->trend, session, store_row(to->store, to->arena, session->now.id, NULL)->number);
}

static void trends(struct arena *arena, struct store *store)
{
	size_t count, sessions;
	struct store_entity *company = store_entities(store, arena, "", "9999", &count, NULL);

	assert_int_equal(count, 2);
	for (size_t i = 0; i < count; i++) {
		const struct trend_request request = { company[i].organisation, company[i].entity, SIZE_MAX };
		const char **id = store_entity_sessions(store, arena, request.organisation, request.entity, SIZE_MAX, &sessions,
							NULL);
		struct str loaded = STR_INIT, rows = STR_INIT;
		struct trend one, other;
		struct adding to = { store, arena, &one };

		trend_begin(&one, arena);
		trend_begin(&other, arena);
		assert_true(store_each(store, id, sessions, add, &to, NULL));
		assert_true(store_trend(store, &request, &other, NULL));
		json_write_pretty(&loaded, report_trend_json(&one, "x", arena));
		json_write_pretty(&rows, report_trend_json(&other, "x", arena));
		assert_in_range(loaded.length, 500, 1 << 20);
		assert_string_equal(rows.text, loaded.text);
		str_release(&loaded);
		str_release(&rows);
	}
}

static void rows_give_what_journals_give(void **state)
{
	(void)state;
	for (lang = LANG_EN; lang <= LANG_JA; lang++) {
		struct arena *arena = arena_new();
		const char *place = place_new(arena);
		struct store *store = sample(arena, place, lang_code(lang));

		comparisons(arena, store);
		trends(arena, store);
		store_close(store);
		place_remove(place);
		arena_free(arena);
	}
	lang = LANG_EN;
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(rows_give_what_journals_give) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
