/*
 * Every item's every tab of every shipped pack, in both languages and sizes:
 * all that the pack says is there, nothing is cut, an explanation is two screens
 * at most; and how each looks, tests/app/pages/PACK-ITEM.LANG.WxH.txt.
 * ENTAKU_BLESS=1 writes the pictures anew.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/text.h"
#include "content/find.h"
#include "content/pack.h"
#include "support.h"
#include "workshop/session.h"

#define FOLDER "tests/app/pages"

enum { PAGES_MAX = 8, TALL = 150, EXPLAIN_PAGES = 2 };

static const struct { int width, height; } sizes[] = { { 120, 36 }, { 80, 24 } };

static const char *const tabs[] = { "explain", "questions", "decide", "worksheet", "last" };

static struct arena *arena;
static const struct pack *packs[8];
static size_t pack_count;

static int read_packs(void **state)
{
	const char *folder[] = { "content" };
	struct pack_found *found;
	size_t count;

	(void)state;
	text_init_locale();
	arena = arena_new();
	found = packs_find(arena, folder, 1, &count);
	for (size_t i = 0; i < count && pack_count < 8; i++) {
		if (!found[i].pack) {
			print_error("%s has faults\n", found[i].path);
			return 1;
		}
		packs[pack_count++] = found[i].pack;
	}
	return pack_count == 0;
}

static int forget_packs(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

/* A meeting over the pack that has not begun: looking at an item enters nothing. */
static void meet(struct room *room, const struct pack *pack)
{
	room_open(room);
	room->pack = pack;
	app_packs(room->app, &room->pack, 1);
	room_prepare(room);
}

/* The last place of a sign, or NULL. */
static char *strrchr_text(char *line, const char *sign)
{
	char *last = NULL;

	for (char *at = strstr(line, sign); at; at = strstr(at + 1, sign))
		last = at;
	return last;
}

/* What stands in the panel at the right, without white space, bullets and marks. */
static void add_panel(const char *dump, struct str *out)
{
	while (*dump) {
		size_t length = strcspn(dump, "\n");
		char *line = arena_strndup(arena, dump, length), *end = strrchr_text(line, "│"), *begin;

		dump += dump[length] ? length + 1 : length;
		if (!end)
			continue;
		*end = '\0';
		begin = strrchr_text(line, "│");
		if (!begin || strrchr_text(begin, "┤"))
			begin = strrchr_text(line, "┤");
		if (!begin)
			continue;
		for (const char *c = begin + strlen("│"); *c; c++)
			if (*c != ' ' && *c != '*' && strncmp(c, "　", 3) != 0)
				str_add_char(out, *c);
	}
}

static void must_say(const struct str *panel, const char *text, const char *where)
{
	struct str wanted = STR_INIT;

	for (const char *c = text; *c; c++)
		if (*c != ' ' && *c != '*' && *c != '\n' && strncmp(c, "　", 3) != 0)
			str_add_char(&wanted, *c);
	if (!strstr(panel->text, wanted.text))
		fail_msg("%s does not say: %s", where, text);
	str_release(&wanted);
}

static void must_say_all(const struct str *panel, const struct bitexts *texts, const char *where)
{
	for (size_t i = 0; i < texts->count; i++)
		must_say(panel, bitext_say(texts->text[i]), where);
}

static void texts_are_there(const struct item *item, const char *tab, const struct str *panel,
			    const char *where)
{
	bool explain = strcmp(tab, "explain") == 0;

	if (explain) {
		must_say_all(panel, &item->asks, where);
		must_say_all(panel, &item->why, where);
		must_say_all(panel, &item->good, where);
		must_say_all(panel, &item->warning, where);
	}
	if (explain || strcmp(tab, "decide") == 0)
		must_say(panel, bitext_say(item->decide), where);
	for (size_t i = 0; strcmp(tab, "questions") == 0 && i < item->question_count; i++) {
		must_say(panel, bitext_say(item->question[i].ask), where);
		must_say(panel, bitext_say(item->question[i].listen), where);
	}
	for (size_t i = 0; strcmp(tab, "worksheet") == 0 && i < item->field_count; i++)
		must_say(panel, bitext_say(item->field[i].title), where);
}

static void show(struct room *room, const struct item *item, const char *tab)
{
	room_show(room, NULL, NULL, NULL);
	app_session(room->app, NULL, NULL, NULL, NULL, NULL);
	room_show(room, item->id, tab, NULL);
}

/* Facts and notes, at the true size where they have a place of their own. */
static void the_rest_is_there(struct room *room, const struct item *item, int width, const char *where)
{
	struct str panel = STR_INIT;

	show(room, item, width < 110 ? "questions" : "explain");
	add_panel(room_dump(room, width, width < 110 ? TALL : 36), &panel);
	must_say_all(&panel, &item->notes, where);
	str_clear(&panel);
	room_keys(room, "t");
	add_panel(room_dump(room, width, TALL), &panel);
	for (size_t i = 0; i < item->fact_count; i++) {
		must_say(&panel, bitext_say(item->fact[i].text), where);
		must_say(&panel, bitext_say(item->fact[i].source), where);
		must_say(&panel, item->fact[i].as_of, where);
	}
	room_keys(room, "t");
	str_release(&panel);
}

