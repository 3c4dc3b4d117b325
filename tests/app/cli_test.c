/* The commands as people and scripts meet them: output, message, status. */
#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/json.h"
#include "support/program.h"

struct place { struct arena *arena; const char *path; };

/* RUN(place, status, out, err, words...) */
#define RUN(place, status, out, err, ...) \
	expect_run((place)->path, &(struct run){ .word = { __VA_ARGS__ } }, status, out, err)
#define RUN_JA(place, status, out, err, ...) \
	expect_run((place)->path, &(struct run){ .language = "ja", .word = { __VA_ARGS__ } }, \
		   status, out, err)
#define FEED(place, input_text, status, out, err, ...) \
	expect_run((place)->path, &(struct run){ .input = (input_text), .word = { __VA_ARGS__ } }, \
		   status, out, err)
#define JSON(place, ...) \
	run_json((place)->path, &(struct run){ .word = { __VA_ARGS__ } }, (place)->arena)

static int arrive(void **state)
{
	struct place *place = calloc(1, sizeof(*place));

	place->arena = arena_new();
	place->path = place_new(place->arena);
	*state = place;
	return 0;
}

static int leave(void **state)
{
	struct place *place = *state;

	place_remove(place->path);
	arena_free(place->arena);
	free(place);
	return 0;
}

static void new_session(struct place *place)
{
	RUN(place, 0, "1 ", "", "new", "--title", "Board day", "--organisation", "Minato",
	    "--participant", "Sato;CEO;vote", "--participant", "Suzuki;CISO;novote");
}

static bool is_there(struct place *place, const char *name)
{
	return access(arena_printf(place->arena, "%s/%s", place->path, name), F_OK) == 0;
}

#define DATABASE ".local/share/entaku/entaku.db"

static void help_is_in_both_languages(void **state)
{
	struct place *place = *state;

	RUN(place, 0, "Usage: entaku", "", "--help");
	RUN_JA(place, 0, "使い方: entaku", "", "-h");
	RUN(place, 0, "使い方: entaku", "", "help", "--lang", "ja");
	RUN(place, 0, "--participant PERSON", "", "new", "--help");
	RUN(place, 0, "--participant PERSON", "", "help", "new");
	RUN_JA(place, 0, "会議の名称", "", "help", "new");
	RUN(place, 64, "", "did you mean 'new'?", "help", "nwe");
	RUN(place, 64, "", "no such command", "help", "nonsense-it-is");
	RUN(place, 0, "entaku 0.", "", "--version");
	RUN(place, 0, "entaku 0.", "", "list", "--version");
	assert_false(is_there(place, DATABASE));
}

static void usage_errors_are_64(void **state)
{
	struct place *place = *state;

	RUN(place, 64, "", "entaku: 'lsit': there is no such command; did you mean 'list'?", "lsit");
	RUN_JA(place, 64, "", "「lsit」というコマンドはありません", "lsit");
	RUN(place, 64, "", "there is no such option", "--nonsense");
	RUN(place, 64, "", "did you mean '--title'", "new", "--titel", "x");
	RUN(place, 64, "", "a value is missing", "new", "--title");
	RUN(place, 64, "", "usage: entaku show SESSION", "show");
	RUN(place, 64, "", "one argument too many", "list", "x");
	RUN(place, 64, "", "is not a choice", "list", "--lang", "fr");
	RUN(place, 64, "", "cannot answer in JSON", "backup", "x", "--json");
	RUN(place, 64, "", "is not an instant", "list", "--now", "noon");
	RUN(place, 64, "", "--title is missing", "new", "--organisation", "x");
	RUN(place, 64, "", "is not a date", "new", "-t", "x", "-o", "x", "--date", "2026-02-30");
	RUN(place, 64, "", "cannot be read; write 'NAME;ROLE;vote'", "new", "-t", "x", "-o", "x",
	    "--participant", "Sato");
	RUN(place, 64, "", "is not a number of people", "new", "-t", "x", "-o", "x", "--quorum", "many");
	RUN(place, 64, "", "is not a shell", "completion", "tcsh");
	RUN(place, 64, "", "is not a size", "run", "--size", "big");
	RUN(place, 64, "", "seat", "seat"); /* of a later release */
}

