/* See starter.h. */
#include "content/starter.h"

#include <string.h>

#include "base/arena.h"
#include "base/json.h"
#include "base/str.h"
#include "content/pack.h"
#include "lang/lang.h"
#include "lang/words_content.h"

#define ID_SIGNS "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-."

const char *starter_id(struct arena *arena, const char *path)
{
	const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
	const char *ending = strrchr(name, '.');
	size_t length = ending ? (size_t)(ending - name) : strlen(name);
	char *id = arena_strndup(arena, name, length > PACK_ID_MAX ? PACK_ID_MAX : length);

	for (char *at = id; *at; at++)
		if (!strchr(ID_SIGNS, *at))
			*at = '-';
	return strspn(id, "-.") > 0 || *id == '\0' ? "our" : id;
}

bool starter_copy(const struct pack *pack, const char *id, struct str *out)
{
	static const char key[] = "pack:";
	const char *yaml = pack->part[0].yaml, *line = yaml, *end;

	while (strncmp(line, key, sizeof(key) - 1) != 0) {
		end = strchr(line, '\n');
		if (!end)
			return false;
		line = end + 1;
	}
	end = line + strcspn(line, "\n");
	str_add_bytes(out, yaml, (size_t)(line - yaml));
	str_printf(out, "# %s %s\n%s %s", pack->id, pack->version, key, id);
	str_add(out, end);
	return true;
}

/* Quoted as JSON does it, which is YAML, too. */
static void add_quoted(struct arena *arena, struct str *out, const char *text)
{
	json_write(out, json_text(arena, text));
}

static void add_title(struct arena *arena, struct str *out, const struct pack *pack)
{
	const struct words tail = W(STARTER_TITLE);

	str_add(out, "title:\n  ja: ");
	add_quoted(arena, out, arena_printf(arena, "%s%s", pack->title.ja, tail.ja));
	str_add(out, "\n  en: ");
	add_quoted(arena, out, arena_printf(arena, "%s%s", pack->title.en, tail.en));
	str_add(out, "\n");
}

void starter_overlay(const struct pack *pack, const char *id, struct str *out)
{
	const struct item *last = &pack->item[pack->item_count - 1];
	struct arena *arena = arena_new();

	str_printf(out, T(STARTER_HEAD), pack->id, pack->version);
	str_printf(out, "pack: %s\nversion: 1.0.0\nextends: %s\nbase: %s\n", id, pack->id, pack->version);
	add_title(arena, out, pack);
	str_printf(out, "\n%s"
		   "#terms:\n"
		   "#  - id: our-committee\n"
		   "#    term: {ja: 情報管理委員会, en: information committee}\n"
		   "#    meaning:\n"
		   "#      ja: 情報の取り扱いを決める社内の会議体です。月に一度開きます。\n"
		   "#      en: The body in our company that decides how information is handled; it meets once a month.\n",
		   T(STARTER_TERMS));
	str_printf(out, "\n%s"
		   "#sentences:\n"
		   "#  - id: our-%s\n"
		   "#    area: %s\n"
		   "#    level: 2\n"
		   "#    text:\n"
		   "#      ja: この分野では、避けられない小さなリスクだけを負う。\n"
		   "#      en: In this area we take only small risks that cannot be avoided.\n",
		   T(STARTER_SENTENCES), pack->area[0].id, pack->area[0].id);
	str_printf(out, "\n%s"
		   "#items:\n"
		   "#  - id: %s\n"
		   "#    questions:\n"
		   "#      - id: q1\n"
		   "#        hide: true\n"
		   "#      - id: our-question\n"
		   "#        after: q2\n"
		   "#        ask: {ja: 情報管理委員会は昨年、何を決めましたか。, en: \"What did the information committee decide last year?\"}\n"
		   "#        listen: {ja: 決めた事と、決めきれなかった事の両方が挙がる。, en: \"Both what was decided and what was left open.\"}\n",
		   T(STARTER_ITEMS), pack->item[0].id);
	str_printf(out, "%s#  - id: %s\n#    hide: true\n", T(STARTER_HIDE), last->id);
	arena_free(arena);
}
