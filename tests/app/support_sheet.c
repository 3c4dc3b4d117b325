/* The fields of every type that the rules are tested with, on the screen. */
#include "workshop/support_sheet.c"