static void reading_never_makes_a_file(void **state)
{
	static const char *const commands[][2] = {
		{ "list", NULL }, { "show", "1" }, { "log", "1" }, { "verify", NULL },
		{ "check", NULL }, { "rebuild", NULL }, { "backup", "copy.db" }, { "apply", "1" },
		{ "register", NULL }, { "actions", NULL }, { "room", "1" },
	};
	struct place *place = *state;

	for (size_t i = 0; i < sizeof(commands) / sizeof(commands[0]); i++)
		RUN(place, 66, "", "there is no database yet", commands[i][0], commands[i][1]);
	assert_false(is_there(place, DATABASE));
	assert_false(is_there(place, "copy.db"));
}

static void a_session_is_made_and_listed(void **state)
{
	struct place *place = *state;
	const struct json *row;
	struct stat info;

	new_session(place);
	row = JSON(place, "list", "--json")->child[0];
	assert_int_equal(json_get_int(row, "number", 0), 1);
	assert_string_equal(json_get_text(row, "title"), "Board day");
	assert_string_equal(json_get_text(row, "held_on"), "2026-11-23");
	assert_string_equal(json_get_text(row, "state"), "prepared");
	assert_int_equal(json_get_int(row, "events", 0), 3);
	RUN(place, 0, "Board day", "", "list");
	RUN_JA(place, 0, "準備中", "", "list");
	RUN(place, 0, "令和8年11月23日", "", "list", "--wareki");
	RUN(place, 0, "Suzuki", "", "show", "1");
	RUN(place, 0, "Suzuki", "", "show", json_get_text(row, "id"));
	RUN(place, 0, "#3", "", "log", "1");
	RUN(place, 66, "", "no session '2'", "show", "2");
	RUN_JA(place, 66, "", NULL, "show", "no-such-id");
	assert_int_equal(stat(arena_printf(place->arena, "%s/" DATABASE, place->path), &info), 0);
	assert_int_equal(info.st_mode & 0777, 0600);
}

static void all_options_of_new_arrive(void **state)
{
	struct place *place = *state;
	const struct json *record, *session, *person;
	const struct json *made;

	new_session(place);
	made = JSON(place, "--json", "new", "--title", "第2回", "--organisation", "みなと精機", "--entity",
		    "本社", "--date", "令和9年5月10日", "--pack", "meti-2015", "--agenda", "decision",
		    "--label", "社外秘", "--language", "ja", "--purpose", "確かめる", "--quorum", "2",
		    "--parent", "1", "--participant", "髙橋 一郎；社長；vote", "--seed", "second");
	assert_int_equal(json_get_int(made, "number", 0), 2);
	record = JSON(place, "show", "2", "--json");
	session = json_get(record, "session");
	assert_string_equal(json_get_text(session, "id"), json_get_text(made, "id"));
	assert_string_equal(json_get_text(session, "entity"), "本社");
	assert_string_equal(json_get_text(session, "held_on"), "2027-05-10");
	assert_string_equal(json_get_text(session, "agenda"), "decision");
	assert_string_equal(json_get_text(session, "label"), "社外秘");
	assert_string_equal(json_get_text(session, "language"), "ja");
	assert_string_equal(json_get_text(session, "purpose"), "確かめる");
	assert_int_equal(json_get_int(session, "quorum", 0), 2);
	assert_string_equal(json_get_text(session, "parent"),
			    json_get_text(json_get(JSON(place, "show", "1", "--json"), "session"), "id"));
	person = json_get(record, "participants")->child[0];
	assert_string_equal(json_get_text(person, "name"), "髙橋 一郎");
	assert_true(json_get_bool(person, "votes", false));
}

static void a_refused_new_leaves_nothing(void **state)
{
	struct place *place = *state;

	new_session(place);
	RUN(place, 65, "", "entaku: ", "new", "-t", "x", "-o", "x", "--participant", "Sato;CEO",
	    "--participant", "Sato;CEO");
	RUN(place, 65, "", "entaku: ", "new", "-t", "x", "-o", "x", "--agenda", "none-such");
	RUN(place, 66, "", "entaku: ", "new", "-t", "x", "-o", "x", "--pack", "none-such");
	RUN(place, 66, "", "--parent: ", "new", "-t", "x", "-o", "x", "--parent", "77");
	assert_int_equal(JSON(place, "list", "--json")->count, 1);
}

