/* See amount.h. */
#include "base/amount.h"

#include <stdio.h>
#include <string.h>

void number_format(int64_t number, char *buffer, size_t size)
{
	char digits[32], out[40];
	size_t length, at = 0;

	snprintf(digits, sizeof(digits), "%lld", (long long)(number < 0 ? -number : number));
	length = strlen(digits);
	if (number < 0)
		out[at++] = '-';
	for (size_t i = 0; i < length; i++) {
		if (i > 0 && (length - i) % 3 == 0)
			out[at++] = ',';
		out[at++] = digits[i];
	}
	out[at] = '\0';
	snprintf(buffer, size, "%s", out);
}
