/* RFC 9562, version 7: 48 bits of milliseconds, version, random. */
#include "cli/uuid.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "base/log.h"

/* The same bytes for the same seed and count. */
static void seeded_bytes(struct uuid_source *source, unsigned char *bytes, size_t size)
{
	unsigned char key[randombytes_SEEDBYTES];
	char text[300];

	snprintf(text, sizeof(text), "%u:%s", source->made++, source->seed);
	crypto_generichash(key, sizeof(key), (const unsigned char *)text, strlen(text), NULL, 0);
	randombytes_buf_deterministic(bytes, size, key);
}

void uuid_make(struct uuid_source *source, int64_t at, char uuid[UUID_SIZE])
{
	unsigned char b[16];

	if (sodium_init() < 0)
		log_fatal("libsodium cannot be used");
	if (source->seed)
		seeded_bytes(source, b, sizeof(b));
	else
		randombytes_buf(b, sizeof(b));
	for (int i = 0; i < 6; i++)
		b[i] = (unsigned char)((uint64_t)at >> (40 - 8 * i));
	b[6] = (unsigned char)(0x70 | (b[6] & 0x0F));
	b[8] = (unsigned char)(0x80 | (b[8] & 0x3F));
	snprintf(uuid, UUID_SIZE,
		 "%02x%02x%02x%02x-%02x%02x-%02x%02x-%02x%02x-%02x%02x%02x%02x%02x%02x",
		 b[0], b[1], b[2], b[3], b[4], b[5], b[6], b[7],
		 b[8], b[9], b[10], b[11], b[12], b[13], b[14], b[15]);
}
