/* The pre-read, and the paper that it is written on: three formats, no live markup. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/str.h"
#include "report/paper.h"
#include "report/report.h"
#include "workshop/support.h"

static const struct report_style style = { 540, false };

static void must(struct session *session, const char *line)
{
	struct error err = { ERROR_NONE, "" };

	if (!record(session, line, &err))
		fail_msg("%s\nwas refused: %s", line, err.text);
}

/* A session before with a decision, an owner, actions late and open, an acceptance
 * that runs out, a condition not met, a deputy whom nobody confirmed. */
static struct session *last_year(void)
{
	struct session *session = session_of(NULL);

	must(session, "{\"kind\":\"appetite_set\",\"item\":\"D3\",\"level\":3}");
	must(session, "{\"kind\":\"decision_recorded\",\"item\":\"D3\",\"outcome\":\"adopted\",\"text\":\"Replace <b>all</b> PLCs\"}");
	must(session, "{\"kind\":\"owner_assigned\",\"item\":\"D3\",\"accountable\":\"p1\",\"due\":\"2027-03-31\"}");
	must(session, "{\"kind\":\"action_added\",\"what\":\"Ask the maker\",\"owner\":\"p2\",\"due\":\"2027-12-31\"}");
	must(session, "{\"kind\":\"action_added\",\"what\":\"List the PLCs\",\"owner\":\"p2\",\"due\":\"2026-12-31\"}");
	must(session, "{\"kind\":\"action_added\",\"what\":\"Was done\",\"owner\":\"p2\",\"due\":\"2026-12-31\"}");
	must(session, "{\"kind\":\"action_closed\",\"action\":\"a3\",\"state\":\"done\",\"evidence\":\"mail\"}");
	must(session, "{\"kind\":\"participant_added\",\"name\":\"Mori\",\"role\":\"Manager\",\"votes\":false,"
	     "\"deputy_for\":\"Tanaka\",\"confirm_by\":\"Tanaka\",\"confirm_until\":\"2026-12-24\"}");
	return session;
}

static struct session *this_year(void)
{
	return session_of((const char *const[]){
		"{\"kind\":\"session_changed\",\"held_on\":\"2027-05-20\",\"starts\":\"13:30\",\"parent\":\"s-0\","
		"\"purpose\":\"One year on\"}",
		"{\"kind\":\"item_planned\",\"item\":\"D1\",\"dropped\":true}", NULL });
}

static char *brief(struct arena *arena, const struct session *session, const struct session *parent,
		   enum paper_format format)
{
	struct str out = STR_INIT;
	char *text;

	report_brief(session, parent, &style, format, &out);
	text = arena_strdup(arena, out.text);
	str_release(&out);
	return text;
}

static void must_have(const char *text, const char *part)
{
	if (!strstr(text, part))
		fail_msg("'%s' is not in:\n%s", part, text);
}

static void it_tells_what_is_asked_decided_due_and_run_out(void **state)
{
	struct arena *arena = arena_new();
	struct session *parent = last_year(), *session = this_year();
	const char *text = brief(arena, session, parent, PAPER_TEXT);

	(void)state;
	must_have(text, "Board day: pre-read");
	must_have(text, "2027-05-20 13:30");
	must_have(text, "13:35 P1 Decide how much risk");
	must_have(text, "Purpose: One year on");
	assert_null(strstr(text, "Set the policy")); /* off the agenda: not asked */
	must_have(text, "D3 adopted  Replace <b>all</b> PLCs (appetite 3");
	must_have(text, "(appetite 3 cautious); accountable: Sato");
	must_have(text, "overdue  List the PLCs - Suzuki (CISO), due 2026-12-31");
	must_have(text, "open  Ask the maker");
	assert_true(strstr(text, "List the PLCs") < strstr(text, "Ask the maker")); /* late ones first */
	assert_null(strstr(text, "Was done"));
	must_have(text, "not confirmed  what Mori said is to be confirmed by Tanaka until");
	assert_string_equal(text, brief(arena, session, parent, PAPER_TEXT)); /* the same bytes */
	session_free(session);
	session_free(parent);
	arena_free(arena);
}

static void without_a_session_before_it_says_so(void **state)
{
	struct arena *arena = arena_new();
	struct session *session = this_year(), *first = session_of(NULL);

	(void)state;
	must_have(brief(arena, session, NULL, PAPER_TEXT), "The earlier session is not in this file.");
	must_have(brief(arena, first, NULL, PAPER_TEXT), "this is the first.");
	session_free(session);
	session_free(first);
	arena_free(arena);
}

static int lines_of(const char *text)
{
	int count = 0;

	for (; *text; text++)
		count += *text == '\n';
	return count;
}

