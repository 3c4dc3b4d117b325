#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/text.h"
#include "ui/input.h"

static struct input input;
static struct str heard = STR_INIT;

static int start(void **state)
{
	(void)state;
	input_init(&input);
	return 0;
}

static int end(void **state)
{
	(void)state;
	input_release(&input);
	str_release(&heard);
	return 0;
}

/* Names of the keys that come out, each followed by a space; a paste as [text]. */
static void take(bool rest)
{
	struct key key;
	char name[32];

	while (input_key(&input, rest, &key)) {
		key_format(key, name, sizeof(name));
		if (key.code == NAMED_PASTE)
			str_printf(&heard, "[%s] ", key.text);
		else
			str_printf(&heard, "%s ", name);
	}
}

static void hears_n(const char *bytes, size_t length, bool rest, const char *keys)
{
	str_clear(&heard);
	assert_int_equal(input_add(&input, bytes, length), length);
	take(rest);
	assert_string_equal(heard.text, keys);
}

static void hears(const char *bytes, const char *keys)
{
	hears_n(bytes, strlen(bytes), true, keys);
	assert_false(input_begun(&input));
}

static void characters(void **state)
{
	(void)state;
	hears("d", "d ");
	hears("円卓 𠮷", "円 卓 Space 𠮷 ");
	hears("\r", "Enter ");
	hears("\n", "C-j ");
	hears("\t\x7F\b", "Tab Backspace Backspace ");
	hears("\x01\x13\x1A\x1F\x1C", "C-a C-s C-z C-_ C-\\ ");
	hears_n("\0", 1, true, "C-Space ");
}

static void what_is_not_text(void **state)
{
	(void)state;
	hears("\xFF" "a", "Unknown a ");
	hears("\xE9" "abc", "Unknown a b c "); /* é of a Latin-1 terminal */
	hears("\xC0\x80x", "Unknown Unknown x ");
	hears("\xED\xA0\x80", "Unknown ");
	hears("\xC2\x9B", "Unknown ");
	hears("\xE3\x81", "Unknown ");
}

