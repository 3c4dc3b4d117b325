/* See stamp.h.  The places are those of the SQLite file format and of its WAL-index. */
#include "store/stamp.h"

#include <string.h>

#include "store/db.h"

enum { PAGE_SIZE_AT = 16, PAGES_AT = 28, FORMAT_AT = 18, FORMAT_WAL = 2, FIXED_AT = 20, COUNTER_AT = 24, COOKIE_AT = 40, APPLICATION_AT = 68 };
enum { INNER = 0x05, LEAF = 0x0d, LEVELS_MAX = 20 };
/* Of the -shm, in words of 32 bits; one mapping of it is so large. */
enum { FRAMES_WORD = 4, SALT_WORD = 8, MOVED_WORD = 24, BEGUN_WORD = 32, SHM_BYTES = 32 * 1024 };

static uint32_t two_at(const unsigned char *bytes, size_t at)
{
	return (uint32_t)bytes[at] << 8 | bytes[at + 1];
}

static uint32_t four_at(const unsigned char *bytes, size_t at)
{
	return two_at(bytes, at) << 16 | two_at(bytes, at + 2);
}

/* ---- reading ------------------------------------------------------------------------ */

/* SQLite's own descriptor: to close another one of the file would drop its locks. */
static sqlite3_file *file_of(struct store *store)
{
	sqlite3_file *file = NULL;

	if (sqlite3_file_control(store->db, "main", SQLITE_FCNTL_FILE_POINTER, &file) != SQLITE_OK)
		return NULL;
	return file && file->pMethods ? file : NULL;
}

/* Behind the end there are zeros. */
static bool read_at(sqlite3_file *file, unsigned char *into, int length, int64_t at)
{
	int code = file->pMethods->xRead(file, into, length, at);

	return code == SQLITE_OK || code == SQLITE_IOERR_SHORT_READ;
}

/* The page in which the newest row of the journal is; the last child of each level. */
static bool read_leaf(sqlite3_file *file, struct stamp *stamp)
{
	/* Pages of another size, which we do not make, are left to the header. */
	uint32_t number = two_at(stamp->head, PAGE_SIZE_AT) == STAMP_PAGE ? stamp->root : 0;

	memset(stamp->leaf, 0, 1);
	for (int level = 0; number > 1 && level < LEVELS_MAX; level++) {
		if (!read_at(file, stamp->leaf, STAMP_PAGE, (int64_t)(number - 1) * STAMP_PAGE))
			return false;
		number = stamp->leaf[0] == INNER ? four_at(stamp->leaf, 8) : 0;
	}
	return true;
}

bool stamp_is_cut(struct store *store, int64_t size)
{
	static const char magic[] = "SQLite format 3";
	sqlite3_file *file = file_of(store);
	unsigned char head[STAMP_HEAD];
	uint32_t page;

	if (!file || !read_at(file, head, STAMP_HEAD, 0))
		return false;
	page = two_at(head, PAGE_SIZE_AT);
	return memcmp(head, magic, sizeof(magic)) != 0 ||
	       size < (int64_t)four_at(head, PAGES_AT) * (page == 1 ? 65536 : page);
}

/* The -shm as SQLite has it in memory; NULL without one.  It is asked only where there is a
 * -wal, since asking would make it. */
static const volatile uint32_t *shared_of(struct store *store, sqlite3_file *file)
{
	void volatile *shared = NULL;

	if (store->rollback || !store->mark[1].known || !store->mark[2].known || file->pMethods->iVersion < 2 ||
	    file->pMethods->xShmMap(file, 0, SHM_BYTES, 0, &shared) != SQLITE_OK)
		return NULL;
	return shared;
}

static bool look(struct store *store, struct stamp *now)
{
	sqlite3_file *file = file_of(store);
	const volatile uint32_t *shared = file ? shared_of(store, file) : NULL;

	now->known = now->broken = now->settled = now->whole = false;
	now->salt[0] = shared ? shared[SALT_WORD] : 0;
	now->salt[1] = shared ? shared[SALT_WORD + 1] : 0;
	now->moved = shared ? shared[MOVED_WORD] : 0;
	if (!file || !read_at(file, now->head, STAMP_HEAD, 0) || !read_leaf(file, now))
		return false;
	/* The announcement is read after the rest: none since then, none before. */
	now->settled = shared && shared[BEGUN_WORD] == now->moved && shared[MOVED_WORD] == now->moved &&
		       shared[SALT_WORD] == now->salt[0] && shared[SALT_WORD + 1] == now->salt[1];
	now->whole = !shared || (now->settled && shared[FRAMES_WORD] == now->moved);
	now->known = true;
	return true;
}

void stamp_take(struct store *store)
{
	struct stamp *stamp = &store->stamp;

	stamp->root = (uint32_t)db_number(store, "SELECT rootpage FROM sqlite_schema WHERE name = 'event'"
					  " AND type = 'table'", 0);
	look(store, stamp);
}

