#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "base/text.h"
#include "ui/action.h"

enum { HINTS_MAX = 10 };

static struct key key_of(const char *name)
{
	struct key key;

	if (!key_parse(name, &key))
		fail_msg("no such key: %s", name);
	return key;
}

static void keys_parse_and_stand_once(void **state)
{
	const struct binding *one, *other;

	(void)state;
	for (size_t i = 0; (one = binding_at(i)); i++) {
		struct key key = key_of(one->key);
		char name[32];

		key_format(key, name, sizeof(name));
		assert_string_equal(name, one->key);
		/* A key that folds into another could never be found. */
		assert_true(key_equal(key_fold(key), key));
		for (size_t j = i + 1; (other = binding_at(j)); j++)
			if (one->context == other->context && key_equal(key, key_of(other->key)))
				fail_msg("%s stands twice", one->key);
		assert_ptr_equal(binding_find(one->context, key), one);
		for (int at = 0; at < CONTEXT_COUNT; at++)
			assert_ptr_equal(binding_named((enum context)at, one->key), binding_find((enum context)at, key));
	}
}

static void actions_are_named_and_helped(void **state)
{
	(void)state;
	assert_int_equal(action_find(""), ACTION_NONE);
	assert_int_equal(action_find("fly"), ACTION_NONE);
	for (int i = ACTION_NONE + 1; i < ACTION_COUNT; i++) {
		const struct action_row *row = action_row((enum action_id)i);

		assert_non_null(row->name);
		assert_int_equal(action_find(row->name), i);
		assert_true(row->help.en && *row->help.en);
		assert_true(row->help.ja && *row->help.ja);
		assert_true(text_width(row->help.en) <= 50);
		assert_true(text_width(row->help.ja) <= 50);
	}
}

/* Arrows and the like, Enter, Escape, Tab and F-keys: no input method eats them. */
static bool needs_no_letters(const char *name)
{
	struct key key = key_of(name);

	return key.code >= KEY_NAMED && (key.modifiers & (KEY_CTRL | KEY_ALT)) == 0;
}

/* Tab goes round the tabs; positions are digits, full-width ones too; the screen draws itself; ^Z is for shells; one
 * leaves by way of the list of sessions. */
static const enum action_id letters_only[] = {
	ACTION_TAB_1, ACTION_TAB_2, ACTION_TAB_3, ACTION_TAB_4, ACTION_TAB_5, ACTION_TAB_6,
	ACTION_TAKE_1, ACTION_TAKE_2, ACTION_TAKE_3, ACTION_TAKE_4, ACTION_TAKE_5, ACTION_REDRAW, ACTION_SUSPEND,
	ACTION_QUIT,
};

static bool may_need_letters(enum action_id action)
{
	for (size_t i = 0; i < sizeof(letters_only) / sizeof(letters_only[0]); i++)
		if (letters_only[i] == action)
			return true;
	return false;
}

static void actions_are_reached_without_letters(void **state)
{
	const struct binding *binding, *other;

	(void)state;
	for (int i = ACTION_NONE + 1; i < ACTION_COUNT; i++) {
		bool reached = false;

		for (size_t j = 0; (binding = binding_at(j)); j++)
			reached = reached || (int)binding->action == i;
		if (!reached)
			fail_msg("no key reaches %s", action_row((enum action_id)i)->name);
	}
	for (size_t i = 0; (binding = binding_at(i)); i++) {
		bool reached = may_need_letters(binding->action);

		for (size_t j = 0; (other = binding_at(j)); j++)
			reached = reached || (other->action == binding->action &&
					      other->context == binding->context &&
					      needs_no_letters(other->key));
		/* What a parent offers without letters holds here too. */
		for (size_t j = 0; !reached && (other = binding_at(j)); j++)
			reached = other->action == binding->action && needs_no_letters(other->key) &&
				  binding_find(binding->context, key_of(other->key)) == other;
		if (!reached)
			fail_msg("%s in %s needs letters", action_row(binding->action)->name,
				 context_title(binding->context).en);
	}
}

static void hints_are_few_short_and_in_order(void **state)
{
	(void)state;
	for (int context = 0; context < CONTEXT_COUNT; context++) {
		const struct binding *binding;
		int seen[HINTS_MAX + 2] = { 0 }, count = 0;

		for (size_t i = 0; (binding = binding_at(i)); i++) {
			if ((int)binding->context != context || binding->hint == 0)
				continue;
			assert_in_range(binding->hint, 1, HINTS_MAX);
			seen[binding->hint]++;
			count++;
			assert_in_range(text_width(binding->label.en), 1, 8);
			assert_true(text_width(binding->label.ja) <= 8);
		}
		for (int place = 1; place <= count; place++)
			assert_int_equal(seen[place], 1);
	}
}

