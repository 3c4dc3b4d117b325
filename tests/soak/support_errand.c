/*
 * One life of a command: alone on a file, or beside a facilitator at work, who may be
 * the one that ends.  What it was to do is done whole or not at all; and the next one
 * does it, whatever was left lying about.  See support.h.
 */
#include "support.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/file.h"
#include "base/json.h"
#include "base/str.h"
#include "store/store.h"
#include "support/program.h"
#include "support/term.h"
#include "workshop/session.h"

enum { LINES = 100, NOTES = 5, IMPORTED = 3, WORDS = 10, CANNOT_CREATE = 73 };

struct errand {
	struct soak *soak;
	const struct task *task;
	struct meeting meeting;
	struct promises promises;
	struct life command, desk;
	bool beside, desk_ends;
	bool fresh;                      /* the file is made by the command, too */
	char mark[TEXT_SIZE];            /* of this life alone */
	const char *out, *file;          /* a folder; what it reads or makes */
	size_t sessions;                 /* before */
	char *derived;                   /* before */
	bool whole;                      /* what it was to do is there */
	int runs;                        /* that could have done it */
	long begun, took;                /* the command; microseconds */
};

struct task {
	bool archive;                    /* with the sealed sessions */
	const char *word[WORDS];         /* FILE and MARK stand for its own */
	const char *makes;               /* the name of a file, or NULL */
	bool (*judge)(struct errand *errand, struct store *store);
	bool redo;                       /* again although it was whole, */
	int status;                      /* with this end */
};

static const char FILE_WORD[] = "FILE", MARK_WORD[] = "MARK";

static bool complain(const struct errand *errand, const char *what)
{
	printf("FAIL: %s: %s\n", errand->task->word[0], what);
	fflush(stdout);
	return false;
}

/* How many events of the first session hold the text. */
static size_t marked(struct store *store, const char *text)
{
	struct arena *arena = arena_new();
	const char *id = store_find(store, arena, "1", NULL);
	struct session *session = id ? store_load(store, id, NULL) : NULL;
	struct str body = STR_INIT;
	size_t count = 0;

	for (size_t i = 0; session && i < session->event_count; i++) {
		str_clear(&body);
		json_write(&body, session->event[i].body);
		count += strstr(body.text, text) != NULL;
	}
	str_release(&body);
	store_session_free(session);
	arena_free(arena);
	return count;
}

static bool judge_apply(struct errand *errand, struct store *store)
{
	size_t count = marked(store, arena_printf(errand->meeting.arena, "%s line", errand->mark));

	errand->whole = count == LINES;
	return errand->whole || count == 0 || complain(errand, "a part of the lines was recorded");
}

static bool judge_import(struct errand *errand, struct store *store)
{
	size_t more = store_session_count(store) - errand->sessions;

	errand->whole = more == IMPORTED;
	return errand->whole || more == 0 || complain(errand, "a part of the bundle was taken in");
}

/* The file is verified anyway; here the derived rows are looked at one by one. */
static bool judge_rows(struct errand *errand, struct store *store)
{
	struct arena *arena = arena_new();
	char *derived = store_derived_text(store, arena);
	bool same = errand->beside || (derived && strcmp(derived, errand->derived) == 0);

	arena_free(arena);
	errand->whole = true;
	return same || complain(errand, "the derived rows are others");
}

static bool is_there(const char *path)
{
	struct stat info;

	return lstat(path, &info) == 0;
}

static bool judge_backup(struct errand *errand, struct store *store)
{
	struct store *copy;
	bool good;

	(void)store;
	errand->whole = is_there(errand->file);
	if (!errand->whole)
		return true;
	copy = store_open(errand->file, STORE_INSPECT, NULL);
	good = copy && file_is_sound(copy) && store_session_count(copy) == errand->sessions;
	store_close(copy);
	return good || complain(errand, "the copy is not whole");
}

/* Another file takes it in. */
static bool judge_export(struct errand *errand, struct store *store)
{
	struct arena *arena = errand->meeting.arena;
	const char *other = arena_printf(arena, "%s/other.db", errand->meeting.place);
	struct run run = { .word = { "--db", other, "import", errand->file, NULL } };
	struct result result;
	bool good;

	(void)store;
	errand->whole = is_there(errand->file);
	if (!errand->whole)
		return true;
	result = program_run(errand->meeting.place, &run);
	good = result.status == 0;
	result_release(&result);
	unlink(other);
	return good || complain(errand, "the bundle is not whole");
}

static bool judge_new(struct errand *errand, struct store *store)
{
	struct arena *arena = arena_new();
	size_t count = 0, mine = 0;
	struct store_session *row = store_list(store, arena, &count, NULL);

	for (size_t i = 0; row && i < count; i++)
		mine += strcmp(row[i].title, errand->mark) == 0;
	arena_free(arena);
	errand->whole = mine > 0;
	return (mine == count - errand->sessions && mine <= (size_t)errand->runs) ||
	       complain(errand, "there are other sessions than were made");
}

