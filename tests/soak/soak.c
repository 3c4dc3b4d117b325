/*
 * Kill -9, SIGTERM, SIGHUP and closed terminals at random moments: of the facilitator, a
 * second one, seats and the room, and of the commands that write, alone and beside a
 * facilitator at work.  Acknowledged means kept; what was begun is whole or not there;
 * and the next one goes on.
 *
 *   soak RUNS SECONDS [SEED [BATCH]]
 *
 * So many programs must come to their end within so many seconds (0: as many as there is
 * time for).  The same seed is the same plan; with BATCH only that part of it.
 */
#include "support.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/text.h"
#include "support/term.h"

/* Programs mostly wait, for a key or for the disk: more workers than processors. */
enum { WORKERS_EACH = 2, WORKERS_MAX = 16 };

/* Seen by all workers. */
struct board {
	atomic_long next, ends;          /* batch; ends of programs so far */
	atomic_long usual[KIND_COUNT];
	struct figures figures[WORKERS_MAX];
};

struct plan { uint64_t seed; long runs, start, deadline, only; };

bool soak_goes_on(const struct soak *soak)
{
	return (!soak->runs || atomic_load(soak->ends) < soak->runs) && term_clock() < soak->deadline;
}

/* Half of them the hard way. */
enum ending soak_ending(struct soak *soak)
{
	return lot_draw(&soak->lot, 2) ? END_KILL : (enum ending)lot_draw(&soak->lot, END_COUNT);
}

void soak_count(struct soak *soak, const struct life *life, enum ending ending, enum moment moment, bool good)
{
	struct figures *figures = soak->figures;

	figures->failed += !good;
	if (life->late && good) {
		figures->late++;
		return;
	}
	figures->ended[life->kind][ending]++;
	figures->at[life->kind][moment]++;
	atomic_fetch_add(soak->ends, 1);
}

static void work(struct board *board, int number, const struct plan *plan, const struct stock *stock)
{
	struct soak soak = { .seed = plan->seed, .deadline = plan->deadline, .stock = stock,
			     .figures = &board->figures[number], .ends = &board->ends,
			     .usual = board->usual, .runs = plan->runs };

	do {
		long batch = atomic_fetch_add(&board->next, 1);

		soak.batch = (uint64_t)(plan->only < 0 ? batch : plan->only);
		batch_run(&soak);
	} while (soak_goes_on(&soak) && plan->only < 0);
}

/* What a worker that ended in a failed check of ours has not counted is a failure. */
static long wait_for(const pid_t *worker, int count)
{
	long failed = 0;

	for (int i = 0; i < count; i++) {
		int status = 0;

		waitpid(worker[i], &status, 0);
		failed += !WIFEXITED(status) || WEXITSTATUS(status) != 0;
	}
	return failed;
}

static long run(struct board *board, const struct plan *plan, const struct stock *stock)
{
	long workers = plan->only < 0 ? WORKERS_EACH * sysconf(_SC_NPROCESSORS_ONLN) : 1;
	pid_t worker[WORKERS_MAX];
	int count = (int)(workers < 1 ? 1 : workers > WORKERS_MAX ? WORKERS_MAX : workers);

	for (int i = 0; i < count; i++) {
		fflush(NULL);
		worker[i] = fork();
		if (worker[i] < 0)
			abort();
		if (worker[i] == 0) {
			work(board, i, plan, stock);
			fflush(NULL);
			_exit(0);
		}
	}
	return wait_for(worker, count);
}

static uint64_t new_seed(void)
{
	struct timespec now;

	clock_gettime(CLOCK_REALTIME, &now);
	return (uint64_t)now.tv_sec * 1000000007u + (uint64_t)now.tv_nsec + (uint64_t)getpid();
}

static struct plan plan_of(int argc, char **argv)
{
	long seconds = argc > 2 ? atol(argv[2]) : 120;

	return (struct plan){
		.runs = argc > 1 ? atol(argv[1]) : 50,
		.seed = argc > 3 && argv[3][0] ? strtoull(argv[3], NULL, 10) : new_seed(),
		.only = argc > 4 ? atol(argv[4]) : -1,
		.start = term_clock(), .deadline = term_clock() + seconds * 1000,
	};
}

int main(int argc, char **argv)
{
	struct plan plan = plan_of(argc, argv);
	struct stock stock[2];
	struct figures all = { 0 };
	struct board *board = mmap(NULL, sizeof(*board), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	bool enough;
	long ends;

	if (board == MAP_FAILED)
		abort();
	signal(SIGPIPE, SIG_IGN);
	/* nohup has it ignored, and so it would be in a child that has not yet become the program. */
	signal(SIGHUP, SIG_DFL);
	text_init_locale();
	printf("soak: seed %llu\n", (unsigned long long)plan.seed);
	stock_new(&stock[0], "en");
	stock_new(&stock[1], "ja");
	all.failed = run(board, &plan, stock);
	for (int i = 0; i < WORKERS_MAX; i++)
		figures_add(&all, &board->figures[i]);
	ends = atomic_load(&board->ends);
	enough = ends > 0 && (plan.only >= 0 || ends >= plan.runs);
	if (!enough)
		printf("FAIL: only %ld of %ld ends within the time\n", ends, plan.runs);
	stock_remove(&stock[0]);
	stock_remove(&stock[1]);
	figures_print(&all, ends, (term_clock() - plan.start) / 1000, enough);
	return all.failed || !enough;
}
