/* Gathering what verify and check find.  Internal to store/. */
#ifndef STORE_FAULTS_H
#define STORE_FAULTS_H

#include <stdint.h>

#include "store/store.h"

struct arena;

enum { FAULTS_MAX = 100 };

struct faults {
	struct store_verdict *verdict;
	struct arena *arena; /* of the verdict */
};

/* Where a fault is: 0 and "" for what it does not concern. */
struct fault_at { int64_t number; const char *id; int64_t n, seq; };

/* Adds a sentence; what it quotes of the file is made fit to be shown. */
void faults_add(const struct faults *faults, struct fault_at at, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* The same of numbers `first` to `last`: `one` is said where they are the same. */
#define FAULTS_ADD_SPAN(faults, at, one, several, first, last) \
	((first) == (last) ? faults_add(faults, at, one, (long long)(first)) : \
	 faults_add(faults, at, several, (long long)(first), (long long)(last)))

/* A table, trigger or index that is not as entaku made it (for schema_compare). */
void faults_add_object(void *faults, const char *object);

#endif
