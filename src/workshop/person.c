/*
 * People.  An owner must be a human being, since a department can neither be
 * asked nor keep a promise; the test below looks for the words that names of
 * organisations end in.  Family names such as 阿部, 服部 or 大室 also end so:
 * the one-character endings therefore count only after a word that departments
 * are named by.
 */
#include "workshop/rules.h"

#include <string.h>

#include "base/str.h"
#include "base/text.h"
#include "lang/words_workshop.h"

/* These end no personal name. */
static const char *const endings[] = {
	"本部", "事業部", "部門", "チーム", "グループ", "委員会", "センター", "支社", "支店",
	"工場", "会社", "研究所", "取締役会", "経営会議", "課", "係", "(株)",
};

/* 部, 室 and 局 count after one of these. */
static const char *const short_endings[] = { "部", "室", "局" };
static const char *const stems[] = {
	"総務", "人事", "経理", "法務", "財務", "営業", "製造", "生産", "品質", "企画", "経営", "情報",
	"システム", "開発", "技術", "広報", "購買", "調達", "監査", "管理", "事業", "業務", "資材",
	"物流", "研究", "海外", "管財", "it", "セキュリティ", "秘書", "社長", "推進", "統括", "戦略",
	"国際", "関連", "支援", "保証", "設計", "工務", "労務", "渉外", "事務",
};

static const char *const last_words[] = {
	"department", "dept", "dept.", "division", "team", "group", "office", "committee", "unit",
	"section", "board", "bureau", "ltd", "ltd.", "inc", "inc.", "company", "corporation", "co.",
	"plant", "factory", "desk", "taskforce", "csirt", "soc",
};

static const char *const whole_names[] = {
	"it", "hr", "legal", "finance", "security", "management", "operations", "procurement",
	"manufacturing", "compliance", "internal audit", "情シス", "経営陣", "全員", "everyone",
	"everybody", "all", "tbd", "未定",
};

static bool ends_in(const char *text, const char *ending)
{
	size_t length = strlen(text), tail = strlen(ending);

	return length >= tail && strcmp(text + length - tail, ending) == 0;
}

static bool any_ends(const char *text, const char *const *list, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (ends_in(text, list[i]))
			return true;
	return false;
}

/* "第一製造部": a short ending, and before it a word that departments have. */
static bool short_ending(struct arena *arena, const char *folded)
{
	for (size_t i = 0; i < ARRAY_LENGTH(short_endings); i++) {
		const char *stem;

		if (!ends_in(folded, short_endings[i]))
			continue;
		stem = arena_strndup(arena, folded, strlen(folded) - strlen(short_endings[i]));
		if (any_ends(stem, stems, ARRAY_LENGTH(stems)))
			return true;
	}
	return false;
}

static bool is_one_of(const char *text, const char *const *list, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(text, list[i]) == 0)
			return true;
	return false;
}

bool person_is_department(const char *name)
{
	struct arena *arena = arena_new();
	const char *folded = text_fold(arena, name);
	const char *space = strrchr(folded, ' ');
	bool department;

	department = any_ends(folded, endings, ARRAY_LENGTH(endings)) || short_ending(arena, folded) ||
		     is_one_of(folded, whole_names, ARRAY_LENGTH(whole_names)) ||
		     strstr(folded, "株式会社") != NULL ||
		     is_one_of(space ? space + 1 : folded, last_words, ARRAY_LENGTH(last_words));
	arena_free(arena);
	return department;
}

bool person_same(struct person a, struct person b)
{
	if (!a.name || !b.name)
		return false;
	if (a.participant && b.participant)
		return strcmp(a.participant, b.participant) == 0;
	return strcmp(a.name, b.name) == 0 && a.role && b.role && strcmp(a.role, b.role) == 0;
}

struct person participant_person(const struct participant *participant)
{
	const struct participant *p = participant;
	bool open = p->deputy_for && !p->confirmed;

	return (struct person){
		.participant = p->id, .name = p->name, .role = p->role,
		.deputy_for = open ? p->deputy_for : NULL, .confirm_by = open ? p->confirm_by : NULL,
		.confirm_until = open ? p->confirm_until : NULL,
	};
}

/* Who has to confirm it, and until when, as far as that is known. */
static void deputy_say(const struct person *person, struct str *out)
{
	const char *by = person->confirm_by ? person->confirm_by : person->deputy_for;

	str_printf(out, T(PERSON_DEPUTY), person->name, person->role ? person->role : "", person->deputy_for);
	if (person->confirm_until)
		str_printf(out, T(PERSON_CONFIRM_UNTIL), by, person->confirm_until);
	else
		str_printf(out, T(PERSON_CONFIRM), by);
}

void person_say(struct person person, struct str *out)
{
	if (!person.name)
		return;
	if (person.deputy_for)
		deputy_say(&person, out);
	else if (person.role)
		str_printf(out, T(PERSON_WITH_ROLE), person.name, person.role);
	else
		str_add(out, person.name);
}