static void contexts(void **state)
{
	(void)state;
	assert_int_equal(context_parent(CONTEXT_GLOBAL), CONTEXT_GLOBAL);
	for (int i = 0; i < CONTEXT_COUNT; i++) {
		enum context at = (enum context)i;
		int steps = 0;

		assert_true(*context_title(at).en && *context_title(at).ja);
		for (; at != context_parent(at); at = context_parent(at))
			assert_true(++steps < CONTEXT_COUNT);
		/* Seats and replays have nothing of the facilitator's. */
		assert_true(at == CONTEXT_GLOBAL || at == CONTEXT_SEAT || at == CONTEXT_SEAT_ASK ||
			    at == CONTEXT_REPLAY);
	}
}

static enum action_id acts(enum context context, const char *name)
{
	const struct binding *binding = binding_find(context, key_of(name));

	return binding ? binding->action : ACTION_NONE;
}

static void falling_back(void **state)
{
	(void)state;
	assert_int_equal(acts(CONTEXT_ITEM, "d"), ACTION_DECIDE);
	assert_int_equal(acts(CONTEXT_ITEM, "ｄ"), ACTION_DECIDE);
	assert_int_equal(acts(CONTEXT_ITEM, "」"), ACTION_NEXT_ITEM);
	assert_int_equal(acts(CONTEXT_ITEM, "j"), ACTION_DOWN);
	assert_int_equal(acts(CONTEXT_ITEM, "？"), ACTION_HELP);
	assert_int_equal(acts(CONTEXT_ITEM, "："), ACTION_COMMAND);
	assert_int_equal(acts(CONTEXT_ITEM, "q"), ACTION_QUIT);
	assert_int_equal(acts(CONTEXT_ITEM, "あ"), ACTION_NONE);
	assert_int_equal(acts(CONTEXT_HELP, "q"), ACTION_BACK);
	assert_int_equal(acts(CONTEXT_HOME, "F10"), ACTION_QUIT);
	for (int i = 0; i < CONTEXT_COUNT; i++)
		assert_int_equal(acts((enum context)i, "F2"), ACTION_LANGUAGE);
}

static void typing_is_never_an_action(void **state)
{
	static const char *const letters[] = { "q", "u", "L", "?", ":", "Space", "j", "ｑ" };

	(void)state;
	for (size_t i = 0; i < sizeof(letters) / sizeof(letters[0]); i++) {
		assert_int_equal(acts(CONTEXT_FORM, letters[i]), ACTION_NONE);
		assert_int_equal(acts(CONTEXT_PROMPT, letters[i]), ACTION_NONE);
		assert_int_equal(acts(CONTEXT_ASK, letters[i]), ACTION_NONE);
	}
	assert_true(context_typing(CONTEXT_FORM));
	assert_false(context_typing(CONTEXT_ITEM));
	assert_int_equal(acts(CONTEXT_FORM, "F9"), ACTION_HIDE);
	assert_int_equal(acts(CONTEXT_FORM, "Escape"), ACTION_BACK);
	assert_int_equal(acts(CONTEXT_FORM, "C-l"), ACTION_REDRAW);
}

static void enter_is_not_yes(void **state)
{
	(void)state;
	assert_int_equal(acts(CONTEXT_ASK, "Enter"), ACTION_NONE);
	assert_int_equal(acts(CONTEXT_ASK, "Space"), ACTION_NONE);
	assert_int_equal(acts(CONTEXT_ASK, "y"), ACTION_YES);
	assert_int_equal(acts(CONTEXT_ASK, "ｙ"), ACTION_YES);
	assert_int_equal(acts(CONTEXT_ASK, "n"), ACTION_NO);
	assert_int_equal(acts(CONTEXT_ASK, "Escape"), ACTION_NO);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(keys_parse_and_stand_once),
		cmocka_unit_test(actions_are_named_and_helped),
		cmocka_unit_test(actions_are_reached_without_letters),
		cmocka_unit_test(hints_are_few_short_and_in_order), cmocka_unit_test(contexts),
		cmocka_unit_test(falling_back), cmocka_unit_test(typing_is_never_an_action),
		cmocka_unit_test(enter_is_not_yes),
	};

	text_init_locale();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