static void the_same_seed_makes_the_same_file(void **state)
{
	struct place *place = *state;
	struct result first, second;

	RUN(place, 0, NULL, "", "new", "-t", "x", "-o", "y", "--db", "a.db");
	RUN(place, 0, NULL, "", "new", "-t", "x", "-o", "y", "--db", "b.db");
	first = program_run(place->path, &(struct run){ .word = { "show", "1", "--json", "--db", "a.db" } });
	second = program_run(place->path, &(struct run){ .word = { "--db=b.db", "--json", "show", "1" } });
	assert_int_equal(first.status, 0);
	assert_string_equal(first.out.text, second.out.text);
	result_release(&first);
	result_release(&second);
}

#define ENTER "{\"kind\":\"item_entered\",\"item\":\"opening\",\"at\":\"2026-11-23T05:01:00.000Z\"}\n"
#define NOTE "{\"kind\":\"note_added\",\"text\":\"first\"}\n"

static void apply_is_all_or_nothing(void **state)
{
	struct place *place = *state;

	new_session(place);
	FEED(place, NOTE ENTER "{\"kind\":\"note_aded\",\"text\":\"x\"}\n", 65, "",
	     "line 3: 'note_aded': there is no such kind of event; did you mean 'note_added'?",
	     "apply", "1");
	FEED(place, NOTE "\n" ENTER "{\"kind\":\"item_left\",\"item\":\"D3\"}\n", 65, "", "line 4: ",
	     "apply", "1", "-");
	FEED(place, NOTE "{\"kind\":\"note_added\",", 65, "", "line 2: not a JSON object", "apply", "1");
	FEED(place, NOTE "{\"text\":\"x\"}", 65, "", "line 2: has no \"kind\"", "apply", "1");
	FEED(place, ENTER "{\"kind\":\"note_added\",\"text\":\"x\",\"at\":\"2026-11-23T05:00:59.000Z\"}",
	     65, "", "line 2: ", "apply", "1");
	FEED(place, "{\"kind\":\"note_added\",\"text\":\"x\",\"at\":\"noon\"}", 65, "", "line 1: \"at\"",
	     "apply", "1");
	FEED(place, "{\"kind\":\"note_added\",\"text\":\"x\",\"colour\":1}", 65, "", "line 1: ", "apply", "1");
	assert_int_equal(JSON(place, "log", "1", "--json")->count, 3);
	FEED(place, NOTE ENTER, 0, "2 events would be accepted", "", "apply", "1", "--dry-run");
	FEED(place, NOTE "{\"kind\":\"item_left\",\"item\":\"D3\"}\n", 65, "", "line 2: ", "apply", "1", "-n");
	assert_int_equal(JSON(place, "log", "1", "--json")->count, 3);
	FEED(place, NOTE ENTER, 0, "2 events recorded", "", "apply", "1");
	assert_int_equal(JSON(place, "log", "1", "--json")->count, 5);
	RUN(place, 66, "", "cannot be read", "apply", "1", "no-such-file");
	FEED(place, NOTE, 66, "", "entaku: ", "apply", "9");
}

static void apply_reads_what_editors_write(void **state)
{
	struct place *place = *state;
	char *longest = malloc(1100000);

	new_session(place);
	FEED(place, "\xEF\xBB\xBF" "{\"kind\":\"note_added\",\"text\":\"a\"}\r\n\r\n  \t\r\n"
		    "{\"kind\":\"note_added\",\"text\":\"b\"}", 0, "2 events recorded", "", "apply", "1");
	FEED(place, "", 0, "0 events recorded", "", "apply", "1");
	memset(longest, 'x', 1099999);
	longest[1099999] = '\0';
	memcpy(longest, "{\"kind\":\"note_added\",\"text\":\"", 29);
	FEED(place, longest, 65, "", "line 1: longer than", "apply", "1");
	free(longest);
}

