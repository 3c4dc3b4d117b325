# entaku: `make run` on a fresh machine installs what is missing, builds, opens.
# `make help` lists the targets.  GNU make 3.81 or newer.

NAME    := entaku
VERSION := 0.1.0
VARIANT ?= release
BUILD   ?= build
PREFIX  ?= /usr/local
BINDIR  ?= $(PREFIX)/bin
MANDIR  ?= $(PREFIX)/share/man
DATADIR ?= $(PREFIX)/share/$(NAME)
DOCDIR  ?= $(PREFIX)/share/doc/$(NAME)
FUZZ_SECONDS ?= 60
SOAK_RUNS    ?= 2000
SOAK_SECONDS ?= 1200
PKG_CONFIG   ?= pkg-config

B := $(BUILD)/$(VARIANT)

.DEFAULT_GOAL := all
.DELETE_ON_ERROR:
.SUFFIXES:

# ---- flags ----------------------------------------------------------------

PKGS      := ncursesw yaml-0.1 sqlite3 libsodium jansson
TEST_PKGS := cmocka vterm

WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes \
	-Wmissing-prototypes -Wformat=2 -Wimplicit-fallthrough -Wvla -Wundef \
	-Wwrite-strings -Wcast-align -Wpointer-arith -Wredundant-decls \
	$(if $(filter 1,$(WERROR)),-Werror)

FLAGS_debug   := -O0 -g3
FLAGS_release := -O2 -g -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2
FLAGS_san     := -O1 -g -fsanitize=address,undefined -fno-omit-frame-pointer \
	-fno-sanitize-recover=all -DENTAKU_SAN
FLAGS_fuzz    := $(FLAGS_san) -fsanitize=fuzzer-no-link
FLAGS_cov     := -O0 -g --coverage
ifeq ($(FLAGS_$(VARIANT)),)
$(error VARIANT is debug, release, san, fuzz or cov, not '$(VARIANT)')
endif

# Where libraries without a pkg-config file live, and what a system wants.
SYSTEM := $(shell uname -s)
DEFINES := -D_DEFAULT_SOURCE -D_XOPEN_SOURCE=700
HARDEN_LINK := -pie -Wl,-z,relro,-z,now
LIB_UTIL := -lutil
ifeq ($(SYSTEM),Darwin)
BREW := $(shell brew --prefix 2>/dev/null)
export PKG_CONFIG_PATH := $(BREW)/opt/ncurses/lib/pkgconfig:$(BREW)/opt/sqlite/lib/pkgconfig:$(PKG_CONFIG_PATH)
LOCAL := $(BREW)
DEFINES += -D_DARWIN_C_SOURCE
HARDEN_LINK :=
LIB_UTIL :=
endif
ifeq ($(SYSTEM),FreeBSD)
LOCAL := /usr/local
DEFINES += -D__BSD_VISIBLE=1
endif

# Asked for at the first use, and only once: while this file is read on a fresh
# machine there is no pkg-config yet.  -D is left out, since ncursesw's would
# define _XOPEN_SOURCE again.
pkg_I  = $(eval pkg_I := $(shell $(PKG_CONFIG) --cflags-only-I $(PKGS)))$(pkg_I)
pkg_tI = $(eval pkg_tI := $(shell $(PKG_CONFIG) --cflags-only-I $(TEST_PKGS)))$(pkg_tI)
pkg_l  = $(eval pkg_l := $(shell $(PKG_CONFIG) --libs $(PKGS)))$(pkg_l)
pkg_tl = $(eval pkg_tl := $(shell $(PKG_CONFIG) --libs $(TEST_PKGS)))$(pkg_tl)

# The guards that Debian builds with (hardening=+all), where the compiler has them:
# asked once, as above.
guards = $(eval guards := $(shell for flag in -fstack-clash-protection -fcf-protection; do \
	$(CC) -Werror $$flag -c -x c /dev/null -o /dev/null 2>/dev/null && echo $$flag; done))$(guards)

# Relative relocations packed, where linker and libc know it: a tenth of the program less to
# read at every start.
packed = $(eval packed := $(shell made=$$(mktemp) && echo 'int main(void) { return 0; }' | \
	$(CC) -x c -fPIE -pie -Wl,-z,pack-relative-relocs - -o "$$made" 2>/dev/null && "$$made" && \
	echo -Wl,-z,pack-relative-relocs; rm -f "$$made"))$(packed)

