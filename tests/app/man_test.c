/* The manual pages against the tables that the program goes by. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/str.h"
#include "cli/command.h"
#include "cli/exit.h"
#include "content/shape.h"
#include "lang/lang.h"
#include "support_page.h"
#include "ui/action.h"
#include "workshop/event.h"
#include "workshop/value.h"

static struct arena *arena;
static char *manual, *journal, *packs;

static int read_pages(void **state)
{
	(void)state;
	lang = LANG_EN;
	arena = arena_new();
	manual = page_read(arena, "man/entaku.1");
	journal = page_read(arena, "man/entaku-journal.5");
	packs = page_read(arena, "man/entaku-pack.5");
	return 0;
}

static int forget_pages(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

/* `where` names the row in the message. */
static void must_stand(const char *part, const char *line, const char *where)
{
	if (!page_has_line(part, line))
		fail_msg("%s: the page lacks the line: %s", where, line);
}

/* ---- entaku-journal.5 ------------------------------------------------------ */

static const char *const types[VALUE_TYPE_COUNT] = {
	[VALUE_LINE] = "line", [VALUE_TEXT] = "text", [VALUE_NEW_ID] = "new id",
	[VALUE_INT] = "number", [VALUE_BOOL] = "true or false", [VALUE_CHOICE] = "",
	[VALUE_LEVEL] = "level", [VALUE_DATE] = "date", [VALUE_TIME] = "time", [VALUE_ITEM] = "item", [VALUE_AREA] = "area",
	[VALUE_AGENDA] = "agenda", [VALUE_PARTICIPANT] = "participant", [VALUE_PERSON] = "person",
	[VALUE_PERSONS] = "persons", [VALUE_MONEY] = "money", [VALUE_OPTIONS] = "options",
	[VALUE_LINES] = "lines", [VALUE_EVENT] = "event", [VALUE_DECISION] = "decision",
	[VALUE_ACTION] = "action", [VALUE_ACCEPTANCE] = "acceptance", [VALUE_CONDITION] = "condition",
	[VALUE_ROUND] = "round", [VALUE_CONDITIONS] = "conditions", [VALUE_RISK] = "risk",
	[VALUE_ANY] = "any", [VALUE_FIELD] = "field", [VALUE_ANSWER] = "answer",
};

static const char *type_of(const struct event_field *field)
{
	struct str text = STR_INIT;
	const char *type;

	for (const struct choice_name *name = field->names; name && name->name; name++)
		str_printf(&text, "%s%s", name == field->names ? "" : ", ", name->name);
	if (field->type == VALUE_INT)
		str_printf(&text, "number %ld to %ld", field->min, field->max);
	else if (!field->names && field->max)
		str_printf(&text, "%s of %ld", types[field->type], field->max);
	else if (!field->names)
		str_add(&text, types[field->type]);
	type = arena_strdup(arena, text.text);
	str_release(&text);
	return type;
}

static void fields_stand(const char *part, const struct event_field *field, size_t count,
			 const char *where)
{
	for (size_t i = 0; i < count; i++)
		must_stand(part, arena_printf(arena, ".It %s Ta %s Ta%s", field[i].name,
			   type_of(&field[i]), field[i].required ? " must" : ""), where);
	if (page_count(part, ".It ") != count)
		fail_msg("%s: the page has %zu fields, the table %zu", where, page_count(part, ".It "),
			 count);
}

static void every_kind_and_field(void **state)
{
	const char *kinds = page_part(arena, journal, ".Sh KINDS", ".Sh");
	const char *changing = page_part(arena, journal, ".Ss Changing a record", ".Ss|.Sh");
	const struct event_kind *kind;
	size_t count;

	(void)state;
	for (count = 0; (kind = event_kind_at(count)); count++) {
		const char *part = page_part(arena, kinds, arena_printf(arena, ".It Sy %s\n", kind->name),
					     ".It Sy|.Ss|.Sh");

		fields_stand(part, kind->field, kind->field_count, kind->name);
		assert_int_equal(page_has_line(part, "Final."), (kind->flags & EVENT_FINAL) != 0);
		if (kind->id_prefix)
			must_stand(part, arena_printf(arena, "Ids are %s1, %s2 and so on.",
				   kind->id_prefix, kind->id_prefix), kind->name);
		if (kind->flags & EVENT_PARTIAL)
			assert_true(page_has_word(changing, kind->name));
	}
	assert_int_equal(page_count(kinds, ".It Sy "), count);
}

