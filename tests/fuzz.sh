#!/bin/sh
# Runs fuzz programs, each for some seconds, from its corpus tests/fuzz/<name>/ and
# with its words tests/fuzz/<name>.dict.
#
#   tests/fuzz.sh SECONDS FOUND-FOLDER PROGRAM...
#
# New inputs and crashes go to the found folder, never into the corpus.  A
# crash worth keeping is copied to the corpus by hand, with its fix.

set -u
seconds=$1
found=$2
shift 2
passed=0
failed=0

# Databases are made by the thousand: in memory where there is a folder of it.
if [ -z "${TMPDIR:-}" ] && [ -w /dev/shm ]; then
	TMPDIR=/dev/shm
	export TMPDIR
fi

for program in "$@"; do
	name=$(basename "$program" _fuzz)
	corpus=tests/fuzz/$name
	mkdir -p "$found/$name"
	log=$found/$name.log
	if [ -d "$corpus" ]; then
		set -- "$corpus"
	else
		set --
	fi
	dictionary=tests/fuzz/$name.dict
	if [ -f "$dictionary" ]; then
		set -- "-dict=$dictionary" "$@"
	fi
	if LC_ALL=C.UTF-8 "$program" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 \
		-artifact_prefix="$found/$name-" "$found/$name" "$@" </dev/null >"$log" 2>&1; then
		passed=$((passed + 1))
		runs=$(sed -n 's/^Done \([0-9]*\) runs.*/\1/p' "$log")
		printf 'ok   fuzz/%-23s %s runs\n' "$name" "$runs"
	else
		failed=$((failed + 1))
		printf 'FAIL fuzz/%s, see %s\n' "$name" "$log"
		tail -n 40 "$log" | sed 's/^/     /'
	fi
done

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
