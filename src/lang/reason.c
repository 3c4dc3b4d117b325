/* See reason.h. */
#include "lang/reason.h"

#include <errno.h>
#include <stddef.h>
#include <string.h>

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