/* ---- comparing ---------------------------------------------------------------------- */

static bool leaf_is_same(const struct stamp *then, const struct stamp *now)
{
	/* Of a page that is none only the first byte was set. */
	return then->leaf[0] == now->leaf[0] && (!then->leaf[0] || memcmp(then->leaf, now->leaf, STAMP_PAGE) == 0);
}

static bool is_same(const struct stamp *then, const struct stamp *now)
{
	return memcmp(then->head, now->head, STAMP_HEAD) == 0 && leaf_is_same(then, now);
}

/* The number of the last row of a page, 0 when it has none: a length, then the number, each
 * of up to nine bytes with seven bits of it. */
static uint64_t last_row(const unsigned char *page)
{
	uint32_t count = two_at(page, 3), at;
	uint64_t row = 0;

	if (page[0] != LEAF || count == 0 || 8 + 2 * count > STAMP_PAGE)
		return 0;
	at = two_at(page, 8 + 2 * (count - 1));
	for (int part = 0; part < 2; part++) {
		row = 0;
		for (int i = 0; i < 9 && at < STAMP_PAGE; i++) {
			row = row << 7 | (page[at] & 0x7f);
			if (!(page[at++] & 0x80))
				break;
		}
	}
	return row;
}

/* Can it have come of what there was? */
static bool goes_on_from(const struct stamp *then, const struct stamp *now)
{
	uint64_t before = last_row(then->leaf), after = last_row(now->leaf);
	/* Of a new file all of this may still be in the -wal. */
	uint32_t kind = four_at(then->head, APPLICATION_AT);

	if (memcmp(then->head, now->head, PAGE_SIZE_AT + 2) != 0 ||
	    memcmp(then->head + FIXED_AT, now->head + FIXED_AT, COUNTER_AT - FIXED_AT) != 0 ||
	    (kind != 0 && four_at(now->head, APPLICATION_AT) != kind) ||
	    four_at(now->head, COUNTER_AT) < four_at(then->head, COUNTER_AT))
		return false;
	/* Another schema may have put the journal elsewhere. */
	if (!then->whole || !now->whole || four_at(then->head, COOKIE_AT) != four_at(now->head, COOKIE_AT))
		return true;
	return after > before || (after == before && leaf_is_same(then, now));
}

/* Without a -wal: is nobody writing just now?  Under a lock of one who reads. */
static bool look_alone(struct store *store, struct stamp *now, bool *odd)
{
	bool good;

	/* In our own transaction it is we who write. */
	if (!sqlite3_get_autocommit(store->db) || !db_run(store, "BEGIN", NULL))
		return false;
	good = db_number(store, "SELECT count(*) FROM sqlite_schema", -1) >= 0;
	*odd = !good && !db_was_hindered(store);
	good = good && look(store, now);
	db_rollback(store);
	return good;
}

/* What is there now is what we know from here on. */
static bool take_over(struct store *store, const struct stamp *now)
{
	bool same_schema = four_at(store->stamp.head, COOKIE_AT) == four_at(now->head, COOKIE_AT);

	store->stamp = *now;
	if (!same_schema)
		stamp_take(store);
	return false;
}

static bool with_wal(struct store *store, const struct stamp *now)
{
	struct stamp *then = &store->stamp;
	bool quiet = then->settled && then->moved == now->moved &&
		     memcmp(then->salt, now->salt, sizeof(now->salt)) == 0;

	/* While a checkpoint goes on nothing can be said. */
	if (!now->settled)
		return then->broken;
	if (then->broken || quiet || !goes_on_from(then, now))
		return then->broken = true;
	return take_over(store, now);
}

/* A look without a lock may see what another program, or a full disk, takes back. */
static bool without_wal(struct store *store, struct stamp *now)
{
	struct stamp *then = &store->stamp;
	bool odd = false;

	if (then->broken || !look_alone(store, now, &odd))
		return then->broken = then->broken || odd;
	return goes_on_from(then, now) ? take_over(store, now) : (then->broken = true);
}

bool stamp_is_broken(struct store *store)
{
	struct stamp *then = &store->stamp, now;

	now.root = then->root;
	if (!then->known || !look(store, &now))
		return then->broken;
	if (is_same(then, &now)) {
		then->broken = false;
		if (now.settled) {
			memcpy(then->salt, now.salt, sizeof(now.salt));
			then->moved = now.moved;
			then->settled = true;
			then->whole = then->whole || now.whole;
		}
		return false;
	}
	if (store->mark[1].known && !store->rollback)
		return with_wal(store, &now);
	/* One who reads may have been there before a -wal was, and can't tell when it is moved. */
	return now.head[FORMAT_AT] == FORMAT_WAL ? take_over(store, &now) : without_wal(store, &now);
}
