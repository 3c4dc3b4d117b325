/* The age of facts. */
#include "content/facts.h"

#include <stdio.h>
#include <string.h>

#include "content/pack.h"

enum { MONTHS = 12 };

bool fact_day(const struct fact *fact, struct date *day)
{
	char first[16];

	if (!fact->as_of)
		return false;
	if (date_parse(fact->as_of, day))
		return true;
	snprintf(first, sizeof(first), "%.10s-01", fact->as_of);
	if (!date_parse(first, day))
		return false;
	*day = date_from_days(date_days(date_add_months(*day, 1)) - 1);
	return true;
}

size_t facts_old(const struct pack *pack, struct date today, struct old_fact *old, size_t room)
{
	size_t count = 0;

	for (size_t i = 0; i < pack->item_count; i++) {
		const struct item *item = &pack->item[i];

		for (size_t k = 0; k < item->fact_count && count < room; k++) {
			const struct fact *fact = &item->fact[k];
			struct date day;

			if (fact_day(fact, &day) && date_compare(date_add_months(day, MONTHS), today) < 0)
				old[count++] = (struct old_fact){ item, fact, date_days(today) - date_days(day),
								  fact->line };
		}
	}
	return count;
}
