/*
 * The packs as they were shown, byte for byte, in the table `content`: the first
 * event of a session names the SHA-256 of every file that its pack was made of,
 * the pack's own first.  Internal to store/.
 */
#ifndef STORE_KEPT_H
#define STORE_KEPT_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct error;
struct event;
struct json;
struct pack;
struct store;

enum { HASH_SIZE = 65 };

/* Hex SHA-256, HASH_SIZE bytes with NUL. */
void kept_hash(const char *bytes, size_t length, char *hex);

/* The pack read last, kept for the next session: most were held with the same.  One that
 * is used in several places lives until the last of them lets it go. */
struct held_pack {
	int users;
	struct arena *arena;     /* where all of it lives */
	const struct pack *pack;
	const char *names;       /* the hashes of its files */
};
struct shelf { struct held_pack *held; }; /* NULL: nothing on the shelf */
void held_release(struct held_pack *held); /* NULL allowed */

/* The pack whose files `content` keeps for a session_opened body; it lasts until
 * another one is taken.  The store remembers it for the next one who asks.  NULL: err says what is missing. */
const struct pack *journal_pack(struct store *store, struct shelf *shelf, const struct json *opened,
				struct error *err);
void shelf_clear(struct shelf *shelf);

/* Does `content` keep just the bytes that a session_opened body names?  False: it could
 * not be read. */
bool journal_content_is_whole(struct store *store, const struct json *opened, bool *whole, struct error *err);

/* Keeps the pack beside the event that names it: without it the session could
 * not be read again.  False where the event names other files. */
bool kept_add(struct store *store, const struct pack *pack, const struct event *opened, struct error *err);

/* One file of a pack; nothing where it is there already. */
bool kept_file(struct store *store, const char *yaml, const char *hash, struct error *err);

#endif
