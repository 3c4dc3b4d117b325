/* Stops: agenda blocks in order, then the items that the agenda leaves out. */
#include "workshop/stops.h"

#include <stdio.h>
#include <string.h>

#include "workshop/rules.h"

static struct stop *find(struct stop *stop, size_t count, const char *id)
{
	for (size_t i = 0; id && i < count; i++)
		if (strcmp(stop[i].id, id) == 0)
			return &stop[i];
	return NULL;
}

/* Adds a stop, with what already happened there under the old agenda. */
static struct stop *lay(struct session *session, const char *id, struct stop *old, size_t old_count)
{
	struct stop *stop = RECORD_ADD(session, stop, stop);
	const struct stop *before = find(old, old_count, id);

	if (before)
		*stop = *before;
	stop->id = id;
	return stop;
}

void stops_lay_out(struct session *session, int64_t n)
{
	struct session_state *now = &session->now;
	const struct pack *pack = session->pack;
	struct stop *old = now->stop;
	size_t old_count = now->stop_count;

	if (old_count > 0)
		session->refolded = n; /* a stop that was never visited may go */
	now->stop = NULL;
	now->stop_count = now->stop_capacity = 0;
	for (size_t i = 0; i < now->agenda->block_count; i++) {
		const struct block *block = &now->agenda->block[i];
		struct stop *stop = lay(session, block->id, old, old_count);

		stop->block = block;
		stop->item = block->item;
		stop->minutes = block->minutes;
		stop->on_agenda = true;
	}
	for (size_t i = 0; i < pack->item_count; i++) {
		struct stop *stop;

		if (find(now->stop, now->stop_count, pack->item[i].id))
			continue;
		stop = lay(session, pack->item[i].id, old, old_count);
		stop->item = &pack->item[i];
		stop->block = NULL;
		stop->minutes = 0;
		stop->on_agenda = false;
	}
	for (size_t i = 0; i < old_count; i++) {
		if (old[i].state == STOP_NOT_REACHED || find(now->stop, now->stop_count, old[i].id))
			continue;
		lay(session, old[i].id, old, old_count)->on_agenda = false;
	}
	for (size_t i = 0; i < now->stop_count; i++)
		now->stop[i].touched = n;
}

void stop_leave(struct stop *stop, const struct event *event)
{
	stop->used_ms += event->at - stop->entered_at;
	stop->state = STOP_LEFT;
	stop->touched = event->n;
}

struct stop *session_stop(const struct session *session, const char *id)
{
	return find(session->now.stop, session->now.stop_count, id);
}

const struct stop *session_next_stop(const struct session *session, const char *id)
{
	const struct stop *stop = session_stop(session, id);
	size_t next = stop ? (size_t)(stop - session->now.stop) + 1 : 0;

	for (; next < session->now.stop_count; next++)
		if (session->now.stop[next].on_agenda)
			return &session->now.stop[next];
	return NULL;
}

const struct stop *session_previous_stop(const struct session *session, const char *id)
{
	const struct stop *stop = session_stop(session, id);
	size_t at = stop ? (size_t)(stop - session->now.stop) : 0;

	while (at-- > 0)
		if (session->now.stop[at].on_agenda)
			return &session->now.stop[at];
	return NULL;
}

const char *stop_title(const struct stop *stop)
{
	return bitext_say(stop->item ? stop->item->title : stop->block->title);
}

void stop_name(const struct stop *stop, char *buffer, size_t size)
{
	if (stop->item)
		item_name(stop->item, true, buffer, size);
	else
		snprintf(buffer, size, "%s", stop_title(stop));
}

int64_t stop_used(const struct stop *stop, int64_t at)
{
	int64_t open = stop->state == STOP_OPEN && at > stop->entered_at ? at - stop->entered_at : 0;

	return stop->used_ms + open;
}

int64_t session_used(const struct session *session, int64_t at)
{
	int64_t used = 0;

	for (size_t i = 0; i < session->now.stop_count; i++)
		used += stop_used(&session->now.stop[i], at);
	return used;
}

int session_planned_minutes(const struct session *session)
{
	int minutes = 0;

	for (size_t i = 0; i < session->now.stop_count; i++)
		minutes += session->now.stop[i].minutes;
	return minutes;
}
