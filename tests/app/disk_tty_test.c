/*
 * The disk under the running program: full, and later not any more; a file that may no
 * longer be written; a place where nothing ever could be.  What this system or this
 * user cannot bring about is skipped, and says why.
 */
#ifdef __linux__
#define _GNU_SOURCE
#endif
#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <grp.h>
#include <unistd.h>
#ifdef __linux__
#include <linux/fs.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#endif
#include <cmocka.h>

#include "base/arena.h"
#include "base/json.h"
#include "support/meeting.h"
#include "support/program.h"
#include "support/term.h"

enum { NOBODY = 65534, NOTE = 3000, NOTES_MAX = 200 };

/* A file system of this size at `folder`, seen by this test alone. */
static bool small_disk(const char *folder)
{
#ifdef __linux__
	return unshare(CLONE_NEWNS) == 0 && mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0 &&
	       mount("none", folder, "tmpfs", 0, "size=1200k,mode=0700") == 0;
#else
	(void)folder;
	return false;
#endif
}

static void away_with_disk(const char *folder)
{
#ifdef __linux__
	umount2(folder, MNT_DETACH);
#else
	(void)folder;
#endif
}

/* Not even root may write it now, not even what has it open. */
static bool set_immutable(const char *path, bool on)
{
#ifdef __linux__
	int file = open(path, O_RDONLY | O_CLOEXEC), flags = 0;
	bool done = file >= 0 && ioctl(file, FS_IOC_GETFLAGS, &flags) == 0;

	flags = on ? flags | FS_IMMUTABLE_FL : flags & ~FS_IMMUTABLE_FL;
	done = done && ioctl(file, FS_IOC_SETFLAGS, &flags) == 0;
	if (file >= 0)
		close(file);
	return done;
#else
	(void)path;
	(void)on;
	return false;
#endif
}

/* A note as large as a page or so; true: recorded, false: refused in these words. */
static bool paste_note(struct meeting *meeting, struct term *term, const char *refusal)
{
	static char text[NOTE];

	memset(text, 'x', sizeof(text) - 1);
	term_type(term, "n");
	SEES(term, meeting_words(meeting, "Park for later", "後で扱う"));
	term_paste(term, text);
	SEES(term, "xxxxxxxx");
	term_type(term, "\r");
	SOON(term, meeting_says(term, refusal) ||
	     !term_contains(term, meeting_words(meeting, "Park for later", "後で扱う")));
	return !meeting_says(term, refusal);
}

static void fill_until_refused(struct meeting *meeting, struct term *term, const char *refusal)
{
	int notes = 0;

	while (notes < NOTES_MAX && paste_note(meeting, term, refusal))
		notes++;
	assert_true(notes < NOTES_MAX);
	SEES(term, "xxxxxxxx"); /* the text is still there */
}

static void take_up_space(const char *path)
{
	int file = open(path, O_WRONLY | O_CREAT | O_EXCL, 0600);
	static const char zeros[100 * 1024];

	assert_true(file >= 0);
	assert_int_equal(write(file, zeros, sizeof(zeros)), sizeof(zeros));
	close(file);
}

static void full_disk(const char *language)
{
	struct meeting meeting;
	const char *disk, *filler;
	struct term *term;
	size_t before;

	meeting_new(&meeting);
	meeting.language = language;
	disk = arena_printf(meeting.arena, "%s/disk", meeting.place);
	assert_int_equal(mkdir(disk, 0700), 0);
	if (!small_disk(disk)) {
		print_message("a small disk cannot be mounted here\n");
		meeting_remove(&meeting);
		skip();
	}
	meeting_command(&meeting, 0, "backup", arena_printf(meeting.arena, "%s/t.db", disk));
	meeting.database = arena_printf(meeting.arena, "%s/t.db", disk);
	filler = arena_printf(meeting.arena, "%s/filler", disk);
	take_up_space(filler);
	term = meeting_at_d3(&meeting);
	fill_until_refused(&meeting, term, meeting_words(&meeting, "disk is full", "ディスクに空きがない"));
	/* Somebody makes room: the same text is recorded. */
	before = json_get(meeting_shown(&meeting, meeting.database), "notes")->count;
	assert_int_equal(unlink(filler), 0);
	term_type(term, "\r");
	SEES(term, meeting_words(&meeting, "recorded #", "記録 #"));
	meeting_quit(term);
	assert_int_equal(json_get(meeting_shown(&meeting, meeting.database), "notes")->count, before + 1);
	meeting_command(&meeting, 0, "verify", NULL);
	meeting_command(&meeting, 0, "check", NULL);
	away_with_disk(disk);
	meeting_remove(&meeting);
}

