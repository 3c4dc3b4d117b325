/* The agendas of a merged pack. */
#ifndef CONTENT_MERGE_AGENDA_H
#define CONTENT_MERGE_AGENDA_H

struct decoder;
struct yaml;

/*
 * An item that is hidden leaves every agenda; an agenda whose blocks take another
 * time than the pack's did is as long as they are, unless `over` gives its
 * minutes.  Each is noted.  What is not right in `base` stays as it is.
 */
void merge_agendas(struct decoder *decoder, const struct yaml *base, const struct yaml *over,
		   struct yaml *merged);

#endif
