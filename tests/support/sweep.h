/*
 * Failing at every place: wherever something can fail, a copy of the program is made in
 * which it does, while the program itself goes on to the next place.  The copy says how
 * it went and ends; the program counts.
 */
#ifndef TESTS_SWEEP_H
#define TESTS_SWEEP_H

#include <stdbool.h>
#include <stddef.h>

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

/* How far apart the places are that are tried: in `make test`, in `make faults`
 * (ENTAKU_WHOLE=1), and every single one with ENTAKU_WHOLE=2. */
size_t sweep_stride(size_t test, size_t faults);
bool sweep_whole(void); /* 1 or 2 */

#endif
