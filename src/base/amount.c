/*
 * What is typed is first made half-width in a buffer of its own, then read from
 * left to right.  A number is groups that end in a large unit (億, 万, M); a
 * group is terms that end in a small one (3千5百), so that 3千万 and 12百万 come
 * out as people mean them.  Whole numbers only: a fraction is digits and how
 * many of them stand behind the point.
 */
#include "base/amount.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

enum { TYPED_MAX = 120, DIGITS_MAX = 18 };

/* The same mark in other shapes; what text_half() leaves as it is. */
static const struct { const char *from; char to; } same[] = {
	{ "¥", '\\' }, { "￥", '\\' }, { "−", '-' }, { "▲", '-' }, { "△", '-' }, { "\t", ' ' },
};

/* A unit stands for ten to the power of `zeros`. */
struct unit { const char *name; int zeros; };

static const struct unit large_units[] = {
	{ "兆", 12 }, { "億", 8 }, { "万", 4 }, { "萬", 4 }, { "trillion", 12 }, { "billion", 9 },
	{ "million", 6 }, { "thousand", 3 }, { "bn", 9 }, { "mn", 6 }, { "B", 9 }, { "M", 6 },
	{ "K", 3 }, { NULL, 0 },
};
static const struct unit small_units[] = { { "千", 3 }, { "百", 2 }, { NULL, 0 } };

static const struct { const char *name, *code; } currencies[] = {
	{ "\\", "JPY" }, { "円", "JPY" }, { "US$", "USD" }, { "$", "USD" }, { "米ドル", "USD" },
	{ "ドル", "USD" }, { "dollars", "USD" }, { "yen", "JPY" }, { "€", "EUR" }, { "ユーロ", "EUR" },
	{ "euros", "EUR" }, { "£", "GBP" }, { "ポンド", "GBP" }, { "人民元", "CNY" }, { "元", "CNY" },
	{ "ウォン", "KRW" }, { "jpy", "JPY" }, { "usd", "USD" }, { "eur", "EUR" }, { "gbp", "GBP" },
	{ "cny", "CNY" },
};

/* The longer before what it begins with. */
static const struct { const char *name; enum amount_per per; } frequencies[] = {
	{ "年額", AMOUNT_PER_YEAR }, { "年間", AMOUNT_PER_YEAR }, { "毎年", AMOUNT_PER_YEAR },
	{ "1年", AMOUNT_PER_YEAR }, { "年", AMOUNT_PER_YEAR }, { "per year", AMOUNT_PER_YEAR },
	{ "per annum", AMOUNT_PER_YEAR }, { "a year", AMOUNT_PER_YEAR }, { "p.a.", AMOUNT_PER_YEAR },
	{ "yearly", AMOUNT_PER_YEAR }, { "annually", AMOUNT_PER_YEAR }, { "year", AMOUNT_PER_YEAR },
	{ "yr", AMOUNT_PER_YEAR }, { "一回限り", AMOUNT_PER_ONCE }, { "1回限り", AMOUNT_PER_ONCE },
	{ "一回", AMOUNT_PER_ONCE }, { "1回", AMOUNT_PER_ONCE }, { "一時", AMOUNT_PER_ONCE },
	{ "once", AMOUNT_PER_ONCE }, { "one-off", AMOUNT_PER_ONCE },
};

static bool is_digit(char c) { return c >= '0' && c <= '9'; }
static bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }
static bool is_letter(char c) { return is_capital(c) || (c >= 'a' && c <= 'z'); }
static char small(char c) { return is_capital(c) ? (char)(c - 'A' + 'a') : c; }

/* `text` half-width; false where it is no text or far too long for a number. */
static bool half_width(const char *text, char out[TYPED_MAX + 4])
{
	size_t length = 0, at = 0, end = strnlen(text, (size_t)TYPED_MAX * 3 + 1);

	if (end > (size_t)TYPED_MAX * 3 || text_invalid_at(text, end) >= 0)
		return false;
	while (at < end && length < TYPED_MAX) {
		uint32_t code, half;
		size_t bytes = text_decode(text + at, &code);

		half = text_half(code);
		for (size_t i = 0; i < LENGTH(same); i++)
			if (strncmp(text + at, same[i].from, strlen(same[i].from)) == 0)
				half = (unsigned char)same[i].to;
		if (half < 0x80) {
			out[length++] = (char)half;
		} else {
			memcpy(out + length, text + at, bytes);
			length += bytes;
		}
		at += bytes;
	}
	out[length] = '\0';
	return at == end;
}

static void skip_spaces(const char **at)
{
	*at += strspn(*at, " ");
}

