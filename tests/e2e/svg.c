/*
 * Draws the pictures of the README, man/entaku.svg and man/entaku.ja.svg: the
 * program runs on a terminal, in the middle of a meeting, with its clock
 * stopped, so that the same sources give the same bytes.  `make screens` runs
 * it with $ENTAKU naming the program.
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "term.h"

enum { ROWS = 34, COLUMNS = 112, PEOPLE = 7, WORDS = 40, PATH_SIZE = 512 };

/* Meetings begin at 14:00 in Japan; the picture is taken while D3 is discussed. */
#define START "T14:00:00+09:00"
#define NOW "2026-11-24T14:32:12+09:00"

/* What happened before, at a minute of the meeting; `ja` NULL: no words in it. */
struct line { int minute; const char *en, *ja; };

static const struct line last_year[] = {
	{ 0, "\"kind\":\"item_entered\",\"item\":\"D3\"", NULL },
	{ 1, "\"kind\":\"appetite_set\",\"item\":\"D3\",\"level\":3", NULL },
	{ 2, "\"kind\":\"decision_recorded\",\"item\":\"D3\",\"outcome\":\"adopted\",\"treatment\":\"retain\","
	     "\"text\":\"Keep the old plant server until May, cut off from the network.\"",
	     "\"kind\":\"decision_recorded\",\"item\":\"D3\",\"outcome\":\"adopted\",\"treatment\":\"retain\","
	     "\"text\":\"旧生産管理サーバーは、網を切り離して5月まで使う。\"" },
	{ 3, "\"kind\":\"owner_assigned\",\"item\":\"D3\",\"accountable\":\"p4\",\"due\":\"2026-05-31\"", NULL },
};

static const struct line today[] = {
	{ 0, "\"kind\":\"participant_arrived\",\"participant\":\"p1\"", NULL },
	{ 0, "\"kind\":\"participant_arrived\",\"participant\":\"p2\"", NULL },
	{ 0, "\"kind\":\"participant_arrived\",\"participant\":\"p3\"", NULL },
	{ 0, "\"kind\":\"participant_arrived\",\"participant\":\"p4\"", NULL },
	{ 0, "\"kind\":\"participant_arrived\",\"participant\":\"p5\"", NULL },
	{ 0, "\"kind\":\"participant_arrived\",\"participant\":\"p6\"", NULL },
	{ 0, "\"kind\":\"item_entered\",\"item\":\"opening\"", NULL },
	{ 5, "\"kind\":\"item_entered\",\"item\":\"P1\"", NULL },
	{ 7, "\"kind\":\"appetite_set\",\"item\":\"P1\",\"level\":3,\"said_by\":\"p1\","
	     "\"sentence\":\"We carry what three days of standstill cost us.\"",
	     "\"kind\":\"appetite_set\",\"item\":\"P1\",\"level\":3,\"said_by\":\"p1\","
	     "\"sentence\":\"三日間の操業停止までは耐える。\"" },
	{ 10, "\"kind\":\"decision_recorded\",\"item\":\"P1\",\"outcome\":\"adopted\","
	      "\"text\":\"Review the appetite every half year.\"",
	      "\"kind\":\"decision_recorded\",\"item\":\"P1\",\"outcome\":\"adopted\","
	      "\"text\":\"リスク選好は半期ごとに見直す。\"" },
	{ 11, "\"kind\":\"owner_assigned\",\"item\":\"P1\",\"accountable\":\"p1\",\"due\":\"2027-05-31\"", NULL },
	{ 12, "\"kind\":\"item_entered\",\"item\":\"P2\"", NULL },
	{ 18, "\"kind\":\"item_deferred\",\"item\":\"P2\",\"reason\":\"the list of suppliers is not complete\"",
	      "\"kind\":\"item_deferred\",\"item\":\"P2\",\"reason\":\"取引先一覧が揃っていないため\"" },
	{ 18, "\"kind\":\"item_entered\",\"item\":\"D1\"", NULL },
	{ 24, "\"kind\":\"decision_recorded\",\"item\":\"D1\",\"outcome\":\"adopted\","
	      "\"text\":\"Publish the policy in the president's name by January.\"",
	      "\"kind\":\"decision_recorded\",\"item\":\"D1\",\"outcome\":\"adopted\","
	      "\"text\":\"方針を社長名で1月までに公表する。\"" },
	{ 25, "\"kind\":\"owner_assigned\",\"item\":\"D1\",\"accountable\":\"p1\",\"due\":\"2027-01-31\"", NULL },
	{ 26, "\"kind\":\"item_entered\",\"item\":\"D3\"", NULL },
};

static const struct { const char *code, *title, *title_before, *company, *label, *shown, *picture;
		      const char *person[PEOPLE]; } languages[] = {
	{ "en", "Board workshop on cyber risk, no. 3", "Board workshop on cyber risk, no. 2", "Minato Seiki",
	  "Confidential", "What matters most", "man/entaku.svg",
	  { "Sato Ichiro;President;vote", "Suzuki Hanako;CISO;novote", "Takahashi Jiro;CFO;vote",
	    "Tanaka Misaki;Plant director;vote", "Ito Ken;Outside director;vote",
	    "Watanabe Yumi;Outside director;vote", "Yamamoto Makoto;Corporate auditor;novote" } },
	{ "ja", "第3回 サイバーリスク取締役会", "第2回 サイバーリスク取締役会", "みなと精機", "社外秘",
	  "守る物を選び", "man/entaku.ja.svg",
	  { "佐藤 一郎;社長;vote", "鈴木 花子;CISO;novote", "高橋 次郎;財務担当取締役;vote",
	    "田中 美咲;生産担当取締役;vote", "伊藤 健;社外取締役;vote", "渡辺 由美;社外取締役;vote",
	    "山本 誠;監査役;novote" } },
};

