/* The fields of session_opened that no person types. */
#include "cli/opening.h"

#include "base/json.h"
#include "content/pack.h"

/* An id that is not in the file yet: seeded ones begin anew in every process. */
static void make_id(struct cli_context *context, struct store *store, struct arena *arena,
		    char id[UUID_SIZE])
{
	do
		uuid_make(&context->ids, clock_now(&context->clock), id);
	while (store_find(store, arena, id, NULL));
}

struct json *opening_body(struct cli_context *context, struct store *store, struct arena *arena,
			  const struct pack *pack, const struct json *body)
{
	struct json *whole = json_clone(arena, body);
	char id[UUID_SIZE];

	make_id(context, store, arena, id);
	json_put_text(arena, whole, "id", id);
	json_put_text(arena, whole, "pack", pack->id);
	json_put_text(arena, whole, "pack_version", pack->version);
	json_put(arena, whole, "content", store_pack_content(arena, pack));
	return whole;
}
