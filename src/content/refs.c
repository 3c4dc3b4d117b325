/* One row a category, with the numbers that exist in it. */
#include "content/refs.h"

#include <ctype.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

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

static bool csf_exists(const char *id)
{
	for (size_t i = 0; i < LENGTH(csf); i++) {
		size_t length = strlen(csf[i].category);
		char again[16];
		int number;

		if (strncmp(id, csf[i].category, length) != 0)
			continue;
		if (id[length] == '\0')
			return true; /* a whole category */
		if (id[length] != '-' || !isdigit((unsigned char)id[length + 1]))
			return false;
		number = atoi(id + length + 1);
		snprintf(again, sizeof(again), "%s-%02d", csf[i].category, number);
		return number < 32 && csf[i].numbers >> number & 1u && strcmp(again, id) == 0;
	}
	return false;
}

/* "7", "5.3" or "9.2.1" in the clauses, "A.5.9" in the annex. */
static bool iso_exists(const char *id)
{
	static const int controls[] = { 0, 0, 0, 0, 0, 37, 8, 14, 34 };
	const char *at = id;
	int part[3] = { 0, 0, 0 }, count = 0;
	bool annex = strncmp(id, "A.", 2) == 0;

	at += annex ? 2 : 0;
	while (count < 3 && isdigit((unsigned char)*at)) {
		part[count++] = atoi(at);
		at += strspn(at, "0123456789");
		if (*at != '.')
			break;
		at++;
	}
	if (*at != '\0' || count == 0)
		return false;
	if (annex)
		return count == 2 && part[0] >= 5 && part[0] <= 8 && part[1] >= 1 &&
		       part[1] <= controls[part[0]];
	return part[0] >= 4 && part[0] <= 10 && (count < 2 || (part[1] >= 1 && part[1] <= 9)) &&
	       (count < 3 || (part[2] >= 1 && part[2] <= 9));
}

/* The 2023 guideline: principles P1 to P3, directives 1 to 10. */
static bool meti_exists(const char *id)
{
	static const char *const ids[] = {
		"P1", "P2", "P3", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10",
	};

	for (size_t i = 0; i < LENGTH(ids); i++)
		if (strcmp(ids[i], id) == 0)
			return true;
	return false;
}

static const struct { const char *name; bool (*exists)(const char *id); } frameworks[] = {
	{ "csf-2.0", csf_exists }, { "iso-27001", iso_exists }, { "meti-3.0", meti_exists },
};

bool refs_known(const char *framework)
{
	for (size_t i = 0; i < LENGTH(frameworks); i++)
		if (strcmp(frameworks[i].name, framework) == 0)
			return true;
	return false;
}

bool refs_exists(const char *framework, const char *id)
{
	for (size_t i = 0; i < LENGTH(frameworks); i++)
		if (strcmp(frameworks[i].name, framework) == 0)
			return frameworks[i].exists(id);
	return false;
}
