/*
 * The worksheets' screens as pictures in text: filled tables, forms, the heat map,
 * the matrix, the time line, terms and sources.  See support_golden.h.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "support.h"
#include "support_golden.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

struct scene { const char *kind, *en, *ja; };

static void record(struct room *room, const struct scene *answer, size_t count)
{
	for (size_t i = 0; i < count; i++)
		room_record(room, room->session, answer[i].kind, both(answer[i].en, answer[i].ja));
}

#define RISK(risk, rest) "{\"item\":\"D3\",\"field\":\"risks\",\"value\":{\"risk\":\"" risk "\"," rest "}}"
#define RISK_ROW(en, ja, rest) { "row_given", RISK(en, rest), RISK(ja, rest) }

static const struct scene risks[] = {
	{ "appetite_set", "{\"item\":\"P1\",\"area\":\"operations\",\"level\":3,\"sentence\":\"No plant stops"
	  " for three days.\"}", "{\"item\":\"P1\",\"area\":\"operations\",\"level\":3,\"sentence\":"
	  "\"工場は三日以上止めない。\"}" },
	RISK_ROW("Production stops after a break-in through the maintenance line",
		 "保守回線からの侵入で主力工場の生産が止まる", "\"area\":\"operations\",\"likelihood\":4,"
		 "\"impact\":5,\"treatment\":\"modify\",\"owner\":\"p4\",\"due\":\"2027-03-31\",\"cost\":"
		 "{\"amount\":12000000,\"currency\":\"JPY\",\"per\":\"year\"}"),
	RISK_ROW("A contractor leaks the customer list", "委託先から顧客名簿が漏れる",
		 "\"area\":\"personal-data\",\"likelihood\":3,\"impact\":4,\"treatment\":\"retain\""),
	RISK_ROW("Drawings of a prototype are taken", "試作品の図面が持ち出される",
		 "\"area\":\"technology\",\"likelihood\":2,\"impact\":4,\"treatment\":\"share\""),
	RISK_ROW("Warehouse terminals are down for a day", "倉庫の端末が一日使えない",
		 "\"area\":\"operations\",\"likelihood\":3,\"impact\":2"),
	RISK_ROW("Order handling stops over a weekend", "受注システムが週末に止まる",
		 "\"area\":\"operations\",\"likelihood\":3,\"impact\":4"),
};

static void at_item(struct room *room, const char *item)
{
	room_meet(room);
	/* That is where room_meet() is. */
	if (strcmp(item, "D3") != 0)
		room_record(room, room->session, "item_entered", arena_printf(room->arena, "{\"item\":\"%s\"}",
			    item));
	room_minutes(room, 2);
	room_show(room, item, "worksheet", NULL);
}

static void sheet_d3(struct room *room)
{
	at_item(room, "D3");
	record(room, risks, LENGTH(risks));
	room_keys(room, "Down Down Down");
}

static void heat_map(struct room *room)
{
	sheet_d3(room);
	room_keys(room, "m");
}

static void row_form(struct room *room)
{
	sheet_d3(room);
	room_keys(room, "Enter Tab Tab Tab Tab Tab Tab Tab C-u");
	room_type(room, both("1.2M once", "120万 一回"));
}

static void answers_form(struct room *room)
{
	at_item(room, "D6");
	room_keys(room, "g Down Down Enter Tab");
	room_type(room, "-1");
}

static void matrix(struct room *room)
{
	static const struct scene rows[] = {
		{ "row_given", "{\"item\":\"D2\",\"field\":\"functions\",\"value\":{\"function\":\"policy\","
		  "\"accountable\":\"p1\",\"deputy\":\"p2\",\"informed\":[\"p5\"]}}", NULL },
		{ "row_given", "{\"item\":\"D2\",\"field\":\"functions\",\"value\":{\"function\":\"response\","
		  "\"accountable\":\"p3\",\"responsible\":[\"p3\",\"p4\"],\"informed\":[\"p1\"]}}", NULL },
	};

	at_item(room, "D2");
	for (size_t i = 0; i < LENGTH(rows); i++)
		room_record(room, room->session, rows[i].kind, rows[i].en);
	room_keys(room, "m");
}

static void time_line(struct room *room)
{
	static const char *const rows[] = {
		"{\"item\":\"D10\",\"field\":\"notify\",\"value\":{\"whom\":\"customers\",\"hours\":24,"
		"\"decides\":\"p1\",\"speaks\":\"p4\",\"draft\":\"yes\"}}",
		"{\"item\":\"D10\",\"field\":\"notify\",\"value\":{\"whom\":\"authority\",\"hours\":72,"
		"\"decides\":\"p3\"}}",
	};

	at_item(room, "D10");
	for (size_t i = 0; i < LENGTH(rows); i++)
		room_record(room, room->session, "row_given", rows[i]);
	room_keys(room, "m");
}

static void terms(struct room *room)
{
	at_item(room, "D10");
	room_keys(room, "1 t");
}

static const struct golden_screen screens[] = {
	{ "sheet-d3", sheet_d3 }, { "sheet-heat-map", heat_map }, { "sheet-row-form", row_form },
	{ "sheet-form", answers_form }, { "sheet-matrix", matrix }, { "sheet-time-line", time_line },
	{ "terms", terms },
};

static void every_worksheet_screen_is_as_it_was(void **state)
{
	(void)state;
	golden_screens(screens, LENGTH(screens));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_worksheet_screen_is_as_it_was),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
