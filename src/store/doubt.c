/* See doubt.h. */
#include "store/doubt.h"

#include <stdio.h>
#include <string.h>

#include "base/json.h"
#include "lang/lang.h"
#include "lang/words_store.h"
#include "store/db.h"
#include "store/journal.h"
#include "store/schema.h"
#include "store/store.h"
#include "workshop/session.h"

static const char *id_of(const struct session *session)
{
	return session->now.id ? session->now.id : "";
}

/* What was asked for, and of which session; without instants, since the same words a
 * second later are the same. */
static void write_asked(const struct session *session, const struct store_append *what, struct str *out)
{
	str_clear(out);
	str_printf(out, "%s\n", id_of(session));
	for (size_t i = 0; i < what->count; i++) {
		str_printf(out, "%s ", what->event[i].kind_name);
		json_write(out, what->event[i].body);
		str_add_char(out, '\n');
	}
}

static void begin(struct doubt *doubt, const struct session *session, const struct store_append *what)
{
	snprintf(doubt->head, sizeof(doubt->head), "%s", session_head(session)->hash);
	write_asked(session, what, &doubt->asked);
}

/* Is it this session whose newest event is in doubt? */
static bool is_of(const struct doubt *doubt, const char *id)
{
	size_t length = strlen(id);

	return doubt->head[0] && strncmp(doubt->asked.text, id, length) == 0 &&
	       doubt->asked.text[length] == '\n';
}

static void end(struct doubt *doubt)
{
	doubt->head[0] = '\0';
	str_release(&doubt->asked);
}

bool doubt_confirm(struct store *store, struct error *err)
{
	char sql[64];

	/* A number that is written again is a write like any other. */
	snprintf(sql, sizeof(sql), "PRAGMA user_version=%d", SCHEMA_VERSION);
	if (sqlite3_get_autocommit(store->db) && !db_begin(store, err))
		return false;
	if (!db_run(store, sql, err)) {
		db_rollback(store);
		return false;
	}
	if (!db_commit(store, err))
		return false;
	end(&store->doubt);
	return true;
}

bool doubt_is_of(const struct store *store, const char *id)
{
	return is_of(&store->doubt, id);
}

bool store_in_doubt(const struct store *store)
{
	return store->doubt.head[0] != '\0';
}

bool doubt_commit(struct store *store, const struct session *session, const struct store_append *what,
		  bool *stands, struct error *err)
{
	struct error why = { ERROR_NONE, "" };
	bool known;

	*stands = false;
	if (db_commit(store, err)) {
		if (is_of(&store->doubt, id_of(session)))
			end(&store->doubt);
		return true;
	}
	/* What stands in a file without a name is recorded nowhere. */
	if (store_moved(store))
		return false;
	begin(&store->doubt, session, what);
	known = journal_head_matches(store, session, session->now.id, stands, &why);
	if (!known) {
		*stands = false;
		return err->class == ERROR_IO ? error_set(err, ERROR_IO, T(DB_UNKNOWN), store->path) : false;
	}
	if (!*stands) {
		end(&store->doubt);
		return false;
	}
	return doubt_confirm(store, &why) || error_set(err, ERROR_IO, T(DB_DOUBT), store->path);
}

bool doubt_is_answered(struct store *store, const struct session *session, const struct store_append *what)
{
	const struct event *head = session_head(session);
	struct str asked = STR_INIT;
	bool same;

	if (!is_of(&store->doubt, id_of(session)))
		return false;
	write_asked(session, what, &asked);
	same = head && strcmp(head->hash, store->doubt.head) == 0 && strcmp(asked.text, store->doubt.asked.text) == 0;
	str_release(&asked);
	if (!same)
		end(&store->doubt);
	return same;
}
