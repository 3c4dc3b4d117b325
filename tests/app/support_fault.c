/* See support_fault.h. */
#include "support_fault.h"

#include <fcntl.h>
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
#include "cli/command.h"
#include "lang/lang.h"
#include "store/store.h"
#include "ui/canvas.h"
#include "ui/key.h"
#include "workshop/session.h"

static size_t faults;

/* ---- a screen --------------------------------------------------------------------- */

void screen_begin(struct screen *screen, bool shares)
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

void screen_end(struct screen *screen)
{
	desk_close(&screen->desk);
	assert_int_equal(disk_open_files(), 0);
	unlink(screen->context.database);
	rmdir(screen->folder);
	arena_free(screen->arena);
	disk_remove();
}

void screen_press(struct screen *screen, const char *names)
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

void screen_type(struct screen *screen, const char *text)
{
	while (*text) {
		struct key key = { 0 };

		text += text_decode(text, &key.code);
		desk_key(&screen->desk, key);
	}
}

bool screen_shows(struct screen *screen, const char *text)
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

static int carry_out(const struct screen *screen, const char *const *word)
{
	const struct command *command = command_find(word[0]);
	struct option_table tables[] = { global_options, command->options };
	struct arena *arena = arena_new();
	struct arguments arguments = { .arena = arena };
	struct cli_context context = screen->context;
	struct error err;
	int count = 0, rest, status;

	context.arena = arena;
	while (word[count])
		count++;
	if (!option_scan(&arguments, tables, 2, count, (char **)(uintptr_t)word, false, &rest, &err))
		fail_msg("%s", err.text);
	status = command->run(&context, &arguments);
	arena_free(arena);
	return status;
}

/* What goes to `from` goes to `to`; where it went before. */
static int turn(int from, int to)
{
	int before = dup(from);

	fflush(NULL);
	dup2(to, from);
	close(to);
	return before;
}

int screen_command(struct screen *screen, const char *const *word)
{
	FILE *said = tmpfile();
	int out = turn(STDOUT_FILENO, open("/dev/null", O_WRONLY)), err = turn(STDERR_FILENO, dup(fileno(said)));
	int status = carry_out(screen, word);
	size_t length;

	fflush(NULL);
	close(turn(STDOUT_FILENO, out));
	close(turn(STDERR_FILENO, err));
	rewind(said);
	length = fread(screen->dump, 1, sizeof(screen->dump) - 1, said);
	screen->dump[length] = '\0';
	fclose(said);
	return status;
}

void screen_meeting(struct screen *screen, bool shares)
{
	static const char *const word[] = {
		"new", "--title", "Autumn workshop", "--organisation", "Minato", "--date", "2026-11-24",
		"--participant", "Abe;Director;vote", "--participant", "Ito;CFO;vote", NULL
	};

	screen_begin(screen, shares);
	if (screen_command(screen, word) != 0)
		fail_msg("%s", screen->dump);
	desk_tick(&screen->desk, true);
	screen_press(screen, "Enter ] y :");
	screen_type(screen, "goto d3");
	screen_press(screen, "Enter");
}

size_t screen_events(const struct screen *screen)
{
	return screen->desk.session ? screen->desk.session->event_count : 0;
}

bool session_newest_says(const struct session *session, const char *text)
{
	struct str body = STR_INIT;
	bool says;

	json_write(&body, session_head(session)->body);
	says = strstr(body.text, text) != NULL;
	str_release(&body);
	return says;
}

void screen_check_file(const struct screen *screen, const struct session *session, bool doubt)
{
	struct error err = { ERROR_NONE, "" };
	struct store *store = store_open(screen->context.database, STORE_READ, &err);
	struct session *kept = store ? store_load(store, session->now.id, &err) : NULL;
	struct store_verdict verdict;
	size_t count = session->event_count;

	if (!kept)
		sweep_bad("the file cannot be read: %s", err.text);
	if (store_session_count(store) != 1)
		sweep_bad("there are %zu sessions", store_session_count(store));
	if ((kept->event_count != count && !(doubt && kept->event_count == count + 1)) ||
	    strcmp(kept->event[count - 1].hash, session_head(session)->hash) != 0)
		sweep_bad("%zu events in the file, %zu on the screen", kept->event_count, count);
	if (!sweep_known(disk_state()) && (!store_verify(store, screen->arena, NULL, &verdict, &err) || verdict.faults))
		sweep_bad("verify: %s", verdict.faults ? verdict.fault[0].text : err.text);
	store_session_free(kept);
	store_close(store);
	sweep_reopened();
}

