/* Whole numbers and sums as people type them. */
#include "base/amount.h"

#include <stdlib.h>
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/text.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

static const struct { const char *typed; int64_t number; } numbers[] = {
	{ "0", 0 }, { "5", 5 }, { "007", 7 }, { "1200", 1200 }, { "1,200", 1200 }, { "12,345,678", 12345678 },
	{ "-3", -3 }, { "−3", -3 }, { "－３", -3 }, { "▲3", -3 }, { "+3", 3 }, { "-1200万", -12000000 },
	{ "  42 ", 42 }, { "　４２　", 42 }, { "\t42", 42 }, { "１，２００", 1200 }, { "１．２億", 120000000 },
	{ "1200万", 12000000 }, { "1200 万", 12000000 }, { "1,200万", 12000000 }, { "1.2億", 120000000 },
	{ "1億2000万", 120000000 }, { "1億 2000万", 120000000 }, { "1億2000", 100002000 },
	{ "1億2千万", 120000000 }, { "3千", 3000 }, { "3千5百", 3500 }, { "3千5百20", 3520 }, { "3千万", 30000000 },
	{ "1.5千万", 15000000 }, { "12百万", 12000000 }, { "2百", 200 }, { "1兆", INT64_C(1000000000000) },
	{ "1兆2億3万4", INT64_C(1000200030004) }, { "1.25兆", INT64_C(1250000000000) },
	{ "12k", 12000 }, { "12K", 12000 }, { "12M", 12000000 }, { "1.5B", 1500000000 }, { "1.5 bn", 1500000000 },
	{ "２．５Ｍ", 2500000 }, { "0.5万", 5000 }, { "1.50億", 150000000 }, { "1.0", 1 }, { "12.000", 12 },
	{ "3 million", 3000000 }, { "12 Thousand", 12000 }, { "0.0001万", 1 },
	{ "1000兆", AMOUNT_MAX }, { "1,000,000,000,000,000", AMOUNT_MAX }, { "-1000兆", -AMOUNT_MAX },
};

static const char *const no_numbers[] = {
	"", " ", "　", "-", "+", "--3", "3-", "1..2", "1.", ".5", "1.2.3", "0.5", "0.00001万", "1.23456789k",
	"1,2", "1,20", "1,2000", "1234,567", ",200", "1,,200", "1,200,", "1, 200", "1 200",
	"12兆億", "兆", "億", "千", "万5", "1万2億", "1億2億", "1万20000", "1億20000万", "3百5千", "3千1500",
	"1.5億2000万", "1.5千500", "3千1.5万", "12x", "x12", "twelve", "12months", "0x10", "1e5", "12 M M",
	"1001兆", "1000兆1", "1,000,000,000,000,001", "9223372036854775807", "9223372036854775808",
	"99999999999999999999999", "-1001兆", "9999999兆", "1000001B", "12人", "¥12", "½", "①", "十二", "٣",
	"12\x01", "12\033[2J", "12\xFF", "\xE5\x84", "1\xC0\xB2", "12\xED\xA0\x80", "\xF5\x80\x80\x80",
};

static void numbers_are_understood(void **state)
{
	(void)state;
	for (size_t i = 0; i < LENGTH(numbers); i++) {
		int64_t number = 77;

		if (!number_understand(numbers[i].typed, &number))
			fail_msg("not understood: %s", numbers[i].typed);
		if (number != numbers[i].number)
			fail_msg("%s is not %lld", numbers[i].typed, (long long)number);
	}
}

static void what_is_no_number_is_refused(void **state)
{
	(void)state;
	for (size_t i = 0; i < LENGTH(no_numbers); i++) {
		int64_t number = 77;
		struct amount amount = { 77, "XXX", AMOUNT_PER_ONCE };

		if (number_understand(no_numbers[i], &number))
			fail_msg("understood: \"%s\" as %lld", no_numbers[i], (long long)number);
		assert_int_equal(number, 77);
		if (strcmp(no_numbers[i], "¥12") != 0 && amount_understand(no_numbers[i], "JPY", &amount))
			fail_msg("understood: \"%s\" as %lld", no_numbers[i], (long long)amount.amount);
		assert_string_equal(strcmp(no_numbers[i], "¥12") != 0 ? amount.currency : "XXX", "XXX");
	}
}

#define U AMOUNT_PER_UNSAID
#define O AMOUNT_PER_ONCE
#define Y AMOUNT_PER_YEAR

