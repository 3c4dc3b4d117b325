/* See findings.h. */
#include "content/findings.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/json.h"
#include "base/str.h"
#include "base/text.h"
#include "content/pack.h"
#include "lang/lang.h"
#include "lang/words_content.h"

enum { SHOWN_COLUMNS = 40, SHOWN_BYTES = 4 * SHOWN_COLUMNS };

const char *findings_shown(struct arena *arena, const char *text)
{
	size_t length = strlen(text), fit;

	if (length <= SHOWN_COLUMNS && !strchr(text, '\n'))
		return text;
	/* Cut first: the text may be as long as the file. */
	fit = text_fit(text, 2 * SHOWN_COLUMNS);
	if (fit > SHOWN_BYTES)
		for (fit = SHOWN_BYTES; fit > 0 && ((unsigned char)text[fit] & 0xc0) == 0x80;)
			fit--;
	text = arena_strndup(arena, text, fit);
	return text_ellipsis(arena, text_clean(arena, text, true), SHOWN_COLUMNS, false);
}

void findings_init(struct findings *findings, struct arena *arena)
{
	*findings = (struct findings){ .arena = arena };
}

/* Where the next one goes, or NULL: there are enough.  An error is worth more
 * than a warning; notes do not take the room of either. */
static struct finding *room(struct findings *findings, enum severity severity)
{
	size_t max = severity == SEVERITY_NOTE ? PACK_LIST_MAX : PACK_FINDINGS_MAX, count = 0;

	for (size_t i = 0; i < findings->count; i++)
		count += (findings->finding[i].severity == SEVERITY_NOTE) == (severity == SEVERITY_NOTE);
	if (count < max) {
		findings->finding = arena_grow(findings->arena, findings->finding, findings->count,
					       &findings->capacity, sizeof(struct finding));
		return &findings->finding[findings->count++];
	}
	findings->more++;
	for (size_t i = findings->count; severity == SEVERITY_ERROR && i > 0; i--)
		if (findings->finding[i - 1].severity == SEVERITY_WARNING)
			return &findings->finding[i - 1];
	return NULL;
}

void findings_add(struct findings *findings, const char *path, int line, int column,
		  const char *key, enum severity severity, const char *format, ...)
{
	struct str text = STR_INIT;
	struct finding *finding;
	va_list args;

	findings->errors += severity == SEVERITY_ERROR;
	findings->warnings += severity == SEVERITY_WARNING;
	finding = room(findings, severity);
	if (!finding)
		return;
	va_start(args, format);
	str_vprintf(&text, format, args);
	va_end(args);
	/* The name of a file may hold anything that a terminal would obey. */
	finding->path = text_clean(findings->arena, path, true);
	finding->line = line;
	finding->column = column;
	finding->key = arena_strdup(findings->arena, key);
	finding->text = arena_strdup(findings->arena, text.text);
	finding->severity = severity;
	str_release(&text);
}

static int by_place(const void *a, const void *b)
{
	const struct finding *x = a, *y = b;
	int path = strcmp(x->path, y->path);

	if (path)
		return path;
	if (x->line != y->line)
		return x->line < y->line ? -1 : 1;
	if (x->column != y->column)
		return x->column < y->column ? -1 : 1;
	return strcmp(x->text, y->text);
}

static void sort(struct findings *findings)
{
	if (findings->count > 1)
		qsort(findings->finding, findings->count, sizeof(*findings->finding), by_place);
}

static const struct { const char *name; struct words words; } severities[SEVERITY_COUNT] = {
	[SEVERITY_ERROR] = { "error", { "", "" } }, [SEVERITY_WARNING] = { "warning", W(WARNING) },
	[SEVERITY_NOTE] = { "note", W(NOTE) },
};

void findings_print(struct findings *findings, struct str *out)
{
	sort(findings);
	for (size_t i = 0; i < findings->count; i++) {
		const struct finding *f = &findings->finding[i];

		str_printf(out, "%s:%d:%d: %s%s%s%s\n", f->path, f->line, f->column,
			   say(severities[f->severity].words), f->key, *f->key ? ": " : "", f->text);
	}
	if (findings->more > 0)
		str_printf(out, T(MORE_FINDINGS), findings->more);
}

struct json *findings_json(struct findings *findings, struct arena *arena)
{
	struct json *list = json_list(arena);

	sort(findings);
	for (size_t i = 0; i < findings->count; i++) {
		const struct finding *f = &findings->finding[i];
		struct json *row = json_map(arena);

		json_put_text(arena, row, "path", f->path);
		json_put_int(arena, row, "line", f->line);
		json_put_int(arena, row, "column", f->column);
		json_put_text(arena, row, "key", f->key);
		json_put_text(arena, row, "text", f->text);
		json_put_text(arena, row, "severity", severities[f->severity].name);
		json_add(arena, list, row);
	}
	return list;
}