static void show_holds_every_typed_byte(void **state)
{
	struct place *place = *state;
	const struct json *record;

	new_session(place);
	FEED(place, "{\"kind\":\"note_added\",\"text\":\"\\\"quoted\\\"\\nline two \\\\ 🏭 髙﨑 ①\"}\n"
		    "{\"kind\":\"decision_recorded\",\"item\":\"D3\",\"outcome\":\"adopted\",\"text\":"
		    "\"=1+1\",\"options\":[{\"text\":\"a\\tb\"}]}\n", 65, "", "line 2", "apply", "1");
	FEED(place, "{\"kind\":\"note_added\",\"text\":\"\\\"quoted\\\"\\nline two \\\\ 🏭 髙﨑 ①\"}\n"
		    "{\"kind\":\"decision_recorded\",\"item\":\"D3\",\"outcome\":\"adopted\",\"text\":"
		    "\"=1+1\",\"options\":[{\"text\":\"か\u3099\"}]}\n", 0, NULL, "", "apply", "1");
	record = JSON(place, "show", "1", "--json");
	assert_string_equal(json_get_text(json_get(record, "notes")->child[0], "text"),
			    "\"quoted\"\nline two \\ 🏭 髙﨑 ①");
	record = json_get(record, "decisions")->child[0];
	assert_string_equal(json_get_text(record, "text"), "=1+1");
	/* NFC, also inside lists. */
	assert_string_equal(json_get_text(json_get(record, "options")->child[0], "text"), "が");
}

static void verify_and_check_find_what_was_changed(void **state)
{
	struct place *place = *state;
	const struct json *verdict;
	size_t length;
	char *bytes, *at, *path;

	new_session(place);
	FEED(place, NOTE, 0, NULL, "", "apply", "1");
	RUN(place, 0, "sound", "", "verify");
	RUN(place, 0, "sound", "", "verify", "1");
	RUN(place, 66, "", "entaku: ", "verify", "5");
	RUN(place, 0, "the file is sound", "", "check");
	RUN_JA(place, 0, "異常なし", "", "verify");
	verdict = JSON(place, "verify", "--json");
	assert_true(json_get_bool(verdict, "sound", false));
	assert_string_equal(json_get_text(json_get(verdict, "sessions")->child[0], "head"),
			    json_get_text(json_get(JSON(place, "show", "1", "--json"), "head"), "hash"));
	/* Somebody changes a word with an editor that keeps the length. */
	path = arena_printf(place->arena, "%s/" DATABASE, place->path);
	assert_true(file_read(place->arena, path, 64 * 1024 * 1024, &bytes, &length));
	for (at = bytes; (at = memchr(at, 'f', length - (size_t)(at - bytes))); at++)
		if (memcmp(at, "first", 5) == 0)
			memcpy(at, "worst", 5);
	assert_true(file_write(path, bytes, length));
	RUN(place, 1, "BROKEN", "", "verify");
	RUN_JA(place, 1, "異常あり", "", "verify", "1");
	RUN(place, 1, NULL, "", "check");
}

static void a_backup_is_whole_and_never_overwrites(void **state)
{
	struct place *place = *state;

	new_session(place);
	RUN(place, 0, "copy.db", "", "backup", "copy.db");
	RUN(place, 0, "Board day", "", "list", "--db", "copy.db");
	RUN(place, 73, "", "copy.db", "backup", "copy.db");
	RUN(place, 73, "", "entaku: ", "backup", "no/such/folder/copy.db");
	RUN(place, 0, "of 1 session made", "", "rebuild");
	RUN(place, 0, "the file is sound", "", "check");
}

static void other_files_are_not_touched(void **state)
{
	struct place *place = *state;
	char *path = arena_printf(place->arena, "%s/other.db", place->path), *bytes;
	size_t length;

	assert_true(file_write(path, "not a database at all", 21));
	RUN(place, 65, "", "other.db", "list", "--db", "other.db");
	RUN(place, 65, "", "other.db", "new", "-t", "x", "-o", "y", "--db", "other.db");
	assert_true(file_read(place->arena, path, 100, &bytes, &length));
	assert_string_equal(bytes, "not a database at all");
	RUN(place, 73, "", "entaku: ", "new", "-t", "x", "-o", "y", "--db", "other.db/inside/x.db");
}

