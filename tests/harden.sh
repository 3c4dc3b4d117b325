#!/bin/sh
# Does the built program have the guards that it was compiled and linked with?
#
#   tests/harden.sh PROGRAM
#
# Looks with readelf and nm; where a system has no ELF files or not these tools, or a
# machine not that guard, it says so and that is no fault.

set -u
program=$1
passed=0
failed=0

# guard NAME STATUS: one line a guard.
guard() {
	if [ "$2" -eq 0 ]; then
		passed=$((passed + 1))
		printf 'ok   %s\n' "$1"
	else
		failed=$((failed + 1))
		printf 'FAIL %s\n' "$1"
	fi
}

# has TEXT PATTERN
has() {
	printf '%s\n' "$1" | grep -Eq "$2"
	echo $?
}

if ! command -v readelf >/dev/null 2>&1 || ! readelf -h "$program" >/dev/null 2>&1; then
	echo "harden: no ELF program, or no readelf: skipped"
	echo "0 passed, 0 failed"
	exit 0
fi
header=$(LC_ALL=C readelf -hW "$program")
segments=$(LC_ALL=C readelf -lW "$program")
dynamic=$(LC_ALL=C readelf -dW "$program")
symbols=$(LC_ALL=C readelf -sW --dyn-syms "$program")

guard "position independent" "$(has "$header" 'Type: +DYN')"
guard "relocations read-only" "$(has "$segments" 'GNU_RELRO')"
guard "all bound at the start" "$(has "$dynamic" 'BIND_NOW|FLAGS_1.* NOW')"
guard "stack not executable" "$(has "$segments" 'GNU_STACK .* RW +0x')"
guard "no text relocations" "$((1 - $(has "$dynamic" 'TEXTREL')))"
guard "no search path for libraries" "$((1 - $(has "$dynamic" 'RPATH|RUNPATH')))"
guard "stack protector" "$(has "$symbols" '__stack_chk_(fail|guard)')"
case $(uname -s) in
Linux) guard "checked library calls" "$(has "$symbols" '__(memcpy|snprintf|vsnprintf|read|fprintf|vfprintf)_chk')" ;;
esac
# In the program the mark is only where the C library's start files have it as well.
object=$(dirname "$program")/obj/src/cli/main.o
case $(uname -m) in
x86_64 | i?86)
	if [ -f "$object" ]; then
		guard "marked branches" "$(has "$(LC_ALL=C readelf -nW "$object")" 'IBT')"
	fi
	;;
esac

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
