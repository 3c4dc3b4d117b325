/* Members of a JSON map from the values that records hold. */
#include "report/fact.h"

#include "base/arena.h"
#include "base/date.h"
#include "base/json.h"

struct json *fact_begin(struct writer *to)
{
	to->map = json_map(to->arena);
	return to->map;
}

void fact_text(struct writer *to, const char *name, const char *value)
{
	json_put_text(to->arena, to->map, name, value);
}

void fact_number(struct writer *to, const char *name, int64_t value)
{
	json_put_int(to->arena, to->map, name, value);
}

/* A number that is 0 when nobody said it. */
void fact_given(struct writer *to, const char *name, int64_t value)
{
	if (value)
		fact_number(to, name, value);
}

void fact_truth(struct writer *to, const char *name, bool value)
{
	json_put_bool(to->arena, to->map, name, value);
}

void fact_instant(struct writer *to, const char *name, int64_t at)
{
	char stamp[INSTANT_SIZE];

	if (!at)
		return;
	instant_format(at, stamp, sizeof(stamp));
	fact_text(to, name, stamp);
}

struct json *fact_bitext(struct arena *arena, struct bitext words)
{
	struct json *map = json_map(arena);

	json_put_text(arena, map, "ja", words.ja);
	json_put_text(arena, map, "en", words.en);
	return map;
}

static struct json *person_json(struct arena *arena, struct person person)
{
	struct json *map = json_map(arena);

	json_put_text(arena, map, "participant", person.participant);
	json_put_text(arena, map, "name", person.name);
	json_put_text(arena, map, "role", person.role);
	json_put_text(arena, map, "deputy_for", person.deputy_for);
	return map;
}

void fact_person(struct writer *to, const char *name, struct person value)
{
	if (value.name)
		json_put(to->arena, to->map, name, person_json(to->arena, value));
}

void fact_persons(struct writer *to, const char *name, struct persons value)
{
	struct json *list = json_list(to->arena);

	for (size_t i = 0; i < value.count; i++)
		json_add(to->arena, list, person_json(to->arena, value.person[i]));
	if (value.count)
		json_put(to->arena, to->map, name, list);
}

static struct json *money_json(struct arena *arena, struct money money)
{
	struct json *map = json_map(arena);

	json_put_int(arena, map, "amount", money.amount);
	json_put_text(arena, map, "currency", money.currency);
	if (money.per && money.per[0])
		json_put_text(arena, map, "per", money.per);
	return map;
}

void fact_money(struct writer *to, const char *name, struct money value)
{
	if (value.set)
		json_put(to->arena, to->map, name, money_json(to->arena, value));
}

void fact_strings(struct writer *to, const char *name, struct strings value)
{
	struct json *list = json_list(to->arena);

	for (size_t i = 0; i < value.count; i++)
		json_add(to->arena, list, json_text(to->arena, value.text[i]));
	if (value.count)
		json_put(to->arena, to->map, name, list);
}

void fact_options(struct writer *to, const struct option *option, size_t count)
{
	struct json *list = json_list(to->arena);

	for (size_t i = 0; i < count; i++) {
		struct writer inner = *to;

		json_add(to->arena, list, fact_begin(&inner));
		fact_text(&inner, "text", option[i].text);
		fact_money(&inner, "cost", option[i].cost);
		fact_text(&inner, "why_not", option[i].why_not);
	}
	if (count)
		json_put(to->arena, to->map, "options", list);
}
