#!/bin/sh
# Every fault: the test programs with every place tried, and what they come to together.
#
#   tests/faults.sh PROGRAM...

set -u
out=$(mktemp -d) || exit 1
trap 'rm -rf "$out"' EXIT
trap 'exit 130' HUP INT TERM

{
	ENTAKU_WHOLE=1 TEST_SECONDS="${TEST_SECONDS:-1800}" sh tests/run.sh "$@"
	echo $? >"$out/status"
} | tee "$out/said"

# "12 faults of the disk at 30 places, 7 files verified", a line a program.
awk -v status="$(cat "$out/status")" '
/^       [0-9]/ {
	counted = 0
	for (i = 1; i < NF; i++)
		if ($i ~ /^[0-9]+$/ && $(i + 1) ~ /^(faults|power|times|migrations|with)$/)
			counted += $i
		else if ($i ~ /^[0-9]+$/ && $(i + 1) == "files")
			files += $i
	faults += counted
	if (counted) {
		clean += /0 lost, 0 halves/
		programs++
	}
}
END {
	good = status == 0 && clean == programs && programs != 0
	printf "%d faults of disk, memory and power, %d files opened again and verified, %s\n", faults, files,
		(good ? "0 lost, 0 halves" : "something lost, or half")
	exit !good
}' "$out/said"
