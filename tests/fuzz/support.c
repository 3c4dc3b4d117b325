/* See support.h. */
#include "support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/date.h"
#include "base/file.h"
#include "base/json.h"
#include "base/text.h"
#include "content/findings.h"
#include "content/pack.h"
#include "workshop/session.h"

#define SEED "tests/fuzz/bundle/small"

enum { SEED_MAX = 1 << 20, DEPTH = 16 };

void demand(bool holds)
{
	if (!holds)
		abort();
}

void demand_shown(const char *text, size_t length)
{
	demand(strlen(text) == length);
	demand(text_invalid_at(text, length) < 0);
	demand(!text_has_control(text, true));
}

void demand_refusal(const struct error *err)
{
	demand(err->class != ERROR_NONE && err->text[0]);
	demand(text_invalid_at(err->text, strlen(err->text)) < 0);
}

/* Read once, kept for the run. */
const char *seed_bundle(size_t *length)
{
	static struct arena *arena;
	static char *bytes;
	static size_t size;

	if (!arena) {
		arena = arena_new();
		demand(file_read(arena, SEED, SEED_MAX, &bytes, &size));
	}
	*length = size;
	return bytes;
}

const struct pack *seed_pack(void)
{
	static struct arena *arena;
	static const struct pack *pack;
	struct findings findings;
	const char *line, *yaml;
	size_t length;

	if (pack)
		return pack;
	arena = arena_new();
	line = strchr(seed_bundle(&length), '\n') + 1;
	yaml = json_get_text(json_read(arena, line, strcspn(line, "\n"), 4, NULL), "yaml");
	findings_init(&findings, arena);
	pack = pack_read(arena, "seed.yaml", yaml, strlen(yaml), NULL, &findings);
	demand(pack != NULL);
	return pack;
}

static void add(struct session *session, struct arena *arena, const char *kind, const char *body)
{
	struct event event = { .at = session_head(session) ? session_head(session)->at : 0, .kind_name = kind };

	event.body = json_read(arena, body, strlen(body), DEPTH, NULL);
	if (!event.at)
		instant_parse("2026-11-24T05:00:00.000Z", &event.at);
	demand(event_prepare(session, arena, &event, NULL) && session_check(session, &event, NULL));
	session_apply(session, &event);
}

struct session *seed_session(struct arena *arena)
{
	struct session *session = session_new(seed_pack());

	add(session, arena, "session_opened", "{\"id\":\"s-1\",\"title\":\"取締役会\",\"organisation\":\"Minato\","
	    "\"held_on\":\"2026-11-24\",\"agenda\":\"standard\",\"language\":\"ja\",\"pack\":\"test-pack\"}");
	add(session, arena, "participant_added", "{\"name\":\"Sato\",\"role\":\"CEO\",\"votes\":true}");
	add(session, arena, "participant_added", "{\"name\":\"Suzuki\",\"role\":\"CISO\"}");
	return session;
}

static char folder[256];

static void remove_folder(void)
{
	rmdir(folder);
}

const char *scratch(const char *name)
{
	static char path[4][300];
	static int next;
	const char *place = getenv("TMPDIR");

	if (!folder[0]) {
		snprintf(folder, sizeof(folder), "%s/fuzz-XXXXXX", place ? place : "/tmp");
		demand(mkdtemp(folder) != NULL);
		atexit(remove_folder);
	}
	next = (next + 1) % 4;
	snprintf(path[next], sizeof(path[next]), "%s/%s", folder, name);
	return path[next];
}

void scratch_remove(const char *path)
{
	static const char *const endings[] = { "", "-wal", "-shm", "-journal" };
	char name[320];

	for (size_t i = 0; i < sizeof(endings) / sizeof(endings[0]); i++) {
		snprintf(name, sizeof(name), "%s%s", path, endings[i]);
		unlink(name);
	}
}

void scratch_write(const char *path, const void *bytes, size_t length)
{
	FILE *file = fopen(path, "wb");

	demand(file != NULL);
	demand(fwrite(bytes, 1, length, file) == length);
	demand(fclose(file) == 0);
}
