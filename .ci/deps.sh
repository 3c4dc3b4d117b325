#!/bin/sh
# Installs what building and testing need and what is not there yet.
#
#   .ci/deps.sh build|check PKG-CONFIG-NAMES...
#   .ci/deps.sh fuzzer       (status 0: clang is here and can fuzz)
#
# Does nothing and says nothing when all is there.  Never asks: without root
# and without a sudo that works by itself it prints the one line to run.
# "check" adds clang, whose absence is no fault: the checks then skip it.
# CC, PKG_CONFIG and LOCAL (a prefix with include/ and lib/) come from make.

set -u
level=$1
shift
modules=$*
CC=${CC:-cc}
PKG_CONFIG=${PKG_CONFIG:-pkg-config}
LOCAL=${LOCAL:-}
DEBIAN_FRONTEND=noninteractive
export DEBIAN_FRONTEND

apt="gcc libc6-dev make pkg-config libncurses-dev libyaml-dev libsqlite3-dev libsodium-dev
	libjansson-dev libunistring-dev libcmocka-dev libvterm-dev mandoc"
dnf="gcc make pkgconf-pkg-config ncurses-devel libyaml-devel sqlite-devel libsodium-devel
	jansson-devel libunistring-devel libcmocka-devel libvterm-devel mandoc"
pacman="gcc make pkgconf ncurses libyaml sqlite libsodium jansson libunistring cmocka libvterm"
brew="pkgconf ncurses libyaml sqlite libsodium jansson libunistring cmocka libvterm mandoc"
pkg="gmake pkgconf ncurses libyaml sqlite3 libsodium jansson libunistring cmocka libvterm"

apt_check="clang libclang-rt-dev"
dnf_check="clang compiler-rt libasan libubsan"
pacman_check="clang compiler-rt"
brew_check=""
pkg_check=""

has() {
	command -v "$1" >/dev/null 2>&1
}

for manager in apt dnf pacman brew pkg none; do
	case $manager in
	apt) has apt-get && break ;;
	*) has $manager && break ;;
	esac
done

has_unistring() {
	printf '#include <unistr.h>\n' |
		"$CC" ${LOCAL:+"-I$LOCAL/include"} -E -x c - >/dev/null 2>&1
}

# Names what is not there, one word each.
missing() {
	has "$CC" || echo "$CC"
	if has "$PKG_CONFIG"; then
		for module in $modules; do
			"$PKG_CONFIG" --exists "$module" || echo "$module"
		done
	else
		echo "$PKG_CONFIG"
	fi
	if has "$CC"; then
		has_unistring || echo libunistring
	fi
	# Where the package manager has no mandoc, lint does without.
	case $manager in
	apt | dnf | brew) has mandoc || echo mandoc ;;
	esac
}

missing_clang() {
	[ "$level" != build ] || return 0
	fuzzer='int LLVMFuzzerTestOneInput(const unsigned char *, unsigned long);
		int LLVMFuzzerTestOneInput(const unsigned char *d, unsigned long n)
		{ return d && n == 0; }'
	out=$(mktemp) || return 0
	if ! has clang ||
		! printf '%s\n' "$fuzzer" | clang -fsanitize=fuzzer -x c -o "$out" - >/dev/null 2>&1; then
		echo clang
	fi
	rm -f "$out"
}

# Root, or a sudo that works without asking; else says what to run and ends.
become_root() {
	if [ "$(id -u)" = 0 ]; then
		root=
	elif has sudo && sudo -n true 2>/dev/null; then
		root="sudo -n env DEBIAN_FRONTEND=noninteractive"
	else
		echo "deps: this needs root; run once:" >&2
		echo "  $1" >&2
		exit 1
	fi
}

# The package lists of a fresh machine or container are empty.
apt_lists_empty() {
	for name in "$@"; do
		apt-cache policy "$name" 2>/dev/null | grep -q 'Candidate: [^(]' || return 0
	done
	return 1
}

install_packages() {
	case $manager in
	apt)
		become_root "sudo apt-get update && sudo apt-get install -y --no-install-recommends $*"
		if apt_lists_empty "$@"; then
			$root apt-get update -qq
		fi
		# Lists that are there may be old: once more with new ones.
		$root apt-get install -y -qq --no-upgrade --no-install-recommends "$@" ||
			{ $root apt-get update -qq &&
				$root apt-get install -y -qq --no-install-recommends "$@"; }
		;;
	dnf)
		become_root "sudo dnf install -y $*"
		$root dnf install -y -q "$@"
		;;
	pacman)
		become_root "sudo pacman -Sy --needed $*"
		$root pacman -Sy --needed --noconfirm "$@"
		;;
	brew)
		brew install -q "$@"
		;;
	pkg)
		become_root "sudo pkg install $*"
		$root env ASSUME_ALWAYS_YES=yes pkg install -y "$@"
		;;
	esac
}

if [ "$level" = fuzzer ]; then
	[ -z "$(missing_clang)" ]
	exit
fi

wanted=$(missing)
if [ -n "$wanted" ]; then
	echo "deps: installing, since these are missing:" $wanted >&2
	if [ "$manager" = none ]; then
		echo "deps: no known package manager; install them by hand" >&2
		exit 1
	fi
	eval "list=\$$manager"
	install_packages $list </dev/null >&2
	wanted=$(missing)
	if [ -n "$wanted" ]; then
		echo "deps: still missing:" $wanted >&2
		exit 1
	fi
fi

if [ -n "$(missing_clang)" ] && [ "$manager" != none ]; then
	echo "deps: installing clang" >&2
	eval "list=\$${manager}_check"
	# A subshell, since become_root may end it: clang is a second opinion only.
	(install_packages $list </dev/null >&2) ||
		(install_packages clang </dev/null >&2) ||
		echo "deps: clang cannot be installed; its checks will be skipped" >&2
fi
exit 0
