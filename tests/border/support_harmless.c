/* See support_harmless.h. */
#include "support_harmless.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"

#define COUNT(list) (sizeof(list) / sizeof((list)[0]))

static char words[200];

static const char *at(const char *what, const char *place)
{
	snprintf(words, sizeof(words), "%s at \"%.60s\"", what, place);
	return words;
}

static bool is_turning(const char *text)
{
	uint32_t code;

	text_decode(text, &code);
	return code == 0x61C || code == 0x200E || code == 0x200F || (code >= 0x202A && code <= 0x202E) ||
	       (code >= 0x2066 && code <= 0x2069);
}

/* Which line ends there may be. */
enum ends { ENDS_LF, ENDS_CRLF, ENDS_BOTH };

static const char *harm_bytes(const char *text, size_t length, enum ends ends)
{
	long invalid = text_invalid_at(text, length);

	if (strlen(text) != length)
		return at("NUL", text + strlen(text));
	if (invalid >= 0)
		return at("not UTF-8", text + invalid);
	for (const char *c = text; *c;) {
		uint32_t code;
		size_t bytes = text_decode(c, &code);
		char one[5] = "";

		memcpy(one, c, bytes);
		if (ends != ENDS_LF && *c == '\r' && c[1] == '\n')
			bytes = 1;
		else if (text_has_control(one, true))
			return at("control character", c);
		else if (ends == ENDS_CRLF && *c == '\n' && (c == text || c[-1] != '\r'))
			return at("bare line end", c);
		c += bytes;
	}
	return NULL;
}

const char *harm_text(const char *text, size_t length, bool crlf)
{
	return harm_bytes(text, length, crlf ? ENDS_CRLF : ENDS_LF);
}

const char *harm_cells(const char *text, size_t length)
{
	return harm_bytes(text, length, ENDS_BOTH);
}

const char *harm_terminal(const char *text, size_t length)
{
	const char *harm = harm_text(text, length, false);

	for (const char *c = text; !harm && *c; c++)
		if (((unsigned char)*c & 0xC0) != 0x80 && is_turning(c))
			harm = at("order of characters", c);
	return harm;
}

/* ---- HTML ----------------------------------------------------------------------------------- */

static const char *const elements[] = {
	"!DOCTYPE", "html", "head", "meta", "title", "style", "body", "div", "h1", "h2", "h3", "p", "ul", "li", "b",
	"strong", "br", "table", "caption", "thead", "tbody", "tr", "th", "td", "figure", "figcaption", "svg", "text",
	"line", "rect", "circle", "path", "g", "title", "desc", "footer", "header", "main", "section", "span", "i", "small",
	"polyline", "polygon", "defs", "pattern", "col", "colgroup",
};
static const char *const attributes[] = {
	"html", "lang", "charset", "http-equiv", "content", "name", "class", "scope", "colspan", "rowspan", "role",
	"aria-label", "viewBox", "width", "height", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "d", "fill", "stroke",
	"stroke-width", "stroke-dasharray", "text-anchor", "font-size", "font-family", "font-weight", "transform", "xmlns",
	"fill-opacity", "opacity", "points", "id", "patternUnits", "aria-labelledby", "aria-hidden", "focusable",
};

static bool is_among(const char *const *list, size_t count, const char *name, size_t length)
{
	for (size_t i = 0; i < count; i++)
		if (strlen(list[i]) == length && strncmp(list[i], name, length) == 0)
			return true;
	return false;
}

/* `c` behind '<'; where the element ends, or NULL. */
static const char *element_end(const char *c)
{
	size_t length;

	c += *c == '/';
	length = strcspn(c, " />\n");
	if (!is_among(elements, COUNT(elements), c, length))
		return NULL;
	for (c += length; *c && *c != '>';) {
		c += strspn(c, " \n/");
		if (*c == '>')
			break;
		length = strcspn(c, "= />\n");
		if (!is_among(attributes, COUNT(attributes), c, length))
			return NULL;
		c += length;
		if (*c != '=')
			continue;
		if (*++c != '"' || !strchr(c + 1, '"'))
			return NULL;
		length = strcspn(c + 1, "\"");
		if (memchr(c + 1, '<', length))
			return NULL;
		c += length + 2;
	}
	return *c == '>' ? c : NULL;
}

static bool is_entity(const char *c)
{
	static const char *const known[] = { "&amp;", "&lt;", "&gt;", "&quot;", "&#39;", "&nbsp;" };

	for (size_t i = 0; i < COUNT(known); i++)
		if (strncmp(c, known[i], strlen(known[i])) == 0)
			return true;
	return false;
}

