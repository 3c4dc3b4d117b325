#!/bin/sh
# Runs the benchmarks one after the other and sums up their rows.
#
#   tests/bench.sh FILE.json PROGRAM...
#
# Each adds a JSON line a row to the file that BENCH_ROWS names.  The folder of the
# benchmarks is on the disk of the build, since that is what a commit waits for.
# BENCH_SECONDS bounds them all together: who comes when it is over is left out.

set -u
json=$1
shift
folder=$(mktemp -d "$(pwd)/$(dirname "$json")/bench-XXXXXX") || exit 1
trap 'rm -rf "$folder"' EXIT
trap 'exit 130' HUP INT TERM
export BENCH_FOLDER="$folder" BENCH_ROWS="$folder/rows"
: >"$BENCH_ROWS"

end=$(($(date +%s) + ${BENCH_SECONDS:-240}))
limit() {
	left=$((end - $(date +%s)))
	[ "$left" -gt 0 ] || left=1
	if command -v timeout >/dev/null 2>&1; then
		timeout -k 5 "$left" "$@"
	else
		"$@"
	fi
}
broken=0
cut=0
for program in "$@"; do
	BENCH_PROGRAMS=$(dirname "$program")
	export BENCH_PROGRAMS
	echo "== $(basename "$program")"
	limit "$program" </dev/null
	status=$?
	if [ "$status" -eq 124 ] || [ "$status" -eq 137 ]; then
		echo "-- $(basename "$program"): the time was over (BENCH_SECONDS)"
		cut=$((cut + 1))
	elif [ "$status" -ne 0 ]; then
		echo "-- $(basename "$program"): did not end well"
		broken=$((broken + 1))
	fi
done

count() {
	grep -c "\"verdict\":\"$1\"" "$BENCH_ROWS"
}

{
	printf '{"at":"%s","system":"%s","rows":[\n' "$(date -u +%Y-%m-%dT%H:%M:%SZ)" "$(uname -srm)"
	sed '$!s/$/,/' "$BENCH_ROWS"
	printf ']}\n'
} >"$json"
echo "$(count reached) figures reached, $(count MISSED) missed, $(count 'too noisy') too noisy to tell, $cut programs cut off: $json"
[ "$broken" -eq 0 ]
