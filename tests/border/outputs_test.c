/*
 * Whatever people write into any field of any event, and whatever a stranger's journal
 * holds there: nothing that leaves the program does anything but stand there.
 */
#include "../store/support.h"
#include "support_harmless.h"
#include "support_hostile.h"

#include <stdio.h>

#include "base/json.h"
#include "base/str.h"
#include "base/text.h"
#include "report/leaving.h"
#include "report/report.h"
#include "ui/app.h"
#include "ui/room.h"
#include "ui/seat.h"
#include "workshop/compare.h"
#include "workshop/group.h"
#include "workshop/trend.h"

enum { EVENTS = 150, SEED = 505, SEED_IDS = 505, WIDTH = 100, HEIGHT = 40 };

/* A session that was recorded by a program without a gate: `text` stands in every field. */
struct victim {
	struct arena *arena;
	struct bench *bench;
	struct session *session;
	const char *text, *what;
	size_t count;
};

static void no_harm(const struct victim *victim, const char *where, const char *harm)
{
	if (harm)
		fail_msg("%s, %s: %s", victim->what, where, harm);
}

/* People who can be spoken of, whatever follows by chance. */
static struct event person(const struct victim *victim, const struct session *model, int i)
{
	struct event event = { .at = minute(1), .kind_name = "participant_added", .kind = event_kind_find("participant_added") };
	const char *body = arena_printf(victim->arena, "{\"name\":\"Sato %d\",\"role\":\"CEO\",\"votes\":true}", i);

	event.body = json_read(victim->arena, body, strlen(body), 4, NULL);
	assert_true(event_prepare(model, victim->arena, &event, NULL) && session_check(model, &event, NULL));
	return event;
}

static struct victim record(struct bench *bench, const char *text, const char *what, bool ids)
{
	struct victim victim = { .arena = arena_new(), .bench = bench, .text = text, .what = what };
	struct session *model = session_new(bench->pack);
	struct dice dice = { ids ? SEED_IDS : SEED, NULL };
	struct event event = { .at = minute(0), .kind_name = "session_opened", .kind = event_kind_find("session_opened"),
			       .body = opening(bench, "s-1") };

	/* The model has clean texts, so that the next event is found by the rules. */
	victim.session = session_new(bench->pack);
	for (int i = 0; i < EVENTS; i++) {
		struct event other = event;

		session_apply(model, &event);
		other.body = hostile_body(victim.arena, &event, text, ids, &victim.count);
		session_apply(victim.session, &other);
		if (i < 3)
			event = person(&victim, model, i);
		else if (!generate(&dice, model, victim.arena, false, &event))
			break;
	}
	session_free(model);
	return victim;
}

static void finish(struct victim *victim)
{
	session_free(victim->session);
	arena_free(victim->arena);
}

/* ---- text and files --------------------------------------------------------------------------- */

static const char *harm_in(enum leaving_format format, const char *text, size_t length)
{
	static const char *(*const looks[FORMAT_COUNT])(const char *) = {
		[FORMAT_HTML] = harm_html, [FORMAT_MARKDOWN] = harm_markdown, [FORMAT_CSV] = harm_csv, [FORMAT_ICS] = harm_ics,
	};
	const char *harm = format == FORMAT_CSV ? harm_cells(text, length) : harm_text(text, length, format == FORMAT_ICS);

	return harm || !looks[format] ? harm : looks[format](text);
}

static void leave(const struct victim *victim)
{
	struct report_style style = { .zone_minutes = 540, .wareki = lang == LANG_JA };
	struct report_request request = { .session = victim->session, .parent = victim->session, .style = &style };
	struct str out = STR_INIT;

	for (int kind = 0; kind < LEAVING_KIND_COUNT; kind++) {
		for (int format = 0; format < FORMAT_COUNT; format++) {
			struct error err = { ERROR_NONE, "" };
			bool goes = leaving_goes((enum leaving_kind)kind, (enum leaving_format)format);

			str_clear(&out);
			if (goes && report_leaving(&request, (enum leaving_kind)kind, (enum leaving_format)format, &out, &err))
				no_harm(victim, arena_printf(victim->arena, "%s as %s", leaving_kind_name((enum leaving_kind)kind),
							     leaving_format_name((enum leaving_format)format)),
					harm_in((enum leaving_format)format, out.text, out.length));
		}
	}
	str_release(&out);
}

static void brief(const struct victim *victim)
{
	static const enum leaving_format as[] = { [PAPER_TEXT] = FORMAT_JSON, [PAPER_MARKDOWN] = FORMAT_MARKDOWN,
		[PAPER_HTML] = FORMAT_HTML };
	struct report_style style = { .zone_minutes = 540 };

	for (int format = 0; format < PAPER_FORMAT_COUNT; format++) {
		struct str out = STR_INIT;

		report_brief(victim->session, victim->session, &style, (enum paper_format)format, &out);
		no_harm(victim, "the brief", harm_in(as[format], out.text, out.length));
		str_release(&out);
	}
}