static void two_pages_are_enough_and_the_rest_is_counted(void **state)
{
	struct arena *arena = arena_new();
	struct session *parent = last_year(), *session = this_year();
	const char *text;

	(void)state;
	for (int i = 0; i < 60; i++)
		must(parent, arena_printf(arena, "{\"kind\":\"action_added\",\"what\":\"Action %d of a rather long kind, "
			"so that it takes two lines wherever it stands, and then some more words\",\"due\":\"2026-12-%02d\"}",
			i, 1 + i % 28));
	for (int i = 0; i < 40; i++)
		must(parent, arena_printf(arena, "{\"kind\":\"decision_recorded\",\"item\":\"D3\",\"outcome\":\"adopted\","
			"\"text\":\"Decision %d which says at some length what is to be done by whom and until when\"}", i));
	text = brief(arena, session, parent, PAPER_TEXT);
	assert_true(lines_of(text) <= 120);
	must_have(text, "more (entaku actions)");
	must_have(text, "more (entaku show)");
	session_free(session);
	session_free(parent);
	arena_free(arena);
}

static void what_was_typed_is_never_markup(void **state)
{
	static const char *const hostile[] = {
		"<script>alert(1)</script>", "&amp; \"quoted\" 'single'", "[link](javascript:alert(1))", "![x](http://e.x/y)",
		"# not a heading", "- no list", "1. no list", "`code` *bold* _it_ ~~gone~~ | cell |", "see http://evil.example/x",
		"www.evil.example", "me@evil.example", "<!-- hidden", "a\nb", "=====", "$x^2$",
	};
	struct arena *arena = arena_new();

	(void)state;
	for (size_t i = 0; i < sizeof(hostile) / sizeof(hostile[0]); i++) {
		struct str html = STR_INIT, markdown = STR_INIT;
		struct paper paper = paper_begin(PAPER_HTML, arena, &html, hostile[i], hostile[i]);

		paper_line(&paper, hostile[i]);
		paper_item(&paper, hostile[i], hostile[i]);
		paper_heading(&paper, hostile[i]);
		paper_end(&paper);
		assert_null(strstr(html.text, "<script"));
		assert_null(strstr(html.text, "<!--"));
		assert_null(strstr(html.text, "\"quoted\""));
		must_have(html.text, "default-src 'none'");
		paper_markdown(&markdown, hostile[i]);
		assert_null(strchr(markdown.text, '\n'));
		assert_null(strstr(markdown.text, "http:/"));
		assert_null(strstr(markdown.text, "www."));
		for (const char *c = markdown.text; *c; c++)
			if (strchr("`*_[<|~$@^&", *c) && (c == markdown.text || c[-1] != '\\'))
				fail_msg("'%s' is live in: %s", c, markdown.text);
		assert_false(strchr("#-+=", markdown.text[0]) && markdown.text[0]);
		str_release(&html);
		str_release(&markdown);
	}
	arena_free(arena);
}

static void html_is_closed_where_it_was_opened(void **state)
{
	static const char *const tags[] = { "html", "head", "body", "style", "ul", "li", "p", "h1", "h2", "b", "title" };
	struct arena *arena = arena_new();
	struct session *parent = last_year(), *session = this_year();
	const char *text = brief(arena, session, parent, PAPER_HTML);

	(void)state;
	for (size_t i = 0; i < sizeof(tags) / sizeof(tags[0]); i++) {
		const char *open = arena_printf(arena, "<%s>", tags[i]), *close = arena_printf(arena, "</%s>", tags[i]);
		int balance = 0;

		for (const char *at = text; (at = strstr(at, open)); at++)
			balance++;
		for (const char *at = text; (at = strstr(at, close)); at++)
			balance--;
		if (balance != (strcmp(tags[i], "html") == 0 ? -1 : 0)) /* <html lang> */
			fail_msg("%s: %d", tags[i], balance);
	}
	must_have(text, "Replace &lt;b&gt;all&lt;/b&gt; PLCs");
	must_have(text, "<html lang=\"en\">");
	must_have(brief(arena, session, parent, PAPER_MARKDOWN), "- **D3 adopted** Replace \\<b\\>all\\</b\\> PLCs");
	session_free(session);
	session_free(parent);
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(it_tells_what_is_asked_decided_due_and_run_out),
		cmocka_unit_test(without_a_session_before_it_says_so),
		cmocka_unit_test(two_pages_are_enough_and_the_rest_is_counted),
		cmocka_unit_test(what_was_typed_is_never_markup), cmocka_unit_test(html_is_closed_where_it_was_opened),
	};

	lang = LANG_EN;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
