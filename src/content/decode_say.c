/* Where a decoder is, and how it says so. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "base/text.h"
#include "content/decode.h"
#include "content/findings.h"
#include "content/yaml.h"

size_t decoder_push(struct decoder *decoder, const char *name)
{
	size_t length = strlen(decoder->key), dot = length > 0;
	const char *shown = decoder_shown(decoder, name);
	size_t more = strlen(shown);

	/* A part of a name could end within a character. */
	if (length + dot + more >= sizeof(decoder->key))
		return length;
	decoder->key[length] = '.';
	memcpy(decoder->key + length + dot, shown, more + 1);
	return length;
}

size_t decoder_push_index(struct decoder *decoder, size_t index)
{
	size_t length = strlen(decoder->key), digits = 1;

	for (size_t rest = index / 10; rest > 0; rest /= 10)
		digits++;
	if (length + digits + 2 >= sizeof(decoder->key))
		return length;
	decoder->key[length] = '[';
	for (size_t at = length + digits; at > length; at--, index /= 10)
		decoder->key[at] = (char)('0' + index % 10);
	memcpy(decoder->key + length + 1 + digits, "]", 2);
	return length;
}

void decoder_pop(struct decoder *decoder, size_t length)
{
	decoder->key[length] = '\0';
}

__attribute__((format(printf, 4, 0)))
static void add(struct decoder *decoder, const struct yaml *node, enum severity severity, const char *format,
		va_list args)
{
	struct str text = STR_INIT;

	str_vprintf(&text, format, args);
	findings_add(decoder->findings, node->path ? node->path : decoder->path, node->line, node->column,
		     decoder->key, severity, "%s", text.text);
	str_release(&text);
}

void decoder_fault(struct decoder *decoder, const struct yaml *node, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	add(decoder, node, SEVERITY_ERROR, format, args);
	va_end(args);
}

void decoder_style(struct decoder *decoder, const struct yaml *node, const char *format, ...)
{
	va_list args;

	if (decoder->kept)
		return;
	va_start(args, format);
	add(decoder, node, SEVERITY_ERROR, format, args);
	va_end(args);
}

void decoder_warn(struct decoder *decoder, const struct yaml *node, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	add(decoder, node, SEVERITY_WARNING, format, args);
	va_end(args);
}

void decoder_note(struct decoder *decoder, const struct yaml *node, const char *format, ...)
{
	va_list args;

	if (!decoder->findings->notes_wanted)
		return;
	va_start(args, format);
	add(decoder, node, SEVERITY_NOTE, format, args);
	va_end(args);
}

const char *decoder_shown(struct decoder *decoder, const char *text)
{
	return findings_shown(decoder->arena, text);
}

const char *nearest(const char *word, const char *const *names, size_t count)
{
	size_t letters = text_length(word);
	int best = 1 + (int)(letters < 64 ? letters : 64) / 4;
	const char *found = NULL;

	for (size_t i = 0; i < count; i++) {
		size_t other = text_length(names[i]);
		int distance;

		/* A file of nonsense has many words; most need no measuring. */
		if ((letters > other ? letters - other : other - letters) > (size_t)best)
			continue;
		distance = text_distance(word, names[i]);
		if (distance <= best && (!found || distance < best)) {
			best = distance;
			found = names[i];
		}
	}
	return found;
}
