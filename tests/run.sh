#!/bin/sh
# Runs test programs and counts their cases.
#
#   tests/run.sh PROGRAM...
#
# One line a program unless it fails; then all it said.  Each program gets a
# home of its own that is removed afterwards, so no test sees another's files
# or the ones of whoever runs it.  ENTAKU names the program under test.

set -u
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
trap 'exit 130' HUP INT TERM

passed=0
failed=0
skipped=0
limit=
if command -v timeout >/dev/null 2>&1; then
	limit="timeout -k 10 ${TEST_SECONDS:-300}"
fi

run_in_new_home() {
	home=$scratch/home
	rm -rf "$home"
	mkdir -p "$home/tmp" "$home/run"
	chmod 700 "$home/run"
	env -u ENTAKU_DB -u ENTAKU_LANG -u ENTAKU_LOG -u ENTAKU_NOW -u NO_COLOR -u LANG -u LANGUAGE \
		LC_ALL=C.UTF-8 TZ=UTC HOME="$home" TMPDIR="$home/tmp" \
		XDG_DATA_HOME="$home/data" XDG_STATE_HOME="$home/state" \
		XDG_CONFIG_HOME="$home/config" XDG_CACHE_HOME="$home/cache" \
		XDG_RUNTIME_DIR="$home/run" CMOCKA_MESSAGE_OUTPUT=TAP \
		UBSAN_OPTIONS="${UBSAN_OPTIONS:-print_stacktrace=1}" \
		$limit "$1" </dev/null >"$scratch/out" 2>&1
}

count() {
	grep -c "$1" "$scratch/out"
}

for program in "$@"; do
	name=$(basename "$(dirname "$program")")/$(basename "$program")
	run_in_new_home "$program"
	status=$?
	# cmocka writes "not ok" for a case that was skipped as well.
	skips=$(count '# SKIP')
	good=$(grep '^ok ' "$scratch/out" | grep -vc '# SKIP')
	bad=$(grep '^not ok ' "$scratch/out" | grep -vc '# SKIP')
	# A crash outside a case, a leak or a time-out is a failed case as well.
	if [ "$status" -ne 0 ] && [ "$bad" -eq 0 ]; then
		bad=1
	fi
	passed=$((passed + good))
	failed=$((failed + bad))
	skipped=$((skipped + skips))
	if [ "$bad" -ne 0 ] || [ "$status" -ne 0 ]; then
		printf 'FAIL %-28s %d failed, status %d\n' "$name" "$bad" "$status"
		sed 's/^/     /' "$scratch/out"
	else
		printf 'ok   %-28s %4d\n' "$name" "$good"
		# What a program counted of its own: "# 12 power cuts".
		sed -n 's/^# \([0-9]\)/       \1/p' "$scratch/out"
	fi
done

if [ "$skipped" -ne 0 ]; then
	echo "$skipped skipped"
fi
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
