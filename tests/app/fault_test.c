/*
 * The disk fails while the facilitator works: the screen says so, what was typed is still
 * in its field, and the same key records it when the disk answers again.
 */
#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdio.h>
#include <cmocka.h>

#include "base/arena.h"
#include "support_fault.h"
#include "workshop/session.h"

/* A draft that can't be kept is said, stays on the screen, and is kept later. */
static void keep_draft(struct screen *screen, const char *typed, bool from_on)
{
	struct sweep sweep;

	faults_begin(&sweep, 11, from_on);
	desk_tick(&screen->desk, true);
	if (sweep_is_copy()) {
		if (from_on)
			desk_tick(&screen->desk, true);
		sweep_heal();
		if (!screen_shows(screen, typed))
			sweep_bad("the draft is gone:\n%s", screen->dump);
		if (screen->desk.draft.unsaved && !screen_shows(screen, " ! "))
			sweep_bad("not a word:\n%s", screen->dump);
		desk_tick(&screen->desk, true);
		if (screen->desk.draft.unsaved)
			sweep_bad("the draft is still not kept");
		screen_check_file(screen, screen->desk.session, false);
		sweep_good();
	}
	faults_end(&sweep);
}

static void prepare(struct screen *screen, bool shares, bool from_on)
{
	screen_begin(screen, shares);
	screen_press(screen, "n");
	screen_type(screen, "Autumn workshop");
	screen_press(screen, "Tab");
	screen_type(screen, "Minato");
	screen_record(screen, &(struct screen_key){ "Enter", "Enter", "Autumn workshop", "Autumn workshop" }, from_on);
	screen_type(screen, "Abe");
	screen_press(screen, "Tab");
	screen_type(screen, "Director");
	screen_record(screen, &(struct screen_key){ "Enter", "Enter", "Abe", "Abe" }, from_on);
	screen_press(screen, "Escape ] y :");
	screen_type(screen, "goto d3");
	screen_press(screen, "Enter");
}

static void fill_in(struct screen *screen, bool from_on)
{
	static const struct { const char *open, *typed; } forms[] = {
		{ "d", "Keep the plant running" }, { "n", "Ask the plant again" }, { "a", "Write the letter" },
	};

	for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
		const char *typed = forms[i].typed;

		screen_press(screen, forms[i].open);
		screen_type(screen, typed);
		keep_draft(screen, typed, from_on);
		screen_record(screen, &(struct screen_key){ "Enter", "Enter", typed, typed }, from_on);
		screen_press(screen, "Escape");
	}
}

static void what_was_typed_stays(void **state)
{
	(void)state;
	for (int i = 0; i < 4; i++) {
		struct screen screen;

		prepare(&screen, i % 2 == 0, i / 2);
		fill_in(&screen, i / 2);
		screen_end(&screen);
	}
}

/* ---- a meeting, and its end ----------------------------------------------------------- */

/* Positions are one key each; whoever was asked is asked again where it was not recorded. */
static void take_positions(struct screen *screen, bool from_on)
{
	screen_press(screen, "v v Enter");
	screen_record(screen, &(struct screen_key){ "2", "2", "Abe", "\"participant\":\"p1\"" }, from_on);
	screen_record(screen, &(struct screen_key){ "4", "4", "Ito", "\"participant\":\"p2\"" }, from_on);
	screen_press(screen, "v");
	screen_record(screen, &(struct screen_key){ "y", "v y", "Ito", "\"round\"" }, from_on);
}

static void close_meeting(struct screen *screen, bool from_on)
{
	screen_press(screen, "Escape C y");
	screen_record(screen, &(struct screen_key){ "y", "y", "Abe", "\"participant\":\"p1\"" }, from_on);
	screen_record(screen, &(struct screen_key){ "y", "y", "Ito", "\"participant\":\"p2\"" }, from_on);
	screen_press(screen, "S");
	screen_type(screen, "The rest follows");
	keep_draft(screen, "The rest follows", from_on);
	screen_press(screen, "Enter");
	screen_record(screen, &(struct screen_key){ "y", "Enter y", "The rest follows", "The rest follows" }, from_on);
}

static void a_meeting_is_held_and_sealed(void **state)
{
	(void)state;
	for (int i = 0; i < 4; i++) {
		struct screen screen;

		screen_meeting(&screen, i % 2 == 0);
		take_positions(&screen, i / 2);
		close_meeting(&screen, i / 2);
		assert_true(screen.desk.session->now.sealed);
		screen_end(&screen);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_was_typed_stays), cmocka_unit_test(a_meeting_is_held_and_sealed),
	};
	int failed = cmocka_run_group_tests(tests, NULL, NULL);

	printf("# %zu faults on the screen, %zu files verified, %s\n", faults_count(), sweep_reopenings(),
	       failed ? "something lost, or half" : "0 lost, 0 halves");
	return failed;
}
