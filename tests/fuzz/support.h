/* What several fuzz targets need: a demand, a session to begin with, a folder. */
#ifndef TESTS_FUZZ_SUPPORT_H
#define TESTS_FUZZ_SUPPORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/error.h"

struct pack;
struct session;
struct store;
struct str;

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Ends the run with a crash that the fuzzer keeps. */
void demand(bool holds);

/* Can be shown: valid UTF-8, no control character but line ends. */
void demand_shown(const char *text, size_t length);
/* A refusal says something, and can be shown on one line. */
void demand_refusal(const struct error *err);

/* The seed tests/fuzz/bundle/small; the pack that is in it. */
const char *seed_bundle(size_t *length);
const struct pack *seed_pack(void);
/* A session held with it, two people in it; freed by session_free(). */
struct session *seed_session(struct arena *arena);

/* A path in a folder of this run's own, which goes with it. */
const char *scratch(const char *name);
/* Removes a database and what stands beside it. */
void scratch_remove(const char *path);
void scratch_write(const char *path, const void *bytes, size_t length);

#endif
