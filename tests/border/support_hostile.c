/* See support_hostile.h. */
#include "support_hostile.h"

#include <string.h>

#include "base/arena.h"
#include "base/json.h"
#include "workshop/event.h"
#include "workshop/value.h"

#define MARKS4 "\u0301\u0302\u0303\u0304"
#define MARKS16 MARKS4 MARKS4 MARKS4 MARKS4
#define MARKS64 MARKS16 MARKS16 MARKS16 MARKS16

const struct hostile hostile[] = {
	{ "C0", "\x1b[2J\x1b]0;x\x07\x01\x08\x0b\x0c\x7f.", true },
	{ "C1", "\xc2\x80\xc2\x9b" "31m\xc2\x9d" "0;x\xc2\x9c\xc2\x85.", true },
	{ "line ends", "a\r\nBEGIN:VEVENT\r\nX:y\rz\n# head\n- item\n\n    code", true },
	{ "separators", "a\u2028b\u2029c", true },
	{ "embedding", "\u202aa\u202bb\u202cc\u202dd\u202ee", true },
	{ "isolates", "\u2066a\u2067b\u2068c\u2069d", true },
	{ "marks of order", "\u200ea\u200fb\u061cc", true },
	{ "private use", "\ue000\uf8ff\U000f0000\U0010fffd", true },
	{ "noncharacters", "\ufdd0\ufffe\uffff\U0001ffff\U0010ffff", true },
	{ "combining flood", "e" MARKS64 MARKS64 "x", true },
	{ "begins with a mark", "\u0301\u20e3\u3099x", true },
	{ "joiners", "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\u200da\u200cb", true },
	{ "tags", "\U0001f3f4\U000e0067\U000e0062\U000e007fx\U000e0001", true },
	{ "without width", "\ufeffa\u200bb\u2060c\u00add", true },
	{ "HTML", "<script>alert(1)</script><img src=x onerror=y>\"' onload=\"z\"&amp;&#60;--></style></svg>]]>", true },
	{ "style", "\"}body{background:url(//x.example)}</style><b>\\3c ", true },
	{ "formula", "=cmd|' /C calc'!A0", true },
	{ "plus", "+1+1", true }, { "minus", "-2+3", true }, { "at", "@SUM(A1)", true },
	{ "wide formula", "＝1+1", true }, { "wide signs", "＋－＠", true }, { "formula after a space", " =1", true },
	{ "quotes", "\",\"=1\",\"", true },
	{ "tab first", "\t=1", true }, { "return first", "\r=1", true },
	{ "Markdown", "[a](javascript:b) ![c](d) <http://e.example> `f` **g** | h | ~~i~~ https://j.example www.k.example", true },
	{ "Markdown at the start", "# a", true }, { "code", "    code", true }, { "heading after a space", "  # a", true },
	{ "rule", "---", true }, { "setext", "===", true }, { "number", "1. a", true }, { "fence", "```", true },
	{ "quote", "> a", true }, { "table", "| a | b |\n|---|---|\n| c | d |", true }, { "backslash", "\\", true },
	{ "calendar", "a;b,c\\n\\;:BEGIN:VALARM\nACTION:x", true },
	{ "format", "%s%n%d%%", true }, { "SQL", "'; DROP TABLE event; --", true },
	{ "surrogates", "a\xed\xa0\x80\xed\xb0\x80z", false },
	{ "overlong", "a\xc0\xaf\xe0\x80\xaf\xf0\x80\x80\xafz", false },
	{ "cut", "a\xe3\x81", false }, { "beyond", "\xf4\x90\x80\x80\xf8\x88\x80\x80\x80", false },
	{ "alone", "\x80\xbf\xfe\xff", false },
};
const size_t hostile_count = sizeof(hostile) / sizeof(hostile[0]);

struct poison { struct arena *arena; const char *text; size_t *count; bool ids; };

static const struct json *in_fields(const struct poison *poison, const struct event_field *field, size_t count,
				    const struct json *map);

static const struct json *put(const struct poison *poison)
{
	++*poison->count;
	return json_text(poison->arena, poison->text);
}

/* Every text below, for values whose fields the pack names. */
static const struct json *in_all(const struct poison *poison, const struct json *value)
{
	struct json *copy;

	if (value->type == JSON_TYPE_TEXT)
		return put(poison);
	copy = json_clone(poison->arena, value);
	for (size_t i = 0; i < copy->count; i++)
		copy->child[i] = (struct json *)(value->type == JSON_TYPE_MAP || value->type == JSON_TYPE_LIST ?
						 in_all(poison, value->child[i]) : value->child[i]);
	return copy;
}

static const struct json *in_person(const struct poison *poison, const struct json *person)
{
	return person->type == JSON_TYPE_MAP ? in_all(poison, person) : person;
}

static const struct json *in_value(const struct poison *poison, const struct event_field *field,
				   const struct json *value)
{
	size_t count;
	const struct event_field *fields = value_fields(field->type, &count);
	struct json *copy;

	switch (field->type) {
	case VALUE_LINE: case VALUE_TEXT: return put(poison);
	case VALUE_NEW_ID: return poison->ids ? put(poison) : value;
	case VALUE_LINES: case VALUE_ANSWER: case VALUE_ANY: return in_all(poison, value);
	case VALUE_PERSON: return in_person(poison, value);
	default: break;
	}
	if (value->type != JSON_TYPE_LIST)
		return fields && value->type == JSON_TYPE_MAP ? in_fields(poison, fields, count, value) : value;
	copy = json_clone(poison->arena, value);
	for (size_t i = 0; i < copy->count; i++)
		copy->child[i] = (struct json *)(field->type == VALUE_PERSONS ? in_person(poison, value->child[i])
			: fields ? in_fields(poison, fields, count, value->child[i]) : value->child[i]);
	return copy;
}

/* Texts by which the program finds something: they are no words of people. */
static bool is_reference(const struct event_field *field)
{
	static const char *const names[] = { "parent", "pack", "language", "supersedes", "renews", "carries", "row", "about",
		"place", "gap", "question", "field", "currency", "per" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (strcmp(field->name, names[i]) == 0)
			return true;
	return false;
}

static const struct json *in_fields(const struct poison *poison, const struct event_field *field, size_t count,
				    const struct json *map)
{
	struct json *copy = json_clone(poison->arena, map);

	for (size_t i = 0; i < count; i++) {
		const struct json *value = json_get(map, field[i].name);

		if (value && !is_reference(&field[i]))
			json_put(poison->arena, copy, field[i].name, (struct json *)in_value(poison, &field[i], value));
	}
	return copy;
}

const struct json *hostile_body(struct arena *arena, const struct event *event, const char *text, bool ids,
				size_t *count)
{
	const struct poison poison = { arena, text, count, ids };

	if (event->kind->flags & EVENT_CORRECTS)
		return event->body;
	return in_fields(&poison, event->kind->field, event->kind->field_count, event->body);
}
