/*
 * The disk fails while others work beside the facilitator: a seat's ballot is sealed, the
 * file is copied, a session goes out as a bundle and comes in.  It is said in words, what
 * is there is whole or not there at all, and the same again does it.
 */
#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <dirent.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/file.h"
#include "base/str.h"
#include "cli/sitting.h"
#include "store/store.h"
#include "support_fault.h"
#include "ui/canvas.h"
#include "workshop/session.h"

/* ---- a ballot ------------------------------------------------------------------------- */

/* A facilitator with a round open, and a seat. */
struct hall { struct screen screen; struct sitting sitting; };

static void seat_press(struct hall *hall, const char *names)
{
	char *copy = arena_strdup(hall->screen.arena, names), *rest = NULL;

	for (char *name = strtok_r(copy, " ", &rest); name; name = strtok_r(NULL, " ", &rest)) {
		struct key key;

		assert_true(key_parse(name, &key));
		sitting_key(&hall->sitting, key);
	}
}

static bool seat_shows(struct hall *hall, const char *text)
{
	struct str out = STR_INIT;

	canvas_dump(sitting_picture(&hall->sitting, 100, 30, false), false, &out);
	snprintf(hall->screen.dump, sizeof(hall->screen.dump), "%s", out.text);
	str_release(&out);
	return strstr(hall->screen.dump, text) != NULL;
}

static void must_be_said(struct hall *hall)
{
	if (!seat_shows(hall, "entaku.db'"))
		sweep_bad("not a word:\n%s", hall->screen.dump);
	if (!seat_shows(hall, "not more"))
		sweep_bad("the reason is gone:\n%s", hall->screen.dump);
}

/* In a copy: `before` events were there when the ballot was confirmed. */
static _Noreturn void judge_ballot(struct hall *hall, size_t before, bool from_on)
{
	if (hall->sitting.session->event_count == before)
		must_be_said(hall);
	if (hall->sitting.session->event_count == before && from_on) {
		seat_press(hall, "y");
		if (hall->sitting.session->event_count == before)
			must_be_said(hall);
	}
	sweep_heal();
	screen_check_file(&hall->screen, hall->sitting.session,
			  from_on && hall->sitting.session->event_count == before);
	sitting_look(&hall->sitting);
	if (hall->sitting.session->event_count == before)
		seat_press(hall, "y");
	if (hall->sitting.session->event_count != before + 1 ||
	    !session_newest_says(hall->sitting.session, "not more"))
		sweep_bad("%zu events became %zu:\n%s", before, hall->sitting.session->event_count,
			  (seat_shows(hall, ""), hall->screen.dump));
	/* The facilitator learns of it, and goes on. */
	desk_tick(&hall->screen.desk, true);
	if (screen_events(&hall->screen) != before + 1)
		sweep_bad("the facilitator sees %zu events", screen_events(&hall->screen));
	screen_press(&hall->screen, "v y");
	if (screen_events(&hall->screen) != before + 2)
		sweep_bad("the facilitator does not go on");
	screen_check_file(&hall->screen, hall->screen.desk.session, false);
	sweep_good();
}

static void take_seat(struct hall *hall, bool shares)
{
	struct error err = { ERROR_NONE, "" };

	screen_meeting(&hall->screen, shares);
	screen_press(&hall->screen, "v v Enter");
	if (!sitting_open(&hall->sitting, &hall->screen.context, "1", "Abe", &err))
		fail_msg("%s", err.text);
	seat_press(hall, "2 Enter n o t Space m o r e Enter 2 Enter");
	assert_true(seat_shows(hall, "not more"));
}

static void a_ballot_is_sealed_once(void **state)
{
	(void)state;
	for (int i = 0; i < 4; i++) {
		struct hall hall;
		struct sweep sweep;
		size_t before;

		take_seat(&hall, i % 2 == 0);
		before = hall.sitting.session->event_count;
		faults_begin(&sweep, 29, i / 2);
		seat_press(&hall, "y");
		if (sweep_is_copy())
			judge_ballot(&hall, before, i / 2);
		faults_end(&sweep);
		assert_int_equal(hall.sitting.session->event_count, before + 1);
		assert_true(session_newest_says(hall.sitting.session, "not more"));
		sitting_close(&hall.sitting);
		screen_end(&hall.screen);
	}
}

/* ---- copies and bundles ----------------------------------------------------------------- */

/* What a command makes stands in the real folder, too, which copies of this program share:
 * each does its work from the beginning, in a folder of its own. */
struct work {
	struct screen screen;
	const struct job *job;
	const char *folder, *other, *bundle, *bytes; /* a database to take in, and what */
	size_t calls, at;        /* to the disk; the one that fails */
	bool from_on;
};