static void every_type(void **state)
{
	const char *part = page_part(arena, journal, ".Ss Types", ".Ss");

	(void)state;
	for (int type = 0; type < VALUE_TYPE_COUNT; type++) {
		size_t count;
		const struct event_field *fields = value_fields((enum value_type)type, &count);

		if (types[type][0] && !page_has_word(part, types[type]))
			fail_msg("the type %s is not explained", types[type]);
		if (fields && type != VALUE_PERSON)
			fields_stand(page_part(arena, part, arena_printf(arena, ".It Sy %s\n", types[type]),
					       ".El"), fields, count, types[type]);
	}
}

/* ---- entaku-pack.5 --------------------------------------------------------- */

static const char *row_type(const struct row *row)
{
	static const char *const names[ROW_TYPE_COUNT] = {
		[ROW_TEXT] = "line", [ROW_LINE] = "bilingual line", [ROW_BITEXT] = "bilingual text",
		[ROW_BITEXTS] = "bilingual texts", [ROW_LONG] = "number", [ROW_BOOL] = "true or false",
		[ROW_REFS] = "map of lists", [ROW_STRINGS] = "lines",
	};
	struct str text = STR_INIT;
	const char *type;

	for (size_t i = 0; i < row->name_count; i++)
		str_printf(&text, "%s%s", i ? ", " : "", row->names[i]);
	if (row->type == ROW_INT)
		str_printf(&text, "number %ld to %ld", row->min, row->max);
	else if (row->sub)
		str_printf(&text, "%s of %s", row->type == ROW_MAP ? "map" : "list", row->sub->name);
	else if (names[row->type])
		str_add(&text, names[row->type]);
	type = arena_strdup(arena, text.text);
	str_release(&text);
	return type;
}

static void every_key_of_a_pack(void **state)
{
	const struct shape *shape;

	(void)state;
	for (size_t i = 0; (shape = shape_at(i)); i++) {
		const char *part = page_part(arena, packs, arena_printf(arena, ".Ss %s: ", shape->name),
					     ".Ss|.Sh");

		for (size_t k = 0; k < shape->row_count; k++)
			must_stand(part, arena_printf(arena, ".It %s Ta %s Ta%s", shape->row[k].key,
				   row_type(&shape->row[k]), shape->row[k].required ? " must" : ""),
				   shape->name);
		assert_int_equal(page_count(part, ".It "), shape->row_count);
	}
}

/* ---- entaku.1 ---------------------------------------------------------------- */

/* "ja en" as the page has it: "ja | en". */
static const char *choices_of(const struct option_row *row)
{
	struct str text = STR_INIT;
	const char *choices;

	for (const char *c = row->choices; *c; c++)
		str_add(&text, *c == ' ' ? " | " : (char[2]){ *c, '\0' });
	choices = arena_strdup(arena, text.text);
	str_release(&text);
	return choices;
}

static void options_stand(const struct option_table *table, const char *part, const char *where)
{
	for (size_t i = 0; i < table->count; i++) {
		const struct option_row *row = &table->row[i];
		const char *name = arena_printf(arena, "-%s", row->name);
		const char *letter = arena_printf(arena, ".It Fl %c , Fl -%s", row->letter, row->name);
		size_t found = page_count(part, row->letter ? letter : arena_printf(arena, ".It Fl %s", name));

		if (found == 0)
			fail_msg("%s: the page lacks -%s", where, name);
		if (row->choices && !strstr(part, choices_of(row)))
			fail_msg("%s: the page lacks the choices of -%s", where, name);
	}
	assert_int_equal(page_count(part, ".It Fl "), table->count);
}

static void every_command_and_option(void **state)
{
	const char *part = page_part(arena, manual, ".Sh COMMANDS", ".Sh");
	const struct command *command;
	size_t count;

	(void)state;
	options_stand(&global_options, page_part(arena, manual, ".Ss Options of every", ".Sh"), "entaku");
	for (count = 0; (command = command_at(count)); count++) {
		const char *head = arena_printf(arena, ".It Ic %s", command->name);

		options_stand(&command->options, page_part(arena, part, head, ".It Ic"),
			      command->name);
	}
	assert_int_equal(page_count(part, ".It Ic "), count);
}