const char *harm_html(const char *text)
{
	for (const char *c = text; *c; c++) {
		const char *style = strncmp(c, "<style>", 7) == 0 ? strstr(c, "</style>") : NULL;

		/* In the style sheet nothing but its own end is markup. */
		if (style) {
			if (memchr(c + 1, '<', (size_t)(style - c - 1)))
				return at("markup in the style sheet", c);
			c = style;
		}
		if (*c == '<') {
			const char *end = element_end(c + 1);

			if (!end)
				return at("an element that is not ours", c);
			c = end;
		} else if (*c == '>' || (*c == '&' && !is_entity(c))) {
			return at("not escaped", c);
		}
	}
	return NULL;
}

/* ---- CSV ------------------------------------------------------------------------------------ */

static bool is_number(const char *cell, size_t length)
{
	size_t sign = length > 0 && (*cell == '-' || *cell == '+');

	return length > sign && strspn(cell + sign, "0123456789.") >= length - sign;
}

static bool is_formula(const char *cell, size_t length)
{
	static const char *const signs[] = { "=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠" };

	for (size_t i = 0; i < COUNT(signs); i++)
		if (length >= strlen(signs[i]) && strncmp(cell, signs[i], strlen(signs[i])) == 0)
			return true;
	return false;
}

const char *harm_csv(const char *text)
{
	int width = 0, cells = 0;

	if (strncmp(text, "\xEF\xBB\xBF", 3) != 0)
		return at("no mark", text);
	for (const char *c = text + 3; *c;) {
		const char *cell = c + 1, *end = cell;

		if (*c != '"')
			return at("a cell without quotes", c);
		while (*end && (*end != '"' || end[1] == '"'))
			end += *end == '"' ? 2 : 1;
		if (!*end)
			return at("a cell without end", c);
		if (is_formula(cell, (size_t)(end - cell)) && !is_number(cell, (size_t)(end - cell)))
			return at("a formula", cell);
		cells++;
		c = end + 1;
		if (*c == ',') {
			c++;
			continue;
		}
		if (strncmp(c, "\r\n", 2) != 0)
			return at("a row without end", c);
		if (width && cells != width)
			return at("a row of another width", cell);
		width = cells;
		cells = 0;
		c += 2;
	}
	return NULL;
}

/* ---- calendar ------------------------------------------------------------------------------- */

enum { FOLD = 75 };

const char *harm_ics(const char *text)
{
	static const char *const names[] = {
		"BEGIN", "END", "VERSION", "PRODID", "CALSCALE", "METHOD", "UID", "DTSTAMP", "DTSTART", "DTEND", "DUE", "SUMMARY",
		"DESCRIPTION", "STATUS", "TRANSP", "CLASS", "LAST-MODIFIED", "SEQUENCE", "NAME", "X-WR-CALNAME", "X-ENTAKU-LABEL", "X-ENTAKU-LEFT-OUT", "X-ENTAKU-DRAFT", "CATEGORIES",
		"CREATED", "COMPLETED", "PERCENT-COMPLETE",
	};
	int begun = 0;

	for (const char *line = text, *end; *line; line = end + 2) {
		end = strstr(line, "\r\n");
		if (!end || end - line > FOLD)
			return at(end ? "a line too long" : "a line without end", line);
		if (*line == ' ' && line > text)
			continue;
		if (!is_among(names, COUNT(names), line, strcspn(line, ":;")))
			return at("a line of another's", line);
		begun += strncmp(line, "BEGIN:V", 7) == 0;
		begun -= strncmp(line, "END:V", 5) == 0;
		if (begun < 0 || (begun == 0 && end[2]))
			return at("ended too early", line);
	}
	return begun == 0 ? NULL : at("not ended", text);
}

/* ---- Markdown ------------------------------------------------------------------------------- */

/* Signs that count; those behind a backslash are text. */
static int signs(const char *line, const char *end, char sign)
{
	int count = 0;

	for (const char *c = line; c < end; c++) {
		if (*c == '\\' && c + 1 < end)
			c++;
		else
			count += *c == sign;
	}
	return count;
}

static const char *harm_line(const char *line, const char *end)
{
	static const char never[] = "<[]`&$^";

	for (size_t i = 0; i < sizeof(never) - 1; i++)
		if (signs(line, end, never[i]) > 0)
			return at("markup", line);
	for (const char *c = line; c < end; c++)
		if (strncmp(c, "://", 3) == 0 || strncmp(c, "www.", 4) == 0)
			return at("an address", c);
	/* Four spaces make code; ours begin with none. */
	if (strncmp(line, "    ", 4) == 0)
		return at("code", line);
	return *line == ' ' ? at("an indented line", line) : NULL;
}

const char *harm_markdown(const char *text)
{
	const char *harm = NULL;
	int columns = 0;

	for (const char *line = text, *end; !harm && *line; line = *end ? end + 1 : end) {
		int bars;

		end = line + strcspn(line, "\n");
		harm = harm_line(line, end);
		bars = signs(line, end, '|');
		if (*line != '|' && bars > 0)
			harm = harm ? harm : at("a bar outside of a table", line);
		if (*line != '|')
			columns = 0;
		else if (columns && bars != columns)
			harm = at("a row of another width", line);
		else
			columns = bars;
	}
	return harm;
}
