/* Reports are made from the same sessions that the rules are tested with. */
#include "workshop/support.c"
