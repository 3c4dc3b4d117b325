/*
 * The spellings 表記 that a name has: as it stands on the list, and as people shorten it.
 * Internal to report/alias*.c.
 */
#ifndef REPORT_SPELLING_H
#define REPORT_SPELLING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

/* Whose the name is; the letter is its place among its kind. */
struct owner { const char *name; bool company; size_t letter; };

/* A spelling that is looked for. */
struct spelling {
	const char *text;
	size_t length;
	size_t owner, other;   /* other: of a second one who is called the same, else the owner */
	bool exact;            /* upper and lower case matter: a part of a name */
	bool titled;           /* counts only with a form of address: a family name of one sign, "May" */
};

struct aliases {
	struct arena *arena;
	size_t owner_count, owner_capacity; struct owner *owner;
	size_t spelling_count, spelling_capacity; struct spelling *spelling;
	size_t people, companies;
};

/* All spellings of the name of `owner`, an index among the owners. */
void spell_person(struct aliases *aliases, const char *name, size_t owner);
void spell_company(struct aliases *aliases, const char *name, size_t owner);

/* Without spaces around it, in the arena. */
const char *spelling_trimmed(struct arena *arena, const char *name);

/* A space of any width; a letter of a script that puts spaces between words. */
bool sign_is_space(uint32_t code);
bool sign_is_latin(uint32_t code);
uint32_t sign_first(const char *text);                 /* 0: there is none */
uint32_t sign_last(const char *text, size_t length);

#endif
