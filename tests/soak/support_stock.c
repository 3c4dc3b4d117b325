/* Files that lives begin with: copied, since making them takes longer than a life. */
#include "support.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/file.h"
#include "support/program.h"

enum { FILE_MAX = 16 << 20 };

static void copy(struct arena *arena, const char *from, const char *to)
{
	size_t length;
	char *bytes;

	assert_true(file_read(arena, from, FILE_MAX, &bytes, &length));
	assert_true(file_write(to, bytes, length));
}

void stock_new(struct stock *stock, const char *language)
{
	struct meeting meeting;
	struct arena *arena;
	const char *source;

	meeting_new(&meeting);
	meeting.language = language;
	meeting_quit(meeting_at_d3(&meeting));
	arena = meeting.arena;
	source = arena_printf(arena, "%s/sessions/minato.%s.jsonl", meeting.place, language);
	*stock = (struct stock){ .language = language, .folder = strdup(meeting.place) };
	stock->meeting = strdup(arena_printf(arena, "%s/meeting.db", meeting.place));
	stock->archive = strdup(arena_printf(arena, "%s/archive.db", meeting.place));
	stock->bundle = strdup(source);
	copy(arena, meeting.database, stock->meeting);
	expect_run(meeting.place, &(struct run){ .word = { "--db", meeting.database, "import", source, NULL } },
		   0, NULL, "");
	copy(arena, meeting.database, stock->archive);
	arena_free(arena);
}

void stock_remove(struct stock *stock)
{
	union { const char *text; void *block; } part[] = { { stock->folder }, { stock->meeting }, { stock->archive },
							    { stock->bundle } };

	place_remove(stock->folder);
	for (size_t i = 0; i < sizeof(part) / sizeof(part[0]); i++)
		free(part[i].block);
}

void stock_meeting(const struct stock *stock, bool archive, struct meeting *meeting)
{
	struct arena *arena = arena_new();

	*meeting = (struct meeting){ .arena = arena, .language = stock->language };
	meeting->place = meeting->home = place_new(arena);
	meeting->folder = arena_printf(arena, "%s/kept", meeting->place);
	assert_int_equal(mkdir(meeting->folder, 0700), 0);
	meeting->database = arena_printf(arena, "%s/t.db", meeting->folder);
	copy(arena, archive ? stock->archive : stock->meeting, meeting->database);
}
