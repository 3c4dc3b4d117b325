/*
 * People in a form.  A name, a role or a form of address typed in part means
 * the participant whom it can only mean; a number the one with that place in
 * the list; "name / role" anybody else.  Several are separated by 、 or ;.
 */
#include <string.h>

#include "base/json.h"
#include "base/text.h"
#include "lang/words_ui.h"
#include "ui/screens.h"

static const char *const separators[] = { "、", "；", ";", "\n" };
static const char *const slashes[] = { " / ", "／", "/" };

/* The first separator at or after `at`; its length, 0 at the end. */
static size_t separator(const char *text, size_t at, size_t *found)
{
	for (*found = at; text[*found]; (*found)++)
		for (size_t i = 0; i < ARRAY_LENGTH(separators); i++)
			if (strncmp(text + *found, separators[i], strlen(separators[i])) == 0)
				return strlen(separators[i]);
	return 0;
}

static char *trim(struct arena *arena, const char *text, size_t length)
{
	while (length > 0 && *text == ' ') {
		text++;
		length--;
	}
	while (length > 0 && text[length - 1] == ' ')
		length--;
	return arena_strndup(arena, text, length);
}

/* The number of participants on the list, and the one at a place (from 0). */
static const struct participant *listed(const struct app *app, size_t place)
{
	const struct session *session = app->session;

	for (size_t i = 0; session && i < session->now.participant_count; i++)
		if (!session->now.participant[i].removed && place-- == 0)
			return &session->now.participant[i];
	return NULL;
}

static const char *whole(struct arena *arena, const struct participant *who)
{
	return arena_printf(arena, "%s / %s", who->name, who->role ? who->role : "");
}

/* "佐藤 一郎", or with the role where two people share the name. */
static const char *shown(const struct app *app, const struct participant *who)
{
	const struct participant *other;

	for (size_t i = 0; (other = listed(app, i)); i++)
		if (other != who && strcmp(other->name, who->name) == 0)
			return whole(app->frame, who);
	return who->name;
}

static const struct participant *exact(const struct app *app, const char *text)
{
	const struct participant *who;

	for (size_t i = 0; (who = listed(app, i)); i++)
		if (strcmp(shown(app, who), text) == 0 ||
		    strcmp(whole(app->frame, who), text) == 0)
			return who;
	return NULL;
}

/* Folded and without spaces: 佐藤一郎 finds 佐藤 一郎. */
static char *plain(struct arena *arena, const char *text)
{
	char *folded = text_fold(arena, text), *to = folded;

	for (const char *from = folded; *from; from++)
		if (*from != ' ')
			*to++ = *from;
	*to = '\0';
	return folded;
}

static bool fits(const struct app *app, const struct participant *who, const char *wanted)
{
	const char *texts[] = { who->name, who->role, who->address };

	for (size_t i = 0; i < ARRAY_LENGTH(texts); i++)
		if (texts[i] && strstr(plain(app->frame, texts[i]), wanted))
			return true;
	return false;
}

/* Whom the text can mean; `others` counts how many more there are. */
static const struct participant *meant(const struct app *app, const char *text, int *others)
{
	const struct participant *who, *first = exact(app, text), *starts = NULL;
	char *wanted = plain(app->frame, text);
	int beginning = 0;

	*others = 0;
	if (first || !*wanted)
		return first;
	if (strspn(wanted, "0123456789") == strlen(wanted) && strlen(wanted) < 3) {
		int place = wanted[1] ? (wanted[0] - '0') * 10 + wanted[1] - '0' : wanted[0] - '0';

		return place > 0 ? listed(app, (size_t)place - 1) : NULL;
	}
	for (size_t i = 0; (who = listed(app, i)); i++) {
		if (!fits(app, who, wanted))
			continue;
		if (strncmp(plain(app->frame, who->name), wanted, strlen(wanted)) == 0) {
			starts = who;
			beginning++;
		}
		if (first)
			(*others)++;
		else
			first = who;
	}
	if (beginning == 1) {
		*others = 0;
		return starts;
	}
	return first;
}

static bool is_outside(const char *text)
{
	for (size_t i = 0; i < ARRAY_LENGTH(slashes); i++)
		if (strstr(text, slashes[i]))
			return true;
	return false;
}

/* "Name / Role" with both of them there. */
static bool is_whole(const struct app *app, const char *text)
{
	for (size_t i = 0; i < ARRAY_LENGTH(slashes); i++) {
		const char *slash = strstr(text, slashes[i]);

		if (slash)
			return *trim(app->frame, text, (size_t)(slash - text)) &&
			       *trim(app->frame, slash + strlen(slashes[i]), strlen(slash + strlen(slashes[i])));
	}
	return false;
}

