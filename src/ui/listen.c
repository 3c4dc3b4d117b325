/* pselect(), because it is the one way to let signals in only while waiting
 * that all systems have. */
#include "ui/listen.h"

#include <errno.h>
#include <sys/select.h>
#include <unistd.h>

#include "ui/input.h"

enum { PROBE_MS = 200, PROBE_STEP_MS = 20, PROBE_READS = 64 };

enum heard listen_wait(int milliseconds, const sigset_t *mask)
{
	struct timespec time = { milliseconds / 1000, milliseconds % 1000 * 1000000L };
	fd_set set;
	int ready;

	FD_ZERO(&set);
	FD_SET(STDIN_FILENO, &set);
	ready = pselect(STDIN_FILENO + 1, &set, NULL, NULL, &time, mask);
	if (ready < 0)
		return HEARD_SIGNAL;
	return ready > 0 ? HEARD_BYTES : HEARD_NOTHING;
}

bool listen_read(struct input *input)
{
	char bytes[1024];
	size_t room = input_room(input);
	ssize_t got = read(STDIN_FILENO, bytes, room < sizeof(bytes) ? room : sizeof(bytes));

	if (got > 0)
		input_add(input, bytes, (size_t)got);
	return got > 0 || (got < 0 && (errno == EINTR || errno == EAGAIN));
}

/* Whoever has the terminal, too, may have told it not to wait. */
static bool wait_for_room(void)
{
	fd_set set;

	FD_ZERO(&set);
	FD_SET(STDOUT_FILENO, &set);
	return pselect(STDOUT_FILENO + 1, NULL, &set, NULL, NULL, NULL) > 0 || errno == EINTR;
}

void listen_write(const char *bytes, size_t length)
{
	while (length > 0) {
		ssize_t wrote = write(STDOUT_FILENO, bytes, length);

		if (wrote < 0 && (errno == EINTR || (errno == EAGAIN && wait_for_room())))
			continue;
		if (wrote <= 0)
			return;
		bytes += wrote;
		length -= (size_t)wrote;
	}
}

void listen_ask(void)
{
	static const char question[] = "\r\xE2\x91\xA0\033[6n";

	listen_write(question, sizeof(question) - 1);
}

int listen_answer(struct input *input)
{
	static const char clean[] = "\r\033[K";
	int column = 0, waited = 0;

	for (int i = 0; i < PROBE_READS && waited < PROBE_MS && column == 0; i++) {
		if (listen_wait(PROBE_STEP_MS, NULL) != HEARD_BYTES)
			waited += PROBE_STEP_MS;
		else if (input_room(input) == 0 || !listen_read(input))
			break;
		else
			column = input_take_column(input);
	}
	listen_write(clean, sizeof(clean) - 1);
	return column > 1 ? column - 1 : 0;
}