static void lint_names_place_and_fault(void **state)
{
	struct place *place = *state;
	const struct json *packs;

	assert_true(file_write(arena_printf(place->arena, "%s/bad.yaml", place->path),
			       "pack: x\nversoin: 1\n", 19));
	RUN(place, 0, "", "", "lint", "content/meti-2015.yaml");
	RUN(place, 65, "bad.yaml:2:1: ", "", "lint", "content/meti-2015.yaml", "bad.yaml");
	RUN_JA(place, 65, "bad.yaml:2:1: ", "", "lint", "bad.yaml");
	RUN(place, 66, "", "none.yaml: cannot be read", "lint", "none.yaml");
	RUN(place, 65, "", "is not a usable pack", "new", "-t", "x", "-o", "y", "--pack", "./bad.yaml");
	expect_run(place->path, &(struct run){ .word = { "lint", "--json", "bad.yaml" } }, 65, "\"line\": 2", "");
	packs = JSON(place, "packs", "--json");
	assert_string_equal(json_get_text(packs->child[0], "id"), "meti-2015");
	RUN(place, 0, "agenda standard", "", "packs");
}

static const char *write_file(struct place *place, const char *name, const char *text)
{
	assert_true(file_write(arena_printf(place->arena, "%s/%s", place->path, name), text, strlen(text)));
	return name;
}

static void lint_explains_an_overlay(void **state)
{
	struct place *place = *state;

	write_file(place, "our.yaml", "pack: our\nversion: 1.0.0\nextends: meti-2015\nbase: 0.9.0\n"
		   "items:\n  - {id: D10, hide: true}\n");
	RUN(place, 1, "our.yaml:6:5: note: items[0]: hides D10 (content/meti-2015.yaml:", "", "lint", "our.yaml");
	RUN(place, 1, "our.yaml:4:7: warning: base: written for version 0.9.0", "", "lint", "our.yaml");
	RUN_JA(place, 1, "our.yaml:6:5: 説明: items[0]: D10を隠します", "", "lint", "our.yaml");
	write_file(place, "our.yaml", "pack: our\nversion: 1.0.0\nextends: meti-2015\nbase: 0.9.0\n"
		   "items:\n  - {id: D11, hide: true}\n");
	RUN(place, 65, "our.yaml:6:5: items[0]: there is no 'D11' in meti-2015", "", "lint", "our.yaml");
	RUN(place, 65, "", "is not a usable pack", "new", "-t", "x", "-o", "y", "--pack", "./our.yaml");
}

static void a_pack_of_ones_own_is_made(void **state)
{
	struct place *place = *state;
	const struct json *packs;

	RUN(place, 0, "our.yaml: the pack 'our' is made", "", "packs", "--extend", "meti-2015", "-o", "our.yaml");
	RUN(place, 0, "note: changes meti-2015: title", "", "lint", "our.yaml");
	RUN(place, 73, "", "our.yaml: the file is there already", "packs", "--extend", "meti-2015", "-o", "our.yaml");
	RUN_JA(place, 0, "教材「whole」を作りました", "", "packs", "--copy", "meti-2015", "-o", "whole.yaml");
	RUN(place, 0, "", "", "lint", "whole.yaml");
	RUN(place, 0, "extends: meti-2015", "", "packs", "--extend", "meti-2015", "-o", "-");
	RUN(place, 64, "", "either --copy PACK or --extend PACK", "packs", "-o", "x.yaml");
	RUN(place, 64, "", "say with --output FILE", "packs", "--copy", "meti-2015");
	RUN(place, 64, "", "the id would be 'meti-2015' again", "packs", "--copy", "meti-2015", "-o", "meti-2015.yaml");
	RUN(place, 66, "", "nowhere", "packs", "--copy", "nowhere", "-o", "x.yaml");
	RUN(place, 73, "", "no/x.yaml: it can't be written", "packs", "--copy", "meti-2015", "-o", "no/x.yaml");
	assert_false(is_there(place, "x.yaml"));
	/* A session is held with it; it keeps both files. */
	RUN(place, 0, "1 ", "", "new", "-t", "x", "-o", "y", "--pack", "./our.yaml");
	assert_int_equal(unlink(arena_printf(place->arena, "%s/our.yaml", place->path)), 0);
	RUN(place, 0, "Opening", "", "show", "1");
	RUN(place, 0, "sound", "", "verify");
	packs = JSON(place, "packs", "--json");
	assert_int_equal(json_get(packs->child[0], "parts")->count, 1);
}

