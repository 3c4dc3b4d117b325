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

/* Papers tell times as they were in the room, on whatever machine they are made. */
static int zone_of(const struct cli_context *context, const struct json *body)
{
	enum { NOON = 12 * 3600 * 1000 };
	const char *held_on = json_get_text(body, "held_on");
	struct date day;

	return held_on && date_parse(held_on, &day) ? clock_zone(&context->clock, (int64_t)date_days(day) * 86400000 + NOON) : 0;
}

struct json *opening_body(struct cli_context *context, struct store *store, struct arena *arena,
			  const struct pack *pack, const struct json *body)
{
	struct json *whole = json_clone(arena, body);
	char id[UUID_SIZE];

	make_id(context, store, arena, id);
	if (zone_of(context, body) != 0)
		json_put_int(arena, whole, "zone", zone_of(context, body));
	json_put_text(arena, whole, "id", id);
	json_put_text(arena, whole, "pack", pack->id);
	json_put_text(arena, whole, "pack_version", pack->version);
	json_put(arena, whole, "content", store_pack_content(arena, pack));
	return whole;
}