C_FLAGS = -std=c11 $(WARNINGS) $(DEFINES) -Isrc $(pkg_I) $(LOCAL:%=-I%/include) \
	-DENTAKU_VERSION='"$(VERSION)"' -DENTAKU_DATADIR='"$(DATADIR)"' \
	-ffile-prefix-map=$(CURDIR)=. -fstack-protector-strong -fPIE \
	-Werror=format-security -Wdate-time $(guards) \
	$(FLAGS_$(VARIANT)) $(CPPFLAGS) $(CFLAGS)
L_FLAGS = $(HARDEN_LINK) $(packed) $(LOCAL:%=-L%/lib) $(FLAGS_$(VARIANT)) $(CFLAGS) $(LDFLAGS)
LIBS      = $(pkg_l) -lunistring
TEST_LIBS = $(pkg_tl) $(LIB_UTIL)

# V=1 shows the commands whole.
Q   := $(if $(V),,@)
say  = $(if $(V),,@printf '  %-4s %s\n' $(1) $(2))

# ---- sources --------------------------------------------------------------

# Link order: whoever includes stands before what it includes (design §3).
LAYERS := cli ui report store workshop content lang base

MAIN    := src/cli/main.c
sources  = $(filter-out $(MAIN),$(wildcard src/$(1)/*.c))
objects  = $(patsubst %.c,$(B)/obj/%.o,$(1))
PRESENT := $(foreach l,$(LAYERS),$(if $(call sources,$(l)),$(l)))
archive  = $(patsubst %,$(B)/lib%.a,$(filter $(1),$(PRESENT)))
PROGRAM := $(B)/$(NAME)

# What the tests of a folder may link; a call upward does not link.
LINK_base     := base
LINK_lang     := lang base
LINK_content  := content lang base
LINK_workshop := workshop content lang base
LINK_store    := store workshop content lang base
LINK_report   := report workshop content lang base
LINK_ui       := ui workshop content lang base
LINK_cli      := $(LAYERS)
LINK_app      := $(LAYERS)
LINK_bench    := $(LAYERS)
LINK_border   := $(LAYERS)
LINK_soak     := $(LAYERS)
LINK_fuzz     := $(LAYERS)
LINK_e2e      :=
TEST_FOLDERS  := base lang content workshop store report ui cli app border e2e

tests_of = $(patsubst tests/%.c,$(B)/tests/%,$(wildcard tests/$(1)/*_test.c))
CHOSEN   = $(if $(ONLY),$(filter $(ONLY),$(TEST_FOLDERS)),$(TEST_FOLDERS))
TESTS   := $(foreach f,$(CHOSEN),$(call tests_of,$(f)))
# In this order: what people feel first, as the time of all together has an end.
BENCHES := $(patsubst %,$(B)/tests/bench/%,screen work history meeting hall)
FLOORS  := $(patsubst tests/%.c,$(B)/tests/%,$(wildcard tests/bench/floor_*.c))
FUZZERS := $(patsubst tests/%.c,$(B)/tests/%,$(wildcard tests/fuzz/*_fuzz.c))
SOAK    := $(patsubst tests/%.c,$(B)/tests/%,$(wildcard tests/soak/soak.c))
SVG     := $(patsubst tests/%.c,$(B)/tests/%,$(wildcard tests/e2e/svg.c))
GOLDEN  := $(filter %/app/golden_test %/app/golden_sheet_test %/app/golden_decisions_test %/app/golden_sample_test %/app/room_test \
	%/app/seat_test %/app/replay_test %/app/pages_test %/app/journey_test,$(TESTS))

# ---- building -------------------------------------------------------------

# The default goal builds only; `run`, `test` and `check` see to the libraries.
all: $(PROGRAM) ## build the program (VARIANT=debug|release|san)

# Rewritten only when the command changes, so that another CC, PREFIX or
# VERSION builds again.
$(B)/flags: FORCE
	@mkdir -p $(@D)
	@echo '$(subst ','\'',$(CC) $(C_FLAGS) $(L_FLAGS))' > $@.new
	@if cmp -s $@.new $@; then rm -f $@.new; else mv -f $@.new $@; fi
FORCE:

# Only our sources are held to the banned names; cmocka and vterm are not ours.
$(B)/obj/src/%.o: src/%.c $(B)/flags
	$(call say,CC,$<)
	@mkdir -p $(@D)
	$(Q)$(CC) $(C_FLAGS) -include src/base/banned.h -MMD -MP -c -o $@ $<

$(B)/obj/tests/%.o: tests/%.c $(B)/flags
	$(call say,CC,$<)
	@mkdir -p $(@D)
	$(Q)$(CC) $(C_FLAGS) -Itests $(pkg_tI) -MMD -MP -c -o $@ $<

define layer_rule
$(B)/lib$(1).a: $(call objects,$(call sources,$(1)))
	$$(call say,AR,$$@)
	@rm -f $$@
	$$(Q)$$(AR) rcs $$@ $$^
endef
$(foreach l,$(PRESENT),$(eval $(call layer_rule,$(l))))

# Objects first, then archives in link order.
link = $(CC) $(L_FLAGS) -o $@ $(filter %.o,$^) $(filter %.a,$^)

$(PROGRAM): $(call objects,$(MAIN)) $(call archive,$(LAYERS))
	$(call say,LINK,$@)
	$(Q)$(link) $(LIBS)

# tests/<folder>/support*.c goes into that folder's tests; tests/support/*.c
# into app and e2e, where one takes what it uses out of an archive.
$(B)/libsupport.a: $(call objects,$(wildcard tests/support/*.c))
	@rm -f $@
	$(Q)$(AR) rcs $@ $^
SUPPORT := $(if $(wildcard tests/support/*.c),$(B)/libsupport.a)
helpers  = $(call objects,$(wildcard tests/$(1)/support*.c))
EXTRA_app := $(SUPPORT)
EXTRA_report := $(SUPPORT)
EXTRA_store := $(SUPPORT)
EXTRA_bench := $(SUPPORT)
EXTRA_border := $(call objects,$(wildcard tests/store/support*.c)) $(SUPPORT)
EXTRA_soak := $(SUPPORT)
EXTRA_e2e := $(call objects,$(wildcard tests/e2e/term.c)) $(SUPPORT)

define test_rule
$(2): $(B)/tests/%: $(B)/obj/tests/%.o $(call helpers,$(1)) $(EXTRA_$(1)) $(foreach l,$(LINK_$(1)),$(call archive,$(l)))
	$$(call say,LINK,$$@)
	@mkdir -p $$(@D)
	$$(Q)$$(link) $(3) $$(TEST_LIBS) $(if $(LINK_$(1)),$$(LIBS))
endef
$(foreach f,$(TEST_FOLDERS),$(if $(call tests_of,$(f)),$(eval $(call test_rule,$(f),$(call tests_of,$(f))))))
$(if $(SVG),$(eval $(call test_rule,e2e,$(SVG))))
$(if $(SOAK),$(eval $(call test_rule,soak,$(SOAK))))
$(if $(BENCHES),$(eval $(call test_rule,bench,$(BENCHES),-lm)))

# A floor has what it needs and nothing else: a library more is a slower start.
$(B)/tests/bench/floor_screen: FLOOR_LIBS = $(shell $(PKG_CONFIG) --libs ncursesw)
$(B)/tests/bench/floor_record: FLOOR_LIBS = $(shell $(PKG_CONFIG) --libs ncursesw sqlite3)
$(FLOORS): $(B)/tests/%: $(B)/obj/tests/%.o
	$(call say,LINK,$@)
	@mkdir -p $(@D)
	$(Q)$(link) $(FLOOR_LIBS)

$(if $(FUZZERS),$(eval $(call test_rule,fuzz,$(FUZZERS),-fsanitize=fuzzer)))

-include $(wildcard $(B)/obj/*/*/*.d)

# ---- what people call -----------------------------------------------------

# `deps` first, then a make of its own: only that one sees the new libraries.
JOBS      = $(shell getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2)
again     = --no-print-directory $(if $(findstring -j,$(MAKEFLAGS)),,-j$(JOBS))
debug     = $(if $(filter file,$(origin VARIANT)),debug,$(VARIANT))
DEPS      = CC='$(CC)' PKG_CONFIG='$(PKG_CONFIG)' LOCAL='$(LOCAL)' sh .ci/deps.sh
PACKAGES := $(PKGS) $(TEST_PKGS)

run: deps ## install what is missing, build, open the facilitator's screen (ARGS=...)
	@$(MAKE) $(again) $(PROGRAM)
	@mkdir -p sessions
	@$(PROGRAM) --db sessions/entaku.db $(ARGS)

demo: deps ## open the sample sessions on a copy that is thrown away
	@$(MAKE) $(again) $(PROGRAM)
	@$(PROGRAM) run --sample $(ARGS)

test: deps ## build and run all tests (ONLY="base ui": of these folders)
	@$(MAKE) $(again) VARIANT=$(debug) test-run

# The layers' own tests need no program, so that one layer can be worked on alone.
test-run: $(TESTS) $(if $(filter cli app border e2e,$(CHOSEN)),$(PROGRAM))
	@ENTAKU=$(CURDIR)/$(PROGRAM) sh tests/run.sh $(TESTS)

# A sample of these is in `test`: every call to the disk, every allocation, every moment
# of a power cut, all files that are left opened again, inputs up to the greatest that is
# read (about 15 minutes on 2 cores).
FAULTS := $(filter %/store/fault_test %/store/power_test %/store/memory_test %/store/migrate_test \
	%/report/memory_test %/app/fault_test %/app/fault_beside_test %/border/cost_test,\
	$(foreach f,store report app border,$(call tests_of,$(f))))

faults: deps ## every fault of disk, memory and power, one after the other (ENTAKU_SEED=)
	@$(MAKE) $(again) VARIANT=$(debug) faults-run

faults-run: $(FAULTS)
	@sh tests/faults.sh $(FAULTS)

check: deps-check ## test, again with sanitizers, lint, both compilers, fuzz smoke
	@MAKE='$(MAKE) --no-print-directory' JOBS='$(JOBS)' sh tests/check.sh

# Fuzz programs need clang's own runtime and are built by `fuzz`.
everything: $(PROGRAM) $(TESTS) $(BENCHES) $(FLOORS) $(SOAK) $(SVG)

lint: deps ## layers, sizes, globals, banned names, man pages
	@$(MAKE) $(again) -s -k VARIANT=debug lint-objects >/dev/null 2>&1 || \
		echo 'lint: not everything compiles; see "make test"'
	@sh tests/lint.sh $(BUILD)/debug/obj

# The globals are read from objects; a file that does not compile has none.
lint-objects: $(call archive,$(LAYERS)) $(call objects,$(MAIN))

# Their own tests alone have to cover them; ONLY= takes others in, too.
COVERED := workshop store
coverage: deps ## line coverage of workshop/ and store/ by their tests
	@$(MAKE) $(again) VARIANT=cov ONLY='$(or $(ONLY),$(COVERED))' coverage-run

# Counts of an earlier run would be added to.
coverage-run: $(TESTS) $(if $(filter cli app e2e,$(CHOSEN)),$(PROGRAM))
	@find $(B)/obj -name '*.gcda' -exec rm -f {} +
	@ENTAKU=$(CURDIR)/$(PROGRAM) sh tests/run.sh $(TESTS)
	@sh tests/coverage.sh $(B)/obj $(COVERED)

harden: deps ## look whether the built program has the compiler's and linker's guards
	@$(MAKE) $(again) VARIANT=release all
	@sh tests/harden.sh $(BUILD)/release/$(NAME)

bench: deps ## measure start, keys and stored sessions against floors (about 4 minutes)
	@$(MAKE) $(again) VARIANT=release bench-run

bench-run: $(BENCHES) $(FLOORS) $(PROGRAM)
	@ENTAKU=$(CURDIR)/$(PROGRAM) sh tests/bench.sh $(BUILD)/bench.json $(BENCHES)

soak: deps ## end programs at random moments, SOAK_RUNS times within SOAK_SECONDS (SOAK_SEED=)
	@$(MAKE) $(again) soak-run

soak-run: $(SOAK) $(PROGRAM)
	@ENTAKU=$(CURDIR)/$(PROGRAM) $(SOAK) $(SOAK_RUNS) $(SOAK_SECONDS) $(SOAK_SEED)

fuzz: deps ## fuzz every reader for FUZZ_SECONDS each (needs clang)
	@if ! sh .ci/deps.sh fuzzer; then \
		echo 'fuzz: no clang that can fuzz; "make deps-check" installs it'; exit 1; fi
	@$(MAKE) $(again) VARIANT=fuzz CC=clang fuzz-run

fuzz-run: $(FUZZERS)
	@sh tests/fuzz.sh $(FUZZ_SECONDS) $(B)/found $(FUZZERS)

screens: deps ## draw the golden screens and the pictures of the README again
	@$(MAKE) $(again) VARIANT=debug screens-run

screens-run: $(GOLDEN) $(SVG) $(PROGRAM)
	@for t in $(GOLDEN); do ENTAKU=$(CURDIR)/$(PROGRAM) ENTAKU_BLESS=1 sh tests/run.sh $$t || exit 1; done
	@for t in $(SVG); do ENTAKU=$(CURDIR)/$(PROGRAM) $$t || exit 1; done

deps: ## install missing libraries (does nothing when all are there)
	@$(DEPS) build $(PACKAGES)

deps-check: ## the same, with clang for the second opinion and for fuzzing
	@$(DEPS) check $(PACKAGES)

MAN1    := $(wildcard man/*.1)
MAN5    := $(wildcard man/*.5)
MAN7    := $(wildcard man/*.7)
MAN_JA1 := $(wildcard man/ja/*.1)
MAN_JA5 := $(wildcard man/ja/*.5)
DOCS    := $(wildcard README*.md CHANGES LICENSE man/*.schema.json)
CONTENT  = $(shell find content -type f -name '*.yaml' | sort) $(wildcard sessions/*.jsonl)

install: all ## install program, man pages, content (PREFIX=, DESTDIR=)
	install -d '$(DESTDIR)$(BINDIR)' '$(DESTDIR)$(DOCDIR)'
	install -m 755 $(PROGRAM) '$(DESTDIR)$(BINDIR)/$(NAME)'
	$(call install_man,$(MAN1),man1)
	$(call install_man,$(MAN5),man5)
	$(call install_man,$(MAN7),man7)
	$(call install_man,$(MAN_JA1),ja/man1)
	$(call install_man,$(MAN_JA5),ja/man5)
	for f in $(CONTENT); do install -d "$(DESTDIR)$(DATADIR)/$$(dirname $$f)" && \
		install -m 644 $$f "$(DESTDIR)$(DATADIR)/$$f" || exit 1; done
	install -m 644 $(DOCS) '$(DESTDIR)$(DOCDIR)'
install_man = $(if $(1),install -d '$(DESTDIR)$(MANDIR)/$(2)' && install -m 644 $(1) '$(DESTDIR)$(MANDIR)/$(2)')

uninstall: ## remove what install put there
	rm -f '$(DESTDIR)$(BINDIR)/$(NAME)'
	for f in $(notdir $(MAN1)); do rm -f '$(DESTDIR)$(MANDIR)/man1/'$$f; done
	for f in $(notdir $(MAN5)); do rm -f '$(DESTDIR)$(MANDIR)/man5/'$$f; done
	for f in $(notdir $(MAN7)); do rm -f '$(DESTDIR)$(MANDIR)/man7/'$$f; done
	for f in $(notdir $(MAN_JA1)); do rm -f '$(DESTDIR)$(MANDIR)/ja/man1/'$$f; done
	for f in $(notdir $(MAN_JA5)); do rm -f '$(DESTDIR)$(MANDIR)/ja/man5/'$$f; done
	for f in $(CONTENT); do rm -f '$(DESTDIR)$(DATADIR)/'$$f; done
	for f in $(notdir $(DOCS)); do rm -f '$(DESTDIR)$(DOCDIR)/'$$f; done
	for d in '$(DATADIR)/content' '$(DATADIR)/sessions' '$(DATADIR)' '$(DOCDIR)'; do \
		if [ -d '$(DESTDIR)'"$$d" ]; then rmdir '$(DESTDIR)'"$$d"; fi; done

dist: ## a source archive of the last commit, the same bytes each time
	@mkdir -p $(BUILD)
	git archive --format=tar --prefix=$(NAME)-$(VERSION)/ HEAD | gzip -9n > $(BUILD)/$(NAME)-$(VERSION).tar.gz

clean: ## remove the build folder
	rm -rf $(BUILD)

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  %-11s %s\n", $$1, $$2 }' Makefile

.PHONY: all run demo test test-run faults faults-run check everything lint lint-objects bench \
	bench-run coverage coverage-run fuzz fuzz-run screens screens-run deps deps-check install \
	uninstall dist clean help soak soak-run harden FORCE
