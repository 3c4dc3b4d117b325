/*
 * What commands print.  Whatever a file, an argument or a person's text holds,
 * nothing but printable characters and line ends reaches a terminal.  A terminal whose
 * locale names another codeset than UTF-8 gets that one (base/codeset.h); files and
 * pipes get the same bytes everywhere.
 */
#ifndef CLI_OUTPUT_H
#define CLI_OUTPUT_H

#include <stdbool.h>
#include <stddef.h>

struct json;
struct str;

/* To standard output; characters that a terminal would obey become U+FFFD. */
void output_text(const struct str *text);
/* Text that is JSON: the same values, with an escape for what a terminal would obey. */
void output_json_text(const struct str *text);
/* One JSON value and a line end to standard output. */
void output_json(const struct json *value);
/*
 * The same of a map whose last member is a list too long to be held: `head` (its other
 * members, may be empty) and the list's name (both NULL: the list stands alone), the list's values one by one, the end.
 */
struct json_stream { int indent; size_t rows; };
void output_json_open(struct json_stream *stream, const struct json *head, const char *list);
void output_json_row(struct json_stream *stream, const struct json *value);
void output_json_close(struct json_stream *stream);

/* "entaku: ..." as one line to standard error. */
void output_complain(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Text of ours below such a line, to standard error. */
void output_aside(const struct str *text);
/* Where messages go to a terminal of another codeset: says so, and what to set. */
void output_tell_codeset(void);

/* Bytes of ours as they are (completions, with their tabs). */
void output_bytes(const char *bytes, size_t length);

/*
 * Hands over what is still buffered.  A reader that went away (head) is no
 * fault; a full disk is: false, and it has been said.
 */
bool output_finish(void);

#endif
