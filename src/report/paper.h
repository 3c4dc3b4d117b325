/*
 * A paper 資料 in the making: title, headings, paragraphs, list items, told as plain
 * text, Markdown or a self-contained HTML page.  The one place where text leaves for
 * these formats, so that nothing of it can be taken for markup.
 */
#ifndef REPORT_PAPER_H
#define REPORT_PAPER_H

#include <stdbool.h>

#include "report/report.h"

struct arena;
struct str;

enum { PAPER_COLUMNS = 78 };

struct paper {
	enum paper_format format;
	struct arena *arena;
	struct str *out;
	bool in_list;
};

/* Begins: title, and a line below it that says what it is; texts as they are, in
 * the current language. */
struct paper paper_begin(enum paper_format format, struct arena *arena, struct str *out, const char *title,
			 const char *subtitle);
void paper_end(struct paper *paper);

void paper_heading(struct paper *paper, const char *text);
void paper_line(struct paper *paper, const char *text);
/* An item of a list: a name in bold and the rest; `name` or `text` may be "". */
void paper_item(struct paper *paper, const char *name, const char *text);

/* The text so that it means itself: in HTML, in Markdown on one line. */
void paper_html(struct str *out, const char *text);
void paper_markdown(struct str *out, const char *text);

#endif
