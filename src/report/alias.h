/*
 * Aliases 匿名化: letters in place of the names of people and companies, the same
 * letter for the same name in every paper of a session.  Names are found as they stand
 * on the list and as people shorten them (the family name, the company without its
 * legal form); what is spelt in another way stays, and whoever hands the paper out is
 * told so on it.
 */
#ifndef REPORT_ALIAS_H
#define REPORT_ALIAS_H

struct arena;
struct aliases;
struct session;

/* Everything lives in `arena`; empty. */
struct aliases *aliases_new(struct arena *arena);

/* Letters go by the order in which they come; a name that is there already keeps its
 * own.  Names that are NULL or "" are nothing. */
void aliases_add_person(struct aliases *aliases, const char *name);
void aliases_add_company(struct aliases *aliases, const char *name);
/* The organisation, its entity, and all people of the journal in its order. */
void aliases_add_session(struct aliases *aliases, const struct session *session);

/* The text with letters in place of names, in `arena`; itself where `aliases` is NULL or
 * nothing stands in it.  In the current language. */
const char *alias_text(const struct aliases *aliases, struct arena *arena, const char *text);

#endif
