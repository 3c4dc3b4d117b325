/* The journal told event by event. */
#include "report/report.h"

#include <string.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/json.h"
#include "base/str.h"
#include "lang/lang.h"
#include "lang/words_report.h"
#include "workshop/sealed.h"
#include "workshop/session.h"

struct json *report_log_json(const struct session *session, struct arena *arena)
{
	struct json *list = json_list(arena);

	for (size_t i = 0; i < session->event_count; i++) {
		const struct event *event = &session->event[i];
		int64_t undone = session_undone_by(session, event->n);
		struct json *map = json_map(arena);
		struct str sentence = STR_INIT;
		char at[INSTANT_SIZE];

		instant_format(event->at, at, sizeof(at));
		event_sentence(session, event, &sentence);
		json_put_int(arena, map, "n", event->n);
		json_put_text(arena, map, "at", at);
		json_put_text(arena, map, "kind", event->kind_name);
		json_put_text(arena, map, "sentence", sentence.text);
		if (undone)
			json_put_int(arena, map, "undone_by", undone);
		json_put_text(arena, map, "hash", event->hash);
		if (!event_is_sealed(session, event))
			json_put(arena, map, "body", json_clone(arena, event->body));
		json_add(arena, list, map);
		str_release(&sentence);
	}
	return list;
}

/* "#12  14:32  Sato takes the chair", a new day on a line of its own. */
void report_log(const struct session *session, const struct report_style *style, struct str *out)
{
	struct date day = { 0 };

	for (size_t i = 0; i < session->event_count; i++) {
		const struct event *event = &session->event[i];
		struct date date = instant_date(event->at, style->zone_minutes);
		int64_t undone = session_undone_by(session, event->n);
		char text[64], clock[16];

		if (date_compare(date, day) != 0) {
			if (style->wareki)
				date_wareki(date, text, sizeof(text));
			else
				date_format(date, text, sizeof(text));
			str_printf(out, "%s\n", text);
			day = date;
		}
		instant_clock(event->at, style->zone_minutes, clock, sizeof(clock));
		str_printf(out, "  #%-4lld %s  ", (long long)event->n, clock);
		event_sentence(session, event, out);
		if (undone)
			str_printf(out, T(REPORT_UNDONE), (long long)undone);
		str_add_char(out, '\n');
	}
}