static void old_facts_are_listed(void **state)
{
	struct place *place = *state;
	const struct json *facts;
	static const char later[] = "2036-11-23T05:00:00Z";

	/* Numbers of members that nobody has published anew. */
	RUN(place, 1, "D8 csirt-association: as of 2019-12 ", "", "lint", "--facts", "content/meti-2015.yaml");
	expect_run(place->path, &(struct run){ .now = "2019-12-01T05:00:00Z", .word = { "lint", "--facts" } }, 0, "", "");
	expect_run(place->path, &(struct run){ .now = later, .word = { "lint", "--facts" } }, 1, "days ago", "");
	expect_run(place->path, &(struct run){ .now = later, .language = "ja", .word = { "lint", "--facts" } },
		   1, "日前", "");
	facts = run_json(place->path, &(struct run){ .status = 1, .now = later,
			 .word = { "lint", "--facts", "--json" } }, place->arena);
	assert_true(facts->count > 5);
	assert_non_null(json_get_text(facts->child[0], "as_of"));
	assert_non_null(json_get_text(json_get(facts->child[0], "text"), "ja"));
}

static void keys_and_completions_come_from_the_tables(void **state)
{
	struct place *place = *state;

	RUN(place, 0, "F1, ?", "", "keys");
	RUN_JA(place, 0, "F1, ?", "", "keys");
	assert_true(JSON(place, "keys", "--json")->count > 50);
	RUN(place, 0, "complete -o filenames -F _entaku entaku", "", "completion", "bash");
	RUN(place, 0, "#compdef entaku", "", "completion", "zsh");
	RUN(place, 0, "complete -c entaku", "", "completion", "fish");
}

static void without_a_terminal_it_is_69(void **state)
{
	struct place *place = *state;

	RUN(place, 69, "", "entaku: ", "run");
	RUN_JA(place, 69, "", "entaku: ", NULL);
	assert_false(is_there(place, DATABASE));
}

static void a_message_cannot_command_the_terminal(void **state)
{
	struct place *place = *state;
	struct result result;

	result = program_run(place->path, &(struct run){ .word = { "\033[31mred\007\xc2\x9b" "0m" } });
	assert_int_equal(result.status, 64);
	assert_null(strchr(result.err.text, '\033'));
	assert_null(strchr(result.err.text, '\007'));
	assert_null(strstr(result.err.text, "\xc2\x9b"));
	result_release(&result);
}

/* Short output fails when it is handed over, long output before that. */
static void a_full_disk_is_told_once(void **state)
{
	static const char *const commands[] = { "packs", "keys" };
	struct place *place = *state;

	if (access("/dev/full", W_OK) != 0)
		skip();
	for (size_t i = 0; i < 2; i++)
		expect_run(place->path, &(struct run){ .output = "/dev/full", .word = { commands[i] } }, 74, "",
			   "entaku: standard output: not all could be written: the disk is full");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, arrive, leave)
	const struct CMUnitTest tests[] = {
		TEST(help_is_in_both_languages),
		TEST(usage_errors_are_64),
		TEST(reading_never_makes_a_file),
		TEST(a_session_is_made_and_listed),
		TEST(all_options_of_new_arrive),
		TEST(a_refused_new_leaves_nothing),
		TEST(the_same_seed_makes_the_same_file),
		TEST(apply_is_all_or_nothing),
		TEST(apply_reads_what_editors_write),
		TEST(show_holds_every_typed_byte),
		TEST(verify_and_check_find_what_was_changed),
		TEST(a_backup_is_whole_and_never_overwrites),
		TEST(other_files_are_not_touched),
		TEST(lint_names_place_and_fault),
		TEST(lint_explains_an_overlay),
		TEST(a_pack_of_ones_own_is_made),
		TEST(old_facts_are_listed),
		TEST(keys_and_completions_come_from_the_tables),
		TEST(without_a_terminal_it_is_69),
		TEST(a_message_cannot_command_the_terminal),
		TEST(a_full_disk_is_told_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
