/*
 * A pack 教材: what a workshop is made of, read from one YAML file.
 *
 * A pack is immutable after pack_read() and lives in one arena.  All texts are
 * NFC, free of control characters, and there in both languages; every
 * reference inside the pack has been checked.  man/entaku-pack.5 describes the
 * file; content/shape.c holds the tables by which it is read and linted.
 */
#ifndef CONTENT_PACK_H
#define CONTENT_PACK_H

#include <stdbool.h>
#include <stddef.h>

#include "lang/lang.h"

struct arena;
struct error;
struct findings;

/* Limits of the format, checked while reading. */
enum {
	PACK_BYTES_MAX = 4 * 1024 * 1024,
	PACK_LEVELS = 5,          /* appetite levels, always five */
	PACK_ID_MAX = 32,         /* characters in an id */
	PACK_LIST_MAX = 200,      /* elements in a list */
	PACK_TEXT_MAX = 4000,     /* characters that a worksheet's text may be allowed */
	PACK_STEPS_MAX = 10,      /* steps of a scale: one key each */
	PACK_FINDINGS_MAX = 20
};

/* What the screen has room for and a voice breath; lint holds texts to it.
 * Columns are those of a terminal, where a Japanese character takes two. */
enum {
	BREATH_CHARACTERS = 60,   /* a Japanese text of explanation */
	BREATH_WORDS = 25,        /* an English one */
	ITEM_TITLE_COLUMNS = 48, AGENDA_TITLE_COLUMNS = 48,
	FIELD_TITLE_COLUMNS = 28, COLUMN_TITLE_COLUMNS = 16, CHOICE_TITLE_COLUMNS = 24,
	TERM_COLUMNS = 24,
	EXPLAIN_COLUMNS = 74,     /* a page of an item's explanation at 80x24 ... */
	EXPLAIN_ROWS = 16,        /* ... its rows, ... */
	EXPLAIN_SCREENS = 2       /* ... and how often one may have to turn it */
};

struct bitexts { size_t count; struct bitext *text; };
struct strings { size_t count; const char **text; };

/* One level of the appetite scale リスク選好, 1 (averse) to 5 (eager). `within`:
 * the greatest likelihood × impact that the organisation carries at this level
 * without treating or formally accepting it; its own yardstick, 0 none. */
struct level { const char *id; struct bitext title, hint; int within; };

/* An impact area 影響分野. */
struct area { const char *id; struct bitext title, hint; };

enum item_kind { ITEM_PRINCIPLE, ITEM_DIRECTIVE, ITEM_CARD, ITEM_KIND_COUNT };

/* A question to the room; `id` is what the file gives or "q1", "q2", ... */
struct question { const char *id; struct bitext ask, listen; };

/* What a worksheet field takes. */
enum field_type {
	FIELD_TEXT, FIELD_CHOICE, FIELD_SCALE, FIELD_NUMBER, FIELD_MONEY,
	FIELD_DATE, FIELD_PERSON, FIELD_PERSONS, FIELD_YES_NO, FIELD_AREA, FIELD_TABLE,
	FIELD_TYPE_COUNT
};

/*
 * The picture that a table is drawn as; check.c sees that it has the columns:
 * HEAT_MAP   risk text, area area, likelihood scale 1-5, impact scale 1-5,
 *            treatment choice modify|retain|avoid|share
 * MATRIX     the `each` column, accountable person, deputy person, and any of
 *            responsible, consulted, informed persons
 * TIME_LINE  the `each` column or whom text, hours number, decides person
 */
enum picture { PICTURE_NONE, PICTURE_HEAT_MAP, PICTURE_MATRIX, PICTURE_TIME_LINE, PICTURE_COUNT };

struct choice { const char *id; struct bitext title; };

/* A field of a worksheet 記入票, or a column of a table in it. */
struct field {
	const char *id;             /* never "row", which names a table's rows */
	enum field_type type;
	struct bitext title, hint, unit;
	bool required;              /* asked for at the close gate */
	bool has_min, has_max;
	long min, max;              /* number, money; scale (1 to 5 where absent);
	                             * text: `max` characters */
	struct bitexts labels;      /* scale: a word for each step, or none */
	size_t choice_count; struct choice *choice;
	size_t column_count; struct field *column; /* TABLE */
	const char *each;           /* TABLE: the choice column of which every choice
	                             * should have a row, NULL none */
	enum picture picture;       /* TABLE */
};

/*
 * A fact 根拠: a number, a name or a duty, with where it was read and when that
 * was so.  A duty says `whom` to tell and within how many hours of T+0.
 */
struct fact {
	const char *id;
	struct bitext text, source;
	const char *as_of;          /* 2026-11-01 or 2026-11 */
	bool second_hand;           /* reported by others; the source itself was not read */
	struct bitext whom;         /* .en NULL: no duty */
	bool has_hours;
	long hours_from, hours_to;  /* 0 and 0: at once */
	const char *path;           /* where it stands, for messages */
	int line, column;
};

