/* What the screen asks to leave the room. */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/error.h"
#include "cli/desk.h"
#include "cli/papers.h"
#include "lang/lang.h"
#include "lang/words_cli.h"

static unsigned there(const struct papers *papers)
{
	unsigned found = 0;

	for (size_t i = 0; i < leaving_file_count; i++)
		found |= papers_has(papers, &leaving_files[i]) ? 1u << i : 0;
	return found;
}

/* "~/Desktop" as a shell would have it. */
static const char *folder_meant(const struct cli_context *context, struct arena *arena, const char *folder)
{
	if (folder[0] == '~' && (folder[1] == '/' || folder[1] == '\0') && context->home)
		return arena_printf(arena, "%s%s", context->home, folder + 1);
	return *folder ? folder : context->home ? context->home : ".";
}

static bool write_all(struct desk *desk, const struct papers *papers, const struct app_papers *asked, struct error *err)
{
	struct app_written *file;
	struct folder folder;

	if (!papers_folder(papers, asked->chosen, folder_meant(desk->context, papers->arena, asked->folder), &folder, err))
		return false;
	file = arena_array(papers->arena, folder.file_count, sizeof(*file));
	for (size_t i = 0; i < folder.file_count; i++)
		file[i] = (struct app_written){ folder.file[i].name, folder.file[i].sha256 };
	app_papers_written(desk->app, folder.path, file, folder.file_count);
	return true;
}

bool desk_papers(struct desk *desk, const struct app_papers *asked, bool write, struct error *err)
{
	const struct papers_wish wish = { .alias = asked->alias, .without = asked->without };
	struct arena *arena;
	struct papers papers;
	bool good;

	if (!desk->session)
		return error_set(err, ERROR_REFUSED, "%s", T(CLI_TAKEN_OVER));
	arena = arena_new();
	good = papers_begin(&papers, desk->context, desk->store, arena, desk->session, &wish, err);
	if (good && !write)
		app_papers(desk->app, there(&papers), desk->context->home ? desk->context->home : ".");
	else if (good)
		good = write_all(desk, &papers, asked, err);
	papers_end(&papers);
	arena_free(arena);
	return good;
}
