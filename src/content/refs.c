/* One row a category, with the numbers that exist in it. */
#include "content/refs.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lang/lang.h"
#include "lang/words_content.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))
#define DIGITS "0123456789"

/* Bit n stands for subcategory n. */
#define TO(n) ((1u << ((n) + 1)) - 2)

static const struct { const char *category; unsigned numbers; } csf[] = {
	{ "GV.OC", TO(5) }, { "GV.RM", TO(7) }, { "GV.RR", TO(4) }, { "GV.PO", TO(2) },
	{ "GV.OV", TO(3) }, { "GV.SC", TO(10) }, { "ID.AM", TO(5) | 1u << 7 | 1u << 8 },
	{ "ID.RA", TO(10) }, { "ID.IM", TO(4) }, { "PR.AA", TO(6) }, { "PR.AT", TO(2) },
	{ "PR.DS", TO(2) | 1u << 10 | 1u << 11 }, { "PR.PS", TO(6) }, { "PR.IR", TO(4) },
	{ "DE.CM", TO(3) | 1u << 6 | 1u << 9 },
	{ "DE.AE", 1u << 2 | 1u << 3 | 1u << 4 | 1u << 6 | 1u << 7 | 1u << 8 },
	{ "RS.MA", TO(5) }, { "RS.AN", 1u << 3 | 1u << 6 | 1u << 7 | 1u << 8 },
	{ "RS.CO", 1u << 2 | 1u << 3 }, { "RS.MI", TO(2) }, { "RC.RP", TO(6) },
	{ "RC.CO", 1u << 3 | 1u << 4 },
};

/* A number from 1 of at most two digits without a leading zero, moving `at`
 * behind it; 0 when there is none. */
static int small_number(const char **at)
{
	size_t digits = strspn(*at, DIGITS);
	int number = 0;

	if (digits < 1 || digits > 2 || **at == '0')
		return 0;
	for (size_t i = 0; i < digits; i++)
		number = number * 10 + (*at)[i] - '0';
	*at += digits;
	return number;
}

/* A whole category, or "ID.AM-05" with just these two digits. */
static bool csf_exists(const char *id)
{
	for (size_t i = 0; i < LENGTH(csf); i++) {
		size_t length = strlen(csf[i].category);
		const char *at = id + length;
		int number;

		if (strncmp(id, csf[i].category, length) != 0)
			continue;
		if (*at == '\0')
			return true;
		if (strlen(at) != 3 || at[0] != '-' || strspn(at + 1, DIGITS) != 2)
			return false;
		number = (at[1] - '0') * 10 + at[2] - '0';
		return number < 32 && (csf[i].numbers >> number & 1u);
	}
	return false;
}

/* "A.5.9": the annex has four themes. */
static bool annex_exists(const char *at)
{
	static const int controls[] = { [5] = 37, [6] = 8, [7] = 14, [8] = 34 };
	int theme = small_number(&at), control;

	if (theme < 5 || theme > 8 || *at++ != '.')
		return false;
	control = small_number(&at);
	return control >= 1 && control <= controls[theme] && *at == '\0';
}

/* "5.3", "9.2.1": clauses 4 to 10 and what is below them. */
static bool iso_exists(const char *id)
{
	/* ISO/IEC 27001:2022: how many clauses stand below 4, 5, ... 10. */
	static const int clauses[] = { 4, 3, 3, 5, 3, 3, 2 };
	const char *at = id;
	int clause, below, parts = 0;

	if (strncmp(id, "A.", 2) == 0)
		return annex_exists(id + 2);
	clause = small_number(&at);
	below = *at == '.' ? atoi(at + 1) : 0;
	while (parts < 2 && *at == '.') {
		at++;
		if (small_number(&at) == 0)
			return false;
		parts++;
	}
	return clause >= 4 && clause <= 10 && parts > 0 && *at == '\0' && below <= clauses[clause - 4];
}

/* Principles P1 to P3, directives 1 to 10. */
static bool meti_exists(const char *id)
{
	bool principle = *id == 'P';
	const char *at = id + principle;
	int number = small_number(&at);

	return number >= 1 && number <= (principle ? 3 : 10) && *at == '\0';
}

/* The pack of 2015 has two cards more, C1 and C2. */
static bool meti_2015_exists(const char *id)
{
	return meti_exists(id) || strcmp(id, "C1") == 0 || strcmp(id, "C2") == 0;
}

static const struct framework {
	const char *name;
	struct words label;
	bool (*exists)(const char *id);
	bool numbered; /* ids are P1, 4 and C1, said as 原則1, 指示4 and 補足1 */
} frameworks[] = {
	{ "meti-3.0", { "v3.0", "v3.0" }, meti_exists, true },
	{ "meti-2015", W(FRAMEWORK_METI_2015), meti_2015_exists, true },
	{ "csf-2.0", { "CSF 2.0", "CSF 2.0" }, csf_exists, false },
	{ "iso-27001", { "ISO/IEC 27001", "ISO/IEC 27001" }, iso_exists, false },
};

static const struct framework *framework_of(const char *name)
{
	for (size_t i = 0; i < LENGTH(frameworks); i++)
		if (strcmp(frameworks[i].name, name) == 0)
			return &frameworks[i];
	return NULL;
}

bool refs_known(const char *framework)
{
	return framework_of(framework) != NULL;
}

bool refs_exists(const char *framework, const char *id)
{
	const struct framework *known = framework_of(framework);

	return known && known->exists(id);
}

const char *refs_label(const char *framework)
{
	const struct framework *known = framework_of(framework);

	return known ? say(known->label) : framework;
}

void refs_name(const char *framework, const char *id, char *buffer, size_t size)
{
	const struct framework *known = framework_of(framework);

	if (!known || !known->numbered)
		snprintf(buffer, size, "%s", id);
	else if (*id == 'P')
		snprintf(buffer, size, T(REF_PRINCIPLE), id + 1);
	else if (*id == 'C')
		snprintf(buffer, size, T(REF_CARD), id + 1);
	else
		snprintf(buffer, size, T(REF_DIRECTIVE), id);
}
