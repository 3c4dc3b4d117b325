/* See faults.h. */
#include "store/faults.h"

#include <stdarg.h>

#include "base/arena.h"
#include "base/str.h"
#include "base/text.h"
#include "lang/lang.h"
#include "lang/words_store.h"

static const char *shown(struct arena *arena, const char *text)
{
	return text_clean(arena, text_nfc(arena, text), true);
}

void faults_add(const struct faults *faults, struct fault_at at, const char *format, ...)
{
	struct store_verdict *verdict = faults->verdict;
	struct str words = STR_INIT;
	va_list args;

	if (!verdict->fault)
		verdict->fault = arena_array(faults->arena, FAULTS_MAX, sizeof(*verdict->fault));
	verdict->faults++;
	if (verdict->fault_count == FAULTS_MAX)
		return;
	if (at.number)
		str_printf(&words, T(VERIFY_SESSION), (long long)at.number);
	va_start(args, format);
	str_vprintf(&words, format, args);
	va_end(args);
	verdict->fault[verdict->fault_count++] = (struct store_fault){
		.session_number = at.number, .n = at.n, .seq = at.seq,
		.id = shown(faults->arena, at.id), .text = shown(faults->arena, words.text) };
	str_release(&words);
}

void faults_add_object(void *faults, const char *object)
{
	faults_add(faults, (struct fault_at){ .id = "" }, T(VERIFY_SCHEMA), object);
}
