/* What is read aloud before the seal: a sentence a decision. */
#include "report/report.h"

#include <string.h>

#include "base/str.h"
#include "lang/lang.h"
#include "lang/words_report.h"
#include "workshop/session.h"

static const struct { const char *outcome; struct words words; } sentences[] = {
	{ "adopted", W(REPORT_READ_ADOPTED) },
	{ "rejected", W(REPORT_READ_REJECTED) },
	{ "deferred", W(REPORT_READ_DEFERRED) },
};

static const char *outcome_words(const char *outcome)
{
	for (size_t i = 0; i < sizeof(sentences) / sizeof(sentences[0]); i++)
		if (strcmp(sentences[i].outcome, outcome) == 0)
			return say(sentences[i].words);
	return outcome;
}

static void add_on_one_line(struct str *out, const char *text)
{
	for (; *text; text++)
		str_add_char(out, *text == '\n' ? ' ' : *text);
}

static void read_decision(const struct session *session, const struct decision *decision,
			  struct str *out)
{
	const struct stop *stop = session_stop(session, decision->item);
	const struct assignment *owner = session_assignment(session, decision->item);
	char name[128] = "";

	if (stop)
		stop_name(stop, name, sizeof(name));
	str_printf(out, "%s: %s", name[0] ? name : decision->item, outcome_words(decision->outcome));
	add_on_one_line(out, decision->text);
	if (owner && owner->accountable.name) {
		str_add(out, T(REPORT_READ_OWNER));
		person_say(owner->accountable, out);
		if (owner->due)
			str_printf(out, T(REPORT_READ_DUE), owner->due);
		str_add(out, T(REPORT_READ_STOP));
	}
	str_add_char(out, '\n');
}

void report_read_back(const struct session *session, struct str *out)
{
	for (size_t s = 0; s < session->now.stop_count; s++)
		for (size_t i = 0; i < session->now.decision_count; i++) {
			const struct decision *decision = &session->now.decision[i];

			if (!decision->superseded_by &&
			    strcmp(decision->item, session->now.stop[s].id) == 0)
				read_decision(session, decision, out);
		}
}
