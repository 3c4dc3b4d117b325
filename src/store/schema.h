/* The tables of the file, and how older files become newer.  Internal. */
#ifndef STORE_SCHEMA_H
#define STORE_SCHEMA_H

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct error;
struct store;

enum { SCHEMA_APPLICATION = 0x454E5441, SCHEMA_VERSION = 5 }; /* "ENTA" */

/* The statements, ended by NULL: the lasting tables, and the derived ones that
 * `rebuild` drops and makes again (with their names). */
extern const char *const schema_lasting[];
struct schema_derived { const char *name, *sql; };
extern const struct schema_derived schema_derived[]; /* ends with name NULL */

/* Brings an empty or an older file to SCHEMA_VERSION, one transaction a step.
 * A newer one is refused and not touched. */
bool schema_migrate(struct store *store, struct error *err);

/* Calls `each` for every object of the file's schema that is not ours, differs
 * from ours or is missing (names in `arena`), where the file is of `version`: of an
 * older one, what is derived is told by its name and sort alone, since it is made
 * anew.  False: it could not be read. */
bool schema_compare(struct store *store, struct arena *arena, int64_t version,
		    void (*each)(void *with, const char *object), void *with, struct error *err);

#endif
