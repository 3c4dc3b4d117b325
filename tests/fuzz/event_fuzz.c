/*
 * Any bytes as the lines of `entaku apply`: refused with the line, or taken by the same
 * gate as keys; what they add up to can be told in every way that leaves the room.
 */
#include "support.h"

#include <string.h>

#include "base/json.h"
#include "base/str.h"
#include "cli/event_lines.h"
#include "report/leaving.h"
#include "report/report.h"
#include "workshop/session.h"

static void tell(const struct session *session, struct arena *arena)
{
	struct report_style style = { .zone_minutes = 540, .wareki = true };
	struct report_request request = { .session = session, .style = &style };
	struct str out = STR_INIT;

	report_text(session, &style, &out);
	report_log(session, &style, &out);
	report_read_back(session, &out);
	demand_shown(out.text, out.length);
	str_clear(&out);
	json_write(&out, report_json(session, arena));
	json_write(&out, report_log_json(session, arena));
	demand_shown(out.text, out.length);
	for (int kind = 0; kind < LEAVING_KIND_COUNT; kind++) {
		for (int format = 0; format < FORMAT_COUNT; format++) {
			struct error err = { ERROR_NONE, "" };

			str_clear(&out);
			if (leaving_goes((enum leaving_kind)kind, (enum leaving_format)format))
				report_leaving(&request, (enum leaving_kind)kind, (enum leaving_format)format, &out, &err);
		}
	}
	str_release(&out);
}

/* True when any was taken. */
static bool apply(struct session *session, struct arena *arena, const struct event_lines *lines)
{
	size_t before = session->event_count;

	for (size_t i = 0; i < lines->count; i++) {
		struct event event = lines->event[i];
		struct error err = { ERROR_NONE, "" };

		if (!event.at || event.at < session_head(session)->at)
			event.at = session_head(session)->at;
		if (!event_prepare(session, arena, &event, &err) || !session_check(session, &event, &err)) {
			demand_refusal(&err);
			continue;
		}
		session_apply(session, &event);
	}
	return session->event_count > before;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new();
	struct session *session = seed_session(arena);
	struct event_lines lines = { .count = 0 };
	struct error err = { ERROR_NONE, "" };

	lang = size % 2 ? LANG_JA : LANG_EN;
	if (!event_lines_read(arena, (const char *)data, size, &lines, &err))
		demand_refusal(&err);
	if (apply(session, arena, &lines))
		tell(session, arena);
	/* Folding it all again comes to the same. */
	session_rewind(session, session->event_count);
	session_free(session);
	arena_free(arena);
	return 0;
}