static void a_full_disk(void **state)
{
	(void)state;
	full_disk("en");
	full_disk("ja");
}

static void a_file_that_may_not_be_written_now(void **state)
{
	struct meeting meeting;
	const char *wal;
	struct term *term;

	(void)state;
	meeting_new(&meeting);
	wal = arena_printf(meeting.arena, "%s-wal", meeting.database);
	term = meeting_at_d3(&meeting);
	if (!set_immutable(wal, true)) {
		print_message("no file can be made immutable here\n");
		term_signal(term, SIGTERM);
		term_close(term);
		meeting_remove(&meeting);
		skip();
	}
	if (paste_note(&meeting, term, "nothing was recorded")) {
		/* Old systems let those write who have it open. */
		set_immutable(wal, false);
	} else {
		SEES(term, "xxxxxxxx");
		assert_true(set_immutable(wal, false));
		term_type(term, "\r");
		SEES(term, "recorded #");
	}
	meeting_quit(term);
	assert_int_equal(json_get(meeting_shown(&meeting, meeting.database), "notes")->count, 1);
	meeting_command(&meeting, 0, "verify", NULL);
	meeting_remove(&meeting);
}

/* The rights go while it runs: what has the file open may go on, and what it says is
 * recorded is. */
static void rights_that_go(void **state)
{
	struct meeting meeting;
	struct term *term;

	(void)state;
	meeting_new(&meeting);
	term = meeting_at_d3(&meeting);
	assert_int_equal(chmod(meeting.database, 0400), 0);
	assert_int_equal(chmod(meeting.folder, 0500), 0);
	assert_true(paste_note(&meeting, term, "nothing was recorded"));
	term_signal(term, SIGKILL);
	assert_int_equal(term_close(term), 128 + SIGKILL);
	assert_int_equal(chmod(meeting.folder, 0700), 0);
	assert_int_equal(chmod(meeting.database, 0600), 0);
	assert_int_equal(json_get(meeting_shown(&meeting, meeting.database), "notes")->count, 1);
	meeting_command(&meeting, 0, "verify", NULL);
	meeting_remove(&meeting);
}

struct other_user { const char **argv; };

static int run_as_nobody(void *with)
{
	const struct other_user *other = with;
	union { const char **from; char *const *to; } plain = { other->argv };

	if (geteuid() == 0 && (setgroups(0, NULL) != 0 || setgid(NOBODY) != 0 || setuid(NOBODY) != 0))
		return 125;
	if (access(plain.to[0], X_OK) != 0 || access(plain.to[2], R_OK) != 0)
		return 125;
	execv(plain.to[0], plain.to);
	return 127;
}

/* A folder and a file that this user may only read. */
static void a_place_to_read_only(void **state)
{
	static const char *const languages[] = { "en", "ja" };
	const char *own = getenv("TMPDIR");
	struct meeting meeting;

	(void)state;
	/* The folder of all tests may be closed to other users. */
	setenv("TMPDIR", "/tmp", 1);
	meeting_new(&meeting);
	setenv("TMPDIR", own ? own : "/tmp", 1);
	meeting_quit(meeting_at_d3(&meeting));
	assert_int_equal(chmod(meeting.database, 0444), 0);
	assert_int_equal(chmod(meeting.folder, 0555), 0);
	assert_int_equal(chmod(meeting.place, 0555), 0);
	for (size_t i = 0; i < 2; i++) {
		const char *env[] = { "HOME=/nonexistent", arena_printf(meeting.arena, "ENTAKU_LANG=%s", languages[i]), NULL };
		const char *argv[] = { getenv("ENTAKU"), "--db", meeting.database, "run", "1", NULL };
		struct other_user other = { argv };
		struct term *term = term_call(24, 80, env, run_as_nobody, &other);
		int status;

		SOON(term, meeting_says(term, "cannot be written") || meeting_says(term, "書き込めません") ||
		     !term_pump(term, 0));
		if (!term_alt(term)) {
			status = term_close(term);
			chmod(meeting.place, 0700);
			chmod(meeting.folder, 0700);
			meeting_remove(&meeting);
			if (status != 125)
				fail_msg("status %d", status);
			print_message("another user cannot reach the program or the folder here\n");
			skip();
		}
		term_type(term, "n");
		SOON(term, meeting_says(term, "cannot be written") || meeting_says(term, "書き込めません"));
		assert_false(term_contains(term, "Park for later"));
		meeting_quit(term);
	}
	chmod(meeting.place, 0700);
	chmod(meeting.folder, 0700);
	meeting_remove(&meeting);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_full_disk), cmocka_unit_test(a_file_that_may_not_be_written_now),
		cmocka_unit_test(rights_that_go), cmocka_unit_test(a_place_to_read_only),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
