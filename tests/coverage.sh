#!/bin/sh
# How much of a layer its tests have gone through, after a run of the tests of a
# build with --coverage.
#
#   tests/coverage.sh OBJECTS LAYER...      (the build's obj/ folder; store ...)
#
# One line a file and one a layer.  A layer has to be covered to LEAST per cent of
# its lines, and every function with a line that is not covered has to stand in
# tests/coverage.txt ("file:function: reason"), which may name no other.  GCOV is
# the gcov of the compiler that built.

set -u
objects=$1
shift
: "${GCOV:=gcov}"
: "${LEAST:=95}"
list=tests/coverage.txt
lines=$(mktemp) || exit 1
trap 'rm -f "$lines"' EXIT
trap 'exit 130' HUP INT TERM

if ! command -v "$GCOV" >/dev/null 2>&1; then
	echo "coverage: there is no $GCOV here; it comes with gcc" >&2
	exit 1
fi

# "file<tab>line<tab>function<tab>1 or 0" of each line that can be run.  With -b
# the name of a function stands before its first line.
for layer in "$@"; do
	for file in src/"$layer"/*.c; do
		"$GCOV" -b -t -o "$objects/src/$layer" "$file" 2>/dev/null |
			LC_ALL=C awk -F ':' -v file="$file" '
			/^ *-: *0:Source:/ { mine = $4 == file || $4 == "./" file }
			/^function / { split($0, word, " "); name = word[2] }
			mine && $2 + 0 > 0 && $1 ~ /[0-9#=]/ && $2 ~ /^ *[0-9]+$/ {
				printf "%s\t%d\t%s\t%d\n", file, $2, name, $1 !~ /[#=]/
			}'
	done
done >"$lines"

LC_ALL=C awk -F '\t' -v least="$LEAST" -v list="$list" -v layers="$*" '
function percent(part, whole) { return whole ? 100 * part / whole : 0 }
# Rounded down: 94.99 is not 95.0.
function shown(part, whole) { return sprintf("%.1f", int(percent(part, whole) * 10) / 10) }
function finding(file, what) { found = found what "\n"; bad[file] = 1 }
FILENAME == list {
	if ($0 ~ /^#/ || $0 ~ /^[ \t]*$/)
		next
	if ($0 !~ /^src\/[a-z]+\/[a-z_]+\.c:[a-z_0-9]+: ./) {
		finding(list, list ":" FNR ": expected \"file:function: reason\"")
		next
	}
	split($0, part, ":")
	if ((part[1], part[2]) in reason)
		finding(list, list ":" FNR ": " part[2] "() stands there twice")
	reason[part[1], part[2]] = FNR
	next
}
{
	split($1, step, "/")
	if (!($1 in all))
		file[++files] = $1
	all[$1]++
	good[$1] += $4
	layer_all[step[2]]++
	layer_good[step[2]] += $4
	if (!$4 && !(($1, $3) in left)) {
		order[++count] = $1 SUBSEP $3
		first[$1, $3] = $2
	}
	if (!$4)
		left[$1, $3]++
}
END {
	for (i = 1; i <= count; i++) {
		split(order[i], part, SUBSEP)
		if (!(order[i] in reason))
			finding(part[1], sprintf("%s:%d: %d lines of %s() are not covered, and %s has no reason",
				part[1], first[order[i]], left[order[i]], part[2], list))
	}
	for (key in reason) {
		split(key, part, SUBSEP)
		split(part[1], step, "/")
		if (!(key in left) && index(" " layers " ", " " step[2] " "))
			finding(part[1], sprintf("%s:%d: no line of %s() in %s is without a test; take it out",
				list, reason[key], part[2], part[1]))
	}
	for (i = 1; i <= files; i++)
		printf "%-36s %4d of %4d lines  %5s %%\n", file[i], good[file[i]], all[file[i]],
			shown(good[file[i]], all[file[i]])
	n = split(layers, name, " ")
	for (i = 1; i <= n; i++) {
		if (percent(layer_good[name[i]], layer_all[name[i]]) < least)
			finding(name[i], sprintf("src/%s: %s %% of the lines are covered, %s are the least",
				name[i], shown(layer_good[name[i]], layer_all[name[i]]), least))
		sums = sums sprintf("%s%s %s %% (%d of %d lines)", i > 1 ? ", " : "", name[i],
			shown(layer_good[name[i]], layer_all[name[i]]), layer_good[name[i]], layer_all[name[i]])
	}
	printf "%s", found
	for (key in bad)
		failed++
	print "coverage: " sums
	printf "%d passed, %d failed\n", files + n + 1 - failed, failed
	exit failed > 0
}' "$list" "$lines"
