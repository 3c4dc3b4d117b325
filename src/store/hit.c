/* See hit.h. */
#include "store/hit.h"

#include <string.h>

#include "base/arena.h"
#include "base/json.h"
#include "base/text.h"
#include "lang/words_event.h"
#include "store/said.h"
#include "store/search.h"
#include "workshop/event.h"

struct hit { const struct said_text *text; size_t count; const char *const *word; size_t words; struct arena *arena; };

static size_t words_in(const struct hit *hit, const char *text)
{
	const char *folded = text_fold(hit->arena, text);
	size_t count = 0;

	for (size_t i = 0; i < hit->words; i++)
		count += strstr(folded, hit->word[i]) != NULL;
	return count;
}

/* The name, or the text that is none, with the most of the words in it; NULL: none has
 * any. */
static const char *text_with_words(const struct hit *hit, bool name)
{
	const char *best = NULL;
	size_t most = 0;

	for (size_t i = 0; i < hit->count; i++) {
		size_t words = hit->text[i].name == name ? words_in(hit, hit->text[i].text) : 0;

		if (words > most) {
			most = words;
			best = hit->text[i].text;
		}
	}
	return best;
}

static const char *first_words(const struct hit *hit)
{
	for (size_t i = 0; i < hit->count; i++)
		if (!hit->text[i].name && !hit->text[i].answer)
			return hit->text[i].text;
	return NULL;
}

/* Whose position, word or statement it is; NULL: nobody's. */
static const char *speaker(const struct said_names *names, const struct event *event)
{
	const struct event_field *field = event_field_find(event->kind, "participant");
	const struct json *value;

	field = field ? field : event_field_find(event->kind, "who");
	value = field ? json_get(event->body, field->name) : NULL;
	if (value && value->type == JSON_TYPE_TEXT)
		return names->name(names->with, value->text);
	return value ? json_get_text(value, "name") : NULL;
}

/* "against"; "Level 3": what was taken without a word. */
static const char *stand(const struct event *event, struct arena *arena)
{
	static const char *const choices[] = { "vote", "stance" };
	int64_t level = json_get_int(event->body, "level", 0);

	for (size_t i = 0; i < sizeof(choices) / sizeof(choices[0]); i++) {
		const struct event_field *field = event_field_find(event->kind, choices[i]);
		const char *choice = field ? json_get_text(event->body, field->name) : NULL;

		if (choice)
			return choice_say(field->names, choice);
	}
	return level ? arena_printf(arena, "%s %d", T(FIELD_LEVEL), (int)level) : NULL;
}

void hit_say(const struct said_names *names, const struct event *event, const char *const *word, size_t words,
	     struct arena *arena, struct store_hit *found)
{
	struct hit hit = { .word = word, .words = words, .arena = arena };
	const char *name;

	if (!event->kind) {
		found->text = "";
		return;
	}
	hit.text = said_texts(names, event, arena, &hit.count);
	name = text_with_words(&hit, true);
	found->who = speaker(names, event);
	found->text = text_with_words(&hit, false);
	if (!found->text)
		found->text = first_words(&hit);
	if (!found->text && found->who)
		found->text = stand(event, arena);
	/* The name itself is what is said: of who came in, of who answers for what. */
	if (!found->text)
		found->text = name ? name : hit.count ? hit.text[0].text : "";
	else if (!found->who && words_in(&hit, found->text) < words)
		found->who = name;
	if (found->who && strcmp(found->who, found->text) == 0)
		found->who = NULL;
}
