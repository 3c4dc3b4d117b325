/*
 * Which ids exist in the frameworks that packs refer to.  CSF 2.0: NIST's
 * category and subcategory ids (its numbering has gaps).  ISO/IEC 27001:2022:
 * clauses 4 to 10 and Annex A; only numbers, the names are copyrighted text.
 * METI's guideline, 3.0 and 2015: principles P1 to P3 and directives 1 to 10; the
 * pack of 2015 also has the cards C1 and C2.
 */
#ifndef CONTENT_REFS_H
#define CONTENT_REFS_H

#include <stdbool.h>
#include <stddef.h>

/* False: this framework is not known here, so nothing can be said of its ids. */
bool refs_known(const char *framework);

/* Does `id` exist in a known framework? */
bool refs_exists(const char *framework, const char *id);

/* How a framework is named beside its ids ("v3.0"); unknown ones as they are. */
const char *refs_label(const char *framework);

/* How an id is shown: "4" of METI's guideline is "指示4" / "D4", ids of the
 * others are shown as they are. */
void refs_name(const char *framework, const char *id, char *buffer, size_t size);

#endif