/* A command, what it makes in the folder, and what is wrong with that. */
struct job {
	const char *word[6], *makes;
	const char *(*wrong)(struct work *work, const char *made);
	bool elsewhere;          /* into the other database */
	bool once;               /* twice is wrong, so a refusal says whether it may be there */
};

static struct disk_fault refuse_at(void *with, enum disk_call call)
{
	struct work *work = with;
	struct disk_fault fault = screen_refuses(call);

	if (fault.code)
		work->calls++;
	if (work->calls == work->at || (work->from_on && work->calls > work->at))
		return fault;
	return (struct disk_fault){ 0, DISK_BEFORE };
}

static const char *made_by(const struct work *work)
{
	return arena_printf(work->screen.arena, "%s/%s", work->folder, work->job->makes);
}

static int carry_out(struct work *work)
{
	struct screen *screen = &work->screen;
	const char *own = screen->context.database, *word[7] = { NULL };
	int status;

	for (size_t i = 0; i < 6 && work->job->word[i]; i++)
		word[i] = strcmp(work->job->word[i], "MADE") == 0 ? made_by(work) :
			  strcmp(work->job->word[i], "BUNDLE") == 0 ? work->bundle : work->job->word[i];
	if (work->job->elsewhere)
		screen->context.database = work->other;
	status = screen_command(screen, word);
	screen->context.database = own;
	return status;
}

/* The database must hold the session as it is on the screen. */
static const char *wrong_in(const struct work *work, const char *path)
{
	const struct session *session = work->screen.desk.session;
	struct error err = { ERROR_NONE, "" };
	struct store *store = store_open(path, STORE_READ, &err);
	struct session *kept = store ? store_load(store, session->now.id, &err) : NULL;
	struct store_verdict verdict;
	bool same = kept && strcmp(session_head(kept)->hash, session_head(session)->hash) == 0;
	const char *wrong = kept ? same ? NULL : "a part of it" : arena_strdup(work->screen.arena, err.text);

	if (!wrong && (!store_verify(store, work->screen.arena, NULL, &verdict, &err) || verdict.faults))
		wrong = verdict.faults ? verdict.fault[0].text : arena_strdup(work->screen.arena, err.text);
	store_session_free(kept);
	store_close(store);
	sweep_reopened();
	return wrong;
}

/* The real file of a copy is empty: what it holds goes its ways on the disk in memory. */
static const char *wrong_with_copy(struct work *work, const char *made)
{
	const char *aside = arena_printf(work->screen.arena, "%.*s/.entaku-%ld.part", (int)(strrchr(made, '/') - made), made,
					 (long)getpid());

	if (access(made, F_OK) == 0)
		disk_rename(aside, made);
	else if (access(aside, F_OK) != 0)
		disk_rename(aside, NULL);
	return access(made, F_OK) == 0 ? wrong_in(work, made) : "no copy";
}

static const char *wrong_with_bundle(struct work *work, const char *made)
{
	char *bytes;
	size_t length;

	if (!file_read(work->screen.arena, made, 1 << 20, &bytes, &length))
		return "no bundle";
	return strcmp(bytes, work->bytes) == 0 ? NULL : "a part of a bundle";
}

static const char *wrong_with_other(struct work *work, const char *made)
{
	struct store *store = store_open(work->other, STORE_READ, NULL);
	size_t count = store ? store_session_count(store) : 1;

	(void)made;
	store_close(store);
	return count == 0 ? "no session" : wrong_in(work, work->other);
}

static const char *wrong_with_new(struct work *work, const char *made)
{
	struct store *store = store_open(work->other, STORE_READ, NULL);
	size_t count = store ? store_session_count(store) : 2;

	(void)made;
	store_close(store);
	return count == 0 ? "no session" : count > 1 ? "made twice" : NULL;
}

static const struct job jobs[] = {
	{ { "backup", "MADE" }, "copy.db", wrong_with_copy, false, false },
	{ { "export", "1", "--output", "MADE" }, "bundle.jsonl", wrong_with_bundle, false, false },
	{ { "import", "BUNDLE" }, "nothing", wrong_with_other, true, false },
	{ { "new", "--title", "Winter", "--organisation", "Minato" }, "nothing", wrong_with_new, true, true },
};

/* What is not whole is not there at all; and nothing else is. */
static bool is_whole(struct work *work)
{
	const char *wrong = work->job->wrong(work, made_by(work));
	DIR *folder = opendir(work->folder);
	const struct dirent *entry;

	if (wrong && strncmp(wrong, "no ", 3) != 0)
		sweep_bad("%s: %s", work->job->word[0], wrong);
	while (folder && (entry = readdir(folder)))
		if (entry->d_name[0] != '.' && strcmp(entry->d_name, work->job->makes) != 0)
			sweep_bad("%s left %s behind", work->job->word[0], entry->d_name);
	if (folder)
		closedir(folder);
	return !wrong;
}

