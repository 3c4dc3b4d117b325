/*
 * The least that a program with a full screen is: ncursesw, nothing else.  It makes its
 * picture anew after the keys that are there, as such programs do, and leaves it to
 * ncurses to find what changed.
 *
 *   floor_screen list     a list; up and down move the highlight, Escape comes back
 *   floor_screen flip     any key flips between two full screens
 *
 * `q` leaves.  The bottom line says how many keys came, so that whoever looks can
 * tell one picture from the next.
 */
#include <curses.h>
#include <locale.h>
#include <string.h>

enum { KEYS_SHOWN = 8 };

struct floor { int selected, keys; };

static const char *const words[2] = {
	"The board decided, who does it, by when 取締役会が決めたこと、誰が、いつまでに、いくらで 2026-11-24 running 3/13",
	"What was asked, how it looks where it works 問われていること、うまくいっている姿、その証拠 2027-01-31 sealed 13/13",
};

static void line(const struct floor *floor, int y, const char *text)
{
	move(y, 0);
	attrset(y == floor->selected ? A_REVERSE : A_NORMAL);
	addnstr(text, -1);
	attrset(A_NORMAL);
}

static void say_keys(const struct floor *floor)
{
	mvprintw(LINES - 1, 0, "keys %*d", KEYS_SHOWN, floor->keys);
	refresh();
}

static void fill(const struct floor *floor, const char *text)
{
	erase();
	for (int y = 0; y < LINES - 1; y++)
		line(floor, y, text);
	say_keys(floor);
}

static void key_of_list(struct floor *floor, int key)
{
	if (key == KEY_DOWN && floor->selected < LINES - 2)
		floor->selected++;
	if (key == KEY_UP && floor->selected > 0)
		floor->selected--;
	timeout(0);
	key = getch();
	timeout(-1);
	if (key != ERR)
		ungetch(key);
	else
		fill(floor, words[0]);
}

static void key_of_flip(struct floor *floor, int key)
{
	(void)key;
	fill(floor, words[floor->keys % 2]);
}

int main(int argc, char **argv)
{
	void (*act)(struct floor *, int) = argc > 1 && strcmp(argv[1], "flip") == 0 ? key_of_flip : key_of_list;
	struct floor floor = { 0, 0 };
	int key;

	setlocale(LC_ALL, "");
	initscr();
	raw();
	noecho();
	nonl();
	keypad(stdscr, TRUE);
	set_escdelay(25);
	curs_set(0);
	fill(&floor, words[0]);
	while ((key = getch()) != 'q') {
		floor.keys++;
		act(&floor, key);
	}
	endwin();
	return 0;
}
