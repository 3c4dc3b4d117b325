/* See support.c. */
#include "workshop/support_sheet.c"
