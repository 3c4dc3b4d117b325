/* See codeset.h. */
#include "base/codeset.h"

#include "base/environment.h"
#include "base/str.h"

#include <langinfo.h>
#include <locale.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <uniconv.h>

/* Spellings as plain() makes them.  `write`: the name that iconv knows it by; Windows'
 * variant of SJIS is the one that leaves the backslash where it is. */
static const struct spelling { const char *plain, *write; } ours[] = {
	{ "utf8", NULL }, { "ansix341968", NULL }, { "usascii", NULL }, { "ascii", NULL },
	{ "iso646us", NULL }, { "646", NULL },
}, writable[] = {
	{ "eucjp", "EUC-JP" }, { "ujis", "EUC-JP" }, { "sjis", "CP932" }, { "shiftjis", "CP932" },
	{ "mskanji", "CP932" }, { "pck", "CP932" }, { "cp932", "CP932" }, { "windows31j", "CP932" },
	{ "iso88591", "ISO-8859-1" }, { "iso885915", "ISO-8859-15" },
};

#define FIND(rows, name) find(rows, sizeof(rows) / sizeof((rows)[0]), name)

/* Lower case, letters and digits only: "EUC-JP" and "eucJP" are the same. */
static void plain(const char *name, char to[CODESET_NAME])
{
	size_t length = 0;

	for (; *name && length + 1 < CODESET_NAME; name++) {
		if ((*name >= 'a' && *name <= 'z') || (*name >= '0' && *name <= '9'))
			to[length++] = *name;
		else if (*name >= 'A' && *name <= 'Z')
			to[length++] = (char)(*name - 'A' + 'a');
	}
	to[length] = '\0';
}

static const struct spelling *find(const struct spelling *row, size_t count, const char *name)
{
	char wanted[CODESET_NAME];

	plain(name, wanted);
	for (size_t i = 0; i < count; i++)
		if (strcmp(row[i].plain, wanted) == 0)
			return &row[i];
	return NULL;
}

/* It goes into messages: nothing in it that a terminal obeys. */
static void take_name(const char *from, char to[CODESET_NAME])
{
	static const char allowed[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.:";
	size_t length = strspn(from, allowed);

	if (length >= CODESET_NAME)
		length = CODESET_NAME - 1;
	memcpy(to, from, length);
	to[length] = '\0';
}

/* Behind the dot, up to a modifier: "ja_JP.eucJP", "de_DE.ISO-8859-15@euro". */
static void take_suffix(const char *locale, char to[CODESET_NAME])
{
	const char *dot = strchr(locale, '.');

	take_name(dot ? dot + 1 : "", to);
}

/* What the system itself says of it; a name alone may stand for a codeset ("ja_JP").  The
 * locale in force is put back. */
static void take_installed(const char *locale, char to[CODESET_NAME])
{
	const char *now = setlocale(LC_CTYPE, NULL);
	char *before = now ? strdup(now) : NULL;

	if (before && setlocale(LC_CTYPE, locale)) {
		take_name(nl_langinfo(CODESET), to);
		setlocale(LC_CTYPE, before);
	}
	free(before);
}

bool codeset_is_foreign(char name[CODESET_NAME])
{
	static const char *const variables[] = { "LC_ALL", "LC_CTYPE", "LANG" };
	const char *locale = NULL;

	for (size_t i = 0; !locale && i < sizeof(variables) / sizeof(variables[0]); i++)
		locale = environment(variables[i]);
	name[0] = '\0';
	if (!locale)
		return false;
	take_suffix(locale, name);
	if (!FIND(ours, name))
		take_installed(locale, name);
	return name[0] && !FIND(ours, name);
}

static void add_ascii(struct str *out, const char *text, size_t length)
{
	for (size_t i = 0; i < length; i++) {
		if ((unsigned char)text[i] < 0x80)
			str_add_char(out, text[i]);
		else if (((unsigned char)text[i] & 0xC0) != 0x80) /* once a character */
			str_add_char(out, '?');
	}
}

/* 0xC2 and a byte of these make a control character (C1) in UTF-8. */
static void add_harmless(struct str *out, const char *bytes, size_t length)
{
	for (size_t i = 0; i < length; i++) {
		unsigned char byte = (unsigned char)bytes[i];

		str_add_char(out, i > 0 && (unsigned char)bytes[i - 1] == 0xC2 && byte >= 0x80 && byte < 0xA0 ? '?' : bytes[i]);
	}
}

void codeset_convert(struct str *out, const char *codeset, const char *text, size_t length)
{
	const struct spelling *to = FIND(writable, codeset);
	size_t count = 0;
	char *bytes = NULL;

	if (length > 0 && to)
		bytes = u8_conv_to_encoding(to->write, iconveh_question_mark, (const uint8_t *)text, length, NULL,
					    NULL, &count);
	if (bytes)
		add_harmless(out, bytes, count);
	else
		add_ascii(out, text, length);
	free(bytes);
}

/* Can all of the text be written so? */
static bool has(const char *codeset, const char *text)
{
	struct str converted = STR_INIT;
	bool whole;

	codeset_convert(&converted, codeset, text, strlen(text));
	whole = !strchr(converted.text, '?') || strchr(text, '?');
	str_release(&converted);
	return whole;
}

void codeset_say(struct str *out, const char *codeset, const char *english, const char *other)
{
	str_printf(out, "%s: %s", codeset, english);
	if (other && has(codeset, other))
		str_printf(out, " / %s", other);
}
