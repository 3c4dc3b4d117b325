/* Papers as Markdown: CommonMark with tables. */
#include <string.h>

#include "base/str.h"
#include "lang/lang.h"
#include "report/paper.h"

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

/* A line end is a space: a list item is one line.  Spaces before the text are left out:
 * behind some of them a sign begins a line as well, and four make it code. */
void paper_markdown(struct str *out, const char *text)
{
	text += strspn(text, " \t\n");
	for (const char *at = text; *at; at++) {
		if (*at != '\n' && is_markup(text, at))
			str_add_char(out, '\\');
		str_add_char(out, *at == '\n' ? ' ' : *at);
	}
}

static void framed(struct paper *paper, const char *before, const char *text, const char *after)
{
	str_add(paper->out, before);
	paper_markdown(paper->out, text);
	str_add(paper->out, after);
}

static void markdown_begin(struct paper *paper, const char *title, const char *subtitle)
{
	framed(paper, "# ", title, "\n\n");
	if (paper->label && *paper->label)
		framed(paper, "**", paper_text(paper, paper->label), "**\n\n");
	if (*subtitle)
		framed(paper, "", subtitle, "\n");
}

static void markdown_heading(struct paper *paper, const char *text)
{
	framed(paper, "\n## ", text, "\n\n");
}

static void markdown_section(struct paper *paper, const char *text)
{
	framed(paper, "\n### ", text, "\n\n");
}

static void markdown_line(struct paper *paper, const char *text)
{
	framed(paper, "\n", text, "\n");
}

static void markdown_notice(struct paper *paper, const char *text)
{
	framed(paper, "\n> ", text, "\n");
}

static void markdown_item(struct paper *paper, const char *name, const char *text)
{
	framed(paper, *name ? "- **" : "- ", name, *name ? *text ? "** " : "**" : "");
	framed(paper, "", text, "\n");
}

static void markdown_row(struct paper *paper, const char *const *cell)
{
	for (size_t i = 0; i < paper->columns; i++)
		framed(paper, "| ", cell[i], " ");
	str_add(paper->out, "|\n");
}

static void markdown_table(struct paper *paper, const char *caption)
{
	if (*caption)
		framed(paper, "\n", caption, "\n");
	str_add_char(paper->out, '\n');
	for (size_t i = 0; i < paper->columns; i++)
		framed(paper, "| ", paper->column[i].head, " ");
	str_add(paper->out, "|\n");
	for (size_t i = 0; i < paper->columns; i++)
		str_add(paper->out, "| --- ");
	str_add(paper->out, "|\n");
}

static void markdown_figure(struct paper *paper, const struct figure *figure)
{
	framed(paper, "\n**", figure->title, "** ");
	framed(paper, "", figure->text, "\n");
}

static void markdown_page(struct paper *paper, const char *title)
{
	framed(paper, "\n---\n\n# ", title, "\n\n");
}

static void markdown_sign(struct paper *paper, const char *name, const char *role)
{
	framed(paper, "- ", role, *role ? " " : "");
	framed(paper, "", name, " \\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\n");
}

static void markdown_foot(struct paper *paper, const char *text)
{
	framed(paper, "\n---\n\n", text, "\n");
}

static void markdown_close(struct paper *paper)
{
	str_add_char(paper->out, '\n');
	paper->inside = PAPER_NOTHING;
}

static void markdown_end(struct paper *paper)
{
	(void)paper;
}

const struct paper_writer paper_as_markdown = {
	.begin = markdown_begin, .heading = markdown_heading, .section = markdown_section, .line = markdown_line,
	.notice = markdown_notice, .item = markdown_item, .fact = markdown_item, .table = markdown_table,
	.row = markdown_row, .figure = markdown_figure, .page = markdown_page, .sign = markdown_sign,
	.foot = markdown_foot, .close = markdown_close, .end = markdown_end,
};