/* Passes over `word`, in capitals or not; a word of letters must end there. */
static bool take(const char **at, const char *word)
{
	size_t length = strlen(word);

	for (size_t i = 0; i < length; i++)
		if (small((*at)[i]) != small(word[i]))
			return false;
	if (is_letter(word[length - 1]) && is_letter((*at)[length]))
		return false;
	*at += length;
	return true;
}

static int take_unit(const char **at, const struct unit *units)
{
	const char *next = *at;

	skip_spaces(&next);
	for (; units->name; units++) {
		if (take(&next, units->name)) {
			*at = next;
			return units->zeros;
		}
	}
	return 0;
}

/* Digits, how many of them stand behind the point; whether any were typed there. */
struct figure { int64_t digits; int decimals; bool fraction; };

/* False where it would be beyond what is understood. */
static bool times_ten(int64_t *value, int zeros)
{
	for (; zeros > 0; zeros--) {
		if (*value > AMOUNT_MAX / 10)
			return false;
		*value *= 10;
	}
	return *value <= AMOUNT_MAX;
}

static int take_digits(const char **at, struct figure *figure)
{
	int count = 0;

	for (; is_digit(**at) && count <= DIGITS_MAX; count++, (*at)++)
		if (figure->digits <= AMOUNT_MAX)
			figure->digits = figure->digits * 10 + (**at - '0');
	return count;
}

/* 1200, 1,200, 1.25 */
static bool take_figure(const char **at, struct figure *figure)
{
	int count;

	*figure = (struct figure){ 0, 0, false };
	count = take_digits(at, figure);
	if (count == 0 || (**at == ',' && count > 3))
		return false;
	while (**at == ',') {
		(*at)++;
		if (take_digits(at, figure) != 3)
			return false;
	}
	if (**at == '.' && is_digit((*at)[1])) {
		(*at)++;
		figure->decimals = take_digits(at, figure);
		figure->fraction = true;
	}
	while (figure->decimals > 0 && figure->digits % 10 == 0) {
		figure->digits /= 10;
		figure->decimals--;
	}
	return figure->digits <= AMOUNT_MAX;
}

static int64_t power(int zeros)
{
	int64_t value = 1;

	while (zeros-- > 0)
		value *= 10;
	return value;
}

/* Takes the fraction up into the zeros of a unit as far as there are any. */
static bool raise(struct figure *figure, int zeros)
{
	int common = figure->decimals < zeros ? figure->decimals : zeros;

	figure->decimals -= common;
	return times_ten(&figure->digits, zeros - common);
}

/* 3千5百, 1200, 1.2; a fraction ends it and stands alone. */
static bool take_group(const char **at, struct figure *group)
{
	int64_t limit = INT64_MAX;

	*group = (struct figure){ 0, 0, false };
	do {
		struct figure term;
		int zeros;

		if (!take_figure(at, &term))
			return false;
		zeros = take_unit(at, small_units);
		if (!raise(&term, zeros) || term.digits >= limit ||
		    (term.fraction && group->digits > 0))
			return false;
		group->digits += term.digits;
		group->decimals = term.decimals;
		group->fraction = term.fraction;
		limit = zeros ? power(zeros) : 0;
	} while (limit > 0 && !group->fraction && is_digit(**at));
	return true;
}

/* A number without a sign; `at` behind it. */
static bool take_number(const char **at, int64_t *number)
{
	int64_t total = 0, limit = INT64_MAX;

	do {
		struct figure group;
		int zeros;

		if (!take_group(at, &group))
			return false;
		zeros = take_unit(at, large_units);
		if (!raise(&group, zeros) || group.decimals > 0 || group.digits >= limit)
			return false;
		total += group.digits;
		limit = zeros && !group.fraction ? power(zeros) : 0;
		if (limit > 0 && **at == ' ' && is_digit((*at)[strspn(*at, " ")]))
			skip_spaces(at);
	} while (limit > 0 && is_digit(**at));
	*number = total;
	return total <= AMOUNT_MAX;
}

bool number_understand(const char *text, int64_t *number)
{
	char typed[TYPED_MAX + 4];
	const char *at = typed;
	bool negative;
	int64_t value;

	if (!half_width(text, typed))
		return false;
	skip_spaces(&at);
	negative = *at == '-';
	at += *at == '-' || *at == '+';
	if (!take_number(&at, &value))
		return false;
	skip_spaces(&at);
	if (*at)
		return false;
	*number = negative ? -value : value;
	return true;
}

