#!/bin/sh
# Everything that has to hold before a change goes in, one after the other.
# Nothing stops at the first fault.  MAKE and JOBS come from the Makefile.

set -u
: "${MAKE:=make}"
case ${MAKEFLAGS:-} in
*jobserver*) parallel= ;;
*) parallel=-j${JOBS:-2} ;;
esac
passed=0
failed=0
log=$(mktemp) || exit 1
trap 'rm -f "$log"' EXIT
trap 'exit 130' HUP INT TERM

# step NAME COMMAND...: shows its output, adds its last "N passed, N failed"
# to the sums, or counts as one case where it has none.
step() {
	title=$1
	shift
	echo "== $title"
	"$@" >"$log" 2>&1 </dev/null
	status=$?
	cat "$log"
	sums=$(sed -n 's/^\([0-9][0-9]*\) passed, \([0-9][0-9]*\) failed$/\1 \2/p' "$log" | tail -n 1)
	good=${sums% *}
	bad=${sums#* }
	if [ -z "$sums" ]; then
		good=$((status == 0))
		bad=0
	fi
	if [ "$status" -ne 0 ] && [ "$bad" -eq 0 ]; then
		bad=1
	fi
	passed=$((passed + good))
	failed=$((failed + bad))
	if [ "$bad" -ne 0 ]; then
		echo "-- $title: FAILED"
	fi
}

step "tests" $MAKE VARIANT=debug test
step "tests with sanitizers" $MAKE VARIANT=san test
step "faults" $MAKE VARIANT=debug faults
step "lint" $MAKE lint
step "guards of the built program" $MAKE harden
for compiler in gcc clang; do
	if command -v $compiler >/dev/null 2>&1; then
		step "$compiler, warnings are errors" \
			$MAKE $parallel BUILD=build/$compiler CC=$compiler WERROR=1 everything
	else
		echo "== $compiler is not here: skipped"
	fi
done
step "fifty sudden ends" $MAKE SOAK_RUNS=50 SOAK_SECONDS=120 soak
if sh .ci/deps.sh fuzzer; then
	step "fuzz smoke" $MAKE FUZZ_SECONDS="${FUZZ_SECONDS:-5}" fuzz
else
	echo "== fuzz smoke: no clang that can fuzz: skipped"
fi

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