/* ---- faults ------------------------------------------------------------------------- */

struct disk_fault screen_refuses(enum disk_call call)
{
	static const struct disk_fault by_call[DISK_CALL_COUNT] = {
		[DISK_OPEN] = { SQLITE_CANTOPEN, DISK_BEFORE }, [DISK_DELETE] = { SQLITE_IOERR_DIR_FSYNC, DISK_AFTER },
		[DISK_READ] = { SQLITE_IOERR_READ, DISK_BEFORE }, [DISK_WRITE] = { SQLITE_FULL, DISK_HALF },
		[DISK_SYNC] = { SQLITE_IOERR_FSYNC, DISK_AFTER }, [DISK_LOCK] = { SQLITE_BUSY, DISK_BEFORE },
		[DISK_TRUNCATE] = { SQLITE_IOERR_TRUNCATE, DISK_BEFORE },
		[DISK_SHARE_LOCK] = { SQLITE_IOERR_SHMLOCK, DISK_BEFORE },
	};

	return by_call[call];
}

static struct disk_fault refuse(void *with, enum disk_call call)
{
	struct disk_fault none = { SQLITE_OK, DISK_BEFORE }, fault = screen_refuses(call);

	(void)with;
	return fault.code && sweep_place() ? fault : none;
}

void faults_begin(struct sweep *sweep, size_t sample, bool from_on)
{
	*sweep = (struct sweep){ .first = 1, .stride = sweep_stride(sample), .from_on = from_on };
	disk_ask(refuse, NULL);
	sweep_begin(sweep);
}

void faults_end(struct sweep *sweep)
{
	sweep_end();
	disk_ask(NULL, NULL);
	faults += sweep->faults;
	if (sweep->wrong[0])
		fail_msg("%s", sweep->wrong);
}

size_t faults_count(void)
{
	return faults;
}

/* ---- a key that records ------------------------------------------------------------- */

static void must_be_said(struct screen *screen, const struct screen_key *key)
{
	if (!screen_shows(screen, " ! "))
		sweep_bad("not a word:\n%s", screen->dump);
	if (!screen_shows(screen, key->shown))
		sweep_bad("what was typed is gone:\n%s", screen->dump);
}

/* In a copy: `before` events were there when the key was pressed. */
static _Noreturn void judge(struct screen *screen, const struct screen_key *key, size_t before, bool from_on)
{
	if (screen_events(screen) == before && from_on) {
		must_be_said(screen, key);
		screen_press(screen, key->again);
	}
	if (screen_events(screen) == before)
		must_be_said(screen, key);
	sweep_heal();
	if (screen->desk.session)
		screen_check_file(screen, screen->desk.session, from_on && screen_events(screen) == before);
	/* Where only the acknowledgement is missing, the same again is no second record. */
	if (screen_events(screen) == before || screen_shows(screen, " ! ")) {
		screen_press(screen, key->again);
		if (screen_shows(screen, " ! "))
			sweep_bad("the same key does not help:\n%s", screen->dump);
	}
	if (screen_events(screen) == before || !session_newest_says(screen->desk.session, key->says))
		sweep_bad("not recorded:\n%s", screen->dump);
	if (before > 0 && screen_events(screen) != before + 1)
		sweep_bad("%zu events became %zu", before, screen_events(screen));
	screen_check_file(screen, screen->desk.session, false);
	sweep_good();
}

void screen_record(struct screen *screen, const struct screen_key *key, bool from_on)
{
	size_t before = screen_events(screen);
	struct sweep sweep;

	/* The draft is on its way before the key is. */
	desk_tick(&screen->desk, true);
	faults_begin(&sweep, 37, from_on);
	screen_press(screen, key->key);
	if (sweep_is_copy())
		judge(screen, key, before, from_on);
	faults_end(&sweep);
	if (screen_events(screen) <= before)
		fail_msg("not recorded without a fault:\n%s", (screen_shows(screen, ""), screen->dump));
	if (!session_newest_says(screen->desk.session, key->says))
		fail_msg("something else was recorded: %s", session_head(screen->desk.session)->kind_name);
}