static void everything_is_said(void **state)
{
	(void)state;
	for (size_t p = 0; p < pack_count; p++)
		for (int which = 0; which < LANG_COUNT; which++) {
			struct room room;

			lang = (enum lang)which;
			meet(&room, packs[p]);
			for (size_t i = 0; i < packs[p]->item_count; i++)
				for (size_t s = 0; s < sizeof(sizes) / sizeof(sizes[0]); s++) {
					const struct item *item = &packs[p]->item[i];
					const char *where = arena_printf(arena, "%s %s %s %d", packs[p]->id,
						item->id, lang_code(lang), sizes[s].width);

					for (size_t t = 0; t < sizeof(tabs) / sizeof(tabs[0]); t++) {
						struct str panel = STR_INIT;

						show(&room, item, tabs[t]);
						add_panel(room_dump(&room, sizes[s].width, TALL), &panel);
						texts_are_there(item, tabs[t], &panel, where);
						str_release(&panel);
					}
					show(&room, item, "explain");
					the_rest_is_there(&room, item, sizes[s].width, where);
				}
			room_close(&room);
		}
	lang = LANG_EN;
}

/* Nothing of the panel ends in an ellipsis. */
static void must_be_whole(const char *dump, const char *where)
{
	struct str panel = STR_INIT;

	add_panel(dump, &panel);
	if (strstr(panel.text, "…") || strstr(panel.text, "\xef\xbf\xbd"))
		fail_msg("%s is cut:\n%s", where, dump);
	str_release(&panel);
}

/* A tab page by page, until there is no more. */
static int add_pages(struct room *room, int width, int height, const char *where, struct str *out)
{
	const char *before = "";
	int pages = 0;

	for (; pages < PAGES_MAX; pages++) {
		const char *dump = arena_strdup(arena, room_dump(room, width, height));

		if (strcmp(dump, before) == 0)
			break;
		must_be_whole(dump, where);
		str_add(out, dump);
		before = dump;
		room_keys(room, "PageDown");
	}
	return pages;
}

static void draw_item(struct room *room, const struct pack *pack, const struct item *item, int width,
		      int height, struct str *out)
{
	const char *where = arena_printf(arena, "%s %s %s %dx%d", pack->id, item->id, lang_code(lang), width, height);
	int pages;

	for (size_t t = 0; t < sizeof(tabs) / sizeof(tabs[0]); t++) {
		show(room, item, tabs[t]);
		pages = add_pages(room, width, height, where, out);
		if (strcmp(tabs[t], "explain") == 0 && pages > EXPLAIN_PAGES)
			fail_msg("%s: the explanation takes %d screens", where, pages);
	}
	for (size_t i = 0; i < item->field_count; i++) {
		if (item->field[i].picture == PICTURE_NONE)
			continue;
		show(room, item, "worksheet");
		room_keys(room, "m");
		add_pages(room, width, height, where, out);
		break;
	}
	show(room, item, "explain");
	room_keys(room, "t");
	add_pages(room, width, height, where, out);
	room_keys(room, "t");
}

static bool same(const char *path, const char *dump)
{
	const char *bless = getenv("ENTAKU_BLESS");
	char *before;
	size_t length;

	if (bless && *bless) {
		assert_true(file_write(path, dump, strlen(dump)));
		return true;
	}
	if (file_read(arena, path, 1 << 22, &before, &length) && strcmp(before, dump) == 0)
		return true;
	print_error("%s is not as it was (ENTAKU_BLESS=1 writes it)\n", path);
	return false;
}

static void every_page_is_as_it_was(void **state)
{
	int different = 0;

	(void)state;
	assert_true(file_make_folder(FOLDER));
	for (size_t p = 0; p < pack_count; p++)
		for (int which = 0; which < LANG_COUNT; which++) {
			struct room room;

			lang = (enum lang)which;
			meet(&room, packs[p]);
			for (size_t i = 0; i < packs[p]->item_count; i++)
				for (size_t s = 0; s < sizeof(sizes) / sizeof(sizes[0]); s++) {
					struct str out = STR_INIT;

					draw_item(&room, packs[p], &packs[p]->item[i], sizes[s].width,
						  sizes[s].height, &out);
					different += !same(arena_printf(arena, FOLDER "/%s-%s.%s.%dx%d.txt",
						packs[p]->id, packs[p]->item[i].id, lang_code(lang),
						sizes[s].width, sizes[s].height), out.text);
					str_release(&out);
				}
			room_close(&room);
		}
	lang = LANG_EN;
	assert_int_equal(different, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(everything_is_said),
		cmocka_unit_test(every_page_is_as_it_was),
	};

	return cmocka_run_group_tests(tests, read_packs, forget_packs);
}
