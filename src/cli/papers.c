/* See papers.h. */
#include "cli/papers.h"

#include <errno.h>
#include <string.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/str.h"
#include "cli/output.h"
#include "lang/lang.h"
#include "lang/reason.h"
#include "lang/words_cli.h"
#include "report/alias.h"
#include "store/bundle.h"
#include "store/entity.h"
#include "workshop/session.h"

bool papers_give(const struct cli_context *context, const char *path, const struct str *text, struct error *err)
{
	if (!path || strcmp(path, "-") == 0) {
		output_bytes(text->text, text->length);
		return true;
	}
	return context_may_write(context, path, err) && (file_write(path, text->text, text->length) ||
	       error_set(err, ERROR_CREATE, T(CLI_CANNOT_WRITE), path, reason_say(errno)));
}

/* A board's people have the same letters in the papers of all its sessions. */
static bool add_people(struct store *store, struct arena *arena, struct aliases *aliases, const char *organisation,
		       struct error *err)
{
	size_t count;
	const char **name = store_people(store, arena, organisation, &count, err);

	for (size_t i = 0; name && i < count; i++)
		aliases_add_person(aliases, name[i]);
	return name != NULL;
}

struct aliases *papers_aliases(struct store *store, struct arena *arena, const struct session *const *session,
			       size_t count, struct error *err)
{
	struct aliases *aliases = aliases_new(arena);
	size_t entities;
	struct store_entity *row = store_entities(store, arena, "", "9999-12-31", &entities, err);

	if (!row)
		return NULL;
	/* In the order of `group --alias`. */
	for (size_t i = 0; i < entities; i++)
		aliases_add_company(aliases, *row[i].entity ? row[i].entity : row[i].organisation);
	for (size_t i = 0; i < entities; i++)
		for (size_t k = 0; k < row[i].spelling_count; k++) {
			aliases_add_company(aliases, row[i].organisation);
			aliases_add_company(aliases, row[i].spelling[k].entity);
			aliases_add_company(aliases, row[i].spelling[k].organisation);
		}
	for (size_t i = 0; i < count; i++)
		if (session[i] && !add_people(store, arena, aliases, session[i]->now.organisation, err))
			return NULL;
	for (size_t i = 0; i < count; i++)
		if (session[i])
			aliases_add_session(aliases, session[i]);
	return aliases;
}

bool papers_begin(struct papers *papers, struct cli_context *context, struct store *store, struct arena *arena,
		  const struct session *session, const struct papers_wish *wish, struct error *err)
{
	*papers = (struct papers){ .context = context, .store = store, .arena = arena,
		.style = { .zone_minutes = session->now.zone, .wareki = context->wareki } };
	papers->parent = store_load_before(store, session);
	papers->request = (struct report_request){ .session = session, .parent = papers->parent, .style = &papers->style,
		.without = wish->without, .acceptance = wish->acceptance };
	if (wish->alias) {
		const struct session *both[] = { session, papers->parent };

		papers->request.aliases = papers_aliases(store, arena, both, 2, err);
	}
	return !wish->alias || papers->request.aliases;
}

void papers_end(struct papers *papers)
{
	store_session_free(papers->parent);
	papers->parent = NULL;
}

bool papers_write(const struct papers *papers, enum leaving_kind kind, enum leaving_format format, struct str *out,
		  struct error *err)
{
	enum lang own = lang;
	bool good;

	if (!papers->context->lang_given)
		lang_parse(papers->request.session->now.language, &lang);
	good = report_leaving(&papers->request, kind, format, out, NULL);
	lang = own;
	/* What is wrong is said in the language of whoever asks. */
	return good || report_leaving(&papers->request, kind, format, out, err);
}

bool papers_has(const struct papers *papers, const struct leaving_file *file)
{
	const struct report_request *request = &papers->request;

	/* The bundle is the record with every name. */
	if (file->kind == LEAVING_KIND_COUNT)
		return !request->aliases && request->without == 0;
	return report_has(request, file->kind, file->format);
}

static bool add(const struct papers *papers, const struct leaving_file *file, struct folder *folder, struct error *err)
{
	const char *id = papers->request.session->now.id;
	struct str text = STR_INIT;
	bool made = file->kind == LEAVING_KIND_COUNT ? store_export(papers->store, id, &text, err) :
		papers_write(papers, file->kind, file->format, &text, err);
	bool good = made && folder_add(folder, file->name, &text, err);

	if (!made)
		folder_drop(folder);
	str_release(&text);
	return good;
}

/* In the language of the record, as what is in it. */
static const char *name_of(const struct papers *papers)
{
	const struct session_state *now = &papers->request.session->now;
	enum lang own = lang;
	const char *name;

	if (!papers->context->lang_given)
		lang_parse(now->language, &lang);
	name = arena_printf(papers->arena, "%s %s", now->held_on ? now->held_on : "",
			    alias_text(papers->request.aliases, papers->arena, now->title ? now->title : ""));
	lang = own;
	return name;
}

bool papers_folder(const struct papers *papers, unsigned chosen, const char *parent, struct folder *folder,
		   struct error *err)
{
	unsigned told = 0;

	for (size_t i = 0; i < leaving_file_count; i++)
		if (chosen & (1u << i) && papers_has(papers, &leaving_files[i]))
			told |= 1u << i;
	if (told == 0)
		return error_set(err, ERROR_NO_INPUT, "%s", T(CLI_PAPERS_NONE));
	if (!folder_begin(folder, papers->arena, parent, name_of(papers), err))
		return false;
	for (size_t i = 0; i < leaving_file_count; i++)
		if (told & (1u << i) && !add(papers, &leaving_files[i], folder, err))
			return false;
	return folder_end(folder, err);
}
