# Every set of flags has a folder of its own, so that one build does not undo another.
PREFIX  ?= /usr/local
DESTDIR ?=
SECONDS ?= 60
RUNBOOK ?= multi-master
release := swift build -c release --static-swift-stdlib --scratch-path .build-release
stores := swift build -c release --static-swift-stdlib --package-path Stores/etcd --scratch-path Stores/etcd/.build-release
store := Stores/etcd/.build-release/release/belay-store-etcd

# What never leaves the process, or reads files only: no package is needed to run these.
# The longest laws are left to `make test`.
laws := run cut at any record|prefix gives only curable|any token traps|done and undone follows|conditions of the plan|day of every year|drawn by lot|no one would see|Sentences of the grammar|Changed runbooks lose
pure := ArchitectureTests $(patsubst %,Belay%Tests,Source Data Syntax Language Runtime Reporting Workspace REPL)

.PHONY: rehearse rehearse-faults help setup setup-lab build check test release stores demo demo-team crash bench fuzz lint format install clean

help:
	@echo 'make rehearse                  one master becomes three, on real etcd, in a lab'
	@echo 'make rehearse-faults           the same with every fault at every step; takes hours; RUNBOOK=pg-failover: of that one'
	@echo 'make demo                      see a runbook run, fail and put things back'
	@echo 'make demo-team                 two people, two machines, an etcd of three, and one run'
	@echo 'make check                     build, and the tests that need no other program: a minute'
	@echo 'make test                      install what the tests need, build, and all tests: twenty minutes'
	@echo 'make stores                    the program for a store in etcd, see docs/store.md; make install then installs it'
	@echo 'make install PREFIX=/usr/local the program, runbooks, completions and the man page'
	@echo 'make crash                     kill runs at every point and resume them, and rehearsals at any; takes a while'
	@echo 'make build | release | lint | format | bench | fuzz SECONDS=60 | clean'

setup:
	@.ci/setup lab tests

setup-lab:
	@.ci/setup lab

build:
	swift build

check:
	swift build --build-tests
	@SKIP='$(laws)' Tests/run $(pure)

test: setup
	swift build --build-tests
	@Stores/test
	@Tests/run

release:
	$(release)

stores:
	$(stores)

rehearse: setup-lab build
	@"$$(swift build --show-bin-path)/belay" rehearse multi-master --yes

# Continues where it was stopped: what has been rehearsed is in the file.
rehearse-faults: setup-lab release
	"$$($(release) --show-bin-path)/belay" rehearse $(RUNBOOK) --yes --every-fault --results docs/rehearsals/$(RUNBOOK).jsonl

demo: setup-lab build
	demo/run

demo-team: setup build
	swift build --package-path Stores/etcd
	demo/team

crash: setup
	BELAY_CRASH_MATRIX=all BELAY_LAB_KILLS=200 swift test --no-parallel --filter 'CrashTests|KillTests'
	BELAY_KEPT_SHELLS=no BELAY_CRASH_MATRIX=all swift test --no-parallel --filter CrashMatrixTests
	swift build --package-path Stores/etcd
	BELAY_CRASH_MATRIX=all Stores/etcd/with-cluster swift test --no-parallel --filter TakeOverMatrixTests

bench: setup release
	bench/run

fuzz:
	Tests/Fuzz/run $(SECONDS)

lint:
	lint/forbid-words
	swift format lint --strict --recursive Package.swift Sources Tests Stores/etcd/Package.swift Stores/etcd/Sources
	@lint/test-names

format:
	swift format --in-place --recursive Package.swift Sources Tests Stores/etcd/Package.swift Stores/etcd/Sources

install: release
	install -d '$(DESTDIR)$(PREFIX)/bin' '$(DESTDIR)$(PREFIX)/share/man/man1'
	for program in belay belay-lab; do \
		install -s -m 755 "$$($(release) --show-bin-path)/$$program" '$(DESTDIR)$(PREFIX)/bin/' || exit; done
	if [ -x $(store) ]; then install -s -m 755 $(store) '$(DESTDIR)$(PREFIX)/bin/' && \
		ln -sf belay-store-etcd '$(DESTDIR)$(PREFIX)/bin/belay-store-etcds'; fi
	cd runbooks && find . -name '*.runbook' -not -path './tests/*' -exec \
		install -D -m 644 '{}' '$(DESTDIR)$(PREFIX)/share/belay/runbooks/{}' ';'
	install -d '$(DESTDIR)$(PREFIX)/share/belay/diagnostics'
	install -m 644 Tests/Transcripts/Diagnostics/*.md '$(DESTDIR)$(PREFIX)/share/belay/diagnostics/'
	install -D -m 644 docs/language.md '$(DESTDIR)$(PREFIX)/share/belay/docs/language.md'
	for place in bash:bash-completion/completions/belay zsh:zsh/site-functions/_belay \
		fish:fish/vendor_completions.d/belay.fish; do \
		install -d "$$(dirname '$(DESTDIR)$(PREFIX)/share/'"$${place#*:}")" && \
		'$(DESTDIR)$(PREFIX)/bin/belay' --generate-completion-script "$${place%%:*}" \
			> '$(DESTDIR)$(PREFIX)/share/'"$${place#*:}" || exit; done
	install -m 644 docs/belay.1 '$(DESTDIR)$(PREFIX)/share/man/man1/belay.1'

clean:
	rm -rf .build .build-* Stores/etcd/.build Stores/etcd/.build-*
