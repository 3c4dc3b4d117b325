/*
 * Papers as HTML: one file, A4 when printed, readable without colour.  No script, no
 * request: the policy lets nothing run and nothing in but this one style, by its hash.
 */
#include <sodium.h>
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "lang/lang.h"
#include "lang/words_paper.h"
#include "report/paper.h"

enum { BASE64_ROOM = 64 };

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

/* The margins of a page hold its number and the label.  Rows, pictures and short blocks
 * are not cut; a heading stays with what follows it. */
static const char style[] =
	"body{font:9.5pt/1.45 \"Hiragino Sans\",\"Yu Gothic\",\"BIZ UDPGothic\",\"Noto Sans CJK JP\",\"Noto Sans JP\",Meiryo,"
	"\"Noto Sans\",sans-serif;color:#000;background:#fff;max-width:178mm;margin:0 auto;line-break:strict;"
	"overflow-wrap:break-word}"
	"h1{font-size:16pt;line-height:1.25;margin:0 0 2mm}h2{font-size:12pt;margin:6mm 0 1.5mm;padding-bottom:.5mm;"
	"border-bottom:.5mm solid #000}h3{font-size:10pt;margin:3mm 0 1mm}h1,h2,h3,caption{break-after:avoid}"
	"p{margin:1mm 0;orphans:2;widows:2}ul{margin:0;padding-left:5mm}li{break-inside:avoid;margin:.4mm 0}"
	"table{border-collapse:collapse;width:100%;margin:1mm 0 2mm}caption{text-align:left;font-weight:bold;"
	"padding:1mm 0}thead{display:table-header-group}th,td{border:.2mm solid #555;padding:.6mm 1.4mm;"
	"text-align:left;vertical-align:top}thead th{background:#eee}tr,svg,figure,.notice{break-inside:avoid}"
	"thead,p:has(+.sign){break-after:avoid}thead+tbody>tr:first-child,footer{break-before:avoid}"
	"td.n{white-space:nowrap}table.f th{width:34mm;font-weight:normal;color:#222;background:#f4f4f4}"
	".label{float:right;border:.4mm solid #000;padding:.5mm 3mm;font-weight:bold}"
	".notice{border:.3mm solid #000;padding:1mm 2mm}figure{margin:2mm 0}figcaption{font-weight:bold;font-size:9pt;"
	"margin-bottom:1mm}svg{display:block;max-width:100%;height:auto}"
	".page{break-before:page}.sign{display:flex;break-inside:avoid;margin:7mm 0 0;align-items:flex-end}"
	".sign span{min-width:75mm}.sign i{flex:1;border-bottom:.3mm solid #000;font-style:normal;white-space:nowrap;"
	"text-align:right;padding-right:32mm;color:#444;font-size:8pt}"
	"footer{margin-top:6mm;border-top:.3mm solid #000;padding-top:1mm;font-size:7.5pt;overflow-wrap:anywhere;"
	"break-inside:avoid}"
	".c{font-size:8.5pt;line-height:1.32}.c h1{font-size:14pt;margin-bottom:1mm}.c h2{font-size:11pt;margin:2mm 0 1mm}"
	".c th,.c td{padding:.35mm 1.4mm}.c p{margin:.6mm 0}.c .sign{margin-top:4.5mm}.c footer{margin-top:3mm}";

/* A text in a style sheet: every sign but letters and digits by its number. */
static void css_text(struct str *out, const char *text)
{
	for (const char *c = text; *c; c++) {
		unsigned char byte = (unsigned char)*c;

		if (byte >= 0x80 || (*c >= '0' && *c <= '9') || (*c >= 'A' && *c <= 'Z') || (*c >= 'a' && *c <= 'z'))
			str_add_char(out, *c);
		else
			str_printf(out, "\\%06x", byte);
	}
}

static void add_style(struct paper *paper, const char *title, struct str *out)
{
	str_add(out, "@page{size:A4;margin:18mm 16mm 20mm;@bottom-right{font-size:8pt;content:counter(page) \" / \" "
		"counter(pages)}@bottom-left{font-size:8pt;content:\"");
	css_text(out, title);
	str_add(out, "\"}");
	if (paper->label && *paper->label) {
		str_add(out, "@top-right{font-size:8pt;content:\"");
		css_text(out, paper_text(paper, paper->label));
		str_add(out, "\"}");
	}
	str_printf(out, "}%s", style);
}

static void add_policy(struct str *out, const struct str *css)
{
	unsigned char hash[crypto_hash_sha256_BYTES];
	char text[BASE64_ROOM];

	crypto_hash_sha256(hash, (const unsigned char *)css->text, css->length);
	sodium_bin2base64(text, sizeof(text), hash, sizeof(hash), sodium_base64_VARIANT_ORIGINAL);
	str_printf(out, "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-%s'; "
		   "base-uri 'none'; form-action 'none'\">\n", text);
}

static void element(struct paper *paper, const char *begin, const char *text, const char *end)
{
	str_add(paper->out, begin);
	paper_html(paper->out, text);
	str_add(paper->out, end);
}