static bool take_frequency(const char **at, struct amount *amount)
{
	const char *next = *at;

	if (amount->per != AMOUNT_PER_UNSAID)
		return false;
	if (*next == '/')
		next++;
	skip_spaces(&next);
	for (size_t i = 0; i < LENGTH(frequencies); i++) {
		if (take(&next, frequencies[i].name)) {
			amount->per = frequencies[i].per;
			*at = next;
			return true;
		}
	}
	return false;
}

static bool take_currency(const char **at, struct amount *amount)
{
	const char *code = *at;

	if (*amount->currency)
		return false;
	for (size_t i = 0; i < LENGTH(currencies); i++) {
		if (take(at, currencies[i].name)) {
			snprintf(amount->currency, sizeof(amount->currency), "%s", currencies[i].code);
			return true;
		}
	}
	if (!is_capital(code[0]) || !is_capital(code[1]) || !is_capital(code[2]) ||
	    is_letter(code[3]))
		return false;
	snprintf(amount->currency, sizeof(amount->currency), "%.3s", code);
	*at += 3;
	return true;
}

/* Currency and how often, in any order, each once in the whole text. */
static void take_marks(const char **at, struct amount *amount)
{
	do {
		skip_spaces(at);
	} while (take_frequency(at, amount) || take_currency(at, amount));
}

bool amount_understand(const char *text, const char *usual, struct amount *amount)
{
	char typed[TYPED_MAX + 4];
	const char *at = typed;
	struct amount read = { 0, "", AMOUNT_PER_UNSAID };

	if (!half_width(text, typed))
		return false;
	take_marks(&at, &read);
	if (!take_number(&at, &read.amount))
		return false;
	take_marks(&at, &read);
	if (*at)
		return false;
	if (!*read.currency)
		snprintf(read.currency, sizeof(read.currency), "%s", usual);
	*amount = read;
	return true;
}

static uint64_t without_sign(int64_t number)
{
	return number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
}

void number_format(int64_t number, char *buffer, size_t size)
{
	char digits[32], out[40];
	size_t length, at = 0;

	snprintf(digits, sizeof(digits), "%llu", (unsigned long long)without_sign(number));
	length = strlen(digits);
	if (number < 0)
		out[at++] = '-';
	for (size_t i = 0; i < length; i++) {
		if (i > 0 && (length - i) % 3 == 0)
			out[at++] = ',';
		out[at++] = digits[i];
	}
	out[at] = '\0';
	snprintf(buffer, size, "%s", out);
}

static void brief_japanese(uint64_t number, char *buffer, size_t size)
{
	static const struct { const char *name; uint64_t value; } units[] = {
		{ "兆", UINT64_C(1000000000000) }, { "億", 100000000 }, { "万", 10000 }, { "", 1 },
	};
	size_t at = 0;

	for (size_t i = 0; i < LENGTH(units); i++) {
		uint64_t part = number / units[i].value;

		number %= units[i].value;
		if (part > 0 && at < size)
			at += (size_t)snprintf(buffer + at, size - at, "%llu%s",
					       (unsigned long long)part, units[i].name);
	}
}

/* In the largest unit that leaves at most three decimals. */
static void brief_english(uint64_t number, char *buffer, size_t size)
{
	static const struct { char name; uint64_t value; } units[] = {
		{ 'B', 1000000000 }, { 'M', 1000000 }, { 'k', 1000 },
	};

	for (size_t i = 0; i < LENGTH(units); i++) {
		unsigned thousandths;
		char decimals[16] = "";

		if (number < units[i].value || number % (units[i].value / 1000) != 0 ||
		    (i > 0 && number / units[i].value >= 1000))
			continue;
		thousandths = (unsigned)(number % units[i].value / (units[i].value / 1000));
		if (thousandths > 0)
			snprintf(decimals, sizeof(decimals), ".%03u", thousandths);
		while (*decimals && decimals[strlen(decimals) - 1] == '0')
			decimals[strlen(decimals) - 1] = '\0';
		snprintf(buffer, size, "%llu%s%c", (unsigned long long)(number / units[i].value),
			 decimals, units[i].name);
		return;
	}
}

void number_brief(int64_t number, bool japanese, char *buffer, size_t size)
{
	char whole[40], brief[64] = "";
	uint64_t value = without_sign(number);

	buffer[0] = '\0';
	if (value < 10000)
		return;
	number_format(number, whole, sizeof(whole));
	(japanese ? brief_japanese : brief_english)(value, brief, sizeof(brief));
	if (*brief && text_length(brief) + (number < 0) < text_length(whole))
		snprintf(buffer, size, "%s%s", number < 0 ? "-" : "", brief);
}