static bool stood_before(size_t index)
{
	const struct binding *one = binding_at(index), *other;

	for (size_t i = 0; i < index; i++) {
		other = binding_at(i);
		if (other->context == one->context && other->action == one->action)
			return true;
	}
	return false;
}

static void every_key_and_action(void **state)
{
	const char *keys = page_part(arena, manual, ".Sh KEYS", ".Sh");
	const struct binding *binding, *other;
	size_t rows = 0;

	(void)state;
	for (size_t i = 0; (binding = binding_at(i)); i++) {
		const struct action_row *action = action_row(binding->action);
		struct str row = STR_INIT;

		if (stood_before(i))
			continue;
		for (size_t k = i; (other = binding_at(k)); k++)
			if (other->context == binding->context && other->action == binding->action)
				str_printf(&row, "%s%s", row.length ? ", " : ".It ", other->key);
		str_printf(&row, " Ta %s Ta %s", action->name, action->help.en);
		must_stand(page_part(arena, keys, arena_printf(arena, ".Ss %s\n",
				     context_title(binding->context).en), ".Ss"), row.text,
			   context_title(binding->context).en);
		str_release(&row);
		rows++;
	}
	assert_int_equal(page_count(keys, ".It "), rows);
	for (int i = ACTION_NONE + 1; i < ACTION_COUNT; i++)
		if (!strstr(keys, arena_printf(arena, " Ta %s Ta ", action_row((enum action_id)i)->name)))
			fail_msg("no key leads to %s", action_row((enum action_id)i)->name);
}

/* Names in quotes behind `call` in a source. */
static void look_for_names(const char *path, const char *call, const char *part)
{
	size_t length;
	char *source;

	assert_true(file_read(arena, path, 1 << 20, &source, &length));
	for (const char *at = strstr(source, call); at; at = strstr(at + 1, call)) {
		const char *name = at + strlen(call);
		const char *word = arena_strndup(arena, name, strcspn(name, "\""));

		if (!page_has_word(part, word))
			fail_msg("%s: %s is not in the page", path, word);
	}
}

static void every_variable_of_the_environment(void **state)
{
	static const char *const folders[] = { "src/base", "src/ui", "src/cli" };
	const char *part = page_part(arena, manual, ".Sh ENVIRONMENT", ".Sh");

	(void)state;
	for (size_t f = 0; f < sizeof(folders) / sizeof(folders[0]); f++) {
		char **path;
		size_t count = file_list(arena, folders[f], ".c", &path);

		assert_true(count > 0);
		for (size_t i = 0; i < count; i++) {
			look_for_names(path[i], "getenv(\"", part);
			look_for_names(path[i], "environment(\"", part);
		}
	}
}

static void every_exit_status(void **state)
{
	const char *part = page_part(arena, manual, ".Sh EXIT STATUS", ".Sh");

	(void)state;
	must_stand(part, arena_printf(arena, ".It %d", EXIT_FINDINGS), "exit.h");
	for (int class = 0; class < ERROR_COUNT; class++)
		must_stand(part, arena_printf(arena, ".It %d", exit_status((enum error_class)class)),
			   "exit.c");
}

static void every_step_of_a_script(void **state)
{
	const char *part = page_part(arena, manual, ".Sh KEY SCRIPTS", ".Sh");
	size_t length, count = 0;
	char *source;
	const char *at, *end;

	(void)state;
	assert_true(file_read(arena, "src/cli/script.c", 1 << 20, &source, &length));
	at = strstr(source, "verbs[] = {");
	assert_non_null(at);
	end = strstr(at, "\n};");
	for (at = strstr(at, "{ \""); at && at < end; at = strstr(at + 1, "{ \"")) {
		const char *name = arena_strndup(arena, at + 3, strcspn(at + 3, "\""));

		if (page_count(part, arena_printf(arena, ".It Ic %s", name)) == 0)
			fail_msg("the step %s is not in the page", name);
		count++;
	}
	assert_int_equal(page_count(part, ".It Ic "), count);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_kind_and_field), cmocka_unit_test(every_type),
		cmocka_unit_test(every_key_of_a_pack), cmocka_unit_test(every_command_and_option),
		cmocka_unit_test(every_key_and_action), cmocka_unit_test(every_variable_of_the_environment),
		cmocka_unit_test(every_exit_status), cmocka_unit_test(every_step_of_a_script),
	};

	return cmocka_run_group_tests(tests, read_pages, forget_pages);
}
