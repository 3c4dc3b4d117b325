/* See paper.h: what all formats share, and plain text. */
#include "report/paper.h"

#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "base/text.h"
#include "lang/lang.h"
#include "report/alias.h"

static const char *const formats[PAPER_FORMAT_COUNT] = {
	[PAPER_TEXT] = "text", [PAPER_MARKDOWN] = "md", [PAPER_HTML] = "html",
};

static const struct paper_writer *const writers[PAPER_FORMAT_COUNT] = {
	[PAPER_TEXT] = &paper_as_text, [PAPER_MARKDOWN] = &paper_as_markdown, [PAPER_HTML] = &paper_as_html,
};

bool report_format_find(const char *name, enum paper_format *format)
{
	for (int i = 0; i < PAPER_FORMAT_COUNT; i++) {
		if (strcmp(formats[i], name) != 0)
			continue;
		*format = (enum paper_format)i;
		return true;
	}
	return false;
}

/* Aliases first: what is taken out of a name must not hide it. */
const char *paper_text(const struct paper *paper, const char *text)
{
	const char *clean = text ? text : "";

	if (text_has_control(clean, true))
		clean = text_clean(paper->arena, clean, false);
	return alias_text(paper->aliases, paper->arena, clean);
}

/* ---- the calls: each one ends what it does not belong to ------------------------------------- */

static void inside(struct paper *paper, enum paper_inside what)
{
	if (paper->inside != what && paper->inside != PAPER_NOTHING)
		writers[paper->format]->close(paper);
}

struct paper paper_begin_as(const struct paper *like, const char *title, const char *subtitle)
{
	struct paper paper = *like;

	writers[paper.format]->begin(&paper, paper_text(&paper, title), paper_text(&paper, subtitle));
	return paper;
}

struct paper paper_begin(enum paper_format format, struct arena *arena, struct str *out, const char *title,
			 const char *subtitle)
{
	const struct paper paper = { .format = format, .arena = arena, .out = out };

	return paper_begin_as(&paper, title, subtitle);
}

void paper_end(struct paper *paper)
{
	inside(paper, PAPER_NOTHING);
	writers[paper->format]->end(paper);
}

#define ONE_TEXT(name) \
	void paper_##name(struct paper *paper, const char *text) \
	{ \
		inside(paper, PAPER_NOTHING); \
		paper->inside = PAPER_NOTHING; \
		writers[paper->format]->name(paper, paper_text(paper, text)); \
	}
ONE_TEXT(heading)
ONE_TEXT(section)
ONE_TEXT(line)
ONE_TEXT(notice)
ONE_TEXT(page)
ONE_TEXT(foot)

#define TWO_TEXTS(name, what) \
	void paper_##name(struct paper *paper, const char *first, const char *second) \
	{ \
		inside(paper, what); \
		writers[paper->format]->name(paper, paper_text(paper, first), paper_text(paper, second)); \
		paper->inside = what; \
	}
TWO_TEXTS(item, PAPER_LIST)
TWO_TEXTS(sign, PAPER_NOTHING)

void paper_fact(struct paper *paper, const char *label, const char *value)
{
	if (!value || !*value)
		return;
	inside(paper, PAPER_FACTS);
	writers[paper->format]->fact(paper, paper_text(paper, label), paper_text(paper, value));
	paper->inside = PAPER_FACTS;
}

void paper_table(struct paper *paper, const struct paper_column *column, size_t count, const char *caption)
{
	inside(paper, PAPER_NOTHING);
	paper->column = column;
	paper->columns = count;
	writers[paper->format]->table(paper, paper_text(paper, caption));
	paper->inside = PAPER_TABLE;
}

void paper_row(struct paper *paper, const char *const *cell)
{
	const char **text = arena_array(paper->arena, paper->columns + 1, sizeof(*text));

	for (size_t i = 0; i < paper->columns; i++)
		text[i] = paper_text(paper, cell[i]);
	writers[paper->format]->row(paper, text);
}

void paper_figure(struct paper *paper, const struct figure *figure)
{
	struct figure safe = *figure;

	inside(paper, PAPER_NOTHING);
	paper->inside = PAPER_NOTHING;
	paper->figures++;
	safe.title = paper_text(paper, figure->title);
	safe.text = paper_text(paper, figure->text);
	writers[paper->format]->figure(paper, &safe);
}

/* ---- plain text --------------------------------------------------------------------------- */

static void text_lines(struct paper *paper, const char *lead, const char *text)
{
	int indent = text_width(lead);
	struct text_lines lines = text_wrap(paper->arena, text, PAPER_COLUMNS - indent);

	for (size_t i = 0; i < lines.count; i++)
		str_printf(paper->out, "%*s%.*s\n", i ? indent : 0, i ? "" : lead, (int)lines.line[i].length,
			   text + lines.line[i].start);
}

static void underline(struct paper *paper, const char *text, char with)
{
	int width = text_width(text);

	str_printf(paper->out, "%s\n", text);
	for (int i = 0; i < width && i < PAPER_COLUMNS; i++)
		str_add_char(paper->out, with);
	str_add_char(paper->out, '\n');
}

static void text_begin(struct paper *paper, const char *title, const char *subtitle)
{
	underline(paper, title, '=');
	text_lines(paper, "", subtitle);
}

static void text_heading(struct paper *paper, const char *text)
{
	str_add_char(paper->out, '\n');
	underline(paper, text, '-');
}

static void text_item(struct paper *paper, const char *name, const char *text)
{
	text_lines(paper, "- ", arena_printf(paper->arena, "%s%s%s", name, *name && *text ? "  " : "", text));
}

static void text_fact(struct paper *paper, const char *label, const char *value)
{
	text_lines(paper, "  ", arena_printf(paper->arena, "%s: %s", label, value));
}

static void text_line(struct paper *paper, const char *text)
{
	text_lines(paper, "", text);
}

static void text_row(struct paper *paper, const char *const *cell)
{
	const char *all = "";

	for (size_t i = 0; i < paper->columns; i++)
		all = arena_printf(paper->arena, "%s%s%s", all, i ? " | " : "", cell[i]);
	text_lines(paper, "- ", all);
}

static void text_table(struct paper *paper, const char *caption)
{
	const char **head = arena_array(paper->arena, paper->columns + 1, sizeof(*head));

	if (*caption)
		text_line(paper, caption);
	for (size_t i = 0; i < paper->columns; i++)
		head[i] = paper->column[i].head;
	text_row(paper, head);
}

static void text_figure(struct paper *paper, const struct figure *figure)
{
	text_lines(paper, "", arena_printf(paper->arena, "%s: %s", figure->title, figure->text));
}

static void text_page(struct paper *paper, const char *title)
{
	str_add_char(paper->out, '\n');
	underline(paper, title, '=');
}

static void text_sign(struct paper *paper, const char *name, const char *role)
{
	str_printf(paper->out, "\n%s%s%s  ______________________________\n", role, *role ? " " : "", name);
}

static void text_nothing(struct paper *paper)
{
	paper->inside = PAPER_NOTHING;
}

const struct paper_writer paper_as_text = {
	.begin = text_begin, .heading = text_heading, .section = text_heading, .line = text_line,
	.notice = text_line, .item = text_item, .fact = text_fact, .table = text_table, .row = text_row,
	.figure = text_figure, .page = text_page, .sign = text_sign, .foot = text_line,
	.close = text_nothing, .end = text_nothing,
};