static void sequences(void **state)
{
	static const struct { const char *bytes, *keys; } rows[] = {
		{ "\033[A", "Up " }, { "\033OA", "Up " }, { "\033[1;5C", "C-Right " },
		{ "\033Od", "C-Left " }, { "\033[1;2D", "S-Left " }, { "\033[1;3B", "M-Down " },
		{ "\033[H\033OF", "Home End " }, { "\033[1~\033[4~\033[7~\033[8~", "Home End Home End " },
		{ "\033[2~\033[3~", "Insert Delete " }, { "\033[5~\033[6~", "PageUp PageDown " },
		{ "\033[Z", "S-Tab " }, { "\033OP\033OQ\033OR\033OS", "F1 F2 F3 F4 " },
		{ "\033[[A\033[[E", "F1 F5 " }, { "\033[11~\033[15~", "F1 F5 " },
		{ "\033[17~\033[21~", "F6 F10 " }, { "\033[23~\033[24~", "F11 F12 " },
		{ "\033[15;2~", "S-F5 " }, { "\033[1;2P", "S-F1 " }, { "\033OM", "Enter " },
		{ "\033Op\033Oy\033Ok", "0 9 + " },
		{ "\033[13;3u", "M-Enter " }, { "\033[106;5u", "C-j " }, { "\033[97;2u", "A " },
		{ "\033[27;3;13~", "M-Enter " }, { "\033[9;2u", "S-Tab " }, { "\033[12354u", "あ " },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		hears(rows[i].bytes, rows[i].keys);
}

static void escape_and_alt(void **state)
{
	(void)state;
	hears("\033", "Escape ");
	hears("\033u", "M-u ");
	hears("\033\r", "M-Enter ");
	hears("\033\n", "C-M-j ");
	hears("\033\x7F", "M-Backspace ");
	hears("\033\033", "Escape Escape ");
	hears("\033\033[A", "M-Up ");
	hears("\033[", "M-[ ");
	hears("\033O", "M-O ");
	hears("\033あ", "Escape あ ");
}

static void unknown_sequences_are_passed_over_whole(void **state)
{
	(void)state;
	hears("\033[99~x", "Unknown x ");
	hears("\033[24;3Rx", "Unknown x "); /* an answer that came too late */
	hears("\033[1;2Rx", "Unknown x ");
	hears("\033[?62;c" "x", "Unknown x ");
	hears("\033[I\033[O" "x", "Unknown Unknown x ");
	hears("\033[201~x", "Unknown x ");
	hears("\033[99999999999999999999;99999999999999~x", "Unknown x ");
	hears("\033[1114112u\033[55296u\033[7u", "Unknown Unknown Unknown ");
}

static void bytes_that_come_late(void **state)
{
	static const char sequence[] = "\033[1;5C円\033[200~貼\n付\033[201~\033";

	(void)state;
	for (size_t i = 0; i < sizeof(sequence) - 1; i++) {
		str_clear(&heard);
		input_add(&input, sequence + i, 1);
		take(false);
		if (i == 5)
			assert_string_equal(heard.text, "C-Right ");
		else if (i == 8)
			assert_string_equal(heard.text, "円 ");
		else if (i == 27)
			assert_string_equal(heard.text, "[貼\n付] ");
		else
			assert_string_equal(heard.text, "");
	}
	assert_true(input_begun(&input));
	take(true);
	assert_string_equal(heard.text, "Escape ");
}

static void pastes(void **state)
{
	char chunk[1000];
	struct key key;

	(void)state;
	hears("a\033[200~\033[2J\033[201x\033[201~b", "a [\033[2J\033[201x] b ");
	hears_n("\033[200~a\0b\033[201~", 15, true, "[a\1b] ");
	hears("\033[200~\033[201~", "[] ");
	/* One whose end never comes is given up by the caller's patience. */
	hears_n("\033[200~abc", 9, false, "");
	assert_true(input_begun(&input));
	hears("", "[abc] ");
	/* One of 10 kB comes whole, in as many reads as the system makes of it. */
	memset(chunk, 'a', sizeof(chunk));
	hears_n("\033[200~", 6, false, "");
	for (int i = 0; i < 10; i++) {
		input_add(&input, chunk, sizeof(chunk));
		assert_false(input_key(&input, false, &key));
	}
	input_add(&input, "\033[201~", 6);
	assert_true(input_key(&input, false, &key));
	assert_int_equal(key.code, NAMED_PASTE);
	assert_int_equal(strspn(key.text, "a"), 10 * sizeof(chunk));
	/* A very long one is cut, and the keys behind it are keys. */
	memset(chunk, 'x', sizeof(chunk));
	hears_n("\033[200~", 6, false, "");
	for (int i = 0; i < 2000; i++) {
		input_add(&input, chunk, sizeof(chunk));
		assert_false(input_key(&input, false, &key));
	}
	input_add(&input, "\033[201~q", 7);
	assert_true(input_key(&input, false, &key));
	assert_int_equal(key.code, NAMED_PASTE);
	assert_int_equal(strlen(key.text), INPUT_PASTE_MAX);
	assert_true(input_key(&input, false, &key));
	assert_int_equal(key.code, 'q');
}

static void an_endless_sequence(void **state)
{
	char bytes[INPUT_BYTES];
	struct key key;

	(void)state;
	memset(bytes, ';', sizeof(bytes));
	memcpy(bytes, "\033[", 2);
	assert_int_equal(input_add(&input, bytes, sizeof(bytes)), sizeof(bytes));
	assert_int_equal(input_room(&input), 0);
	assert_true(input_key(&input, false, &key));
	assert_int_equal(key.code, NAMED_UNKNOWN);
	hears("q", "q ");
}

static void what_terminfo_teaches(void **state)
{
	struct key key;

	(void)state;
	assert_true(key_parse("F11", &key));
	input_learn(&input, "\033[[[k", key);
	input_learn(&input, "x", key);          /* plain text stays text */
	input_learn(&input, "\033", key);
	input_learn(&input, "", key);
	input_learn(&input, "\033[12345678901234567~", key);
	assert_int_equal(input.learned_count, 1);
	hears("\033[[[k" "x", "F11 x ");
	hears("\033", "Escape ");
	for (int i = 0; i < 100; i++)
		input_learn(&input, "\033[q", key);
	for (size_t i = 0; input_capability(i, &key); i++)
		assert_true(i < INPUT_LEARNED);
}

static void the_cursor_report(void **state)
{
	(void)state;
	assert_int_equal(input_take_column(&input), 0);
	input_add(&input, "ab\033[12;3Rcd\033[A", 14);
	assert_int_equal(input_take_column(&input), 3);
	assert_int_equal(input_take_column(&input), 0);
	hears("", "a b c d Up ");
	input_add(&input, "\033[1;", 4);
	assert_int_equal(input_take_column(&input), 0);
	input_add(&input, "2R", 2);
	assert_int_equal(input_take_column(&input), 2);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, start, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(characters), TEST(what_is_not_text), TEST(sequences), TEST(escape_and_alt),
		TEST(unknown_sequences_are_passed_over_whole), TEST(bytes_that_come_late),
		TEST(pastes), TEST(an_endless_sequence), TEST(what_terminfo_teaches),
		TEST(the_cursor_report),
	};

	text_init_locale();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
