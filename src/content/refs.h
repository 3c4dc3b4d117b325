/*
 * Which ids exist in the frameworks that packs refer to.  CSF 2.0: NIST's
 * category and subcategory ids (its numbering has gaps).  ISO/IEC 27001:2022:
 * clauses 4 to 10 and Annex A; only numbers, the names are copyrighted text.
 */
#ifndef CONTENT_REFS_H
#define CONTENT_REFS_H

#include <stdbool.h>

/* False: this framework is not known here, so nothing can be said of its ids. */
bool refs_known(const char *framework);

/* Does `id` exist in a known framework? */
bool refs_exists(const char *framework, const char *id);

#endif