static const struct { const char *typed; int64_t amount; const char *currency; enum amount_per per; } sums[] = {
	{ "1200万", 12000000, "JPY", U }, { "1.2億円", 120000000, "JPY", U }, { "12M", 12000000, "JPY", U },
	{ "0", 0, "JPY", U }, { "1億2000万", 120000000, "JPY", U }, { "3千", 3000, "JPY", U },
	{ "１２００万円", 12000000, "JPY", U }, { "¥12M", 12000000, "JPY", U }, { "￥1,200", 1200, "JPY", U },
	{ "\\500", 500, "JPY", U }, { "12百万円", 12000000, "JPY", U }, { "5千円", 5000, "JPY", U },
	{ "$30k", 30000, "USD", U }, { "US$30k", 30000, "USD", U }, { "USD 30k", 30000, "USD", U },
	{ "usd 30k", 30000, "USD", U }, { "USD30k", 30000, "USD", U }, { "30k USD", 30000, "USD", U },
	{ "ＵＳＤ　３０ｋ", 30000, "USD", U }, { "30000ドル", 30000, "USD", U }, { "3万米ドル", 30000, "USD", U },
	{ "500 EUR", 500, "EUR", U }, { "500EUR", 500, "EUR", U }, { "€1.5M", 1500000, "EUR", U },
	{ "3万ユーロ", 30000, "EUR", U }, { "£20k", 20000, "GBP", U }, { "MXN 500", 500, "MXN", U },
	{ "500 MXN", 500, "MXN", U }, { "50万元", 500000, "CNY", U }, { "2 million yen", 2000000, "JPY", U },
	{ "1200万/年", 12000000, "JPY", Y }, { "1200万円／年", 12000000, "JPY", Y }, { "1200万円 年", 12000000, "JPY", Y },
	{ "年額1200万", 12000000, "JPY", Y }, { "毎年 1200万円", 12000000, "JPY", Y }, { "年間1200万円", 12000000, "JPY", Y },
	{ "12M per year", 12000000, "JPY", Y }, { "12M/year", 12000000, "JPY", Y }, { "12M / Year", 12000000, "JPY", Y },
	{ "12M p.a.", 12000000, "JPY", Y }, { "12M a year", 12000000, "JPY", Y }, { "$30k/yr", 30000, "USD", Y },
	{ "/年 5万", 50000, "JPY", Y }, { "USD 30k per year", 30000, "USD", Y }, { "30k/year USD", 30000, "USD", Y },
	{ "一回 300万", 3000000, "JPY", O }, { "1回 300万円", 3000000, "JPY", O }, { "一時 300万", 3000000, "JPY", O },
	{ "300万円 一回限り", 3000000, "JPY", O }, { "300万円/1回", 3000000, "JPY", O }, { "once 3M", 3000000, "JPY", O },
	{ "3M once", 3000000, "JPY", O }, { "JPY 3M one-off", 3000000, "JPY", O },
	{ "1000兆円", AMOUNT_MAX, "JPY", U },
};

static void sums_are_understood(void **state)
{
	(void)state;
	for (size_t i = 0; i < LENGTH(sums); i++) {
		struct amount amount = { 0, "", U };

		if (!amount_understand(sums[i].typed, "JPY", &amount))
			fail_msg("not understood: %s", sums[i].typed);
		if (amount.amount != sums[i].amount || amount.per != sums[i].per ||
		    strcmp(amount.currency, sums[i].currency) != 0)
			fail_msg("%s is not %lld %s %d", sums[i].typed, (long long)amount.amount,
				 amount.currency, (int)amount.per);
	}
}

static const char *const no_sums[] = {
	"-5", "-5万", "−5万円", "¥-5", "▲5", "円", "年", "USD", "年額", "12M per", "12M per month", "300万/月", "300万/",
	"300万回", "$30 USD", "¥30円", "年額300万/年", "once 3M/year", "usdd 3", "ABC", "12兆億円", "1..2円", "0.5円",
	"1,2円", "JPYJPY 3", "US 30k", "12MUSD", "1001兆円", "300万円 approx", "300万円\xFF", "\xC2", "¥\xC2",
};

static void what_is_no_sum_is_refused(void **state)
{
	(void)state;
	for (size_t i = 0; i < LENGTH(no_sums); i++) {
		struct amount amount = { 77, "XXX", O };

		if (amount_understand(no_sums[i], "JPY", &amount))
			fail_msg("understood: \"%s\" as %lld", no_sums[i], (long long)amount.amount);
		assert_int_equal(amount.amount, 77);
	}
}

