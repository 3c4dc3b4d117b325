/* See leaving.h: one row a kind. */
#include "report/leaving.h"

#include <string.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/json.h"
#include "base/str.h"
#include "lang/lang.h"
#include "lang/words_paper.h"
#include "report/alias.h"
#include "report/ics.h"
#include "report/list.h"
#include "workshop/sheet.h"

/* ---- is there anything to tell? ------------------------------------------------------------------ */

static bool always(const struct telling *to)
{
	return to->session->now.opened;
}

static bool has_acceptances(const struct telling *to)
{
	return to->session->now.acceptance_count > 0;
}

static bool has_levels(const struct telling *to)
{
	return to->session->now.appetite_count > 0;
}

static bool has_parent(const struct telling *to)
{
	return to->ask->parent != NULL;
}

static bool has_sheet(const struct telling *to, const char *table)
{
	const struct stop *stop = stop_with_table(to->session, table);

	for (size_t i = 0; stop && i < to->session->now.answer_count; i++)
		if (strcmp(to->session->now.answer[i].item, stop->id) == 0 && to->session->now.answer[i].value)
			return tells(to, PART_WORKSHEETS);
	return false;
}

static bool has_notification(const struct telling *to)
{
	return has_sheet(to, "notify");
}

static bool has_contacts(const struct telling *to)
{
	return has_sheet(to, "calls");
}

static bool has_rows(const struct telling *to, enum leaving_kind kind)
{
	size_t count;

	list_of(kind)->rows(to, &count);
	return count > 0;
}

/* ---- the kinds ------------------------------------------------------------------------------------ */

/* A list has no function of its own here, but its columns (list.h). */
static const struct {
	bool (*has)(const struct telling *to);
	void (*tell)(struct telling *to);
	bool compact;                /* a page by itself: small signs */
} kinds[LEAVING_KIND_COUNT] = {
	[LEAVING_MINUTES] = { always, tell_minutes, false },
	[LEAVING_CERTIFICATE] = { has_acceptances, tell_certificates, true },
	[LEAVING_APPETITE] = { has_levels, tell_appetite_statement, true },
	[LEAVING_NOTIFICATION] = { has_notification, tell_notification, false },
	[LEAVING_CONTACTS] = { has_contacts, tell_contacts, false },
	[LEAVING_COMPARISON] = { has_parent, tell_comparison, false },
};

/* A calendar without a date is none (RFC 5545, 3.6). */
static bool has_dates(struct telling *to, enum leaving_kind kind)
{
	struct str out = STR_INIT;
	bool any = ics_dates(to, kind, &out);

	str_release(&out);
	return any;
}

bool report_has(const struct report_request *request, enum leaving_kind kind, enum leaving_format format)
{
	struct telling to = { .ask = request, .session = request->session, .arena = arena_new() };
	bool found = list_of(kind) ? has_rows(&to, kind) : kinds[kind].has(&to);

	to.paper = (struct paper){ .arena = to.arena, .aliases = request->aliases };
	if (found && format == FORMAT_ICS)
		found = has_dates(&to, kind);

	arena_free(to.arena);
	return found;
}

/* "html md csv". */
static const char *formats_of(struct arena *arena, enum leaving_kind kind)
{
	const char *all = "";

	for (int format = 0; format < FORMAT_COUNT; format++)
		if (leaving_goes(kind, (enum leaving_format)format))
			all = arena_printf(arena, "%s%s%s", all, *all ? " " : "", leaving_format_name((enum leaving_format)format));
	return all;
}

/* An empty list is a list; an empty certificate is none. */
static bool can_tell(struct telling *to, enum leaving_kind kind, enum leaving_format format, struct error *err)
{
	const char *acceptance = to->ask->acceptance;

	if (!leaving_goes(kind, format))
		return error_set(err, ERROR_USAGE, T(LEAVING_NO_FORMAT), leaving_kind_name(kind), leaving_format_name(format),
				 formats_of(to->arena, kind));
	if (kind == LEAVING_COMPARISON && !to->ask->parent)
		return error_set(err, ERROR_NO_INPUT, "%s", T(LEAVING_NO_PARENT));
	if (kind == LEAVING_CERTIFICATE && acceptance && !session_acceptance(to->session, acceptance))
		return error_set(err, ERROR_NO_INPUT, T(LEAVING_NO_ACCEPTANCE), acceptance);
	if (format == FORMAT_ICS && !has_dates(to, kind))
		return error_set(err, ERROR_NO_INPUT, "%s", T(LEAVING_NO_DATES));
	if (!list_of(kind) && !kinds[kind].has(to))
		return error_set(err, ERROR_NO_INPUT, T(LEAVING_NOTHING), leaving_kind_name(kind));
	return true;
}

static void tell_paper(struct telling *to, enum leaving_kind kind, enum paper_format format, struct str *out)
{
	const char *title = kind == LEAVING_MINUTES ? arena_printf(to->arena, T(PAPER_MINUTES), to->session->now.title) :
		leaving_kind_say(kind);

	to->compact = kinds[kind].compact;
	begin_telling(to, title, format, out);
	if (list_of(kind))
		tell_list(to, list_of(kind));
	else
		kinds[kind].tell(to);
	end_telling(to);
}

bool report_leaving(const struct report_request *request, enum leaving_kind kind, enum leaving_format format,
		    struct str *out, struct error *err)
{
	struct telling to = { .ask = request, .session = request->session, .arena = arena_new() };
	bool good;

	to.paper = (struct paper){ .arena = to.arena, .aliases = request->aliases };
	good = can_tell(&to, kind, format, err);
	if (good && format == FORMAT_CSV)
		csv_list(&to, list_of(kind), out);
	else if (good && format == FORMAT_ICS)
		ics_dates(&to, kind, out);
	else if (good && format == FORMAT_JSON)
		json_leaving(&to, kind, out);
	else if (good)
		tell_paper(&to, kind, format == FORMAT_HTML ? PAPER_HTML : PAPER_MARKDOWN, out);
	arena_free(to.arena);
	return good;
}
