#!/bin/sh
# The rules of the house that a compiler does not know.
#
#   tests/lint.sh OBJECTS        (a build's obj/ folder, for the globals)
#
# Every finding is "file:line: what"; the status is 1 when there is one.

set -u
objects=$1
findings=$(mktemp) || exit 1
trap 'rm -f "$findings"' EXIT
trap 'exit 130' HUP INT TERM

sources=$(find src -name '*.[ch]' | LC_ALL=C sort)
tests=$(find tests -name '*.[ch]' | LC_ALL=C sort)
scripts=$(find tests .ci -name '*.sh' | LC_ALL=C sort)
pages=$(find man -name '*.[1-9]' | LC_ALL=C sort)
texts="$sources $tests $scripts $pages Makefile .ci/run $(find . -maxdepth 1 -name '*.md')"

# Which layer may include which, who may include what, and no circle among
# headers: one look at all include lines (design.md, section 3).
include_lines() {
	LC_ALL=C awk '
	BEGIN {
		may["base"] = " base "
		may["lang"] = " lang base "
		may["content"] = " content lang base "
		may["workshop"] = " workshop content lang base "
		may["store"] = " store workshop content lang base "
		may["report"] = " report workshop content lang base "
		may["ui"] = " ui workshop content lang base "
		may["cli"] = " cli ui report store workshop content lang base "
		place["ncurses.h"] = place["curses.h"] = "^ui/(tty\\.c|pen\\.[ch])$"
		place["term.h"] = "^ui/tty\\.c$"
		place["sqlite3.h"] = "^store/"
		place["yaml.h"] = "^content/yaml\\.c$"
		place["jansson.h"] = "^base/json\\.c$"
		place["sodium.h"] = "^((store|cli)/|report/paper_html\\.c$)"
	}
	function finding(what) { printf "%s:%d: %s\n", FILENAME, FNR, what }
	/^[ \t]*#[ \t]*include/ {
		me = FILENAME
		sub(/^src\//, "", me)
		layer = me
		sub(/\/.*/, "", layer)
		what = $0
		sub(/^[^"<]*["<]/, "", what)
		sub(/[">].*/, "", what)
		if ($0 ~ /</) {
			name = what
			sub(/.*\//, "", name)
			if (name in place && me !~ place[name])
				finding("<" what "> does not belong here")
			next
		}
		other = what
		sub(/\/.*/, "", other)
		if (what !~ /\//)
			finding("write \"layer/" what "\"")
		else if (!(layer in may))
			finding("unknown layer \"" layer "\"")
		else if (index(may[layer], " " other " ") == 0)
			finding(layer " must not include " other)
		if (me ~ /\.h$/) {
			edge[me] = edge[me] " " what
			line[me, what] = FNR
		}
	}
	function walk(header, path,   list, n, i) {
		if (state[header] == 2)
			return
		state[header] = 1
		n = split(edge[header], list, " ")
		for (i = 1; i <= n; i++) {
			if (state[list[i]] == 1)
				printf "src/%s:%d: headers include each other: %s %s\n", header,
					line[header, list[i]], path, list[i]
			else
				walk(list[i], path " " list[i])
		}
		state[header] = 2
	}
	END {
		for (header in edge)
			walk(header, header)
	}' $sources
}

# Calls that only some places may make.  Comments and strings do not count.
calls() {
	LC_ALL=C awk '
	function finding(what) { printf "%s:%d: %s\n", FILENAME, FNR, what }
	FNR == 1 { comment = 0 }
	{
		code = $0
		if (comment) {
			if (code !~ /\*\//)
				next
			sub(/^.*\*\//, "", code)
			comment = 0
		}
		gsub(/\\./, "", code)
		gsub(/"[^"]*"/, "\"\"", code)
		gsub(/\/\*[^*]*(\*[^\/][^*]*)*\*\//, "", code)
		sub(/\/\/.*/, "", code)
		if (code ~ /\/\*/) {
			sub(/\/\*.*/, "", code)
			comment = 1
		}
		code = " " code
	}
	code ~ /[^A-Za-z0-9_>.](time|clock_gettime|gettimeofday) *\(/ &&
	FILENAME !~ /^src\/(cli\/|base\/log\.c)/ {
		finding("only cli looks at the clock")
	}
	code ~ /[^A-Za-z0-9_>.](system|popen|execl|execlp|execv|execvp|dlopen|socket) *\(/ {
		finding("nothing is run, loaded or sent from here")
	}
	code ~ /[^A-Za-z0-9_>.](fopen|fdopen|open|opendir|getenv|file_read|file_write) *\(/ &&
	FILENAME ~ /^src\/(lang|workshop|report|ui)\// && FILENAME !~ /^src\/ui\/tty\.c/ {
		finding("this layer has no files and no environment")
	}
	$0 ~ /(^|[^A-Za-z])(TODO|FIXME)([^A-Za-z]|$)/ { finding("finish it or leave it out") }
	' $sources
}

# At most 500 lines a file, 80 a function (from its head to its brace).
sizes() {
	LC_ALL=C awk '
	function ended() {
		if (name != "" && lines > 500)
			printf "%s:1: %d lines, 500 are the limit\n", name, lines
	}
	FNR == 1 { ended(); inside = 0; head = 0 }
	{ name = FILENAME; lines = FNR }
	!inside && /^[A-Za-z_].*\(/ && !/;[ \t]*$/ { head = FNR; headline = $0 }
	!inside && /^[ \t]*$/ { head = 0 }
	!inside && /^\{/ && head { inside = 1 }
	inside && /^\}/ {
		if (FNR - head + 1 > 80) {
			sub(/\(.*/, "", headline)
			sub(/.*[ *]/, "", headline)
			printf "%s:%d: %s() has %d lines, 80 are the limit\n", FILENAME,
				head, headline, FNR - head + 1
		}
		inside = 0
		head = 0
	}
	END { ended() }' $sources $tests
}

form() {
	LC_ALL=C awk '
	FNR == 1 && FILENAME ~ /^src\// && !/^\/\*/ {
		printf "%s:1: begins with a comment that says what it is\n", FILENAME
	}
	/[ \t]$/ { printf "%s:%d: trailing white space\n", FILENAME, FNR }
	/\r/ { printf "%s:%d: carriage return\n", FILENAME, FNR }
	FILENAME ~ /\.[ch]$/ && /^        / { printf "%s:%d: indent with tabs\n", FILENAME, FNR }
	' $texts
}

# Variables that can be written, by the section they went into.
globals() {
	command -v nm >/dev/null 2>&1 || return 0
	for object in $(find "$objects/src" -name '*.o' 2>/dev/null | LC_ALL=C sort); do
		file=${object#"$objects/"}
		file=${file%.o}.c
		[ -f "$file" ] || continue
		case $file in
		src/ui/tty.c | src/base/log.c | src/lang/lang.c) continue ;;
		esac
		nm -f sysv "$object" 2>/dev/null | LC_ALL=C awk -F '|' -v file="$file" '
		{ gsub(/ /, "", $1); gsub(/ /, "", $NF) }
		$NF ~ /^\.(data|bss|tdata|tbss)/ && $NF !~ /^\.data\.rel\.ro/ && $1 !~ /^\./ ||
		$NF == "*COM*" { printf "%s:1: %s is a variable of the whole program\n", file, $1 }'
	done
}

manuals() {
	[ -n "$pages" ] || return 0
	if command -v mandoc >/dev/null 2>&1; then
		mandoc -Tlint -Wwarning $pages | sed 's/^mandoc: //'
	else
		echo "lint: mandoc is not here: man pages are not looked at" >&2
	fi
}

shells() {
	for script in $scripts; do
		sh -n "$script" 2>&1
	done
	if [ -f .ci/run ] && command -v bash >/dev/null 2>&1; then
		bash -n .ci/run 2>&1
	fi
}

passed=0
failed=0
for rule in include_lines calls sizes form globals manuals shells; do
	$rule >"$findings"
	if [ -s "$findings" ]; then
		failed=$((failed + 1))
		cat "$findings"
	else
		passed=$((passed + 1))
	fi
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
