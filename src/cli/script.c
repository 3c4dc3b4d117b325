/* Reading the steps, then playing them; a failed `expect` shows the screen. */
#include "cli/script.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/str.h"
#include "base/text.h"
#include "cli/desk.h"
#include "cli/exit.h"
#include "cli/output.h"
#include "lang/lang.h"
#include "lang/words_cli.h"

enum { SCRIPT_BYTES_MAX = 1024 * 1024, SIZE_MAX_CELLS = 1000 };

struct player {
	const struct script_options *options;
	struct desk *desk;
	struct arena *frame;
	int width, height, dumps;
};

struct verb;
struct step { int line; const struct verb *verb; const char *text; };

struct verb {
	const char *name;
	/* Can the text be read?  All lines are looked at before the first is played. */
	bool (*readable)(const char *text, const struct cli_context *context);
	/* False: an expectation failed, with `err` set. */
	bool (*play)(struct player *player, const char *text, struct error *err);
};

bool script_size(const char *text, int *width, int *height)
{
	char rest;

	return sscanf(text, "%4dx%4d%c", width, height, &rest) == 2 && *width > 0 && *height > 0 &&
	       *width <= SIZE_MAX_CELLS && *height <= SIZE_MAX_CELLS;
}

/* The next word of a line of keys into `word`; false at its end. */
static bool next_word(const char **at, char word[64])
{
	size_t length;

	*at += strspn(*at, " ");
	length = strcspn(*at, " ");
	if (length == 0 || length >= 64)
		return false;
	memcpy(word, *at, length);
	word[length] = '\0';
	*at += length;
	return true;
}

static bool keys_readable(const char *text, const struct cli_context *context)
{
	const char *at = text;
	struct key key;
	char word[64];

	(void)context;
	while (next_word(&at, word))
		if (!key_parse(word, &key))
			return false;
	return *at == '\0' && text[0] != '\0';
}

static void press(struct player *player, struct key key)
{
	if (!player->desk->quit)
		desk_key(player->desk, key);
}

static bool play_keys(struct player *player, const char *text, struct error *err)
{
	struct key key;
	char word[64];

	(void)err;
	while (next_word(&text, word) && key_parse(word, &key))
		press(player, key);
	return true;
}

static bool play_type(struct player *player, const char *text, struct error *err)
{
	(void)err;
	while (*text) {
		struct key key = { 0 };

		text += text_decode(text, &key.code);
		press(player, key);
	}
	return true;
}

/* \n, \t and \\ in a line of the script to what they stand for. */
static bool play_paste(struct player *player, const char *text, struct error *err)
{
	struct str pasted = STR_INIT;

	(void)err;
	for (; *text; text++) {
		bool escape = text[0] == '\\' && text[1] && strchr("nt\\", text[1]);

		if (escape)
			text++;
		str_add_char(&pasted, !escape ? *text : *text == 'n' ? '\n' :
			     *text == 't' ? '\t' : '\\');
	}
	press(player, (struct key){ .code = NAMED_PASTE, .text = pasted.text });
	str_release(&pasted);
	return true;
}

static bool any_text(const char *text, const struct cli_context *context)
{
	(void)context;
	return text[0] != '\0';
}

static bool any(const char *text, const struct cli_context *context)
{
	(void)text;
	(void)context;
	return true;
}

static bool size_readable(const char *text, const struct cli_context *context)
{
	int width, height;

	(void)context;
	return script_size(text, &width, &height);
}

static bool play_size(struct player *player, const char *text, struct error *err)
{
	(void)err;
	script_size(text, &player->width, &player->height);
	desk_resize(player->desk, player->width, player->height);
	return true;
}

static bool now_readable(const char *text, const struct cli_context *context)
{
	struct clock clock = context->clock;

	/* An earlier line may have stopped the clock. */
	clock.frozen = true;
	return clock_move(&clock, text);
}

static bool play_now(struct player *player, const char *text, struct error *err)
{
	(void)err;
	clock_move(&player->desk->context->clock, text);
	return true;
}

static bool lang_readable(const char *text, const struct cli_context *context)
{
	enum lang which;

	(void)context;
	return lang_parse(text, &which);
}

static bool play_lang(struct player *player, const char *text, struct error *err)
{
	(void)player;
	(void)err;
	lang_parse(text, &lang);
	return true;
}

static struct canvas *picture(struct player *player)
{
	struct canvas *canvas;

	arena_reset(player->frame);
	canvas = canvas_new(player->frame, player->width, player->height);
	canvas->ascii = player->desk->context->ascii;
	desk_time(player->desk);
	app_draw(player->desk->app, canvas);
	return canvas;
}

static bool play_dump(struct player *player, const char *text, struct error *err)
{
	struct str out = STR_INIT;

	(void)err;
	player->dumps++;
	if (text[0])
		str_printf(&out, "== %s %dx%d\n", text, player->width, player->height);
	else
		str_printf(&out, "== %d %dx%d\n", player->dumps, player->width, player->height);
	canvas_dump(picture(player), player->options->styles, &out);
	output_text(&out);
	str_release(&out);
	return true;
}

