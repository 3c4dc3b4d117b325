/* See support.h. */
#include "support.h"

#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/json.h"
#include "base/str.h"
#include "support_sheet.h"

static struct item items[] = {
	{ .id = "P1", .kind = ITEM_PRINCIPLE, .title = { "引き受けるリスクを決める", "Decide how much risk" },
	  .minutes = 7 },
	{ .id = "D1", .kind = ITEM_DIRECTIVE, .title = { "方針を示す", "Set the policy" }, .minutes = 5 },
	{ .id = "D3", .kind = ITEM_DIRECTIVE, .title = { "守るものを決める", "Know what to protect" },
	  .minutes = 8, .field_count = FIXTURE_FIELDS, .field = fixture_fields },
};

static struct block standard[] = {
	{ .id = "opening", .title = { "開会", "Opening" }, .minutes = 5 },
	{ .id = "P1", .item = &items[0], .minutes = 7 },
	{ .id = "D1", .item = &items[1], .minutes = 5 },
	{ .id = "D3", .item = &items[2], .minutes = 8 },
	{ .id = "closing", .title = { "閉会", "Closing" }, .minutes = 5 },
};

static struct block brief[] = {
	{ .id = "opening", .title = { "開会", "Opening" }, .minutes = 5 },
	{ .id = "D3", .item = &items[2], .minutes = 8 },
	{ .id = "closing", .title = { "閉会", "Closing" }, .minutes = 5 },
};

static struct block recess[] = {
	{ .id = "opening", .title = { "開会", "Opening" }, .minutes = 5 },
	{ .id = "break", .title = { "休憩", "Break" }, .minutes = 5 },
	{ .id = "closing", .title = { "閉会", "Closing" }, .minutes = 5 },
};

static struct agenda agendas[] = {
	{ .id = "standard", .title = { "標準", "Standard" }, .minutes = 30, .block_count = 5, .block = standard },
	{ .id = "short", .title = { "短縮", "Short" }, .minutes = 18, .block_count = 3, .block = brief },
	{ .id = "recess", .title = { "休憩", "Recess" }, .minutes = 15, .block_count = 3, .block = recess },
};

static struct area areas[] = { { .id = "operations", .title = { "操業停止", "Operations" } } };

static const struct pack pack = {
	.id = "test-pack", .family = "test-pack", .version = "1.0.0", .title = { "試験", "Test" },
	.level = {
		{ "averse", { "回避志向", "averse" }, { "", "" }, 2 },
		{ "minimal", { "最小限", "minimal" }, { "", "" }, 4 },
		{ "cautious", { "慎重", "cautious" }, { "", "" }, 9 },
		{ "open", { "開放的", "open" }, { "", "" }, 14 },
		{ "eager", { "積極的", "eager" }, { "", "" }, 20 },
	},
	.area_count = 1, .area = areas, .item_count = 3, .item = items,
	.agenda_count = 3, .agenda = agendas,
};

const struct pack *fixture_pack(void)
{
	return &pack;
}

int64_t fixture_at(int minutes)
{
	int64_t at;

	assert_true(instant_parse("2026-11-24T05:00:00.000Z", &at));
	return at + (int64_t)minutes * 60000;
}

bool record(struct session *session, const char *line, struct error *err)
{
	const struct event *head = session_head(session);
	struct event event = { .at = head ? head->at : fixture_at(0) };
	struct arena *arena = arena_new();
	struct json *json;
	char *end;
	bool good;

	if (line[0] == '@') {
		event.at = fixture_at((int)strtol(line + 1, &end, 10));
		line = end + 1;
	}
	json = json_read(arena, line, strlen(line), 16, NULL);
	if (!json)
		fail_msg("not JSON: %s", line);
	event.kind_name = json_get_text(json, "kind");
	json_put(arena, json, "kind", NULL);
	event.body = json;
	good = event_prepare(session, arena, &event, err) && session_check(session, &event, err);
	if (good)
		session_apply(session, &event);
	arena_free(arena);
	return good;
}

struct session *session_of(const char *const *lines)
{
	static const char *const opening[] = {
		"@0 {\"kind\":\"session_opened\",\"id\":\"s-1\",\"title\":\"Board day\","
		"\"organisation\":\"Minato\",\"held_on\":\"2026-11-24\",\"agenda\":\"standard\","
		"\"language\":\"en\",\"pack\":\"test-pack\"}",
		"{\"kind\":\"participant_added\",\"name\":\"Sato\",\"role\":\"CEO\",\"votes\":true}",
		"{\"kind\":\"participant_added\",\"name\":\"Suzuki\",\"role\":\"CISO\"}",
		"{\"kind\":\"participant_added\",\"name\":\"Tanaka\",\"role\":\"CFO\",\"votes\":true}",
		NULL
	};
	struct session *session = session_new(fixture_pack());
	const char *const *parts[] = { opening, lines };

	for (int i = 0; i < 2; i++) {
		for (const char *const *line = parts[i]; line && *line; line++) {
			struct error err = { ERROR_NONE, "" };

			if (!record(session, *line, &err))
				fail_msg("%s\nwas refused: %s", *line, err.text);
		}
	}
	return session;
}

const char *sentence(struct session *session, int64_t n)
{
	struct str text = STR_INIT;
	const char *copy;

	event_sentence(session, session_event(session, n), &text);
	copy = arena_strdup(session->arena, text.text);
	str_release(&text);
	return copy;
}

void refuse_each(const struct refusal *row, size_t count)
{
	for (size_t i = 0; i < count * LANG_COUNT; i++) {
		const struct refusal *r = &row[i / LANG_COUNT];
		struct session *session = session_of(r->before);
		struct error err = { ERROR_NONE, "" };
		size_t events = session->event_count;

		lang = (enum lang)(i % LANG_COUNT);
		if (record(session, r->line, &err))
			fail_msg("accepted: %s", r->line);
		assert_string_equal(err.text, lang == LANG_JA ? r->ja : r->en);
		assert_int_equal(session->event_count, events);
		lang = LANG_EN;
		session_free(session);
	}
}
