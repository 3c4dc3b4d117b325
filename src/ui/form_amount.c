/*
 * Whole numbers and sums in a form: what was understood, or what is expected.
 * The same sentence stands under the field and refuses the record.
 */
#include <string.h>

#include "base/amount.h"
#include "base/json.h"
#include "base/text.h"
#include "lang/words_ui.h"
#include "ui/screens.h"
#include "workshop/money.h"

#define USUAL_CURRENCY "JPY"

static void say_sum(const struct amount *sum, bool brief, struct str *out)
{
	static const char *const per[] = {
		[AMOUNT_PER_UNSAID] = "", [AMOUNT_PER_ONCE] = "once", [AMOUNT_PER_YEAR] = "year",
	};

	money_say((struct money){ true, sum->amount, sum->currency, per[sum->per] }, brief, out);
}

/* In whole digits, of a sum in short where it is as exact. */
static void digits_of(const struct form_field *field, int64_t number, char *digits, size_t size)
{
	digits[0] = '\0';
	if (field->row->type == VALUE_MONEY)
		number_brief(number, lang == LANG_JA, digits, size);
	if (!*digits)
		number_format(number, digits, size);
}

static void say_number(const struct form_field *field, int64_t number, struct str *out)
{
	char digits[64];

	digits_of(field, number, digits, sizeof(digits));
	if (field->unit.en && field->row->type == VALUE_INT)
		str_printf(out, T(WITH_UNIT), digits, say(field->unit));
	else
		str_add(out, digits);
}

/* "from 0 to 100,000 people"; "" where there are no bounds worth a word. */
static void say_bounds(const struct form_field *field, struct str *out)
{
	long least = field->row->min, most = field->row->max;
	bool has_least = least > -(long)AMOUNT_MAX, has_most = most < (long)AMOUNT_MAX;
	struct str first = STR_INIT, last = STR_INIT;
	char digits[64];

	say_number(field, least, &first);
	say_number(field, most, &last);
	digits_of(field, least, digits, sizeof(digits));
	if (has_least && has_most)
		str_printf(out, T(BOUND_BETWEEN), digits, last.text);
	else if (has_least)
		str_printf(out, T(BOUND_LEAST), first.text);
	else if (has_most)
		str_printf(out, T(BOUND_MOST), last.text);
	str_release(&first);
	str_release(&last);
}

static bool within(const struct form_field *field, int64_t number)
{
	return number >= field->row->min && number <= field->row->max;
}

/* `found` in place of what the bounds ask for. */
static bool refuse_bounds(const struct form_field *field, const char *found, struct str *words)
{
	struct str bounds = STR_INIT;

	say_bounds(field, &bounds);
	str_clear(words);
	if (field->row->type == VALUE_MONEY)
		str_printf(words, T(MONEY_REFUSED), bounds.text, found);
	else
		str_printf(words, T(NUMBER_REFUSED), bounds.text, found);
	str_release(&bounds);
	return false;
}

/* "1,200人" is 1200: people write the unit, too. */
static const char *without_unit(struct arena *arena, const struct form_field *field, const char *text)
{
	const char *units[] = { field->unit.en, field->unit.ja };
	size_t length = strlen(text);

	for (size_t i = 0; i < ARRAY_LENGTH(units); i++) {
		size_t unit = units[i] ? strlen(units[i]) : 0;

		if (unit > 0 && unit < length && strcmp(text + length - unit, units[i]) == 0)
			return arena_strndup(arena, text, length - unit);
	}
	return text;
}

static bool understand_number(struct arena *arena, const struct form_field *field, const char *text,
			      struct json **value, struct str *words)
{
	int64_t number;

	if (!number_understand(text, &number) &&
	    !number_understand(without_unit(arena, field, text), &number)) {
		str_add(words, T(NUMBER_UNKNOWN));
		return false;
	}
	say_number(field, number, words);
	if (!within(field, number))
		return refuse_bounds(field, arena_strdup(arena, words->text), words);
	*value = json_int(arena, number);
	return true;
}

static bool understand_money(struct arena *arena, const struct form_field *field, const char *text,
			     struct json **value, struct str *words)
{
	struct amount sum;
	int64_t number;
	struct json *map;

	if (!amount_understand(text, USUAL_CURRENCY, &sum)) {
		if (number_understand(text, &number) && number < 0)
			return refuse_bounds(field, text, words);
		str_add(words, T(MONEY_UNKNOWN));
		return false;
	}
	if (!within(field, sum.amount)) {
		say_sum(&sum, true, words);
		return refuse_bounds(field, arena_strdup(arena, words->text), words);
	}
	say_sum(&sum, false, words);
	map = json_map(arena);
	json_put_int(arena, map, "amount", sum.amount);
	json_put_text(arena, map, "currency", sum.currency);
	if (sum.per != AMOUNT_PER_UNSAID)
		json_put_text(arena, map, "per", sum.per == AMOUNT_PER_YEAR ? "year" : "once");
	*value = map;
	return true;
}

bool form_is_amount(const struct form_field *field)
{
	return !field->source && (field->row->type == VALUE_INT || field->row->type == VALUE_MONEY);
}

bool form_amount_read(struct arena *arena, const struct form_field *field, const char *text,
		      struct json **value, struct str *words)
{
	return (field->row->type == VALUE_MONEY ? understand_money : understand_number)(
		arena, field, text, value, words);
}

void form_amount_tip(const struct form_field *field, struct str *out)
{
	struct str bounds = STR_INIT;

	say_bounds(field, &bounds);
	if (field->row->type == VALUE_MONEY && field->row->max < (long)AMOUNT_MAX)
		str_printf(out, T(TIP_MONEY_BOUND), T(TIP_MONEY), bounds.text);
	else if (field->row->type == VALUE_MONEY)
		str_add(out, T(TIP_MONEY));
	else if (bounds.length > 0)
		str_printf(out, T(TIP_NUMBER_BOUND), bounds.text);
	else
		str_add(out, T(TIP_NUMBER));
	str_release(&bounds);
}

void form_amount_text(const struct form_field *field, const struct json *value, struct str *out)
{
	const char *currency = json_get_text(value, "currency"), *per = json_get_text(value, "per");
	struct amount sum = { .amount = json_get_int(value, "amount", 0) };
	char digits[32];

	if (field->row->type == VALUE_INT && value->type == JSON_TYPE_INT) {
		number_format(value->integer, digits, sizeof(digits));
		str_add(out, digits);
	} else if (currency) {
		snprintf(sum.currency, sizeof(sum.currency), "%s", currency);
		if (per)
			sum.per = strcmp(per, "year") == 0 ? AMOUNT_PER_YEAR : AMOUNT_PER_ONCE;
		say_sum(&sum, true, out);
	}
}