static bool stands(const struct canvas *canvas, const char *text)
{
	struct str row = STR_INIT;
	bool found = false;

	for (int y = 0; y < canvas->height && !found; y++) {
		str_clear(&row);
		for (int x = 0; x < canvas->width; x++)
			str_add(&row, canvas->cell[y * canvas->width + x].text);
		found = strstr(row.text, text) != NULL;
	}
	str_release(&row);
	return found;
}

/* The message, with the screen below it on standard error. */
static bool disappoint(const struct canvas *canvas, struct error *err, const char *words,
		       const char *text)
{
	struct str out = STR_INIT;

	canvas_dump(canvas, false, &out);
	output_aside(&out);
	str_release(&out);
	return error_set(err, ERROR_NONE, "%s: %s", words, text);
}

static bool play_expect(struct player *player, const char *text, struct error *err)
{
	const struct canvas *canvas = picture(player);

	return stands(canvas, text) || disappoint(canvas, err, T(CLI_EXPECTED), text);
}

static bool play_refute(struct player *player, const char *text, struct error *err)
{
	const struct canvas *canvas = picture(player);

	return !stands(canvas, text) || disappoint(canvas, err, T(CLI_REFUTED), text);
}

static const struct verb verbs[] = {
	{ "key", keys_readable, play_keys },
	{ "type", any_text, play_type },
	{ "paste", any_text, play_paste },
	{ "size", size_readable, play_size },
	{ "now", now_readable, play_now },
	{ "lang", lang_readable, play_lang },
	{ "dump", any, play_dump },
	{ "expect", any_text, play_expect },
	{ "refute", any_text, play_refute },
};

/* Cuts the first word off a line and finds its verb; the rest stays as typed. */
static const struct verb *read_verb(char *line, const char **text)
{
	size_t length = strcspn(line, " ");

	*text = line[length] ? line + length + 1 : line + length;
	line[length] = '\0';
	for (size_t i = 0; i < sizeof(verbs) / sizeof(verbs[0]); i++)
		if (strcmp(verbs[i].name, line) == 0)
			return &verbs[i];
	return NULL;
}

static bool read_steps(const struct cli_context *context, const char *path, char *bytes,
		       struct step **steps, size_t *count, struct error *err)
{
	size_t capacity = 0;
	int number = 0;

	*steps = NULL;
	*count = 0;
	for (char *line = bytes, *next; line; line = next) {
		struct step step = { .line = ++number };

		next = strchr(line, '\n');
		if (next)
			*next++ = '\0';
		line[strcspn(line, "\r")] = '\0';
		if (line[0] == '\0' || line[0] == '#')
			continue;
		step.verb = read_verb(line, &step.text);
		if (!step.verb)
			return error_set(err, ERROR_DATA, T(CLI_SCRIPT_VERB), path, number, line);
		if (!step.verb->readable(step.text, context))
			return error_set(err, ERROR_DATA, T(CLI_SCRIPT_LINE), path, number, line,
					 step.text);
		*steps = arena_grow(context->arena, *steps, *count, &capacity, sizeof(**steps));
		(*steps)[(*count)++] = step;
	}
	return true;
}

static bool read_script(const struct cli_context *context, const char *path,
			struct step **steps, size_t *count, struct error *err)
{
	size_t length;
	char *bytes;

	if (!context_file(context, path, SCRIPT_BYTES_MAX, &bytes, &length, err))
		return false;
	if (text_invalid_at(bytes, length) >= 0 || strlen(bytes) != length)
		return error_set(err, ERROR_DATA, T(CLI_NOT_TEXT), path);
	return read_steps(context, path, bytes, steps, count, err);
}

static int play(struct player *player, const struct step *steps, size_t count)
{
	struct error err;

	for (size_t i = 0; i < count; i++) {
		if (!steps[i].verb->play(player, steps[i].text, &err)) {
			output_complain("%s:%d: %s", player->options->path, steps[i].line, err.text);
			return EXIT_FINDINGS;
		}
		if (player->desk->sample) {
			if (!desk_change(player->desk, &err))
				return exit_with(&err);
			desk_resize(player->desk, player->width, player->height);
		}
		/* A script goes on when a search has come to its end, and names are there. */
		do
			desk_tick(player->desk, true);
		while (player->desk->search || player->desk->names);
		player->desk->redraw = player->desk->suspend = false;
	}
	return EXIT_DONE;
}

int script_run(struct cli_context *context, const struct script_options *options)
{
	struct player player = { .options = options,
				 .width = options->width, .height = options->height };
	struct step *steps = NULL;
	struct desk desk;
	struct error err;
	size_t count = 0;
	int status;

	if (!read_script(context, options->path, &steps, &count, &err))
		return exit_with(&err);
	if (!desk_open(&desk, context, options->session, options->height, &err))
		return exit_with(&err);
	player.desk = &desk;
	player.frame = arena_new();
	desk_resize(&desk, player.width, player.height);
	status = play(&player, steps, count);
	arena_free(player.frame);
	if (desk.store)
		desk_close(&desk);
	return status;
}
