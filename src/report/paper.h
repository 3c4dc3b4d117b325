/*
 * A paper 資料 in the making: title, headings, paragraphs, lists, facts, tables,
 * pictures, told as plain text, Markdown or a self-contained HTML page.  The one place
 * where text leaves for these formats: aliases take the place of names, what a terminal
 * or a reader would obey is taken out, and nothing of it can be taken for markup.
 */
#ifndef REPORT_PAPER_H
#define REPORT_PAPER_H

#include <stdbool.h>
#include <stddef.h>

#include "report/report.h"

struct aliases;
struct arena;
struct str;

enum { PAPER_COLUMNS = 78 };

struct paper {
	enum paper_format format;
	struct arena *arena;
	struct str *out;
	const struct aliases *aliases;   /* NULL: names stay */
	const char *label;               /* on every page of it; or NULL */
	enum paper_inside { PAPER_NOTHING, PAPER_LIST, PAPER_FACTS, PAPER_TABLE } inside;
	int figures;
	bool compact;                    /* small, so that it fits on a page */
	bool headed;                     /* a heading stands above what comes now */
	size_t columns;                  /* of the table that goes on */
	const struct paper_column *column;
};

/* Begins: title, and a line below it that says what it is; texts as they are, in
 * the current language.  Neither aliases nor a label. */
struct paper paper_begin(enum paper_format format, struct arena *arena, struct str *out, const char *title,
			 const char *subtitle);
/* The same with both; `subtitle` "" none. */
struct paper paper_begin_as(const struct paper *like, const char *title, const char *subtitle);
void paper_end(struct paper *paper);

void paper_heading(struct paper *paper, const char *text);
void paper_section(struct paper *paper, const char *text); /* below a heading */
void paper_line(struct paper *paper, const char *text);
/* In a frame: what the reader must not miss. */
void paper_notice(struct paper *paper, const char *text);
/* An item of a list: a name in bold and the rest; `name` or `text` may be "". */
void paper_item(struct paper *paper, const char *name, const char *text);
/* Label and value; nothing where there is no value. */
void paper_fact(struct paper *paper, const char *label, const char *value);

/* A table; the rows follow.  `narrow` columns are not broken (dates, numbers, signs). */
struct paper_column { const char *head; bool narrow; };
void paper_table(struct paper *paper, const struct paper_column *column, size_t count, const char *caption);
void paper_row(struct paper *paper, const char *const *cell);

/* A picture: its title, what it shows in words, and an SVG element's inside, made by
 * picture.h.  Where there are no pictures the words stand for it. */
struct figure { const char *title, *text; int width, height; const char *svg; };
void paper_figure(struct paper *paper, const struct figure *figure);

/* What follows begins on a new page, under a title of its own. */
void paper_page(struct paper *paper, const char *title);
/* A line to sign on: name and role before it; both may be "". */
void paper_sign(struct paper *paper, const char *name, const char *role);
/* The last thing on the last page, small. */
void paper_foot(struct paper *paper, const char *text);

/* The text as it leaves: aliases, no control signs; in the arena. */
const char *paper_text(const struct paper *paper, const char *text);
/* The text so that it means itself: in HTML, in Markdown on one line. */
void paper_html(struct str *out, const char *text);
void paper_markdown(struct str *out, const char *text);

/* ---- inside paper*.c ---- */

/* One row a format; texts have passed paper_text(). */
struct paper_writer {
	void (*begin)(struct paper *paper, const char *title, const char *subtitle);
	void (*heading)(struct paper *paper, const char *text);
	void (*section)(struct paper *paper, const char *text);
	void (*line)(struct paper *paper, const char *text);
	void (*notice)(struct paper *paper, const char *text);
	void (*item)(struct paper *paper, const char *name, const char *text);
	void (*fact)(struct paper *paper, const char *label, const char *value);
	void (*table)(struct paper *paper, const char *caption);
	void (*row)(struct paper *paper, const char *const *cell);
	void (*figure)(struct paper *paper, const struct figure *figure);
	void (*page)(struct paper *paper, const char *title);
	void (*sign)(struct paper *paper, const char *name, const char *role);
	void (*foot)(struct paper *paper, const char *text);
	void (*close)(struct paper *paper); /* of the list, facts or table that goes on */
	void (*end)(struct paper *paper);
};
extern const struct paper_writer paper_as_text, paper_as_markdown, paper_as_html;

#endif
