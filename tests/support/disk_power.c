/*
 * The files, the list of changes, and the power cut: what was synced is there; of the
 * rest a write may be lost, kept, or kept in some of its sectors, whatever came before it.
 * Names of files are safe after the folder was synced; of the later ones a beginning of
 * the changes is.
 */
#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "disk.h"
#include "disk_parts.h"

enum { SECTOR = 512 };

static struct {
	struct disk_file *file;
	struct disk_change *change;
	size_t count, capacity;
	bool recording;
	bool at_work;            /* what it allocates is the disk's, not the program's */
} all;

static void *must(void *memory)
{
	if (!memory)
		abort();
	return memory;
}

static void *copy_of(const void *bytes, size_t length)
{
	void *copy = must(malloc(length + 1));

	if (length)
		memcpy(copy, bytes, length);
	return copy;
}

static char *name_copy(const char *name)
{
	return name ? copy_of(name, strlen(name) + 1) : NULL;
}

static void resize(struct disk_file *file, size_t size)
{
	if (size > file->capacity) {
		file->capacity = size * 2;
		file->bytes = must(realloc(file->bytes, file->capacity));
	}
	if (size > file->size)
		memset(file->bytes + file->size, 0, size - file->size);
	file->size = size;
}

static void put(struct disk_file *file, size_t offset, const void *bytes, size_t length)
{
	if (offset + length > file->size)
		resize(file, offset + length);
	memcpy(file->bytes + offset, bytes, length);
}

static void rename_to(struct disk_file *file, const char *name)
{
	char *copy = name_copy(name);

	free(file->name);
	file->name = copy;
}

static void apply(const struct disk_change *change)
{
	if (change->kind == CHANGE_WRITE)
		put(change->file, change->offset, change->bytes, change->length);
	else if (change->kind == CHANGE_TRUNCATE)
		resize(change->file, change->offset);
	else if (change->kind == CHANGE_NAME || change->kind == CHANGE_UNLINK)
		rename_to(change->file, change->kind == CHANGE_NAME ? change->name : NULL);
}

void disk_change(const struct disk_change *change)
{
	struct disk_change *kept;

	all.at_work = true;
	apply(change);
	all.at_work = all.recording;
	if (!all.recording)
		return;
	if (all.count == all.capacity) {
		all.capacity = all.capacity ? all.capacity * 2 : 1024;
		all.change = must(realloc(all.change, all.capacity * sizeof(*all.change)));
	}
	kept = &all.change[all.count++];
	*kept = *change;
	kept->name = name_copy(change->name);
	kept->bytes = change->bytes ? copy_of(change->bytes, change->length) : NULL;
	all.at_work = false;
}

bool disk_is_at_work(void)
{
	return all.at_work;
}

struct disk_file *disk_find(const char *name)
{
	for (struct disk_file *file = all.file; file; file = file->next)
		if (file->name && strcmp(file->name, name) == 0)
			return file;
	return NULL;
}

struct disk_file *disk_file_new(void)
{
	struct disk_file *file;

	all.at_work = true;
	file = must(calloc(1, sizeof(*file)));
	all.at_work = false;
	file->recorded = all.recording;
	file->next = all.file;
	all.file = file;
	return file;
}

void disk_file_unlink(struct disk_file *file)
{
	disk_change(&(struct disk_change){ .kind = CHANGE_UNLINK, .file = file });
}

void disk_rename(const char *from, const char *to)
{
	struct disk_file *file = disk_find(from);

	if (file)
		disk_change(&(struct disk_change){ .kind = to ? CHANGE_NAME : CHANGE_UNLINK, .file = file, .name = to });
}

static uint64_t sum_of(uint64_t sum, const void *bytes, size_t length)
{
	const unsigned char *at = bytes;
	uint64_t word;

	for (; length >= sizeof(word); length -= sizeof(word), at += sizeof(word)) {
		memcpy(&word, at, sizeof(word));
		sum = (sum ^ word) * 0x9E3779B97F4A7C15u;
		sum ^= sum >> 29;
	}
	for (; length > 0; length--)
		sum = (sum ^ *at++) * 0x100000001B3u;
	return sum;
}

/* In whatever order the files are. */
uint64_t disk_sum(void)
{
	uint64_t sum = 0;

	for (const struct disk_file *file = all.file; file; file = file->next)
		if (file->name)
			sum += sum_of(sum_of(file->size, file->name, strlen(file->name)), file->bytes, file->size);
	return sum;
}

static void forget_changes(void)
{
	for (size_t i = 0; i < all.count; i++) {
		free((void *)(uintptr_t)all.change[i].name);
		free((void *)(uintptr_t)all.change[i].bytes);
	}
	all.count = 0;
}