static void the_usual_currency_is_the_caller_s(void **state)
{
	struct amount amount;

	(void)state;
	assert_true(amount_understand("30k", "EUR", &amount));
	assert_string_equal(amount.currency, "EUR");
}

static void long_texts_are_refused(void **state)
{
	size_t size = 10 * 1024;
	char *text = malloc(size + 1);
	static const char *const fills[] = { "9", "0", " ", ",", "1,", "千", "1万", "-", "年", "\xFF", "/" };

	(void)state;
	assert_non_null(text);
	for (size_t i = 0; i < LENGTH(fills); i++) {
		size_t length = strlen(fills[i]);
		struct amount amount;
		int64_t number;

		for (size_t at = 0; at < size; at++)
			text[at] = fills[i][at % length];
		text[size] = '\0';
		assert_false(number_understand(text, &number));
		assert_false(amount_understand(text, "JPY", &amount));
	}
	free(text);
}

static void numbers_are_grouped(void **state)
{
	static const struct { int64_t number; const char *text; } cases[] = {
		{ 0, "0" }, { 999, "999" }, { 1000, "1,000" }, { -1000, "-1,000" }, { -999, "-999" },
		{ 12345678, "12,345,678" }, { INT64_MIN, "-9,223,372,036,854,775,808" },
	};
	char text[32];

	(void)state;
	for (size_t i = 0; i < LENGTH(cases); i++) {
		number_format(cases[i].number, text, sizeof(text));
		assert_string_equal(text, cases[i].text);
	}
}

static void large_numbers_have_a_short_form(void **state)
{
	static const struct { int64_t number; const char *ja, *en; } cases[] = {
		{ 0, "", "" }, { 1200, "", "" }, { 9000, "", "" }, { 10000, "1万", "10k" }, { 12345, "", "" },
		{ 12500, "", "12.5k" }, { 12000000, "1200万", "12M" }, { 120000000, "1億2000万", "120M" },
		{ 1500000000, "15億", "1.5B" }, { 12345678, "1234万5678", "" }, { 1234000, "123万4000", "1.234M" },
		{ -30000, "-3万", "-30k" }, { INT64_C(1000200030004), "1兆2億3万4", "" },
		{ AMOUNT_MAX, "1000兆", "1000000B" }, { 1050000, "105万", "1.05M" },
	};
	char text[64];

	(void)state;
	for (size_t i = 0; i < LENGTH(cases); i++) {
		number_brief(cases[i].number, true, text, sizeof(text));
		assert_string_equal(text, cases[i].ja);
		number_brief(cases[i].number, false, text, sizeof(text));
		assert_string_equal(text, cases[i].en);
	}
}

/* Whatever form a number is shown in, typing that means the same number. */
static void what_is_shown_is_understood_again(void **state)
{
	uint64_t seed = 88172645463325252u;
	char text[64];

	(void)state;
	for (int i = 0; i < 20000; i++) {
		int64_t number, again;

		seed ^= seed << 13, seed ^= seed >> 7, seed ^= seed << 17;
		number = (int64_t)(seed % (uint64_t)AMOUNT_MAX);
		for (int zeros = i % 16; zeros > 0; zeros--)
			number = i & 32 ? number / 10 : number / 10 * 10;
		number = i & 64 ? -(number / (1 + i % 9999) * 1000 % AMOUNT_MAX) : number;
		number_format(number, text, sizeof(text));
		assert_true(number_understand(text, &again) && again == number);
		for (int japanese = 0; japanese < 2; japanese++) {
			number_brief(number, japanese, text, sizeof(text));
			if (*text && (!number_understand(text, &again) || again != number))
				fail_msg("%lld is said %s", (long long)number, text);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(numbers_are_understood),
		cmocka_unit_test(what_is_no_number_is_refused),
		cmocka_unit_test(sums_are_understood),
		cmocka_unit_test(what_is_no_sum_is_refused),
		cmocka_unit_test(the_usual_currency_is_the_caller_s),
		cmocka_unit_test(long_texts_are_refused),
		cmocka_unit_test(numbers_are_grouped),
		cmocka_unit_test(large_numbers_have_a_short_form),
		cmocka_unit_test(what_is_shown_is_understood_again),
	};

	text_init_locale();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
