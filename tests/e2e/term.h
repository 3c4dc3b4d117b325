/* The terminal for tests stands in support/, where app tests reach it too. */
#ifndef E2E_TERM_H
#define E2E_TERM_H

#include "support/term.h"

#endif
