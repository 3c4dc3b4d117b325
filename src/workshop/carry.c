/* An answer of an earlier session, as it would be given in this one. */
#include <string.h>

#include "workshop/rules.h"
#include "workshop/sheet.h"

/* What carrying one answer needs to know. */
struct carrier { const struct session *from, *to; struct arena *arena; };

static struct json *carry_person(const struct carrier *carrier, const struct json *value)
{
	struct person person = person_read(carrier->from, value);
	struct json *map;

	for (size_t i = 0; person.name && i < carrier->to->now.participant_count; i++) {
		const struct participant *p = &carrier->to->now.participant[i];

		if (!p->removed && strcmp(p->name, person.name) == 0)
			return json_text(carrier->arena, p->id);
	}
	if (!person.name || !person.role)
		return NULL;
	map = json_map(carrier->arena);
	json_put_text(carrier->arena, map, "name", person.name);
	json_put_text(carrier->arena, map, "role", person.role);
	return map;
}

static struct json *carry_persons(const struct carrier *carrier, const struct json *value)
{
	struct json *list = json_list(carrier->arena);

	for (size_t i = 0; i < value->count; i++) {
		struct json *person = carry_person(carrier, value->child[i]);

		if (person)
			json_add(carrier->arena, list, person);
	}
	return list->count > 0 ? list : NULL;
}

static struct json *carry_value(const struct carrier *carrier, enum field_type type, const struct json *value)
{
	if (type == FIELD_PERSON)
		return carry_person(carrier, value);
	if (type == FIELD_PERSONS && value->type == JSON_TYPE_LIST)
		return carry_persons(carrier, value);
	return json_clone(carrier->arena, value);
}

/* The value where this session would take it, else NULL: a choice that the
 * pack no longer has, a number out of its new bounds. */
static struct json *taken(const struct carrier *carrier, const struct sheet_field *field, struct json *value)
{
	return value && sheet_check(carrier->to, field, value, NULL) ? value : NULL;
}

static struct json *carry_row(const struct carrier *carrier, const struct sheet_field *from,
			      const struct sheet_field *to, const struct json *row)
{
	struct json *map = json_map(carrier->arena);

	for (size_t i = 0; i < to->column_count; i++) {
		const struct sheet_field cell = { .item = to->item, .field = &to->field->column[i],
						  .row = to->column[i] };
		const char *id = cell.field->id;
		const struct field *column = field_column(from->field, id);
		const struct json *value = json_get(row, id);

		if (column && value && column->type == cell.field->type)
			json_put(carrier->arena, map, id, taken(carrier, &cell,
				 carry_value(carrier, column->type, value)));
	}
	return map->count > 0 ? map : NULL;
}

/* "4" and "D4" are the same directive. */
static const struct item *item_of_ref(const struct pack *pack, struct arena *arena, const char *ref)
{
	bool number = ref[strspn(ref, "0123456789")] == '\0';

	return pack_item(pack, number ? arena_printf(arena, "D%s", ref) : ref);
}

/*
 * The field of `from` that answers what (`item`, `field`) asks in `to`: the same
 * one within a guideline; between two guidelines that of the first item which
 * this item's refs name and which has such a field.
 */
static const struct sheet_field *source_of(const struct session *from, const struct session *to,
					   struct arena *arena, const char *item, const char *field)
{
	const struct item *target = pack_item(to->pack, item);

	if (strcmp(from->pack->family, to->pack->family) == 0)
		return session_sheet_field(from, item, field);
	for (size_t i = 0; target && i < target->ref_count; i++) {
		const struct ref *ref = &target->ref[i];

		for (size_t k = 0; strcmp(ref->framework, from->pack->family) == 0 && k < ref->ids.count; k++) {
			const struct item *other = item_of_ref(from->pack, arena, ref->ids.text[k]);
			const struct sheet_field *found = other ?
				session_sheet_field(from, other->id, field) : NULL;

			if (found)
				return found;
		}
	}
	return NULL;
}

struct json *sheet_carry(const struct session *from, const struct session *to, struct arena *arena,
			 const char *item, const char *field)
{
	const struct carrier carrier = { from, to, arena };
	const struct sheet_field *source = source_of(from, to, arena, item, field);
	const struct sheet_field *target = session_sheet_field(to, item, field);
	const struct json *value = source ? sheet_answer(from, source->item->id, field) : NULL;
	struct json *list;

	if (!target || !value || source->field->type != target->field->type)
		return NULL;
	if (source->field->type != FIELD_TABLE)
		return taken(&carrier, target, carry_value(&carrier, source->field->type, value));
	list = json_list(arena);
	for (size_t i = 0; i < value->count; i++) {
		struct json *row = carry_row(&carrier, source, target, value->child[i]);

		if (row)
			json_add(arena, list, row);
	}
	return list->count > 0 ? list : NULL;
}