enum { LANGUAGES = sizeof(languages) / sizeof(languages[0]) };

__attribute__((format(printf, 1, 2)))
static _Noreturn void give_up(const char *format, ...)
{
	va_list args;

	fputs("svg: ", stderr);
	va_start(args, format);
	vfprintf(stderr, format, args);
	va_end(args);
	fputc('\n', stderr);
	exit(1);
}

/* A terminal of the pictures' size with the program and the words behind it. */
static struct term *start(const char *folder, size_t language, const char *now, const char *const *words)
{
	char database[PATH_SIZE];
	const char *env[] = { "ENTAKU_SEED=picture", NULL };
	const char *argv[WORDS + 8] = { getenv("ENTAKU"), "--db", database, "--lang",
					languages[language].code, "--now", now };
	size_t count = 7;

	if (!argv[0])
		give_up("$ENTAKU is not set; `make screens` sets it");
	snprintf(database, sizeof(database), "%s/%s.db", folder, languages[language].code);
	while (*words)
		argv[count++] = *words++;
	argv[count] = NULL;
	return term_open(ROWS, COLUMNS, env, argv);
}

static void run(const char *folder, size_t language, const char *now, const char *const *words)
{
	struct term *term = start(folder, language, now, words);

	while (term_pump(term, 20))
		;
	if (term_row(term, 0)[0] == '\0' || strncmp(term_row(term, 0), "entaku:", 7) == 0)
		term_dump(term);
	if (term_close(term) != 0)
		give_up("%s failed", words[0]);
}

static void make_session(const char *folder, size_t language, const char *date, const char *parent,
			 const char *title)
{
	const char *words[WORDS] = { "new", "--title", title, "--organisation", languages[language].company,
				     "--label", languages[language].label };
	char now[64];
	size_t count = 7;

	for (size_t i = 0; i < PEOPLE; i++) {
		words[count++] = "--participant";
		words[count++] = languages[language].person[i];
	}
	if (parent) {
		words[count++] = "--parent";
		words[count++] = parent;
	}
	words[count] = NULL;
	snprintf(now, sizeof(now), "%s" START, date);
	run(folder, language, now, words);
}

static void apply(const char *folder, size_t language, const char *session, const char *date,
		  const struct line *line, size_t count)
{
	char path[PATH_SIZE];
	const char *words[] = { "apply", session, path, NULL };
	FILE *out;

	snprintf(path, sizeof(path), "%s/lines", folder);
	out = fopen(path, "w");
	if (!out)
		give_up("%s cannot be written", path);
	for (size_t i = 0; i < count; i++) {
		bool japanese = strcmp(languages[language].code, "ja") == 0 && line[i].ja;

		fprintf(out, "{\"at\":\"%sT05:%02d:00.000Z\",%s}\n", date, line[i].minute,
			japanese ? line[i].ja : line[i].en);
	}
	fclose(out);
	run(folder, language, NOW, words);
	unlink(path);
}

/* The screen is whole when its last line, the keys, is there and nothing more
 * comes for a while. */
static bool is_whole(struct term *term, const char *shown)
{
	size_t before = term_output(term);

	if (!term_contains(term, shown) || !strstr(term_row(term, ROWS - 1), "F1"))
		return false;
	for (int i = 0; i < 10; i++)
		term_pump(term, 20);
	return term_output(term) == before;
}

static void draw(const char *folder, size_t language)
{
	const char *words[] = { "run", "2", NULL };
	struct term *term = start(folder, language, NOW, words);
	long end = term_clock() + TERM_DEADLINE;
	FILE *out;

	while (!is_whole(term, languages[language].shown))
		if (term_clock() > end || !term_pump(term, 20)) {
			term_dump(term);
			give_up("%s is not on the screen", languages[language].shown);
		}
	out = fopen(languages[language].picture, "w");
	if (!out)
		give_up("%s cannot be written", languages[language].picture);
	term_svg(term, out);
	fclose(out);
	term_type(term, "q");
	term_close(term);
	printf("%s\n", languages[language].picture);
}

int main(void)
{
	const char *base = getenv("TMPDIR");
	char folder[PATH_SIZE], path[2 * PATH_SIZE];

	snprintf(folder, sizeof(folder), "%s/entaku.XXXXXX", base && *base ? base : "/tmp");
	if (!mkdtemp(folder))
		give_up("%s cannot be made", folder);
	for (size_t i = 0; i < LANGUAGES; i++) {
		make_session(folder, i, "2025-11-12", NULL, languages[i].title_before);
		apply(folder, i, "1", "2025-11-12", last_year, sizeof(last_year) / sizeof(last_year[0]));
		make_session(folder, i, "2026-11-24", "1", languages[i].title);
		apply(folder, i, "2", "2026-11-24", today, sizeof(today) / sizeof(today[0]));
		draw(folder, i);
		snprintf(path, sizeof(path), "%s/%s.db", folder, languages[i].code);
		unlink(path);
	}
	rmdir(folder);
	return 0;
}
