/* See reason.h. */
#include "lang/reason.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/json.h"
#include "lang/lang.h"
#include "lang/words_reason.h"

const char *reason_say(int code)
{
	static const struct { int code; struct words words; } rows[] = {
		{ ENOENT, W(REASON_ABSENT) }, { EACCES, W(REASON_DENIED) }, { EPERM, W(REASON_DENIED) },
		{ ENOSPC, W(REASON_FULL) }, { EDQUOT, W(REASON_FULL) }, { EFBIG, W(REASON_TOO_LARGE) },
		{ EROFS, W(REASON_READ_ONLY) }, { EISDIR, W(REASON_IS_FOLDER) }, { ENOTDIR, W(REASON_NO_FOLDER) },
		{ EEXIST, W(REASON_THERE) }, { ENOTEMPTY, W(REASON_THERE) }, { ENAMETOOLONG, W(REASON_LONG) },
		{ ELOOP, W(REASON_LINKS) }, { EMFILE, W(REASON_MANY) }, { ENFILE, W(REASON_MANY) }, { EIO, W(REASON_DISK) },
		{ EBADF, W(REASON_CLOSED) }, { ENXIO, W(REASON_NO_FILE) },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (rows[i].code == code)
			return say(rows[i].words);
	return strerror(code);
}

/* What the reader quotes of the line, which is nobody's language: "... near 'x'". */
static const char *quoted(const char *what, int *length)
{
	static const char near[] = " near '";
	const char *at = strstr(what, near), *end = at ? strrchr(at, '\'') : NULL;

	at = at ? at + strlen(near) : NULL;
	*length = at && end > at ? (int)(end - at) : 0;
	return *length > 0 ? at : NULL;
}

const char *reason_json(const struct json_fault *fault, char *buffer, size_t size)
{
	static const struct words rows[JSON_WHY_COUNT] = {
		[JSON_WHY_SYNTAX] = W(JSON_SYNTAX), [JSON_WHY_ENDS] = W(JSON_ENDS),
		[JSON_WHY_GOES_ON] = W(JSON_GOES_ON), [JSON_WHY_UTF8] = W(JSON_UTF8), [JSON_WHY_NUL] = W(JSON_NUL),
		[JSON_WHY_DEEP] = W(JSON_DEEP), [JSON_WHY_FRACTION] = W(JSON_FRACTION),
		[JSON_WHY_LARGE] = W(JSON_LARGE), [JSON_WHY_TWICE] = W(JSON_TWICE),
	};
	int length;
	const char *near = quoted(fault->what, &length);

	if (fault->why == JSON_WHY_SYNTAX && near)
		snprintf(buffer, size, T(JSON_NEAR), length, near);
	else
		snprintf(buffer, size, "%s", say(rows[fault->why]));
	return buffer;
}