static const struct task tasks[KIND_COUNT] = {
	[KIND_APPLY] = { false, { "apply", "1", FILE_WORD }, NULL, judge_apply, false, 0 },
	[KIND_IMPORT] = { false, { "import", FILE_WORD }, NULL, judge_import, true, 0 },
	[KIND_REBUILD] = { true, { "rebuild" }, NULL, judge_rows, true, 0 },
	[KIND_CHECK] = { true, { "check" }, NULL, judge_rows, true, 0 },
	[KIND_BACKUP] = { true, { "backup", FILE_WORD }, "copy.db", judge_backup, true, CANNOT_CREATE },
	[KIND_EXPORT] = { true, { "export", "1", "2", "3", "4", "-o", FILE_WORD }, "bundle.jsonl", judge_export, true,
			  CANNOT_CREATE },
	[KIND_NEW] = { false, { "new", "--title", MARK_WORD, "--organisation", "Minato" }, NULL, judge_new, true, 0 },
};

static const char *word_of(const struct errand *errand, const char *word)
{
	return word == FILE_WORD ? errand->file : word == MARK_WORD ? errand->mark : word;
}

static void write_lines(struct errand *errand)
{
	struct str text = STR_INIT;

	for (int i = 0; i < LINES; i++)
		str_printf(&text, "{\"kind\":\"note_added\",\"text\":\"%s line %d\"}\n", errand->mark, i);
	assert_true(file_write(errand->file, text.text, text.length));
	str_release(&text);
}

static void look_before(struct errand *errand)
{
	struct store *store = store_open(errand->meeting.database, STORE_READ, NULL);

	errand->sessions = store_session_count(store);
	errand->derived = store_derived_text(store, errand->meeting.arena);
	store_close(store);
}

static void prepare(struct errand *errand, const struct stock *stock)
{
	const struct task *task = errand->task;
	struct arena *arena;

	stock_meeting(stock, task->archive, &errand->meeting);
	arena = errand->meeting.arena;
	errand->out = arena_printf(arena, "%s/out", errand->meeting.place);
	assert_int_equal(mkdir(errand->out, 0700), 0);
	errand->file = task->makes ? arena_printf(arena, "%s/%s", errand->out, task->makes) : stock->bundle;
	if (task == &tasks[KIND_APPLY]) {
		errand->file = arena_printf(arena, "%s/lines.jsonl", errand->meeting.place);
		write_lines(errand);
	}
	if (errand->fresh)
		assert_int_equal(unlink(errand->meeting.database), 0);
	else
		look_before(errand);
}

static void begin_desk(struct errand *errand)
{
	char keys[TEXT_SIZE * 2];

	life_begin(&errand->desk, NULL);
	life_must_see(&errand->desk, "What is asked of the board", "求められていること", "it does not come back");
	/* Into the keyboard's buffer: they are recorded while the command runs. */
	for (int i = 0; i < NOTES; i++) {
		snprintf(keys, sizeof(keys), "nbeside %s note %d\r", errand->mark, i);
		term_type(errand->desk.term, keys);
	}
}

static void begin_command(struct errand *errand)
{
	const char *word[WORDS + 1] = { NULL };

	errand->begun = life_clock();
	for (int i = 0; i < WORDS && errand->task->word[i]; i++)
		word[i] = word_of(errand, errand->task->word[i]);
	life_begin(&errand->command, word);
	errand->runs++;
}

/* All keys were taken, in turn, when it has left. */
static bool desk_leaves(struct errand *errand)
{
	struct life *desk = &errand->desk;
	struct store *store;
	bool good;

	desk->doomed = NULL;
	desk->leaving = true;
	term_type(desk->term, "q");
	while (life_step(desk))
		continue;
	good = term_close(desk->term) == 0 && !desk->failed;
	desk->term = NULL;
	store = store_open(errand->meeting.database, STORE_READ, NULL);
	for (int i = 0; store && i < NOTES; i++) {
		char text[TEXT_SIZE * 2];

		snprintf(text, sizeof(text), "beside %s note %d", errand->mark, i);
		good = marked(store, text) == 1 && good;
	}
	store_close(store);
	return good || complain(errand, "the facilitator beside it has lost something");
}

/* Nobody ends it. */
static bool command_finishes(struct errand *errand, int status)
{
	struct life *command = &errand->command;
	int ended;

	command->doomed = NULL;
	command->leaving = true;
	while (life_step(command))
		continue;
	errand->took = life_clock() - errand->begun;
	ended = term_close(command->term);
	command->term = NULL;
	if (ended != status)
		printf("FAIL: status %d, expected %d\n", ended, status);
	return ended == status || complain(errand, "it did not end well");
}

/* From runs that nobody ends: those that were quicker than their end would tell too little. */
static void learn(struct errand *errand)
{
	atomic_long *usual = &errand->soak->usual[errand->command.kind];
	long before = atomic_load(usual);

	atomic_store(usual, before ? (7 * before + errand->took) / 8 : errand->took);
}