static void html_label(struct paper *paper)
{
	if (paper->label && *paper->label)
		element(paper, "<div class=\"label\">", paper_text(paper, paper->label), "</div>\n");
}

static void html_begin(struct paper *paper, const char *title, const char *subtitle)
{
	struct str css = STR_INIT;

	add_style(paper, title, &css);
	str_printf(paper->out, "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n", lang_code(lang));
	add_policy(paper->out, &css);
	str_add(paper->out, "<meta name=\"referrer\" content=\"no-referrer\">\n"
		"<meta name=\"viewport\" content=\"width=device-width\">\n");
	element(paper, "<title>", title, "</title>\n");
	str_printf(paper->out, "<style>%s</style>\n</head>\n<body%s>\n", css.text, paper->compact ? " class=\"c\"" : "");
	html_label(paper);
	element(paper, "<h1>", title, "</h1>\n");
	if (*subtitle)
		element(paper, "<p>", subtitle, "</p>\n");
	str_release(&css);
}

static void html_heading(struct paper *paper, const char *text)
{
	element(paper, "<h2>", text, "</h2>\n");
	paper->headed = true;
}

static void html_section(struct paper *paper, const char *text)
{
	element(paper, paper->headed ? "<h3>" : "<h2>", text, paper->headed ? "</h3>\n" : "</h2>\n");
}

static void html_line(struct paper *paper, const char *text)
{
	element(paper, "<p>", text, "</p>\n");
}

static void html_notice(struct paper *paper, const char *text)
{
	element(paper, "<p class=\"notice\">", text, "</p>\n");
}

static void html_item(struct paper *paper, const char *name, const char *text)
{
	str_add(paper->out, paper->inside == PAPER_LIST ? "<li>" : "<ul>\n<li>");
	if (*name)
		element(paper, "<b>", name, "</b> ");
	element(paper, "", text, "</li>\n");
}

static void html_fact(struct paper *paper, const char *label, const char *value)
{
	if (paper->inside != PAPER_FACTS)
		str_add(paper->out, "<table class=\"f\">\n<tbody>\n");
	element(paper, "<tr><th scope=\"row\">", label, "</th>");
	element(paper, "<td>", value, "</td></tr>\n");
}

static void html_table(struct paper *paper, const char *caption)
{
	str_add(paper->out, "<table>\n");
	if (*caption)
		element(paper, "<caption>", caption, "</caption>\n");
	str_add(paper->out, "<thead>\n<tr>");
	for (size_t i = 0; i < paper->columns; i++)
		element(paper, paper->column[i].narrow ? "<th scope=\"col\" class=\"n\">" : "<th scope=\"col\">",
			paper->column[i].head, "</th>");
	str_add(paper->out, "</tr>\n</thead>\n<tbody>\n");
}

static void html_row(struct paper *paper, const char *const *cell)
{
	str_add(paper->out, "<tr>");
	for (size_t i = 0; i < paper->columns; i++)
		element(paper, paper->column[i].narrow ? "<td class=\"n\">" : "<td>", cell[i], "</td>");
	str_add(paper->out, "</tr>\n");
}

static void html_figure(struct paper *paper, const struct figure *figure)
{
	element(paper, "<figure>\n<figcaption>", figure->title, "</figcaption>\n");
	str_printf(paper->out, "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" aria-labelledby=\"f%dt f%dd\" "
		   "width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\" font-size=\"11\">\n", paper->figures, paper->figures,
		   figure->width, figure->height, figure->width, figure->height);
	str_printf(paper->out, "<title id=\"f%dt\">", paper->figures);
	element(paper, "", figure->title, "</title>\n");
	str_printf(paper->out, "<desc id=\"f%dd\">", paper->figures);
	element(paper, "", figure->text, "</desc>\n");
	str_printf(paper->out, "%s</svg>\n</figure>\n", figure->svg);
}

static void html_page(struct paper *paper, const char *title)
{
	str_add(paper->out, "<div class=\"page\"></div>\n");
	html_label(paper);
	element(paper, "<h1>", title, "</h1>\n");
	paper->headed = false;
}

static void html_sign(struct paper *paper, const char *name, const char *role)
{
	element(paper, "<div class=\"sign\"><span>", role, *role ? " " : "");
	element(paper, "", name, "</span><i>");
	element(paper, "", T(PAPER_SIGN_DATE), "</i></div>\n");
}

static void html_foot(struct paper *paper, const char *text)
{
	element(paper, "<footer>", text, "</footer>\n");
}

static void html_close(struct paper *paper)
{
	str_add(paper->out, paper->inside == PAPER_LIST ? "</ul>\n" : "</tbody>\n</table>\n");
	paper->inside = PAPER_NOTHING;
}

static void html_end(struct paper *paper)
{
	str_add(paper->out, "</body>\n</html>\n");
}

const struct paper_writer paper_as_html = {
	.begin = html_begin, .heading = html_heading, .section = html_section, .line = html_line,
	.notice = html_notice, .item = html_item, .fact = html_fact, .table = html_table, .row = html_row,
	.figure = html_figure, .page = html_page, .sign = html_sign, .foot = html_foot,
	.close = html_close, .end = html_end,
};
