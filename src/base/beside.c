/* See beside.h. */
#include "base/beside.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/str.h"

/* Around the number of the process in a temporary name, which is short whatever the target's is. */
#define PART_BEGIN ".entaku-"
#define PART_END ".part"

/* What SQLite puts beside a file that it makes. */
static const char *const companions[] = { "-journal", "-wal", "-shm" };
enum { COMPANIONS = sizeof(companions) / sizeof(companions[0]) };

/* Temporary files: ".entaku-1234.part", or with six letters behind it, of process 1234;
 * and what is beside them: `*whole` is then the length of the name that it belongs to. */
static bool is_temporary(const char *file, long *process, size_t *whole)
{
	size_t length = strlen(PART_BEGIN);
	char *end;

	if (strncmp(file, PART_BEGIN, length) != 0 || file[length] < '1' || file[length] > '9')
		return false;
	*process = strtol(file + length, &end, 10);
	if (strncmp(end, PART_END, strlen(PART_END)) != 0)
		return false;
	end += strlen(PART_END);
	*whole = (size_t)(end - file);
	for (size_t i = 0; i < COMPANIONS; i++)
		if (strcmp(end, companions[i]) == 0)
			return true;
	*whole = strlen(file);
	return end[0] == '\0' || (end[0] == '.' && strlen(end) == 7 && !strpbrk(end + 1, ".-"));
}

/* Of one that is gone, or of an earlier one with our number.  On another machine or in another
 * container the number says nothing, but there whoever writes holds it. */
static bool is_left(const char *path, long process)
{
	struct stat info;
	int file;
	bool left;

	if ((process != (long)getpid() && (kill((pid_t)process, 0) == 0 || errno != ESRCH)) ||
	    lstat(path, &info) != 0 || !S_ISREG(info.st_mode) || info.st_uid != geteuid())
		return false;
	file = open(path, O_RDWR | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
	left = file >= 0 && beside_hold(file);
	if (file >= 0)
		close(file);
	return left;
}

bool beside_hold(int file)
{
	return flock(file, LOCK_EX | LOCK_NB) == 0;
}

/* `whole`: as far as the name goes of what it belongs to, and stays with as long as that is there. */
static void remove_one(struct str *path, size_t whole, long process)
{
	char *end = path->text + whole, ending = *end;
	struct stat info;
	bool alone;

	*end = '\0';
	alone = ending && lstat(path->text, &info) != 0;
	*end = ending;
	if ((ending && !alone) || !is_left(path->text, process))
		return;
	unlink(path->text);
	for (size_t i = 0; !ending && i < COMPANIONS; i++) {
		str_add(path, companions[i]);
		unlink(path->text);
		str_splice(path, whole, path->length - whole, "", 0);
	}
}

void beside_tidy(const char *path)
{
	struct str folder = STR_INIT, left = STR_INIT;
	struct dirent *entry;
	DIR *files;

	file_add_folder(&folder, path);
	files = opendir(folder.text);
	while (files && (entry = readdir(files))) {
		size_t whole = 0;
		long process = 0;

		if (!is_temporary(entry->d_name, &process, &whole))
			continue;
		str_clear(&left);
		str_printf(&left, "%s/%s", folder.text, entry->d_name);
		remove_one(&left, folder.length + 1 + whole, process);
	}
	if (files)
		closedir(files);
	str_release(&folder);
	str_release(&left);
}

void beside_add(struct str *name, const char *path)
{
	file_add_folder(name, path);
	str_printf(name, "/" PART_BEGIN "%ld" PART_END, (long)getpid());
}

char *beside_name(struct arena *arena, const char *path)
{
	struct str name = STR_INIT;
	char *copy;

	beside_tidy(path);
	beside_add(&name, path);
	copy = arena_strdup(arena, name.text);
	str_release(&name);
	return copy;
}
