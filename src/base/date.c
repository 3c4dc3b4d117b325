/*
 * Days are counted with the civil calendar's 400-year cycle, a year beginning
 * in March so that the leap day is the last one.  What people type is matched
 * against a table of forms in a small notation; the order matters only where
 * one form begins like another, and none does.
 */
#include "base/date.h"

#include "base/text.h"

#include <stdio.h>
#include <string.h>

#define YEAR_LAST 9999
#define DAYS_BEFORE_1970 719468L /* from 1 March of year 0 */
#define MS_PER_MINUTE 60000LL
#define MS_PER_DAY 86400000LL

struct era {
	const char *name; /* as it is written */
	char letter;      /* as it is typed */
	struct date from;
};

static const struct era eras[] = { /* the newest first */
	{ "令和", 'r', { 2019, 5, 1 } },
	{ "平成", 'h', { 1989, 1, 8 } },
	{ "昭和", 's', { 1926, 12, 25 } },
	{ "大正", 't', { 1912, 7, 30 } },
	{ "明治", 'm', { 1868, 1, 25 } },
};
#define ERA_COUNT (sizeof(eras) / sizeof(eras[0]))

static bool is_leap(int year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int month_length(int year, int month)
{
	static const int length[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

	return month == 2 && is_leap(year) ? 29 : length[month - 1];
}

static bool is_day(struct date date)
{
	return date.year >= 1 && date.year <= YEAR_LAST && date.month >= 1 &&
	       date.month <= 12 && date.day >= 1 &&
	       date.day <= month_length(date.year, date.month);
}

/* Reads exactly `count` ASCII digits. */
static bool digits(const char *text, int count, int *value)
{
	*value = 0;
	for (int i = 0; i < count; i++) {
		if (text[i] < '0' || text[i] > '9')
			return false;
		*value = *value * 10 + (text[i] - '0');
	}
	return true;
}

bool date_parse(const char *text, struct date *date)
{
	struct date read;

	if (strlen(text) != 10 || text[4] != '-' || text[7] != '-' ||
	    !digits(text, 4, &read.year) || !digits(text + 5, 2, &read.month) ||
	    !digits(text + 8, 2, &read.day) || !is_day(read))
		return false;
	*date = read;
	return true;
}

void date_format(struct date date, char *buffer, size_t size)
{
	snprintf(buffer, size, "%04d-%02d-%02d", date.year, date.month, date.day);
}

int date_compare(struct date a, struct date b)
{
	if (a.year != b.year)
		return a.year < b.year ? -1 : 1;
	if (a.month != b.month)
		return a.month < b.month ? -1 : 1;
	return (a.day > b.day) - (a.day < b.day);
}

static long floor_div(long a, long b)
{
	return a / b - (a % b != 0 && (a < 0) != (b < 0));
}

long date_days(struct date date)
{
	long year = date.month <= 2 ? date.year - 1L : date.year;
	long cycle = floor_div(year, 400);
	long in_cycle = year - cycle * 400;
	long month = (date.month + 9L) % 12; /* March is 0 */
	long in_year = (153 * month + 2) / 5 + date.day - 1;

	return cycle * 146097 + in_cycle * 365 + in_cycle / 4 - in_cycle / 100 +
	       in_year - DAYS_BEFORE_1970;
}

struct date date_from_days(long days)
{
	long shifted = days + DAYS_BEFORE_1970;
	long cycle = floor_div(shifted, 146097);
	long in_cycle = shifted - cycle * 146097;
	long year = (in_cycle - in_cycle / 1460 + in_cycle / 36524 - in_cycle / 146096) / 365;
	long in_year = in_cycle - (365 * year + year / 4 - year / 100);
	long month = (5 * in_year + 2) / 153;
	struct date date;

	date.day = (int)(in_year - (153 * month + 2) / 5 + 1);
	date.month = (int)(month < 10 ? month + 3 : month - 9);
	date.year = (int)(year + cycle * 400 + (date.month <= 2));
	return date;
}

struct date date_add_months(struct date date, int months)
{
	long month = date.year * 12L + date.month - 1 + months;
	int last;

	date.year = (int)floor_div(month, 12);
	date.month = (int)(month - floor_div(month, 12) * 12) + 1;
	last = month_length(date.year, date.month);
	if (date.day > last)
		date.day = last;
	return date;
}

void date_wareki(struct date date, char *buffer, size_t size)
{
	for (size_t i = 0; i < ERA_COUNT; i++) {
		int year = date.year - eras[i].from.year + 1;

		if (date_compare(date, eras[i].from) < 0)
			continue;
		if (year == 1)
			snprintf(buffer, size, "%s元年%d月%d日", eras[i].name,
				 date.month, date.day);
		else
			snprintf(buffer, size, "%s%d年%d月%d日", eras[i].name, year,
				 date.month, date.day);
		return;
	}
	date_format(date, buffer, size);
}

/* What a form's signs have caught. */
struct caught {
	int year, month, day, number;
	const struct era *era;
};

static bool make_full(const struct caught *caught, struct date today, struct date *date)
{
	(void)today;
	*date = (struct date){ caught->year, caught->month, caught->day };
	return true;
}

/* The era must really have had that day: it catches H typed for R. */
static bool make_era(const struct caught *caught, struct date today, struct date *date)
{
	size_t era = (size_t)(caught->era - eras);

	(void)today;
	*date = (struct date){ eras[era].from.year + caught->year - 1, caught->month,
			       caught->day };
	return caught->year >= 1 && date_compare(*date, eras[era].from) >= 0 &&
	       (era == 0 || date_compare(*date, eras[era - 1].from) < 0);
}

/* The next such day, today included; 29 February may be up to 8 years away. */
static bool next_such_day(int month, int day, struct date today, struct date *date)
{
	for (int later = 0; later <= 8; later++) {
		*date = (struct date){ today.year + later, month, day };
		if (is_day(*date) && date_compare(*date, today) >= 0)
			return true;
	}
	return false;
}

static bool make_next(const struct caught *caught, struct date today, struct date *date)
{
	return next_such_day(caught->month, caught->day, today, date);
}

static bool make_days(const struct caught *caught, struct date today, struct date *date)
{
	*date = date_from_days(date_days(today) + caught->number);
	return true;
}

static bool make_weeks(const struct caught *caught, struct date today, struct date *date)
{
	*date = date_from_days(date_days(today) + caught->number * 7L);
	return true;
}

static bool make_months(const struct caught *caught, struct date today, struct date *date)
{
	*date = date_add_months(today, caught->number);
	return true;
}

static bool make_years(const struct caught *caught, struct date today, struct date *date)
{
	*date = date_add_months(today, caught->number * 12);
	return true;
}

static bool make_today(const struct caught *caught, struct date today, struct date *date)
{
	(void)caught;
	*date = today;
	return true;
}

static bool make_tomorrow(const struct caught *caught, struct date today, struct date *date)
{
	(void)caught;
	*date = date_from_days(date_days(today) + 1);
	return true;
}

static bool make_month_end(const struct caught *caught, struct date today, struct date *date)
{
	(void)caught;
	today.day = month_length(today.year, today.month);
	*date = today;
	return true;
}

static bool make_year_end(const struct caught *caught, struct date today, struct date *date)
{
	(void)caught;
	*date = (struct date){ today.year, 12, 31 };
	return true;
}

static bool make_fiscal_end(const struct caught *caught, struct date today, struct date *date)
{
	(void)caught;
	return next_such_day(3, 31, today, date);
}

/*
 * %Y four digits, %M %D one or two, %N one to four, %E an era by name or
 * letter, %G a year of an era (元 is 1); everything else stands for itself.
 */
static const struct form {
	const char *form;
	bool (*make)(const struct caught *caught, struct date today, struct date *date);
} forms[] = {
	{ "%Y-%M-%D", make_full },
	{ "%Y/%M/%D", make_full },
	{ "%Y.%M.%D", make_full },
	{ "%Y年%M月%D日", make_full },
	{ "%E%G年%M月%D日", make_era },
	{ "%E%G.%M.%D", make_era },
	{ "%E%G/%M/%D", make_era },
	{ "%E%G-%M-%D", make_era },
	{ "%M/%D", make_next },
	{ "%M月%D日", make_next },
	{ "+%Nd", make_days },
	{ "+%Nw", make_weeks },
	{ "+%Nm", make_months },
	{ "+%Ny", make_years },
	{ "today", make_today },
	{ "今日", make_today },
	{ "tomorrow", make_tomorrow },
	{ "明日", make_tomorrow },
	{ "month-end", make_month_end },
	{ "月末", make_month_end },
	{ "year-end", make_year_end },
	{ "年末", make_year_end },
	{ "fy-end", make_fiscal_end },
	{ "年度末", make_fiscal_end },
};

/* Reads `least` to `most` digits and moves on. */
static bool catch_number(const char **text, int least, int most, int *value)
{
	int count = 0;

	while (count < most && (*text)[count] >= '0' && (*text)[count] <= '9')
		count++;
	if (count < least || !digits(*text, count, value))
		return false;
	*text += count;
	return true;
}

static bool catch_era(const char **text, const struct era **era)
{
	for (size_t i = 0; i < ERA_COUNT; i++) {
		size_t length = strlen(eras[i].name);

		if (strncmp(*text, eras[i].name, length) != 0) {
			if (**text != eras[i].letter)
				continue;
			length = 1;
		}
		*text += length;
		*era = &eras[i];
		return true;
	}
	return false;
}

static bool catch_era_year(const char **text, int *year)
{
	const size_t length = strlen("元");

	if (strncmp(*text, "元", length) != 0)
		return catch_number(text, 1, 2, year);
	*text += length;
	*year = 1;
	return true;
}

static bool match(const char *form, const char *text, struct caught *caught)
{
	for (; *form; form++) {
		bool good;

		if (*form != '%') {
			if (*text++ != *form)
				return false;
			continue;
		}
		switch (*++form) {
		case 'Y': good = catch_number(&text, 4, 4, &caught->year); break;
		case 'M': good = catch_number(&text, 1, 2, &caught->month); break;
		case 'D': good = catch_number(&text, 1, 2, &caught->day); break;
		case 'N': good = catch_number(&text, 1, 4, &caught->number); break;
		case 'E': good = catch_era(&text, &caught->era); break;
		case 'G': good = catch_era_year(&text, &caught->year); break;
		default:  good = false; break;
		}
		if (!good)
			return false;
	}
	return *text == '\0';
}

/* Half-width, lower case, without spaces around; false where too long. */
static bool plain(const char *text, char *buffer, size_t size)
{
	size_t length = 0;

	while (*text) {
		uint32_t code, half;
		size_t bytes = text_decode(text, &code);

		half = text_half(code);
		if (half >= 'A' && half <= 'Z')
			half += 'a' - 'A';
		if (length + bytes >= size)
			return false;
		if (half < 0x80 && !(half == ' ' && length == 0)) {
			buffer[length++] = (char)half;
		} else if (half >= 0x80) {
			memcpy(buffer + length, text, bytes);
			length += bytes;
		}
		text += bytes;
	}
	while (length > 0 && buffer[length - 1] == ' ')
		length--;
	buffer[length] = '\0';
	return true;
}

bool date_understand(const char *text, struct date today, struct date *date)
{
	char buffer[64];

	if (!plain(text, buffer, sizeof(buffer)))
		return false;
	for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
		struct caught caught = { 0 };
		struct date made;

		if (!match(forms[i].form, buffer, &caught))
			continue;
		if (!forms[i].make(&caught, today, &made) || !is_day(made))
			return false;
		*date = made;
		return true;
	}
	return false;
}

bool instant_parse(const char *text, int64_t *ms)
{
	static const char form[] = "dddd-dd-ddTdd:dd:dd.dddZ";
	struct date date;
	int hour, minute, second, part;

	for (size_t i = 0; i < sizeof(form); i++) {
		bool digit = text[i] >= '0' && text[i] <= '9';

		if (form[i] == 'd' ? !digit : text[i] != form[i])
			return false;
	}
	digits(text, 4, &date.year);
	digits(text + 5, 2, &date.month);
	digits(text + 8, 2, &date.day);
	digits(text + 11, 2, &hour);
	digits(text + 14, 2, &minute);
	digits(text + 17, 2, &second);
	digits(text + 20, 3, &part);
	if (!is_day(date) || date.year < 1970 || hour > 23 || minute > 59 || second > 59)
		return false;
	*ms = date_days(date) * MS_PER_DAY +
	      ((hour * 60LL + minute) * 60 + second) * 1000 + part;
	return true;
}

static int64_t floor_days(int64_t ms)
{
	return ms / MS_PER_DAY - (ms % MS_PER_DAY < 0);
}

static void put_digits(char *to, int count, int number)
{
	for (; count > 0; number /= 10)
		to[--count] = (char)('0' + number % 10);
}

void instant_format(int64_t ms, char *buffer, size_t size)
{
	char text[] = "0000-00-00T00:00:00.000Z";
	const int64_t last = 2932896LL * MS_PER_DAY + MS_PER_DAY - 1; /* 9999-12-31 */
	int64_t clamped = ms < 0 ? 0 : ms > last ? last : ms;
	struct date date = date_from_days((long)(clamped / MS_PER_DAY));
	int rest = (int)(clamped % MS_PER_DAY);

	/* Every row of a record has some, so by hand: printf took a tenth of recording. */
	put_digits(text, 4, date.year);
	put_digits(text + 5, 2, date.month);
	put_digits(text + 8, 2, date.day);
	put_digits(text + 11, 2, rest / 3600000);
	put_digits(text + 14, 2, rest / 60000 % 60);
	put_digits(text + 17, 2, rest / 1000 % 60);
	put_digits(text + 20, 3, rest % 1000);
	if (size > 0) {
		size = size < sizeof(text) ? size : sizeof(text);
		memcpy(buffer, text, size - 1);
		buffer[size - 1] = '\0';
	}
}

struct date instant_date(int64_t ms, int zone_minutes)
{
	return date_from_days((long)floor_days(ms + zone_minutes * MS_PER_MINUTE));
}

void instant_clock(int64_t ms, int zone_minutes, char *buffer, size_t size)
{
	int64_t local = ms + zone_minutes * MS_PER_MINUTE;
	int minute = (int)((local - floor_days(local) * MS_PER_DAY) / MS_PER_MINUTE);

	snprintf(buffer, size, "%02d:%02d", minute / 60, minute % 60);
}