static void own_folder(struct work *work)
{
	work->folder = arena_printf(work->screen.arena, "%s/%ld", work->screen.folder, (long)getpid());
	if (mkdir(work->folder, 0700) != 0)
		sweep_bad("no folder");
}

/* In a copy: the command with call `at` failing, done again while it does, and after it. */
static _Noreturn void judge_work(struct work *work)
{
	bool done = false, doubt = false;

	own_folder(work);
	disk_ask(refuse_at, work);
	for (int i = 0; !done && !doubt && i < (work->from_on ? 2 : 1); i++) {
		done = carry_out(work) == 0;
		doubt = strstr(work->screen.dump, "whether it is there") != NULL;
		if (!done && strncmp(work->screen.dump, "entaku: ", 8) != 0)
			sweep_bad("%s failed without a word: %s", work->job->word[0], work->screen.dump);
	}
	disk_ask(NULL, NULL);
	if (work->job->once && !done && !doubt && is_whole(work))
		sweep_bad("%s did it, and said: %s", work->job->word[0], work->screen.dump);
	if (!is_whole(work) && (done || carry_out(work) != 0 || !is_whole(work)))
		sweep_bad("%s does not help: %s", work->job->word[0], work->screen.dump);
	screen_check_file(&work->screen, work->screen.desk.session, false);
	unlink(made_by(work));
	rmdir(work->folder);
	sweep_good();
}

/* How often the command calls the disk where nothing fails. */
static size_t count_calls(struct work *work)
{
	size_t calls = 0;
	int ends[2];
	pid_t copy;

	assert_int_equal(pipe(ends), 0);
	copy = fork();
	if (copy == 0) {
		own_folder(work);
		work->at = SIZE_MAX;
		disk_ask(refuse_at, work);
		calls = carry_out(work) == 0 ? work->calls : 0;
		disk_ask(NULL, NULL);
		if (!is_whole(work) || write(ends[1], &calls, sizeof(calls)) < 0)
			_exit(1);
		unlink(made_by(work));
		rmdir(work->folder);
		_exit(0);
	}
	close(ends[1]);
	if (read(ends[0], &calls, sizeof(calls)) < 0)
		calls = 0;
	close(ends[0]);
	waitpid(copy, NULL, 0);
	assert_true(calls > 0);
	return calls;
}

static void sweep_job(struct work *work, const struct job *job, bool from_on)
{
	struct sweep sweep;
	size_t calls;

	work->job = job;
	work->from_on = from_on;
	calls = count_calls(work);
	faults_begin(&sweep, 61, false);
	disk_ask(NULL, NULL);
	for (work->at = 1; work->at <= calls; work->at++)
		if (sweep_place())
			judge_work(work);
	faults_end(&sweep);
}

/* A meeting with a few things recorded, its bundle, and an empty database. */
static void prepare(struct work *work, bool shares)
{
	struct screen *screen = &work->screen;
	const char *own;
	char *bytes;
	size_t length;

	memset(work, 0, sizeof(*work));
	screen_meeting(screen, shares);
	screen_press(screen, "n");
	screen_type(screen, "Ask the plant again");
	screen_press(screen, "Enter Escape");
	work->bundle = arena_printf(screen->arena, "%s/taken.jsonl", screen->folder);
	work->other = arena_printf(screen->arena, "%s/other.db", screen->folder);
	assert_int_equal(screen_command(screen, (const char *const[]){ "export", "1", "--output", work->bundle, NULL }), 0);
	assert_true(file_read(screen->arena, work->bundle, 1 << 20, &bytes, &length));
	work->bytes = bytes;
	own = screen->context.database;
	screen->context.database = work->other;
	store_close(store_open(work->other, STORE_WRITE, NULL));
	screen->context.database = own;
}

static void copies_and_bundles_are_whole_or_not_there(void **state)
{
	(void)state;
	for (int i = 0; i < 4; i++) {
		struct work work;

		prepare(&work, i % 2 == 0);
		for (size_t k = 0; k < sizeof(jobs) / sizeof(jobs[0]); k++)
			sweep_job(&work, &jobs[k], i / 2);
		unlink(work.bundle);
		unlink(work.other);
		screen_end(&work.screen);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_ballot_is_sealed_once),
		cmocka_unit_test(copies_and_bundles_are_whole_or_not_there),
	};
	int failed = cmocka_run_group_tests(tests, NULL, NULL);

	printf("# %zu faults beside the screen, %zu files verified, %s\n", faults_count(), sweep_reopenings(),
	       failed ? "something lost, or half" : "0 lost, 0 halves");
	return failed;
}
