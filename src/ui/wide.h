/*
 * Characters that some East Asian terminals draw two columns wide and all
 * others one (①, ※, →, …, lines).
 */
#ifndef UI_WIDE_H
#define UI_WIDE_H

#include <stdbool.h>
#include <stdint.h>

bool wide_is_ambiguous(uint32_t code);

#endif