/* Only ours: the database, and what the command makes. */
static bool is_tidy(const struct errand *errand, const char *folder, const char *name)
{
	DIR *files = opendir(folder);
	struct dirent *entry;
	bool good = files != NULL;

	while (files && (entry = readdir(files))) {
		if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0 || (name && strcmp(entry->d_name, name) == 0))
			continue;
		printf("FAIL: %s/%s was left behind\n", folder, entry->d_name);
		good = complain(errand, "something was left behind after the next run");
	}
	if (files)
		closedir(files);
	return good;
}

static bool judge(struct errand *errand)
{
	struct store *store = store_open(errand->meeting.database, STORE_READ, NULL);
	bool good = store && file_is_sound(store) && errand->task->judge(errand, store);

	store_close(store);
	return store ? good : complain(errand, "the file cannot be opened");
}

/* The next run, in the same words. */
static bool again(struct errand *errand)
{
	int status = errand->whole ? errand->task->status : 0;
	bool good = true;

	if (!errand->whole || errand->task->redo) {
		begin_command(errand);
		good = command_finishes(errand, status);
		if (good && status == 0)
			learn(errand);
	}
	good = judge(errand) && (errand->whole || complain(errand, "not done by the next run")) && good;
	return is_tidy(errand, errand->out, errand->task->makes) &&
	       is_tidy(errand, errand->meeting.folder, "t.db") && good;
}

/* What it told is so; and then the whole file, and the next run. */
static bool holds(struct errand *errand, bool told)
{
	/* A file that was just being made may not be one yet. */
	bool is_file = told || !errand->fresh;
	bool good = !is_file || judge(errand), whole = errand->whole;

	if (told && !whole)
		good = complain(errand, "it told of what is not there");
	if (is_file)
		good = file_keeps(&errand->meeting, &errand->promises, &errand->soak->lot) && good;
	good = again(errand) && good;
	errand->whole = whole;
	return good;
}

/* A facilitator at work is ended while the command goes on. */
static bool desk_is_ended(struct errand *errand)
{
	enum ending ending = soak_ending(errand->soak);
	bool good;

	while (life_step(&errand->desk))
		continue;
	life_end(&errand->desk, ending);
	good = command_finishes(errand, 0) && !errand->desk.failed;
	good = holds(errand, true) && good;
	soak_count(errand->soak, &errand->desk, ending, MOMENT_BESIDE, good);
	return good;
}

static bool command_is_ended(struct errand *errand, long usual)
{
	struct soak *soak = errand->soak;
	struct life *command = &errand->command;
	enum ending ending = soak_ending(soak);
	int moment = MOMENT_QUARTER;
	long lived;
	bool good;

	command->leaving = true;
	while (life_step(command))
		continue;
	lived = life_clock() - errand->begun;
	life_end(command, ending);
	good = !command->failed;
	good = (!errand->beside || desk_leaves(errand)) && good;
	moment += lived >= usual ? 3 : (int)(4 * lived / usual);
	good = holds(errand, !command->unborn && (command->late || command->said)) && good;
	soak_count(soak, command, ending, (enum moment)moment, good);
	soak->figures->done[command->kind] += !command->late && errand->whole;
	return good;
}

static bool live(struct errand *errand)
{
	struct life *mortal = errand->desk_ends ? &errand->desk : &errand->command;
	long usual = atomic_load(&errand->soak->usual[errand->command.kind]);
	bool good;

	if (errand->beside)
		begin_desk(errand);
	/* Two at once take longer. */
	usual += errand->beside ? usual / 2 : 0;
	if (usual)
		life_doom_within(mortal, usual + usual / 8);
	begin_command(errand);
	if (usual)
		return errand->desk_ends ? desk_is_ended(errand) : command_is_ended(errand, usual);
	good = command_finishes(errand, 0);
	learn(errand);
	good = (!errand->beside || desk_leaves(errand)) && good;
	return holds(errand, true) && good;
}

bool errand_run(struct soak *soak, const struct stock *stock, enum kind kind)
{
	struct errand *errand = calloc(1, sizeof(*errand));
	struct life life = { .lot = &soak->lot, .deadline = soak->deadline + PATIENCE };
	bool good;

	if (!errand)
		abort();
	life.meeting = &errand->meeting;
	life.promises = &errand->promises;
	errand->soak = soak;
	errand->task = &tasks[kind];
	errand->command = errand->desk = life;
	errand->command.kind = kind;
	errand->beside = lot_draw(&soak->lot, 3) == 0;
	errand->desk_ends = errand->beside && lot_draw(&soak->lot, 3) == 0;
	errand->fresh = kind == KIND_NEW && !errand->beside && lot_draw(&soak->lot, 2) == 0;
	snprintf(errand->mark, sizeof(errand->mark), "m%lld", (long long)lot_draw(&soak->lot, 1u << 30));
	prepare(errand, stock);
	good = live(errand);
	soak->figures->acknowledged += (long)errand->promises.count;
	if (good)
		meeting_remove(&errand->meeting);
	else
		printf("FAIL: batch %lld, %s%s; the folder is kept: %s\n", (long long)soak->batch, errand->task->word[0],
		       errand->beside ? " beside a facilitator" : "", errand->meeting.place);
	free(errand);
	return good;
}
