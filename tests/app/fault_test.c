/*
 * The disk fails while the facilitator works: the screen says so, what was typed is still
 * in its field, and the same key records it when the disk answers again.
 */
#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#include <sqlite3.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/json.h"
#include "base/text.h"
#include "cli/desk.h"
#include "lang/lang.h"
#include "store/store.h"
#include "support/disk.h"
#include "support/sweep.h"
#include "ui/canvas.h"
#include "ui/key.h"
#include "workshop/session.h"

/* One program with its screen. */
struct screen {
	struct arena *arena;
	struct cli_context context;
	struct desk desk;
	char folder[256], dump[64 * 1024];
};

static size_t faults;

static void press(struct screen *screen, const char *names)
{
	char *copy = arena_strdup(screen->arena, names), *name;
	struct key key;

	while ((name = copy) && *name) {
		copy = strchr(name, ' ');
		if (copy)
			*copy++ = '\0';
		assert_true(key_parse(name, &key));
		desk_key(&screen->desk, key);
	}
}

static void type(struct screen *screen, const char *text)
{
	while (*text) {
		struct key key = { 0 };

		text += text_decode(text, &key.code);
		desk_key(&screen->desk, key);
	}
}

static bool shows(struct screen *screen, const char *text)
{
	struct arena *frame = arena_new();
	struct canvas *canvas = canvas_new(frame, 120, 36);
	struct str out = STR_INIT;

	desk_time(&screen->desk);
	app_resize(screen->desk.app, 120, 36);
	app_draw(screen->desk.app, canvas);
	canvas_dump(canvas, false, &out);
	snprintf(screen->dump, sizeof(screen->dump), "%s", out.text);
	str_release(&out);
	arena_free(frame);
	return strstr(screen->dump, text) != NULL;
}

static struct disk_fault refuse(void *with, enum disk_call call)
{
	static const struct disk_fault by_call[DISK_CALL_COUNT] = {
		[DISK_OPEN] = { SQLITE_CANTOPEN, DISK_BEFORE }, [DISK_DELETE] = { SQLITE_IOERR_DIR_FSYNC, DISK_AFTER },
		[DISK_READ] = { SQLITE_IOERR_READ, DISK_BEFORE }, [DISK_WRITE] = { SQLITE_FULL, DISK_HALF },
		[DISK_SYNC] = { SQLITE_IOERR_FSYNC, DISK_AFTER }, [DISK_LOCK] = { SQLITE_BUSY, DISK_BEFORE },
		[DISK_TRUNCATE] = { SQLITE_IOERR_TRUNCATE, DISK_BEFORE },
		[DISK_SHARE_LOCK] = { SQLITE_IOERR_SHMLOCK, DISK_BEFORE },
	};
	struct disk_fault none = { SQLITE_OK, DISK_BEFORE };

	(void)with;
	return by_call[call].code && sweep_place() ? by_call[call] : none;
}

static size_t events(const struct screen *screen)
{
	return screen->desk.session ? screen->desk.session->event_count : 0;
}

/* Does the newest event say what was typed? */
static bool newest_says(const struct screen *screen, const char *text)
{
	struct str body = STR_INIT;
	bool says;

	json_write(&body, session_head(screen->desk.session)->body);
	says = strstr(body.text, text) != NULL;
	str_release(&body);
	return says;
}

/* What the file holds is what the screen holds. */
static void check_file(struct screen *screen)
{
	struct error err = { ERROR_NONE, "" };
	struct store *store = store_open(screen->context.database, STORE_READ, &err);
	struct session *session = store ? store_load(store, screen->desk.id.text, &err) : NULL;
	struct store_verdict verdict;

	if (!session)
		sweep_bad("the file cannot be read: %s", err.text);
	if (session->event_count != events(screen) ||
	    strcmp(session_head(session)->hash, session_head(screen->desk.session)->hash) != 0)
		sweep_bad("%zu events in the file, %zu on the screen", session->event_count, events(screen));
	if (sweep_at() % 8 == 0 && (!store_verify(store, screen->arena, NULL, &verdict, &err) || verdict.faults))
		sweep_bad("verify: %s", verdict.faults ? verdict.fault[0].text : err.text);
	store_session_free(session);
	store_close(store);
}

/* In a copy: `before` events were there when the key was pressed. */
static _Noreturn void judge(struct screen *screen, const char *key, const char *typed, size_t before)
{
	bool failed = events(screen) == before;

	sweep_heal();
	if (failed && !shows(screen, " ! "))
		sweep_bad("not a word:\n%s", screen->dump);
	if (failed && !shows(screen, typed))
		sweep_bad("what was typed is gone:\n%s", screen->dump);
	if (failed && screen->desk.session)
		check_file(screen);
	/* Where only the acknowledgement is missing, the same again is no second record. */
	if (failed || shows(screen, " ! ")) {
		press(screen, key);
		if (shows(screen, " ! "))
			sweep_bad("the same key does not help:\n%s", screen->dump);
	}
	if (events(screen) == before || !newest_says(screen, typed))
		sweep_bad("not recorded:\n%s", screen->dump);
	if (failed && before > 0 && events(screen) != before + 1)
		sweep_bad("%zu events became %zu", before, events(screen));
	check_file(screen);
	sweep_good();
}

