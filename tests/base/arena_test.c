/* The arena: alignment, zeroing, growth, and ends that must end the program. */
#include "base/arena.h"

#include <signal.h>
#include <stdalign.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void pieces_are_zeroed_and_aligned(void **state)
{
	struct arena *arena = arena_new();

	(void)state;
	for (size_t size = 0; size < 9000; size += 37) {
		unsigned char *piece = arena_alloc(arena, size);

		assert_int_equal((uintptr_t)piece % alignof(max_align_t), 0);
		for (size_t i = 0; i < size; i++)
			assert_int_equal(piece[i], 0);
		memset(piece, 0xA5, size);
	}
	arena_free(arena);
	arena_free(NULL);
}

static void pieces_do_not_overlap(void **state)
{
	struct arena *arena = arena_new();
	unsigned char *piece[300];

	(void)state;
	for (int i = 0; i < 300; i++) {
		piece[i] = arena_alloc(arena, (size_t)(i * 31));
		memset(piece[i], i & 0xFF, (size_t)(i * 31));
	}
	for (int i = 0; i < 300; i++)
		for (int j = 0; j < i * 31; j++)
			assert_int_equal(piece[i][j], i & 0xFF);
	arena_free(arena);
}

static void reset_gives_zeroed_memory_again(void **state)
{
	struct arena *arena = arena_new();

	(void)state;
	arena_reset(arena);
	for (int round = 0; round < 3; round++) {
		for (int i = 0; i < 100; i++) {
			char *piece = arena_alloc(arena, 500);

			for (int j = 0; j < 500; j++)
				assert_int_equal(piece[j], 0);
			memset(piece, 'x', 500);
		}
		memset(arena_alloc(arena, 100000), 'x', 100000);
		arena_reset(arena);
	}
	arena_free(arena);
}

static void strings_are_copied(void **state)
{
	struct arena *arena = arena_new();
	char from[] = "みなと精機";
	char *copy = arena_strdup(arena, from);

	(void)state;
	from[0] = 'x';
	assert_string_equal(copy, "みなと精機");
	assert_string_equal(arena_strdup(arena, NULL), "");
	assert_string_equal(arena_strndup(arena, "abcdef", 3), "abc");
	assert_string_equal(arena_strndup(arena, "abcdef", 0), "");
	assert_memory_equal(arena_strndup(arena, "a\0b", 3), "a\0b", 4);
	assert_string_equal(arena_printf(arena, "%s-%d", "D", 3), "D-3");
	assert_string_equal(arena_printf(arena, "%s", ""), "");
	assert_int_equal(strlen(arena_printf(arena, "%9000d", 1)), 9000);
	arena_free(arena);
}

static void a_growing_array_keeps_its_elements(void **state)
{
	struct arena *arena = arena_new();
	size_t count = 0, capacity = 0;
	int *numbers = NULL;

	(void)state;
	for (int i = 0; i < 1000; i++) {
		numbers = arena_grow(arena, numbers, count, &capacity, sizeof(*numbers));
		assert_true(capacity > count);
		assert_int_equal(numbers[count], 0);
		numbers[count++] = i;
	}
	for (int i = 0; i < 1000; i++)
		assert_int_equal(numbers[i], i);
	/* A place that was used before is zeroed when it is handed out again. */
	count = 5;
	numbers = arena_grow(arena, numbers, count, &capacity, sizeof(*numbers));
	assert_int_equal(numbers[5], 0);
	assert_int_equal(numbers[4], 4);
	arena_free(arena);
}

/* Runs in a child, whose standard error is thrown away; its exit status. */
static int status_of(void (*act)(struct arena *arena))
{
	int status;
	pid_t child = fork();

	assert_true(child >= 0);
	if (child == 0) {
		close(STDERR_FILENO);
		act(arena_new());
		_exit(0);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void array_too_large(struct arena *arena)
{
	arena_array(arena, SIZE_MAX / 2, 16);
}

static void piece_too_large(struct arena *arena)
{
	arena_alloc(arena, SIZE_MAX - 8);
}

static void text_too_large(struct arena *arena)
{
	arena_strndup(arena, "", SIZE_MAX);
}

static void an_impossible_size_ends_the_program(void **state)
{
	(void)state;
	assert_int_equal(status_of(array_too_large), 70);
	assert_int_equal(status_of(piece_too_large), 70);
	assert_int_equal(status_of(text_too_large), 70);
}

static void an_array_is_zeroed(void **state)
{
	struct arena *arena = arena_new();
	long *numbers = arena_array(arena, 100, sizeof(*numbers));

	(void)state;
	for (int i = 0; i < 100; i++)
		assert_int_equal(numbers[i], 0);
	assert_non_null(arena_array(arena, 0, 16));
	assert_non_null(arena_array(arena, 16, 0));
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(pieces_are_zeroed_and_aligned),
		cmocka_unit_test(pieces_do_not_overlap),
		cmocka_unit_test(reset_gives_zeroed_memory_again),
		cmocka_unit_test(strings_are_copied),
		cmocka_unit_test(a_growing_array_keeps_its_elements),
		cmocka_unit_test(an_impossible_size_ends_the_program),
		cmocka_unit_test(an_array_is_zeroed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
