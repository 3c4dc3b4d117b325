/*
 * Every word of the program, read as text from src/lang/words_*.h: both
 * languages are there, take the same arguments, and keep the same manners.
 */
#include <ctype.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/text.h"
#include "lang/lang.h"

enum { WORDS_MAX = 4000, ARGUMENTS_MAX = 12, HINT_COLUMNS = 8 };

static struct word { const char *file, *name; char *en, *ja; int line; } words[WORDS_MAX];
static size_t word_count;
static struct arena *arena;
static int faults;

#define COMPLAIN(word, ...) do { \
	print_error("%s:%d: %s: ", (word)->file, (word)->line, (word)->name); \
	print_error(__VA_ARGS__); \
	print_error("\n"); \
	faults++; \
} while (0)

/* A literal at `*at`, several in a row joined; NULL: there is none. */
static char *literal(const char **at)
{
	char *text = arena_alloc(arena, strlen(*at) + 1);
	size_t length = 0;
	bool found = false;

	for (;;) {
		*at += strspn(*at, " \t");
		if (**at != '"')
			break;
		found = true;
		for ((*at)++; **at && **at != '"'; (*at)++) {
			if (**at == '\\' && (*at)[1]) {
				(*at)++;
				text[length++] = **at == 'n' ? '\n' : **at == 't' ? '\t' : **at;
			} else {
				text[length++] = **at;
			}
		}
		if (**at == '"')
			(*at)++;
	}
	text[length] = '\0';
	return found ? text : NULL;
}

static void read_line(const char *file, int number, const char *line)
{
	static const char start[] = "#define WORD_";
	struct word *word = &words[word_count];
	const char *at;
	size_t length;

	if (strncmp(line, start, sizeof(start) - 1) != 0)
		return;
	at = line + sizeof(start) - 1;
	length = strcspn(at, " \t");
	assert_true(word_count < WORDS_MAX);
	*word = (struct word){ .file = file, .line = number, .name = arena_strndup(arena, at, length) };
	at += length;
	word->en = literal(&at);
	at += *at == ',';
	word->ja = literal(&at);
	at += strspn(at, " \t");
	if (!word->en || !word->ja || (*at && strncmp(at, "/*", 2) != 0))
		fail_msg("%s:%d: not two literals on one line", file, number);
	word_count++;
}

static int read_words(void **state)
{
	char **path;
	size_t files;

	(void)state;
	text_init_locale();
	arena = arena_new();
	files = file_list(arena, "src/lang", ".h", &path);
	for (size_t i = 0; i < files; i++) {
		char *bytes, *line;
		size_t length;
		int number = 0;

		if (!strstr(path[i], "/words_"))
			continue;
		assert_true(file_read(arena, path[i], 1 << 20, &bytes, &length));
		for (line = bytes; line; line = bytes) {
			bytes = strchr(line, '\n');
			if (bytes)
				*bytes++ = '\0';
			read_line(path[i], ++number, line);
		}
	}
	assert_true(word_count > 500);
	return 0;
}