static void file_free(struct disk_file *file)
{
	for (size_t i = 0; i < DISK_REGIONS; i++)
		free(file->region[i]);
	free(file->name);
	free(file->safe_name);
	free(file->bytes);
	free(file->safe);
	free(file);
}

void disk_forget(void)
{
	forget_changes();
	free(all.change);
	while (all.file) {
		struct disk_file *file = all.file;

		all.file = file->next;
		file_free(file);
	}
	memset(&all, 0, sizeof(all));
}

void disk_record(void)
{
	forget_changes();
	for (struct disk_file *file = all.file; file; file = file->next) {
		free(file->safe);
		free(file->safe_name);
		file->recorded = true;
		file->safe = copy_of(file->bytes, file->size);
		file->safe_size = file->size;
		file->safe_name = name_copy(file->name);
	}
	all.recording = true;
}

size_t disk_changes(void)
{
	return all.count;
}

bool disk_is_sync(size_t at)
{
	return all.change[at].kind >= CHANGE_SYNC;
}

/* ---- the cut ------------------------------------------------------------------- */

/* One cut; `begun` changes of those that are not safe are a beginning. */
struct cut { size_t at; enum disk_loss loss; uint64_t dice; size_t begun; };

static uint64_t roll(struct cut *cut, uint64_t sides)
{
	cut->dice = cut->dice * 6364136223846793005u + 1442695040888963407u;
	return (cut->dice >> 33) % sides;
}

static bool is_name(const struct disk_change *change)
{
	return change->kind == CHANGE_NAME || change->kind == CHANGE_UNLINK;
}

/* A write of which any sectors arrived; the file may have grown all the same. */
static void tear(struct cut *cut, const struct disk_change *change)
{
	const unsigned char *bytes = change->bytes;
	size_t end = change->offset + change->length;

	if (end > change->file->size && roll(cut, 2))
		resize(change->file, end);
	for (size_t from = change->offset; from < end;) {
		size_t to = (from / SECTOR + 1) * SECTOR;

		to = to < end ? to : end;
		if (roll(cut, 2))
			put(change->file, from, bytes + (from - change->offset), to - from);
		from = to;
	}
}

static void maybe(struct cut *cut, const struct disk_change *change, size_t index)
{
	/* A folder is written in order. */
	if (cut->loss == DISK_KEPT || ((cut->loss == DISK_BEGUN || is_name(change)) && cut->loss != DISK_LOST &&
				       index < cut->begun))
		apply(change);
	else if (cut->loss < DISK_TORN || is_name(change))
		return;
	else if (cut->loss == DISK_TORN && change->kind == CHANGE_WRITE)
		tear(cut, change);
	else if (roll(cut, 2))
		apply(change);
}

/* Up to where each file's bytes are safe; up to where names are. */
static size_t find_safe(size_t at)
{
	size_t names = 0;

	for (struct disk_file *file = all.file; file; file = file->next)
		file->safe_until = 0;
	for (size_t i = 0; i < at; i++) {
		if (all.change[i].kind == CHANGE_SYNC)
			all.change[i].file->safe_until = i + 1;
		else if (all.change[i].kind == CHANGE_SYNC_FOLDER)
			names = i + 1;
	}
	return names;
}

/* Files that were made since recording ended are of no cut. */
static void free_strangers(void)
{
	for (struct disk_file **place = &all.file; *place;) {
		struct disk_file *file = *place;

		if (file->recorded) {
			place = &file->next;
			continue;
		}
		*place = file->next;
		file_free(file);
	}
}

static void begin_again(struct disk_file *file)
{
	rename_to(file, file->safe_name);
	resize(file, file->safe_size);
	if (file->safe_size)
		memcpy(file->bytes, file->safe, file->safe_size);
}

void disk_cut(size_t at, enum disk_loss loss, uint64_t seed)
{
	struct cut cut = { .at = at, .loss = loss, .dice = seed };
	size_t names;

	assert(disk_open_files() == 0);
	all.recording = false;
	free_strangers();
	names = find_safe(at);
	for (int i = 0; i < 4; i++)
		roll(&cut, 2);
	/* A beginning that reaches into what is not safe. */
	cut.begun = names + (size_t)roll(&cut, at - names + 1);
	for (struct disk_file *file = all.file; file; file = file->next)
		begin_again(file);
	for (size_t i = 0; i < at; i++) {
		const struct disk_change *change = &all.change[i];

		if (change->file && i < (is_name(change) ? names : change->file->safe_until))
			apply(change);
		else if (change->file)
			maybe(&cut, change, i);
	}
}
