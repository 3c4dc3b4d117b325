/* Gathering what verify and check find.  Internal to store/. */
#ifndef STORE_FAULTS_H
#define STORE_FAULTS_H

#include <stdint.h>

struct arena;
struct store_verdict;

enum { FAULTS_MAX = 100 };

void faults_add(struct store_verdict *verdict, struct arena *arena, int64_t number, const char *id,
		int64_t n, int64_t seq, const char *words);
/* A table, trigger or view that is not as entaku made it. */
void faults_schema(struct store_verdict *verdict, struct arena *arena, const char *object);

#endif