static int forget_words(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

static void both_languages_are_there(void **state)
{
	(void)state;
	faults = 0;
	for (size_t i = 0; i < word_count; i++) {
		if (!words[i].en[0] || !words[i].ja[0])
			COMPLAIN(&words[i], "an empty text");
		for (size_t k = 0; k < i; k++)
			if (strcmp(words[i].name, words[k].name) == 0)
				COMPLAIN(&words[i], "also in %s:%d", words[k].file, words[k].line);
	}
	assert_int_equal(faults, 0);
}

struct arguments { size_t count; char *type[ARGUMENTS_MAX]; };

static void take(struct arguments *arguments, size_t index, const char *type, size_t length)
{
	assert_true(index < ARGUMENTS_MAX);
	arguments->type[index] = arena_strndup(arena, type, length);
	if (index >= arguments->count)
		arguments->count = index + 1;
}

/*
 * The arguments that a format takes, in their order: "%2$s" names its place,
 * others come one after another, and a `*` takes an int of its own.  Only the
 * size and the letter of a conversion are kept.
 */
static struct arguments arguments_of(const char *format)
{
	struct arguments found = { 0, { NULL } };
	size_t next = 0;

	for (const char *at = strchr(format, '%'); at; at = strchr(at, '%')) {
		const char *type;
		char *after;
		long place = strtol(++at, &after, 10);

		if (*at == '%') {
			at++;
			continue;
		}
		place = *after == '$' && after > at ? place : 0;
		at = place ? after + 1 : at;
		for (; *at && strchr("-+ #0123456789.*", *at); at++)
			if (*at == '*')
				take(&found, next++, "*", 1);
		for (type = at; *at && strchr("hljztL", *at); at++)
			;
		take(&found, place ? (size_t)place - 1 : next++, type, (size_t)(at - type) + 1);
		at += *at != '\0';
	}
	return found;
}

/* Shown as they are, never as a format. */
static bool is_plain(const char *name)
{
	return strcmp(name, "YAML_DIRECTIVE") == 0;
}

static void both_take_the_same_arguments(void **state)
{
	(void)state;
	faults = 0;
	for (size_t i = 0; i < word_count; i++) {
		struct arguments en = arguments_of(words[i].en), ja = arguments_of(words[i].ja);

		if (is_plain(words[i].name))
			continue;
		if (en.count != ja.count)
			COMPLAIN(&words[i], "%zu arguments in English, %zu in Japanese", en.count, ja.count);
		for (size_t k = 0; k < en.count && k < ja.count; k++)
			if (!en.type[k] || !ja.type[k] || strcmp(en.type[k], ja.type[k]) != 0)
				COMPLAIN(&words[i], "argument %zu is not the same", k + 1);
	}
	assert_int_equal(faults, 0);
}

static bool is_ascii(const char *text)
{
	for (; *text; text++)
		if ((unsigned char)*text >= 0x80)
			return false;
	return true;
}

/* What is left of a format when conversions and all but letters are taken out. */
static bool has_letters(const char *text)
{
	for (; *text; text++) {
		if (*text == '{') { /* a field of a sentence */
			text += strcspn(text, "}");
			if (!*text)
				return false;
		} else if (*text == '%') {
			text += 1 + strspn(text + 1, "-+ #0123456789.*$hljzt");
			if (!*text)
				return false;
		} else if (isalpha((unsigned char)*text)) {
			return true;
		}
	}
	return false;
}

/* Names that are the same in Japanese, and what is typed as it stands. */
static const char *const same_in_japanese[] = {
	"HINT_LANGUAGE", "LANGUAGE_EN", "CLI_COMPLETION_MORE", "PRODUCT", "FIRST_RUN_LANGUAGE",
};

static bool may_be_ascii(const char *name)
{
	for (size_t i = 0; i < sizeof(same_in_japanese) / sizeof(same_in_japanese[0]); i++)
		if (strcmp(name, same_in_japanese[i]) == 0)
			return true;
	return false;
}

static void japanese_is_japanese(void **state)
{
	(void)state;
	faults = 0;
	for (size_t i = 0; i < word_count; i++)
		if (is_ascii(words[i].ja) && has_letters(words[i].ja) && !may_be_ascii(words[i].name))
			COMPLAIN(&words[i], "the Japanese has no Japanese: %s", words[i].ja);
	assert_int_equal(faults, 0);
}

static bool ends_in(const char *text, const char *end)
{
	size_t length = strlen(text), tail = strlen(end);

	return length >= tail && strcmp(text + length - tail, end) == 0;
}

/* Screens and reports hold whole sentences, help has paragraphs; everything else
 * is a clause behind a name: `entaku: what: why; what to do`. */
static bool is_prose(const struct word *word)
{
	return strstr(word->file, "words_ui.h") || strstr(word->file, "words_meeting.h") ||
	       strstr(word->file, "words_report.h") || strstr(word->file, "words_look.h") ||
	       strstr(word->file, "words_paper.h") ||
	       strchr(word->en, '\n') || ends_in(word->name, "_MORE");
}

/* Parts that others are put behind. */
static bool is_beginning(const struct word *word)
{
	return ends_in(word->en, ": ");
}

static void messages_end_alike(void **state)
{
	(void)state;
	faults = 0;
	for (size_t i = 0; i < word_count; i++) {
		const struct word *word = &words[i];
		bool en = ends_in(word->en, ".") && !ends_in(word->en, "...") && !ends_in(word->en, "No.");
		bool ja = ends_in(word->ja, "。");

		if (en && !strstr(word->ja, "。") && !ends_in(word->ja, "）"))
			COMPLAIN(word, "a sentence in English only");
		if (ja && !en && !ends_in(word->en, "?") && !is_beginning(word))
			COMPLAIN(word, "a sentence in Japanese only");
		if ((en || ja) && !is_prose(word))
			COMPLAIN(word, "ends with a full stop");
	}
	assert_int_equal(faults, 0);
}

/* What is typed into a terminal must not move it. */
static void texts_hold_no_control_characters(void **state)
{
	(void)state;
	faults = 0;
	for (size_t i = 0; i < word_count; i++)
		if (text_has_control(words[i].en, true) || text_has_control(words[i].ja, true) ||
		    strcmp(words[i].ja, text_nfc(arena, words[i].ja)) != 0)
			COMPLAIN(&words[i], "control characters, or not NFC");
	assert_int_equal(faults, 0);
}

static void labels_of_the_footer_are_short(void **state)
{
	size_t count = 0;

	(void)state;
	faults = 0;
	for (size_t i = 0; i < word_count; i++) {
		if (strncmp(words[i].name, "HINT_", 5) != 0)
			continue;
		count++;
		if (text_width(words[i].en) > HINT_COLUMNS || text_width(words[i].ja) > HINT_COLUMNS)
			COMPLAIN(&words[i], "wider than %d columns", HINT_COLUMNS);
	}
	assert_true(count > 20);
	assert_int_equal(faults, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(both_languages_are_there),
		cmocka_unit_test(both_take_the_same_arguments),
		cmocka_unit_test(japanese_is_japanese),
		cmocka_unit_test(messages_end_alike),
		cmocka_unit_test(texts_hold_no_control_characters),
		cmocka_unit_test(labels_of_the_footer_are_short),
	};

	return cmocka_run_group_tests(tests, read_words, forget_words);
}
