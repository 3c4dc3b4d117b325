/*
 * An overlay laid over the pack that it extends, tree over tree.
 *
 * What a map of the overlay says replaces what the pack's says; a list of maps
 * with ids is merged by id: an element of the pack is changed in part, left out
 * (`hide: true`), put elsewhere (`after: ID`), or a new one is added, at the end
 * (in an agenda before the closing) or `after` another.  Lists of texts are
 * replaced.  By the tables of shape.c, so a new key of the format needs nothing
 * here.
 */
#ifndef CONTENT_MERGE_H
#define CONTENT_MERGE_H

struct decoder;
struct yaml;

/* The pack below, for messages. */
struct merge_base {
	const char *id, *version;
	const char *written_for; /* the version that the overlay names, NULL none */
};

/*
 * The merged tree; parts of both trees are in it, both stay as they are.  Faults
 * (an element that points at nothing, a key that there is not) are added at their
 * place in the overlay, and a note for each change.  An agenda whose length
 * changes because of it gets its new sum, unless the overlay says how long it is.
 */
struct yaml *merge_trees(struct decoder *decoder, const struct yaml *base, const struct yaml *over,
			 const struct merge_base *names);

#endif
