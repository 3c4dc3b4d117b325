/* See money.h. */
#include "workshop/money.h"

#include <stdio.h>
#include <string.h>

#include "base/amount.h"
#include "base/str.h"
#include "lang/lang.h"
#include "lang/words_event.h"

/* How a currency is said; others by their three letters before the sum. */
static const struct { const char *code, *after; } in_japanese[] = {
	{ "JPY", "円" }, { "USD", "ドル" }, { "EUR", "ユーロ" }, { "GBP", "ポンド" }, { "CNY", "元" },
};

static const char *after_sum(const char *currency)
{
	for (size_t i = 0; lang == LANG_JA && i < sizeof(in_japanese) / sizeof(in_japanese[0]); i++)
		if (strcmp(in_japanese[i].code, currency) == 0)
			return in_japanese[i].after;
	return NULL;
}

void money_say(struct money money, bool brief, struct str *out)
{
	const char *currency = money.currency ? money.currency : "", *per = money.per ? money.per : "";
	const char *after = after_sum(currency);
	char digits[64] = "", sum[96];

	if (brief)
		number_brief(money.amount, lang == LANG_JA, digits, sizeof(digits));
	if (!*digits)
		number_format(money.amount, digits, sizeof(digits));
	if (after)
		snprintf(sum, sizeof(sum), "%s%s", digits, after);
	else
		snprintf(sum, sizeof(sum), "%s%s%s", currency, *currency ? " " : "", digits);
	if (strcmp(per, "year") == 0)
		str_printf(out, T(MONEY_YEAR), sum);
	else if (strcmp(per, "once") == 0)
		str_printf(out, T(MONEY_ONCE), sum);
	else
		str_add(out, sum);
}
