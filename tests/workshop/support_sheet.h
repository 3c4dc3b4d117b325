/* The worksheet of the fixture's D3. */
#ifndef TESTS_WORKSHOP_SUPPORT_SHEET_H
#define TESTS_WORKSHOP_SUPPORT_SHEET_H

#include "content/pack.h"

enum { FIXTURE_FIELDS = 12 };

extern struct field fixture_fields[FIXTURE_FIELDS];

#endif
