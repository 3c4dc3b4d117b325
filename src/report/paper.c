/* See paper.h. */
#include "report/paper.h"

#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "base/text.h"
#include "lang/lang.h"

static const char *const formats[PAPER_FORMAT_COUNT] = {
	[PAPER_TEXT] = "text", [PAPER_MARKDOWN] = "md", [PAPER_HTML] = "html",
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

/* ---- what each format takes for itself ---------------------------------------------------- */

void paper_html(struct str *out, const char *text)
{
	static const struct { char c; const char *as; } rows[] = {
		{ '&', "&amp;" }, { '<', "&lt;" }, { '>', "&gt;" }, { '"', "&quot;" }, { '\'', "&#39;" },
		{ '\n', "<br>" },
	};

	for (; *text; text++) {
		const char *as = NULL;

		for (size_t i = 0; !as && i < sizeof(rows) / sizeof(rows[0]); i++)
			as = rows[i].c == *text ? rows[i].as : NULL;
		if (as)
			str_add(out, as);
		else
			str_add_char(out, *text);
	}
}

/* Does a sign of Markdown stand at `at`?  Some are one anywhere, some only at the
 * beginning of a line, and addresses would become links by themselves. */
static bool is_markup(const char *text, const char *at)
{
	if (strchr("\\`*_[]<>|&~$@^", *at))
		return true;
	if (*at == ':')
		return at[1] == '/';
	if (*at == '.' && at - text >= 3 && strncmp(at - 3, "www", 3) == 0)
		return true;
	if (*at == '.' || *at == ')')
		return at > text && strspn(text, "0123456789") == (size_t)(at - text);
	return at == text && strchr("#+-=!", *at);
}

/* A line end is a space: a list item is one line. */
void paper_markdown(struct str *out, const char *text)
{
	for (const char *at = text; *at; at++) {
		if (*at != '\n' && is_markup(text, at))
			str_add_char(out, '\\');
		str_add_char(out, *at == '\n' ? ' ' : *at);
	}
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

static void text_line(struct paper *paper, const char *text)
{
	text_lines(paper, "", text);
}

static void text_end(struct paper *paper)
{
	(void)paper;
}

/* ---- Markdown ----------------------------------------------------------------------------- */

static void markdown_begin(struct paper *paper, const char *title, const char *subtitle)
{
	str_add(paper->out, "# ");
	paper_markdown(paper->out, title);
	str_add(paper->out, "\n\n");
	paper_markdown(paper->out, subtitle);
	str_add_char(paper->out, '\n');
}

static void markdown_heading(struct paper *paper, const char *text)
{
	str_add(paper->out, "\n## ");
	paper_markdown(paper->out, text);
	str_add(paper->out, "\n\n");
}

static void markdown_line(struct paper *paper, const char *text)
{
	str_add_char(paper->out, '\n');
	paper_markdown(paper->out, text);
	str_add_char(paper->out, '\n');
}

static void markdown_item(struct paper *paper, const char *name, const char *text)
{
	str_add(paper->out, *name ? "- **" : "- ");
	paper_markdown(paper->out, name);
	str_add(paper->out, *name ? *text ? "** " : "**" : "");
	paper_markdown(paper->out, text);
	str_add_char(paper->out, '\n');
}

/* ---- HTML --------------------------------------------------------------------------------- */

/* A4, readable without colour; no script and nothing from outside may run. */
static const char style[] =
	"@page{size:A4;margin:14mm}"
	"body{font:9.5pt/1.4 \"Noto Sans\",\"Noto Sans CJK JP\",\"Yu Gothic\",\"Hiragino Sans\",sans-serif;"
	"color:#000;background:#fff;max-width:182mm;margin:0 auto}"
	"h1{font-size:14pt;margin:0 0 2mm}h2{font-size:11pt;margin:4mm 0 1mm;border-bottom:1px solid #000;"
	"break-after:avoid}p{margin:1mm 0}ul{margin:0;padding-left:5mm}li{break-inside:avoid;margin:.4mm 0}";

static void html_begin(struct paper *paper, const char *title, const char *subtitle)
{
	str_printf(paper->out, "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n"
		   "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
		   "style-src 'unsafe-inline'\">\n<title>", lang_code(lang));
	paper_html(paper->out, title);
	str_printf(paper->out, "</title>\n<style>%s</style>\n</head>\n<body>\n<h1>", style);
	paper_html(paper->out, title);
	str_add(paper->out, "</h1>\n<p>");
	paper_html(paper->out, subtitle);
	str_add(paper->out, "</p>\n");
}

static void html_close_list(struct paper *paper)
{
	if (paper->in_list)
		str_add(paper->out, "</ul>\n");
	paper->in_list = false;
}

static void html_element(struct paper *paper, const char *name, const char *text)
{
	html_close_list(paper);
	str_printf(paper->out, "<%s>", name);
	paper_html(paper->out, text);
	str_printf(paper->out, "</%s>\n", name);
}

static void html_heading(struct paper *paper, const char *text)
{
	html_element(paper, "h2", text);
}

static void html_line(struct paper *paper, const char *text)
{
	html_element(paper, "p", text);
}

static void html_item(struct paper *paper, const char *name, const char *text)
{
	if (!paper->in_list)
		str_add(paper->out, "<ul>\n");
	paper->in_list = true;
	str_add(paper->out, *name ? "<li><b>" : "<li>");
	paper_html(paper->out, name);
	str_add(paper->out, *name ? "</b> " : "");
	paper_html(paper->out, text);
	str_add(paper->out, "</li>\n");
}

static void html_end(struct paper *paper)
{
	html_close_list(paper);
	str_add(paper->out, "</body>\n</html>\n");
}

/* ---- one row a format --------------------------------------------------------------------- */

static const struct {
	void (*begin)(struct paper *paper, const char *title, const char *subtitle);
	void (*heading)(struct paper *paper, const char *text);
	void (*line)(struct paper *paper, const char *text);
	void (*item)(struct paper *paper, const char *name, const char *text);
	void (*end)(struct paper *paper);
} rows[PAPER_FORMAT_COUNT] = {
	[PAPER_TEXT] = { text_begin, text_heading, text_line, text_item, text_end },
	[PAPER_MARKDOWN] = { markdown_begin, markdown_heading, markdown_line, markdown_item, text_end },
	[PAPER_HTML] = { html_begin, html_heading, html_line, html_item, html_end },
};

struct paper paper_begin(enum paper_format format, struct arena *arena, struct str *out, const char *title,
			 const char *subtitle)
{
	struct paper paper = { .format = format, .arena = arena, .out = out };

	rows[format].begin(&paper, title, subtitle);
	return paper;
}

void paper_end(struct paper *paper)
{
	rows[paper->format].end(paper);
}

void paper_heading(struct paper *paper, const char *text)
{
	rows[paper->format].heading(paper, text);
}

void paper_line(struct paper *paper, const char *text)
{
	rows[paper->format].line(paper, text);
}

void paper_item(struct paper *paper, const char *name, const char *text)
{
	rows[paper->format].item(paper, name, text);
}