static void tell_group(const struct victim *victim, struct str *text, struct str *json)
{
	struct group group;
	size_t order[2];

	group_begin(&group, victim->arena, victim->session->pack, "2026-12-31");
	group_add(&group, victim->text, "2026-11-24", victim->session, 1);
	group_add(&group, victim->text, "2026-11-24", victim->session, 2);
	group_measure(&group, 0, order);
	report_group(&group, order, false, false, text);
	json_write(json, report_group_json(&group, order, false, victim->arena));
}

static void tell(const struct victim *victim)
{
	const struct session *both[] = { victim->session, victim->session };
	struct report_style style = { .zone_minutes = 540 };
	struct comparison all = compare_sessions(both, 2, victim->arena);
	struct str text = STR_INIT, json = STR_INIT, page = STR_INIT;
	struct trend trend;

	trend_begin(&trend, victim->arena);
	trend_add(&trend, victim->session, 1);
	trend_add(&trend, victim->session, 2);
	report_text(victim->session, &style, &text);
	report_log(victim->session, &style, &text);
	report_read_back(victim->session, &text);
	report_compare(&all, true, false, &text);
	report_trend(&trend, victim->text, false, &text);
	tell_group(victim, &text, &json);
	no_harm(victim, "text", text_invalid_at(text.text, text.length) < 0 ? NULL : "not UTF-8");
	json_write(&json, report_json(victim->session, victim->arena));
	json_write(&json, report_log_json(victim->session, victim->arena));
	json_write(&json, report_compare_json(&all, true, victim->arena));
	json_write(&json, report_trend_json(&trend, victim->text, victim->arena));
	no_harm(victim, "JSON", text_invalid_at(json.text, json.length) < 0 ? NULL : "not UTF-8");
	for (const char *c = json.text; *c; c++)
		if ((unsigned char)*c < 0x20)
			fail_msg("%s: JSON holds a raw control character", victim->what);
	report_compare_paper(&all, true, NULL, FORMAT_HTML, &page);
	no_harm(victim, "comparison", harm_in(FORMAT_HTML, page.text, page.length));
	str_clear(&page);
	report_compare_paper(&all, true, NULL, FORMAT_MARKDOWN, &page);
	no_harm(victim, "comparison", harm_in(FORMAT_MARKDOWN, page.text, page.length));
	str_release(&text);
	str_release(&json);
	str_release(&page);
}

/* ---- screens ---------------------------------------------------------------------------------- */

/* The very bytes that a terminal gets for the cells, row by row. */
static void look(const struct victim *victim, const char *where, const struct canvas *canvas)
{
	for (int y = 0; y < canvas->height; y++) {
		int width = 0;

		for (int x = 0; x < canvas->width; x++) {
			const struct cell *cell = &canvas->cell[y * canvas->width + x];

			no_harm(victim, where, harm_terminal(cell->text, strlen(cell->text)));
			if (strchr(cell->text, '\n'))
				fail_msg("%s, %s: a line end in a cell", victim->what, where);
			width += cell->width;
		}
		assert_int_equal(width, canvas->width);
	}
}

static void press(const struct victim *victim, struct app *app, const char *keys)
{
	char *next = arena_strdup(victim->arena, keys);
	struct effect effect;

	while (next && *next) {
		char *name = next;
		struct key key;

		next = strchr(name, ' ');
		if (next)
			*next++ = '\0';
		assert_true(key_parse(name, &key));
		app_key(app, key);
		while (app_effect(app, &effect)) {
			struct error err = { ERROR_REFUSED, "" };

			snprintf(err.text, sizeof(err.text), "%s", victim->text);
			app_failed(app, &effect, &err);
		}
	}
}

static void screens(const struct victim *victim)
{
	static const char *const keys[] = { "", "O", "C", "i", "?", "A", "R", "S", "d", "v", "L", "C G", "Escape r" };
	static const char *const tabs[] = { "explain", "questions", "positions", "decide", "worksheet", "last" };
	struct arena *frame = arena_new();
	struct app_now now = { .at = minute(600), .zone_minutes = 540, .today = { 2026, 11, 24 } };

	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]) + sizeof(tabs) / sizeof(tabs[0]); i++) {
		bool is_tab = i >= sizeof(keys) / sizeof(keys[0]);
		const char *tab = is_tab ? tabs[i - sizeof(keys) / sizeof(keys[0])] : "decide", *way = is_tab ? "" : keys[i];
		struct canvas *canvas = canvas_new(frame, WIDTH, HEIGHT);
		struct app *app = app_new(victim->text);
		struct app_row row = { .number = 1, .id = victim->text, .title = victim->text, .organisation = victim->text,
			.entity = victim->text, .held_on = victim->text, .label = victim->text, .state = victim->text,
			.agenda = victim->text };

		app_time(app, now);
		app_sessions(app, &row, 1);
		app_draw(app, canvas);
		look(victim, "home", canvas);
		app_session(app, victim->session, victim->session, "D3", tab, i % 2 ? victim->text : NULL);
		app_message(app, true, victim->text);
		app_draft_found(app, "s-1", "note_added D3", arena_printf(victim->arena, "{\"text\":\"%s\"}", "x"));
		press(victim, app, way);
		app_draw(app, canvas);
		look(victim, arena_printf(frame, "screen '%s' %s", way, tab), canvas);
		app_free(app);
		arena_reset(frame);
	}
	arena_free(frame);
}

