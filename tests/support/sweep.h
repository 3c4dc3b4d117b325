/*
 * Failing at every place: wherever something can fail, a copy of the program is made in
 * which it does, while the program itself goes on to the next place.  The copy says how
 * it went and ends; the program counts.
 */
#ifndef TESTS_SWEEP_H
#define TESTS_SWEEP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct sweep {
	size_t first, stride;    /* of the places: 1 and 1 are all */
	bool from_on;            /* in the copy everything after it fails, too, until sweep_heal() */
	bool (*is_good)(int status, const char *said); /* NULL: it ends with 0 */
	/* What came out. */
	size_t places, faults;
	char wrong[2048];        /* what the first bad copy said; "" none */
};

/* Places count from now on, until sweep_end().  One at a time. */
void sweep_begin(struct sweep *sweep);
void sweep_end(void);

/* Called at each place: true in a copy where it is to fail. */
bool sweep_place(void);

/* Which place this is. */
size_t sweep_at(void);

/* In a copy: did the fault come already?  And it is over now. */
bool sweep_is_copy(void);
void sweep_heal(void);

/* A copy's end: good, or with words of what is wrong. */
_Noreturn void sweep_good(void);
_Noreturn void sweep_bad(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Looks at something in a copy of its own, which ends with sweep_good() or sweep_bad();
 * what it changes is gone afterwards.  Where it is bad, this copy is. */
void sweep_apart(void (*look)(void *with), void *with);

/* Did any copy already go on from this very state?  A number made of all that what comes
 * then depends on; from the same state always the same comes. */
bool sweep_known(uint64_t state);

/* A file was opened again and verified; how often, in all copies together. */
void sweep_reopened(void);
size_t sweep_reopenings(void);

/* Is every place tried, as `make faults` wants it (ENTAKU_WHOLE)?  If so 1, otherwise
 * how far apart the places are of which `make test` takes a sample. */
bool sweep_whole(void);
size_t sweep_stride(size_t sample);

/* Where chance begins: `usual`, or ENTAKU_SEED. */
uint64_t sweep_seed(uint64_t usual);

#endif
