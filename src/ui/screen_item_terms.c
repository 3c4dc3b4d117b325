/* Terms and sources of an item: what its words mean, what its facts rest on,
 * where it stands in other frameworks. */
#include "ui/screens.h"

void item_terms(struct app *app, const struct stop *stop, struct page *page)
{
	(void)app;
	(void)stop;
	(void)page;
}