static void others_screens(const struct victim *victim)
{
	struct arena *frame = arena_new();
	struct app_now now = { .at = minute(600), .zone_minutes = 540, .today = { 2026, 11, 24 } };
	struct canvas *canvas = canvas_new(frame, WIDTH, HEIGHT);
	struct seat *seat = seat_new("p1");

	for (int show = 0; show < ROOM_SHOW_COUNT; show++) {
		struct room_view view = { .session = victim->session, .show = (enum room_show)show, .item = "D3", .question = 1,
			.now = now };

		canvas_clear(canvas);
		room_draw(&view, frame, canvas);
		look(victim, "the room", canvas);
	}
	seat_time(seat, now);
	seat_session(seat, victim->session, false);
	canvas_clear(canvas);
	seat_draw(seat, frame, canvas);
	look(victim, "a seat", canvas);
	seat_free(seat);
	arena_free(frame);
}

/* ---- tests ------------------------------------------------------------------------------------ */

/* Is the text in all that has anything to tell?  What was never reached proves nothing. */
static void holds(const struct victim *victim)
{
	static const enum leaving_kind kinds[] = { LEAVING_MINUTES, LEAVING_DECISIONS, LEAVING_ACTIONS, LEAVING_ACCEPTANCES,
		LEAVING_CERTIFICATE, LEAVING_APPETITE, LEAVING_COMPARISON };
	struct report_style style = { .zone_minutes = 540 };
	struct report_request request = { .session = victim->session, .parent = victim->session, .style = &style };

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		for (int format = 0; format < FORMAT_COUNT; format++) {
			struct str out = STR_INIT;
			struct error err;

			if (leaving_goes(kinds[i], (enum leaving_format)format) &&
			    (!report_leaving(&request, kinds[i], (enum leaving_format)format, &out, &err) ||
			     !strstr(out.text, victim->text)))
				fail_msg("%s %s does not hold the text", leaving_kind_name(kinds[i]),
					 leaving_format_name((enum leaving_format)format));
			str_release(&out);
		}
	}
}

static void what_is_harmless_is_in_all_of_it(void **state)
{
	struct victim victim = record(*state, "Qxz", "plain", false);

	holds(&victim);
	finish(&victim);
}

static void through_every_field(struct bench *bench, bool ids)
{
	for (size_t i = 0; i < hostile_count; i++) {
		struct victim victim;

		/* Ids stand in fewer places: every third class does. */
		if (!hostile[i].valid || (ids && i % 3 != 2))
			continue;
		lang = i % 2 ? LANG_JA : LANG_EN;
		victim = record(bench, hostile[i].text, hostile[i].name, ids);
		assert_true(victim.count > EVENTS);
		leave(&victim);
		brief(&victim);
		tell(&victim);
		screens(&victim);
		others_screens(&victim);
		finish(&victim);
	}
}

static void every_class_through_every_field(void **state)
{
	through_every_field(*state, false);
}

static void every_class_through_every_id(void **state)
{
	through_every_field(*state, true);
}

/* The classes go through every field: one that no random session reaches is told. */
static void no_field_is_passed_over(void **state)
{
	struct bench *bench = *state;
	struct arena *arena = arena_new();
	struct str missed = STR_INIT;
	const struct event_kind *kind;

	for (size_t k = 0; (kind = event_kind_at(k)); k++) {
		for (size_t f = 0; f < kind->field_count; f++) {
			const struct event_field *field = &kind->field[f];
			struct json *map = json_map(arena);
			struct event event = { .kind = kind, .kind_name = kind->name, .body = map };
			size_t count = 0;

			if (field->type != VALUE_LINE && field->type != VALUE_TEXT)
				continue;
			json_put_text(arena, map, field->name, "x");
			hostile_body(arena, &event, "y", false, &count);
			if (count == 0 && !(kind->flags & EVENT_CORRECTS))
				str_printf(&missed, "%s ", field->name);
		}
	}
	/* Each of these is a word of the program, and named in support_hostile.c. */
	for (char *name = strtok(missed.text, " "); name; name = strtok(NULL, " "))
		if (!strstr("parent pack language supersedes renews carries row about place gap question field currency per", name))
			fail_msg("%s gets no text", name);
	str_release(&missed);
	arena_free(arena);
	(void)bench;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(what_is_harmless_is_in_all_of_it, bench_setup, bench_teardown),
		cmocka_unit_test_setup_teardown(every_class_through_every_field, bench_setup, bench_teardown),
		cmocka_unit_test_setup_teardown(every_class_through_every_id, bench_setup, bench_teardown),
		cmocka_unit_test_setup_teardown(no_field_is_passed_over, bench_setup, bench_teardown),
	};

	text_init_locale();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
