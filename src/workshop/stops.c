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

void stop_halt(struct stop *stop, const struct event *event)
{
	if (stop->entered_at > 0)
		stop->used_ms += event->at - stop->entered_at;
	stop->entered_at = 0;
	stop->touched = event->n;
}

void stop_leave(struct stop *stop, const struct event *event)
{
	stop_halt(stop, event);
	stop->state = STOP_LEFT;
}

const struct pause *session_pause(const struct session *session)
{
	size_t count = session->now.pause_count;

	return count && session->now.pause[count - 1].to == 0 ? &session->now.pause[count - 1] : NULL;
}

void pause_end(struct session *session, const struct event *event)
{
	if (!session_pause(session))
		return;
	session->now.pause[session->now.pause_count - 1].to = event->at;
	session->now.pause[session->now.pause_count - 1].touched = event->n;
}

/* ---- the order of the agenda ----------------------------------------------------------- */

static size_t place_of(const struct session *session, const char *id)
{
	return (size_t)(session_stop(session, id) - session->now.stop);
}

static size_t agenda_end(const struct session *session)
{
	size_t end = 0;

	while (end < session->now.stop_count && session->now.stop[end].on_agenda)
		end++;
	return end;
}

/* Takes the stop at `from` out and puts it in so that it stands at `to`. */
static void shift(struct session *session, size_t from, size_t to, int64_t n)
{
	struct stop *stop = session->now.stop, moved = stop[from];
	size_t low = from < to ? from : to, high = from < to ? to : from;

	if (from < to)
		memmove(&stop[from], &stop[from + 1], (to - from) * sizeof(*stop));
	else
		memmove(&stop[to + 1], &stop[to], (from - to) * sizeof(*stop));
	stop[to] = moved;
	/* Their places are written down, too. */
	for (size_t i = low; i <= high; i++)
		stop[i].touched = n;
}

void stop_place(struct session *session, const char *id, const char *after, int64_t n)
{
	size_t from = place_of(session, id), end = agenda_end(session);
	size_t to = after ? place_of(session, after) + 1 : 0;

	/* What it was to stand behind may be off the agenda after something was taken back. */
	to = to > end ? end : to;
	session->now.stop[from].on_agenda = true;
	shift(session, from, from < to ? to - 1 : to, n);
}

void stop_drop(struct session *session, const char *id, int64_t n)
{
	size_t from = place_of(session, id), end = agenda_end(session);

	if (!session->now.stop[from].on_agenda)
		return;
	shift(session, from, end - 1, n);
	session->now.stop[end - 1].on_agenda = false;
}

const char *session_last_item(const struct session *session)
{
	for (size_t i = agenda_end(session); i-- > 0;)
		if (session->now.stop[i].item)
			return session->now.stop[i].id;
	return NULL;
}

const char *session_break_place(const struct session *session)
{
	const struct stop *open = session_stop(session, session->now.current);
	size_t last;

	if (open && open->on_agenda)
		return open->id;
	if (!session_last_item(session))
		return NULL;
	last = place_of(session, session_last_item(session));
	return last > 0 ? session->now.stop[last - 1].id : NULL;
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
	int64_t open = stop->state == STOP_OPEN && stop->entered_at > 0 && at > stop->entered_at ?
		at - stop->entered_at : 0;

	return stop->used_ms + open;
}

int64_t session_used(const struct session *session, int64_t at)
{
	int64_t used = 0;

	for (size_t i = 0; i < session->now.stop_count; i++)
		used += stop_used(&session->now.stop[i], at);
	return used;
}

int stop_planned(const struct stop *stop)
{
	return stop->on_agenda ? stop->minutes : 0;
}

int session_planned_minutes(const struct session *session)
{
	int minutes = 0;

	for (size_t i = 0; i < session->now.stop_count; i++)
		minutes += stop_planned(&session->now.stop[i]);
	return minutes;
}
