/* See leaving.h. */
#include "workshop/leaving.h"

#include <string.h>

#include "lang/words_leaving.h"

#define BIT(format) (1u << (format))

enum {
	PAPERS = BIT(FORMAT_HTML) | BIT(FORMAT_MARKDOWN),
	LISTS = PAPERS | BIT(FORMAT_CSV) | BIT(FORMAT_JSON),
};

static const struct { const char *name; struct words words; unsigned formats; } kinds[LEAVING_KIND_COUNT] = {
	[LEAVING_MINUTES] = { "minutes", W(LEAVING_MINUTES), PAPERS | BIT(FORMAT_JSON) | BIT(FORMAT_ICS) },
	[LEAVING_DECISIONS] = { "decisions", W(LEAVING_DECISIONS), LISTS | BIT(FORMAT_ICS) },
	[LEAVING_ACTIONS] = { "actions", W(LEAVING_ACTIONS), LISTS | BIT(FORMAT_ICS) },
	[LEAVING_ACCEPTANCES] = { "acceptances", W(LEAVING_ACCEPTANCES), LISTS | BIT(FORMAT_ICS) },
	[LEAVING_RISKS] = { "risks", W(LEAVING_RISKS), LISTS },
	[LEAVING_CERTIFICATE] = { "certificate", W(LEAVING_CERTIFICATE), PAPERS },
	[LEAVING_APPETITE] = { "appetite", W(LEAVING_APPETITE), PAPERS },
	[LEAVING_NOTIFICATION] = { "notification", W(LEAVING_NOTIFICATION), PAPERS },
	[LEAVING_CONTACTS] = { "contacts", W(LEAVING_CONTACTS), PAPERS },
	[LEAVING_COMPARISON] = { "comparison", W(LEAVING_COMPARISON), PAPERS },
};

static const char *const formats[FORMAT_COUNT] = {
	[FORMAT_HTML] = "html", [FORMAT_MARKDOWN] = "md", [FORMAT_CSV] = "csv", [FORMAT_JSON] = "json",
	[FORMAT_ICS] = "ics",
};

static const struct { const char *name; struct words words; } parts[PART_COUNT] = {
	[PART_POSITIONS] = { "positions", W(PART_POSITIONS) }, [PART_NOTES] = { "notes", W(PART_NOTES) },
	[PART_STATEMENTS] = { "statements", W(PART_STATEMENTS) }, [PART_WORKSHEETS] = { "worksheets", W(PART_WORKSHEETS) },
	[PART_MONEY] = { "money", W(PART_MONEY) }, [PART_GAPS] = { "gaps", W(PART_GAPS) },
	[PART_CORRECTIONS] = { "corrections", W(PART_CORRECTIONS) }, [PART_PICTURES] = { "pictures", W(PART_PICTURES) },
};

const struct leaving_file leaving_files[] = {
	{ "minutes.html", LEAVING_MINUTES, FORMAT_HTML, W(LEAVING_FILE_MINUTES), true },
	{ "appetite.html", LEAVING_APPETITE, FORMAT_HTML, W(LEAVING_FILE_APPETITE), true },
	{ "certificates.html", LEAVING_CERTIFICATE, FORMAT_HTML, W(LEAVING_FILE_CERTIFICATE), true },
	{ "comparison.html", LEAVING_COMPARISON, FORMAT_HTML, W(LEAVING_FILE_COMPARISON), true },
	{ "notification.html", LEAVING_NOTIFICATION, FORMAT_HTML, W(LEAVING_FILE_NOTIFICATION), true },
	{ "contacts.html", LEAVING_CONTACTS, FORMAT_HTML, W(LEAVING_FILE_CONTACTS), true },
	{ "decisions.csv", LEAVING_DECISIONS, FORMAT_CSV, W(LEAVING_FILE_DECISIONS), true },
	{ "actions.csv", LEAVING_ACTIONS, FORMAT_CSV, W(LEAVING_FILE_ACTIONS), true },
	{ "acceptances.csv", LEAVING_ACCEPTANCES, FORMAT_CSV, W(LEAVING_FILE_ACCEPTANCES), true },
	{ "risks.csv", LEAVING_RISKS, FORMAT_CSV, W(LEAVING_FILE_RISKS), true },
	{ "dates.ics", LEAVING_MINUTES, FORMAT_ICS, W(LEAVING_FILE_DATES), true },
	{ "minutes.md", LEAVING_MINUTES, FORMAT_MARKDOWN, W(LEAVING_FILE_MARKDOWN), false },
	{ "record.json", LEAVING_MINUTES, FORMAT_JSON, W(LEAVING_FILE_JSON), true },
	{ "session.jsonl", LEAVING_KIND_COUNT, FORMAT_COUNT, W(LEAVING_FILE_BUNDLE), false },
};
const size_t leaving_file_count = sizeof(leaving_files) / sizeof(leaving_files[0]);

const char *leaving_kind_name(enum leaving_kind kind)
{
	return kinds[kind].name;
}

const char *leaving_format_name(enum leaving_format format)
{
	return formats[format];
}

const char *leaving_part_name(enum leaving_part part)
{
	return parts[part].name;
}

bool leaving_kind_find(const char *name, enum leaving_kind *kind)
{
	for (int i = 0; i < LEAVING_KIND_COUNT; i++) {
		if (strcmp(kinds[i].name, name) != 0)
			continue;
		*kind = (enum leaving_kind)i;
		return true;
	}
	return false;
}

bool leaving_format_find(const char *name, enum leaving_format *format)
{
	for (int i = 0; i < FORMAT_COUNT; i++) {
		if (strcmp(formats[i], name) != 0)
			continue;
		*format = (enum leaving_format)i;
		return true;
	}
	return false;
}

bool leaving_part_find(const char *name, enum leaving_part *part)
{
	for (int i = 0; i < PART_COUNT; i++) {
		if (strcmp(parts[i].name, name) != 0)
			continue;
		*part = (enum leaving_part)i;
		return true;
	}
	return false;
}

const char *leaving_kind_say(enum leaving_kind kind)
{
	return say(kinds[kind].words);
}

const char *leaving_part_say(enum leaving_part part)
{
	return say(parts[part].words);
}

bool leaving_goes(enum leaving_kind kind, enum leaving_format format)
{
	return kinds[kind].formats & BIT(format);
}

enum leaving_kind leaving_usual(enum leaving_format format)
{
	return format == FORMAT_CSV ? LEAVING_DECISIONS : LEAVING_MINUTES;
}