/* The key that records what was typed, with every call failing in turn. */
static void record(struct screen *screen, const char *key, const char *typed, bool from_on)
{
	struct sweep sweep = { .first = 1, .stride = sweep_stride(19, 2), .from_on = from_on };
	size_t before = events(screen);

	/* The draft is on its way before the key is. */
	desk_tick(&screen->desk, true);
	disk_ask(refuse, NULL);
	sweep_begin(&sweep);
	press(screen, key);
	if (sweep_is_copy())
		judge(screen, key, typed, before);
	sweep_end();
	disk_ask(NULL, NULL);
	if (events(screen) <= before)
		fail_msg("not recorded without a fault:\n%s", (shows(screen, ""), screen->dump));
	assert_true(newest_says(screen, typed));
	faults += sweep.faults;
	if (sweep.wrong[0])
		fail_msg("%s", sweep.wrong);
}

/* A draft that can't be kept is said, stays on the screen, and is kept later. */
static void keep_draft(struct screen *screen, const char *typed)
{
	struct sweep sweep = { .first = 1, .stride = sweep_stride(5, 1), .from_on = true };

	disk_ask(refuse, NULL);
	sweep_begin(&sweep);
	desk_tick(&screen->desk, true);
	if (sweep_is_copy()) {
		sweep_heal();
		if (!shows(screen, typed))
			sweep_bad("the draft is gone:\n%s", screen->dump);
		if (screen->desk.draft.unsaved && !shows(screen, " ! "))
			sweep_bad("not a word:\n%s", screen->dump);
		desk_tick(&screen->desk, true);
		if (screen->desk.draft.unsaved)
			sweep_bad("the draft is still not kept");
		sweep_good();
	}
	sweep_end();
	disk_ask(NULL, NULL);
	faults += sweep.faults;
	if (sweep.wrong[0])
		fail_msg("%s", sweep.wrong);
}

static void begin(struct screen *screen, bool shares)
{
	const char *base = getenv("TMPDIR");
	struct error err = { ERROR_NONE, "" };

	memset(screen, 0, sizeof(*screen));
	lang = LANG_EN;
	text_init_locale();
	disk_insert();
	disk_share_nothing(!shares);
	screen->arena = arena_new();
	snprintf(screen->folder, sizeof(screen->folder), "%s/fault.XXXXXX", base ? base : "/tmp");
	assert_non_null(mkdtemp(screen->folder));
	screen->context = (struct cli_context){
		.arena = screen->arena, .folder = { "content" }, .folder_count = 1, .ids = { .seed = "fault" },
		.database = arena_printf(screen->arena, "%s/entaku.db", screen->folder),
	};
	assert_true(clock_freeze(&screen->context.clock, "2026-11-24T05:00:00Z"));
	if (!desk_open(&screen->desk, &screen->context, NULL, 24, &err))
		fail_msg("%s", err.text);
}

static void end(struct screen *screen)
{
	desk_close(&screen->desk);
	assert_int_equal(disk_open_files(), 0);
	unlink(screen->context.database);
	rmdir(screen->folder);
	arena_free(screen->arena);
	disk_remove();
}

static void work(bool shares)
{
	static const struct { const char *open, *typed, *key; } forms[] = {
		{ "d", "Keep the plant running", "Enter" }, { "n", "Ask the plant again", "Enter" },
		{ "a", "Write the letter", "Enter" }, { "d", "And the other one, too", "Enter" },
	};
	struct screen screen;

	begin(&screen, shares);
	press(&screen, "n");
	type(&screen, "Autumn workshop");
	press(&screen, "Tab");
	type(&screen, "Minato");
	record(&screen, "Enter", "Autumn workshop", false);
	type(&screen, "Abe");
	press(&screen, "Tab");
	type(&screen, "Director");
	record(&screen, "Enter", "Abe", true);
	press(&screen, "Escape ] y :");
	type(&screen, "goto d3");
	press(&screen, "Enter");
	for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
		press(&screen, forms[i].open);
		type(&screen, forms[i].typed);
		keep_draft(&screen, forms[i].typed);
		record(&screen, forms[i].key, forms[i].typed, i % 2);
		press(&screen, "Escape");
	}
	end(&screen);
}

static void what_was_typed_stays(void **state)
{
	(void)state;
	work(true);
}

static void what_was_typed_stays_without_shared_memory(void **state)
{
	(void)state;
	work(false);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_was_typed_stays),
		cmocka_unit_test(what_was_typed_stays_without_shared_memory),
	};
	int failed = cmocka_run_group_tests(tests, NULL, NULL);

	printf("# %zu faults on the screen, %d failed\n", faults, failed);
	return failed;
}
