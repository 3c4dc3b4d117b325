/*
 * Any bytes as a bundle: taken in whole, and then the file verifies, or refused in
 * words with nothing of it kept.
 *
 * No mutation hits a SHA-256, so an input that begins with '!' has its hashes made
 * right first: what stands behind the chain is then met as well.
 */
#include "support.h"

#include <string.h>
#include <unistd.h>

#include "base/json.h"
#include "base/str.h"
#include "store/bundle.h"
#include "store/kept.h"
#include "store/store.h"

enum { DEPTH = 4 };

struct chain { struct arena *arena; char head[HASH_SIZE], content[HASH_SIZE]; struct str *out; };

/* The hash of the seed's pack, wherever it stands, becomes that of the file brought. */
static const char *with_content(struct chain *chain, const char *body)
{
	const char *list = strstr(body, "\"content\":[\"");
	size_t start = list ? (size_t)(list - body) + 12 : 0;

	if (!list || !chain->content[0] || strlen(body + start) < HASH_SIZE - 1)
		return body;
	return arena_printf(chain->arena, "%.*s%s%s", (int)start, body, chain->content, body + start + HASH_SIZE - 1);
}

static void mend_line(struct chain *chain, struct json *line)
{
	const char *at = json_get_text(line, "at"), *kind = json_get_text(line, "kind");
	const char *body = json_get_text(line, "body"), *yaml = json_get_text(line, "yaml");

	if (yaml) {
		kept_hash(yaml, strlen(yaml), chain->content);
		json_put_text(chain->arena, line, "content", chain->content);
	}
	if (at && kind && body) {
		body = with_content(chain, body);
		json_put_text(chain->arena, line, "body", body);
		store_event_hash(chain->head, json_get_int(line, "n", 0), at, kind, body, chain->head);
		json_put_text(chain->arena, line, "hash", chain->head);
	}
	if (json_get(line, "end"))
		json_put_text(chain->arena, line, "head", chain->head);
	json_write(chain->out, line);
	str_add_char(chain->out, '\n');
}

/* Twice: the first line names the head, which only the last row has. */
static void mend(struct arena *arena, const char *bytes, size_t length, struct str *out)
{
	struct chain chain = { .arena = arena };

	for (int turn = 0; turn < 2; turn++) {
		const char *at = bytes, *end = bytes + length;
		char last[HASH_SIZE];

		str_clear(out);
		memcpy(last, chain.head, sizeof(last));
		chain = (struct chain){ .arena = arena, .out = out };
		memset(chain.head, '0', HASH_SIZE - 1);
		while (at < end) {
			const char *stop = memchr(at, '\n', (size_t)(end - at));
			size_t size = (size_t)((stop ? stop : end) - at);
			struct json *line = json_read(arena, at, size, DEPTH, NULL);

			if (line && json_get(line, "bundle"))
				json_put_text(arena, line, "head", last);
			if (line)
				mend_line(&chain, line);
			else
				str_printf(out, "%.*s\n", (int)size, at);
			at = stop ? stop + 1 : end;
		}
	}
}

static struct store *new_store(const char *path)
{
	struct store *store;

	scratch_remove(path);
	store = store_open(path, STORE_WRITE, NULL);
	demand(store != NULL);
	return store;
}

static void take(struct store *store, struct arena *arena, const char *bytes, size_t length, bool *taken)
{
	static struct store_imported row[BUNDLE_SESSIONS_MAX];
	struct store_verdict verdict = { .sessions = 0 };
	struct error err = { ERROR_NONE, "" };
	size_t count = 0;

	*taken = store_import(store, arena, bytes, length, row, &count, &err);
	demand(*taken == (err.class == ERROR_NONE));
	if (!*taken) {
		demand_refusal(&err);
		demand(store_session_count(store) == 0);
		return;
	}
	demand(count > 0 && store_session_count(store) == count);
	demand(store_verify(store, arena, NULL, &verdict, &err));
	demand(verdict.faults == 0);
	/* Once more brings nothing. */
	demand(store_import(store, arena, bytes, length, row, &count, &err));
	for (size_t i = 0; i < count; i++)
		demand(row[i].added == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct store *store;
	struct arena *arena = arena_new();
	struct str mended = STR_INIT;
	const char *path = scratch("bundle.db");
	bool taken;

	if (!store)
		store = new_store(path);
	if (size > 0 && data[0] == '!') {
		mend(arena, (const char *)data + 1, size - 1, &mended);
		take(store, arena, mended.text, mended.length, &taken);
	} else {
		take(store, arena, (const char *)data, size, &taken);
	}
	/* Every input meets an empty file, so that a crash comes again. */
	if (taken) {
		store_close(store);
		store = NULL;
		scratch_remove(path);
	}
	str_release(&mended);
	arena_free(arena);
	return 0;
}