/* A term 用語: its one form in each language, and what it means. */
struct term {
	const char *id;
	struct bitext term, meaning;
	struct strings avoid;       /* other words for it, which lint complains of */
};

/* An appetite sentence that the company keeps ready. */
struct appetite_sentence {
	const char *id, *area;      /* area NULL: the company as a whole */
	int level;                  /* 1..5 */
	struct bitext text;
};

/* Where an item stands in another framework: refs: {csf-2.0: [ID.AM-05]}. */
struct ref { const char *framework; struct strings ids; };

/* An item 項目: a principle 原則, a directive 指示 or a bridge card 補足. */
struct item {
	const char *id;             /* P1..P3, D1..D10 */
	enum item_kind kind;
	struct bitext title;
	int minutes;
	struct bitexts asks, why, good, warning;
	size_t question_count; struct question *question;
	struct bitext decide;
	struct bitexts notes;       /* for the facilitator alone */
	size_t field_count; struct field *field;
	size_t fact_count; struct fact *fact;
	size_t ref_count; struct ref *ref;
};

/* A file that a pack was made of: itself first, then what it extends or takes
 * worksheets from. */
struct pack_part { const char *id, *version, *path, *yaml; size_t yaml_length; };

/* A block of an agenda: an item, or a part of the meeting with words of its own. */
struct block {
	const char *id;             /* the item's id, or opening, review, ... */
	const struct item *item;    /* NULL where it is not an item */
	struct bitext title;        /* the item's title where it is one */
	int minutes;
	struct bitexts text, notes;
};

struct agenda {
	const char *id;
	struct bitext title;
	int minutes;
	size_t block_count; struct block *block;
};

struct pack {
	const char *id, *version, *as_of;
	struct bitext title, source_title, source_by;
	const char *source_issued;
	struct level level[PACK_LEVELS];
	size_t area_count; struct area *area;
	size_t item_count; struct item *item;
	size_t agenda_count; struct agenda *agenda;
	size_t term_count; struct term *term;
	size_t sentence_count; struct appetite_sentence *sentence;
	const char *extends, *base; /* id and version of what this overlay was written
	                             * for, NULL where it is no overlay */
	const char *family;         /* id of the guideline's pack: what is extended in the
	                             * end, its own id where nothing is */
	const char *path;           /* where it was read, for messages */
	size_t part_count; struct pack_part *part; /* bytes as read; kept with each session */
};

/* Where other packs are found by id: an overlay's base, a shared worksheet. */
struct pack_shelf {
	/* False: there is none.  What it gives must live as long as the pack. */
	bool (*find)(void *with, const char *id, struct pack_part *part);
	void *with;
};

/*
 * Reads a pack from `length` bytes.  `path` is used in messages only.  All
 * faults (at most PACK_FINDINGS_MAX) go to `findings`; NULL when there was any
 * error.  The pack lives in `arena`, also its copy of the bytes.  `shelf` NULL:
 * there are no other packs.
 */
struct pack *pack_read(struct arena *arena, const char *path, const char *bytes,
		       size_t length, const struct pack_shelf *shelf, struct findings *findings);

/*
 * The same for bytes that a session was held with.  What only the author had
 * to mend is no fault here, so that an old session renders although lint has
 * become stricter since.
 */
struct pack *pack_read_kept(struct arena *arena, const char *path, const char *bytes,
			    size_t length, const struct pack_shelf *shelf, struct findings *findings);

/* The id in a pack's bytes without reading all of it; NULL when none is found. */
const char *pack_id_of(struct arena *arena, const char *bytes, size_t length);

/* By id, ignoring case for items; NULL when absent. */
const struct item *pack_item(const struct pack *pack, const char *id);
/* A part of the meeting that is no item, by any agenda of the pack. */
const struct block *pack_block(const struct pack *pack, const char *id);
const struct agenda *pack_agenda(const struct pack *pack, const char *id);
const struct area *pack_area(const struct pack *pack, const char *id);
const struct field *item_field(const struct item *item, const char *id);
const struct field *field_column(const struct field *table, const char *id);

/* The agenda that a new session gets when none is chosen: "standard" where
 * there is one, else the first.  A pack that was read has at least one. */
const struct agenda *pack_usual_agenda(const struct pack *pack);

/* What kind of item it is and its number: "指示3" / "Directive 3" into buffer
 * (at least 64 bytes); `brief` gives "D3" / "指示3" as the agenda rail wants.
 * An id without a number is given as it is. */
void item_name(const struct item *item, bool brief, char *buffer, size_t size);

/* "v3.0 指示4" / "v3.0 D4": the item's place in `framework`, "" when none;
 * several are joined: "v3.0 原則1・指示2" / "v3.0 P1, D2".  Cut at a character
 * where the buffer is too small. */
void item_ref(const struct item *item, const char *framework, char *buffer, size_t size);

#endif
