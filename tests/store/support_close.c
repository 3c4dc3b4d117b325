/* See support_close.h. */
#include "support_close.h"

#include <string.h>

#include "base/json.h"
#include "workshop/consistency.h"
#include "workshop/gaps.h"

static struct json *body_of(struct arena *arena, const char *what, const char *name, const char *item,
			    const char *about)
{
	struct json *body = json_map(arena);

	json_put_text(arena, body, what, name);
	json_put_text(arena, body, "item", item);
	json_put_text(arena, body, "about", about);
	return body;
}

/* Words to a position that somebody took under their name. */
static struct json *explained_body(const struct answer_maker *maker)
{
	size_t count = maker->session->now.position_count;
	size_t at = count ? maker->roll(maker->dice, (unsigned)count) : 0;
	const struct position *position = NULL;
	struct json *body;

	for (size_t i = 0; i < count && !position; i++) {
		const struct position *one = &maker->session->now.position[(at + i) % count];

		if (one->participant && session_round(maker->session, one->round)->revealed)
			position = one;
	}
	if (!position)
		return NULL;
	body = json_map(maker->arena);
	json_put_text(maker->arena, body, "round", position->round);
	json_put_text(maker->arena, body, "participant", position->participant);
	json_put_text(maker->arena, body, "reason", "we know the plant");
	if (maker->roll(maker->dice, 2))
		json_put_bool(maker->arena, body, "on_request", true);
	return body;
}

struct json *close_body(const struct answer_maker *maker, const struct event_kind *kind)
{
	struct arena *arena = maker->arena;
	struct json *body = NULL;

	if (strcmp(kind->name, "gap_deferred") == 0) {
		struct gaps gaps = session_gaps(maker->session, arena);
		const struct gap *gap = gaps.count ?
			&gaps.gap[maker->roll(maker->dice, (unsigned)gaps.count)] : NULL;

		body = gap ? body_of(arena, "gap", gap->kind->name, gap->item, gap->about) : NULL;
		json_put_text(arena, body ? body : json_map(arena), "reason", "no time");
	} else if (strcmp(kind->name, "question_settled") == 0) {
		struct doubts doubts = session_doubts(maker->session, arena);
		const struct doubt *doubt = doubts.count ?
			&doubts.doubt[maker->roll(maker->dice, (unsigned)doubts.count)] : NULL;

		body = doubt ? body_of(arena, "question", doubt->kind->name, doubt->item, doubt->about) : NULL;
		json_put_text(arena, body ? body : json_map(arena), "answer", "we know");
	} else if (strcmp(kind->name, "position_explained") == 0) {
		body = explained_body(maker);
	}
	return body;
}
