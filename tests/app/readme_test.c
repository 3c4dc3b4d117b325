/* What the README files say is so: paths, commands, keys. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/file.h"
#include "cli/command.h"
#include "ui/action.h"

static const char *const files[] = { "README.md", "README.ja.md", "src/README.md" };
static struct arena *arena;

static int arrive(void **state)
{
	(void)state;
	arena = arena_new();
	return 0;
}

static int leave(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

static const char *text_of(const char *path)
{
	char *bytes = NULL;
	size_t length = 0;

	if (!file_read(arena, path, 1 << 20, &bytes, &length))
		fail_msg("%s cannot be read", path);
	/* A copy, because gcc 12 takes the pointer for one to this function's own. */
	return arena_strndup(arena, bytes, length);
}

/* The text between two of `mark`, from `*at` on; NULL after the last. */
static const char *between(const char **at, const char *open, char close)
{
	const char *start = strstr(*at, open), *end;

	if (!start)
		return NULL;
	start += strlen(open);
	end = strchr(start, close);
	assert_non_null(end);
	*at = end + 1;
	return arena_strndup(arena, start, (size_t)(end - start));
}

static bool is_path(const char *text)
{
	static const char *const roots[] = {
		"src/", "tests/", "man/", "base/", "lang/", "content/", "workshop/", "store/", "report/",
		"ui/", "cli/",
	};

	if (strpbrk(text, "* "))
		return false;
	for (size_t i = 0; i < sizeof(roots) / sizeof(roots[0]); i++)
		if (strncmp(text, roots[i], strlen(roots[i])) == 0)
			return !strstr(text, "my-company") && !strstr(text, "NAME");
	return false;
}

static void every_path_is_there(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
		const char *text = text_of(files[i]), *at = text, *path;
		size_t count = 0;

		for (; (path = between(&at, "`", '`')); count += is_path(path))
			if (is_path(path) && access(path, F_OK) != 0 &&
			    access(arena_printf(arena, "src/%s", path), F_OK) != 0)
				fail_msg("%s: there is no %s", files[i], path);
		for (at = text; (path = between(&at, "](", ')'));)
			if (strncmp(path, "http", 4) != 0 && access(path, F_OK) != 0)
				fail_msg("%s: there is no %s", files[i], path);
		assert_true(count > 10);
	}
}

/* Between lines of three backquotes? */
static bool in_block(const char *text, const char *at)
{
	bool in = false;

	for (const char *mark = strstr(text, "```"); mark && mark < at; mark = strstr(mark + 3, "```"))
		in = !in;
	return in;
}

/* Lines of blocks that begin with `entaku`, and `entaku ...` in the text. */
static void every_command_is_there(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
		const char *text = text_of(files[i]);

		for (const char *at = strstr(text, "entaku "); at; at = strstr(at + 1, "entaku ")) {
			const char *word = at + strlen("entaku ");
			const char *name = arena_strndup(arena, word, strspn(word, "abcdefghijklmnopqrstuvwxyz"));

			if (at == text || !*name || (at[-1] != '`' && !(at[-1] == '\n' && in_block(text, at))))
				continue;
			if (!command_find(name))
				fail_msg("%s: there is no command %s", files[i], name);
		}
	}
}

/* Does the key lead to the action in some context? */
static bool leads(const char *key, const char *action)
{
	const struct binding *binding;

	for (size_t i = 0; (binding = binding_at(i)); i++)
		if (strcmp(binding->key, key) == 0 && strcmp(action_row(binding->action)->name, action) == 0)
			return true;
	return false;
}

static void every_key_does_so(void **state)
{
	(void)state;
	for (size_t i = 0; i < 2; i++) {
		const char *at = strstr(text_of(files[i]), "|---|---|---|\n");
		const char *key, *action;
		size_t count = 0;

		assert_non_null(at);
		at = strchr(at, '\n') + 1;
		for (; strncmp(at, "| `", 3) == 0; at = strchr(at, '\n') + 1, count++) {
			key = between(&at, "| `", '`');
			action = between(&at, "`", '`');
			if (!leads(key, action))
				fail_msg("%s: %s does not lead to %s", files[i], key, action);
		}
		assert_true(count > 8);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_path_is_there),
		cmocka_unit_test(every_command_is_there),
		cmocka_unit_test(every_key_does_so),
	};

	return cmocka_run_group_tests(tests, arrive, leave);
}
