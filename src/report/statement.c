/* The risk appetite statement リスク選好の声明: the board's sentences on a page. */
#include <string.h>

#include "base/arena.h"
#include "lang/lang.h"
#include "lang/words_event.h"
#include "lang/words_paper.h"
#include "report/figure.h"
#include "report/telling.h"

static void tell_level(struct telling *to, const struct appetite *a)
{
	const struct stop *stop = session_stop(to->session, a->item);
	const struct area *area = a->area ? pack_area(to->session->pack, a->area) : NULL;
	const char *cell[] = {
		arena_printf(to->arena, "%s%s%s", said_place(to, a->item), T(PAPER_GAP), stop ? stop_title(stop) : ""),
		area ? bitext_say(area->title) : a->area ? a->area : T(PAPER_WHOLE), said_level(to, a->level),
		a->sentence ? a->sentence : "-", said_person(to, a->said_by),
	};

	paper_row(&to->paper, cell);
}

/* Items of the agenda without any level, so that silence is seen. */
static const char *without_level(struct telling *to)
{
	const char *all = "";

	for (size_t i = 0; i < to->session->now.stop_count; i++) {
		const struct stop *stop = &to->session->now.stop[i];
		bool stated = false;

		for (size_t k = 0; k < to->session->now.appetite_count; k++)
			stated |= to->session->now.appetite[k].current && strcmp(to->session->now.appetite[k].item, stop->id) == 0;
		if (stop->item && stop->on_agenda && !stated)
			all = arena_printf(to->arena, "%s%s%s", all, *all ? T(PAPER_LISTED) : "", said_place(to, stop->id));
	}
	return all;
}

void tell_appetite_statement(struct telling *to)
{
	const struct paper_column columns[] = {
		{ T(PAPER_COL_ITEM), false }, { T(PAPER_COL_AREA), false }, { T(PAPER_COL_LEVEL), true },
		{ T(PAPER_COL_SENTENCE), false }, { T(PAPER_COL_SAID_BY), false },
	};
	const char *silent = without_level(to);

	paper_table(&to->paper, columns, sizeof(columns) / sizeof(columns[0]), "");
	for (size_t s = 0; s < to->session->now.stop_count; s++)
		for (size_t i = 0; i < to->session->now.appetite_count; i++)
			if (to->session->now.appetite[i].current &&
			    strcmp(to->session->now.appetite[i].item, to->session->now.stop[s].id) == 0)
				tell_level(to, &to->session->now.appetite[i]);
	if (*silent)
		paper_line(&to->paper, arena_printf(to->arena, T(PAPER_NOT_ASKED), silent));
	if (tells(to, PART_PICTURES))
		figure_profile(&to->paper, to->session, to->ask->parent);
	paper_line(&to->paper, arena_printf(to->arena, T(PAPER_AS_OF), said_day(to, to->session->now.held_on)));
	paper_sign(&to->paper, "", "");
}
