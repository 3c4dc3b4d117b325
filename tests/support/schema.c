/* JSON Schema, as far as ours goes; see readers.h. */
#include <regex.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/json.h"
#include "base/str.h"
#include "support/readers.h"

enum { SCHEMA_MOST = 256 * 1024, SCHEMA_DEPTH = 32 };

struct look { struct arena *arena; const struct json *whole; };

struct json *schema_read(struct arena *arena, const char *path)
{
	char *text;
	size_t length;
	struct json *schema;

	assert_true(file_read(arena, path, SCHEMA_MOST, &text, &length));
	schema = json_read(arena, text, length, SCHEMA_DEPTH, NULL);
	assert_non_null(schema);
	return schema;
}

static const char *is_type(const struct json *value, const char *type)
{
	static const struct { const char *name; enum json_type type; } types[] = {
		{ "object", JSON_TYPE_MAP }, { "array", JSON_TYPE_LIST }, { "string", JSON_TYPE_TEXT },
		{ "integer", JSON_TYPE_INT }, { "boolean", JSON_TYPE_BOOL },
	};

	for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++)
		if (strcmp(types[i].name, type) == 0)
			return value->type == types[i].type ? NULL : type;
	return "a type that this reader does not know";
}

static bool equals(const struct json *a, const struct json *b)
{
	struct str x = STR_INIT, y = STR_INIT;
	bool same;

	json_write(&x, a);
	json_write(&y, b);
	same = strcmp(x.text, y.text) == 0;
	str_release(&x);
	str_release(&y);
	return same;
}

static bool matches(const char *pattern, const char *text)
{
	regex_t regex;
	bool found;

	assert_int_equal(regcomp(&regex, pattern, REG_EXTENDED | REG_NOSUB), 0);
	found = regexec(&regex, text, 0, NULL, 0) == 0;
	regfree(&regex);
	return found;
}

static const char *scalar_fault(const struct json *schema, const struct json *value)
{
	const struct json *any = json_get(schema, "enum"), *one = json_get(schema, "const");
	const char *type = json_get_text(schema, "type"), *pattern = json_get_text(schema, "pattern");
	bool found = !any;

	for (size_t i = 0; any && i < any->count; i++)
		found |= equals(any->child[i], value);
	if (!found)
		return "none of the values";
	if (one && !equals(one, value))
		return "not the value";
	if (type && is_type(value, type))
		return type;
	if (pattern && !matches(pattern, value->text))
		return pattern;
	if (value->type == JSON_TYPE_INT && (value->integer < json_get_int(schema, "minimum", INT64_MIN) ||
	    value->integer > json_get_int(schema, "maximum", INT64_MAX)))
		return "out of range";
	return NULL;
}

static const char *fault_of(const struct look *look, const struct json *schema, const struct json *value, const char *where)
{
	const char *ref = json_get_text(schema, "$ref"), *fault;
	const struct json *properties = json_get(schema, "properties"), *required = json_get(schema, "required");
	const struct json *items = json_get(schema, "items");

	if (ref) {
		assert_int_equal(strncmp(ref, "#/$defs/", 8), 0);
		schema = json_get(json_get(look->whole, "$defs"), ref + 8);
		assert_non_null(schema);
		return fault_of(look, schema, value, where);
	}
	fault = scalar_fault(schema, value);
	if (fault)
		return arena_printf(look->arena, "%s: %s", where, fault);
	for (size_t i = 0; required && i < required->count; i++)
		if (!json_get(value, required->child[i]->text))
			return arena_printf(look->arena, "%s: without %s", where, required->child[i]->text);
	for (size_t i = 0; value->type == JSON_TYPE_MAP && properties && i < value->count; i++) {
		const struct json *member = json_get(properties, value->key[i]);

		if (!member)
			return arena_printf(look->arena, "%s: %s is not known", where, value->key[i]);
		fault = fault_of(look, member, value->child[i], arena_printf(look->arena, "%s.%s", where, value->key[i]));
		if (fault)
			return fault;
	}
	for (size_t i = 0; value->type == JSON_TYPE_LIST && items && i < value->count; i++) {
		fault = fault_of(look, items, value->child[i], arena_printf(look->arena, "%s[%zu]", where, i));
		if (fault)
			return fault;
	}
	return NULL;
}

const char *schema_fault(struct arena *arena, const struct json *schema, const struct json *value)
{
	const struct look look = { arena, schema };

	return fault_of(&look, schema, value, "");
}
