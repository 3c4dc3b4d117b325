/* The one way to standard output: control characters are replaced, terminal or not. */
#include "cli/output.h"

#include <errno.h>
#include <poll.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/codeset.h"
#include "base/json.h"
#include "base/str.h"
#include "base/text.h"
#include "lang/lang.h"
#include "lang/reason.h"
#include "lang/words_cli.h"

#define REPLACEMENT "\xEF\xBF\xBD"

/* What a terminal would obey, or would draw in another order. */
static bool is_obeyed(const char *one, uint32_t code, bool keep_line_ends)
{
	return text_has_control(one, keep_line_ends) || text_turns(code);
}

/* One that is: in JSON by its number, which reads as the same text. */
static void add_instead(struct str *out, uint32_t code, bool is_json)
{
	if (is_json)
		str_printf(out, "\\u%04x", code);
	else
		str_add(out, code == '\t' || code == '\n' ? " " : REPLACEMENT);
}

/* Copies `text` with invalid bytes and what a terminal would obey replaced. */
static void add_harmless(struct str *out, const char *text, bool keep_line_ends, bool is_json)
{
	size_t length = strlen(text);

	while (length > 0) {
		char one[5] = "";
		uint32_t code;
		size_t size;

		if (text_invalid_at(text, length < 4 ? length : 4) == 0) {
			str_add(out, REPLACEMENT);
			text++, length--;
			continue;
		}
		size = text_decode(text, &code);
		memcpy(one, text, size);
		if (is_obeyed(one, code, keep_line_ends))
			add_instead(out, code, is_json);
		else
			str_add(out, one);
		text += size, length -= size;
	}
}

/* Has the reader of a pipe gone?  The failed write may be long ago, its errno
 * with it. */
static bool nobody_reads(void)
{
	struct pollfd end = { .fd = STDOUT_FILENO, .events = POLLOUT };

	return poll(&end, 1, 0) > 0 && (end.revents & POLLERR);
}

/* Empties the buffer.  The first failure is said here, while errno knows why;
 * a reader who went away is none. */
static void flush(void)
{
	bool failed = ferror(stdout);

	errno = 0;
	if (fflush(stdout) != 0 && !failed && errno != EPIPE && !nobody_reads())
		output_complain(T(CLI_OUTPUT_FAILED), reason_say(errno ? errno : EIO));
}

/* Is it a terminal that shows another codeset than ours? */
static bool shows_foreign(FILE *file, char name[CODESET_NAME])
{
	return codeset_is_foreign(name) && isatty(fileno(file));
}

/* In parts that fit stdio's buffer, so that only flush() ever writes. */
static void hand_over(const char *bytes, size_t length)
{
	enum { PART = 1024 };

	flush();
	while (length > 0 && !ferror(stdout)) {
		size_t part = length < PART ? length : PART;

		fwrite(bytes, 1, part, stdout);
		flush();
		bytes += part;
		length -= part;
	}
}

void output_bytes(const char *bytes, size_t length)
{
	struct str shown = STR_INIT;
	char name[CODESET_NAME];

	if (shows_foreign(stdout, name)) {
		codeset_convert(&shown, name, bytes, length);
		bytes = shown.text;
		length = shown.length;
	}
	hand_over(bytes, length);
	str_release(&shown);
}

void output_text(const struct str *text)
{
	struct str safe = STR_INIT;

	add_harmless(&safe, text->text, true, false);
	output_bytes(safe.text, safe.length);
	str_release(&safe);
}

void output_json_text(const struct str *text)
{
	struct str safe = STR_INIT;

	add_harmless(&safe, text->text, true, true);
	output_bytes(safe.text, safe.length);
	str_release(&safe);
}

void output_json(const struct json *value)
{
	struct str text = STR_INIT;

	json_write_pretty(&text, value);
	str_add_char(&text, '\n');
	output_json_text(&text);
	str_release(&text);
}

/* Lines of `text` behind `spaces`, the first one too. */
static void add_indented(struct str *out, const char *text, int spaces)
{
	for (const char *end; *text; text = *end ? end + 1 : end) {
		end = text + strcspn(text, "\n");
		str_printf(out, "%*s%.*s%s", spaces, "", (int)(end - text), text, *end ? "\n" : "");
	}
}

void output_json_open(struct json_stream *stream, const struct json *head, const char *list)
{
	struct str text = STR_INIT, whole = STR_INIT;

	*stream = (struct json_stream){ .indent = list ? 4 : 2 };
	if (!list) {
		output_bytes("[", 1);
		return;
	}
	str_add(&text, "{\n");
	for (size_t i = 0; i < head->count; i++) {
		str_clear(&whole);
		json_write_pretty(&whole, head->child[i]);
		str_printf(&text, "  \"%s\": ", head->key[i]);
		/* What stands behind a name begins on its line. */
		for (const char *c = whole.text; *c; c++)
			str_printf(&text, "%c%s", *c, *c == '\n' ? "  " : "");
		str_add(&text, ",\n");
	}
	str_printf(&text, "  \"%s\": [", list);
	output_json_text(&text);
	str_release(&whole);
	str_release(&text);
}

void output_json_row(struct json_stream *stream, const struct json *value)
{
	struct str text = STR_INIT, whole = STR_INIT;

	json_write_pretty(&whole, value);
	str_add(&text, stream->rows++ == 0 ? "\n" : ",\n");
	add_indented(&text, whole.text, stream->indent);
	output_json_text(&text);
	str_release(&whole);
	str_release(&text);
}

void output_json_close(struct json_stream *stream)
{
	bool alone = stream->indent == 2;
	const char *end = stream->rows == 0 ? (alone ? "]\n" : "]\n}\n") : alone ? "\n]\n" : "\n  ]\n}\n";

	output_bytes(end, strlen(end));
}

void output_complain(const char *format, ...)
{
	struct str words = STR_INIT, line = STR_INIT;
	va_list args;

	va_start(args, format);
	str_vprintf(&words, format, args);
	va_end(args);
	str_add(&line, "entaku: ");
	add_harmless(&line, words.text, false, false);
	str_add_char(&line, '\n');
	output_aside(&line);
	str_release(&line);
	str_release(&words);
}

void output_aside(const struct str *text)
{
	struct str shown = STR_INIT;
	char name[CODESET_NAME];

	if (shows_foreign(stderr, name))
		codeset_convert(&shown, name, text->text, text->length);
	else
		str_add_bytes(&shown, text->text, text->length);
	fwrite(shown.text, 1, shown.length, stderr);
	str_release(&shown);
}

void output_tell_codeset(void)
{
	static const struct words words = W(CLI_CODESET);
	struct str text = STR_INIT;
	char name[CODESET_NAME];

	if (!shows_foreign(stderr, name))
		return;
	codeset_say(&text, name, words.en, lang == LANG_JA ? words.ja : NULL);
	output_complain("%s", text.text);
	str_release(&text);
}

bool output_finish(void)
{
	flush();
	return !ferror(stdout) || nobody_reads();
}