const char *form_person_complete(const struct app *app, const char *text)
{
	int others = 0;
	const struct participant *who = is_outside(text) ? exact(app, text) : meant(app, text, &others);

	return who && others == 0 ? shown(app, who) : text;
}

struct json *form_person_value(const struct app *app, struct arena *arena, const char *text)
{
	const struct participant *who = exact(app, trim(app->frame, text, strlen(text)));
	struct json *person;

	if (who)
		return json_text(arena, who->id);
	person = json_map(arena);
	for (size_t i = 0; i < ARRAY_LENGTH(slashes); i++) {
		const char *slash = strstr(text, slashes[i]);
		const char *role = slash ? slash + strlen(slashes[i]) : NULL;

		if (!slash)
			continue;
		if (!is_whole(app, text))
			break;
		json_put_text(arena, person, "name", trim(arena, text, (size_t)(slash - text)));
		json_put_text(arena, person, "role", trim(arena, role, strlen(role)));
		return person;
	}
	return json_text(arena, trim(arena, text, strlen(text)));
}

void form_person_text(const struct app *app, const struct json *value, struct str *out)
{
	const struct participant *who = value->type == JSON_TYPE_TEXT && app->session ?
		session_participant(app->session, value->text) : NULL;

	if (value->type == JSON_TYPE_TEXT)
		str_add(out, who ? shown(app, who) : value->text);
	else if (value->type == JSON_TYPE_MAP)
		str_printf(out, "%s / %s", json_get_text(value, "name") ? json_get_text(value, "name") : "",
			   json_get_text(value, "role") ? json_get_text(value, "role") : "");
}

void form_person_settle(struct app *app, struct form_field *field)
{
	const char *text = field->edit.text.text;
	bool several = field->row->type == VALUE_PERSONS;
	struct str settled = STR_INIT;
	size_t at = 0, end, skip;

	do {
		const struct participant *who;
		char *part;
		int others;

		skip = several ? separator(text, at, &end) : 0;
		if (!several)
			end = strlen(text);
		part = trim(app->frame, text + at, end - at);
		who = is_outside(part) ? exact(app, part) : meant(app, part, &others);
		if (who && !is_outside(part) && others > 0)
			who = NULL;
		if (settled.length > 0 && *part)
			str_add(&settled, lang == LANG_JA ? "、" : "; ");
		str_add(&settled, who ? shown(app, who) : part);
		at = end + skip;
	} while (skip > 0);
	if (strcmp(settled.text, text) != 0)
		edit_set(&field->edit, settled.text);
	str_release(&settled);
}

/* The part that the cursor is in: the last one of several. */
static const char *last_part(const struct app *app, const struct form_field *field)
{
	const char *text = field->edit.text.text;
	size_t at = 0, end, skip;

	if (field->row->type == VALUE_PERSONS)
		while ((skip = separator(text, at, &end)) > 0)
			at = end + skip;
	return trim(app->frame, text + at, strlen(text + at));
}

void form_person_hint(const struct app *app, const struct form_field *field, struct str *out)
{
	const char *part = last_part(app, field);
	const struct participant *who;
	int others = 0;

	if (!*part) {
		str_add(out, field->row->type == VALUE_PERSONS ? T(TIP_PERSONS) : T(TIP_PERSON));
		return;
	}
	who = meant(app, part, &others);
	if (is_outside(part) && !who) {
		str_add(out, is_whole(app, part) ? T(TIP_OUTSIDE) : T(TIP_NOBODY));
	} else if (!who) {
		str_add(out, T(TIP_NOBODY));
	} else {
		struct person person = { .participant = who->id, .name = who->name, .role = who->role };

		str_add(out, "> ");
		str_add(out, person_words(app->frame, person));
		if (others > 0)
			str_printf(out, T(TIP_OTHERS), others);
	}
}

/* Left and right go through the list while nothing else was typed. */
bool form_person_key(struct app *app, struct form_field *field, struct key key)
{
	const char *text = field->edit.text.text;
	const struct participant *now = exact(app, text);
	size_t count = 0, at = 0;

	if (field->row->type == VALUE_PERSONS && separator(text, 0, &count) > 0)
		return false;
	if ((key.code != NAMED_LEFT && key.code != NAMED_RIGHT) || key.modifiers || (*text && !now))
		return false;
	for (count = 0; listed(app, count); count++)
		if (listed(app, count) == now)
			at = count;
	if (count == 0)
		return true;
	if (!now)
		at = key.code == NAMED_RIGHT ? 0 : count - 1;
	else
		at = (at + count + (key.code == NAMED_RIGHT ? 1 : count - 1)) % count;
	edit_set(&field->edit, shown(app, listed(app, at)));
	return true;
}
