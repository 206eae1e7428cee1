# Everything sets itself up: a machine needs Python 3.11 or newer and make.
PYTHON ?= python3
BIN := .venv/bin
PAGES := $(BIN)/sphinx-build -q -E -a -W --keep-going -d build/doctrees -c docs . build/docs
PINS := uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url
# A worker for each core; they share one PostgreSQL. Much of a test is waiting, so that this gains.
WORKERS := -n auto --dist worksteal
# The long tests wait even more: leases, restarts, rests between kills.
PATIENT_WORKERS := -n 3 --dist worksteal

.PHONY: help demo test test-fast check docs reference bench figures faults fix pins release

help:
	@echo "make demo   try Leadbell in your browser, without a token"
	@echo "make test   every test, PostgreSQL included"
	@echo "make test-fast  what needs no PostgreSQL, no other process and no browser: after each change"
	@echo "make check  formats, types, rooms, documents: exactly what CI runs before the tests"
	@echo "make docs   the documents as pages, build/docs/docs/index.html; a broken link fails"
	@echo "make reference  writes docs/reference from the program"
	@echo "make bench  how fast, as ratios"
	@echo "make figures  how much of messages, notes and timing words is read right, and what is not"
	@echo "make faults kills, stops, clocks and storms, the long way; keeps what it printed in docs/evidence"
	@echo "make fix    formats and mends what a tool can mend"
	@echo "make pins   writes requirements/ anew from pyproject.toml; wants uv"
	@echo "make release VERSION=1.2.3  says what would be released; with CONFIRM=yes it sets the tag"

.venv/ready:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Leadbell needs Python 3.11 or newer; make PYTHON=python3.12 $(MAKECMDGOALS) chooses one"; exit 2; }
	@echo "Making the environment in .venv (once) ..."
	@$(PYTHON) -m venv .venv && touch $@

.venv/runtime: .venv/ready requirements/runtime.txt requirements/build.txt pyproject.toml
	@echo "Installing what Leadbell needs ..."
	@$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r requirements/runtime.txt
	@$(BIN)/pip install -q --disable-pip-version-check --require-hashes --no-deps -r requirements/build.txt
	@$(BIN)/pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

.venv/development: .venv/runtime requirements/dev.txt
	@echo "Installing what its tests need ..."
	@$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@

demo: .venv/runtime
	@$(BIN)/leadbell sandbox

test: .venv/development
	@$(BIN)/pytest $(WORKERS)

test-fast: .venv/development
	@LEADBELL_TEST_PROFILE=fast $(BIN)/pytest $(WORKERS) -q tests/domain tests/application tests/adapters \
	  -m "not (postgresql or processes or browser or benchmark or faults)"

check: .venv/development
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(PAGES)

docs: .venv/development
	@$(PAGES)
	@echo "Open build/docs/docs/index.html"

reference: .venv/development
	@$(BIN)/python -m tests.reference

bench: .venv/development
	@$(BIN)/pytest tests/benchmarks -m benchmark -s -q

figures: .venv/development
	@$(BIN)/python -m tests.domain.intent.message_figures
	@$(BIN)/python -m tests.domain.timing.notes.figures
	@$(BIN)/python -m tests.domain.timing.corpus_figures

faults: .venv/development
	@mkdir -p docs/evidence
	@{ echo "# make faults, $$(date -u +%F), commit $$(git rev-parse --short HEAD 2>/dev/null || echo unknown)"; \
	   LEADBELL_TEST_PROFILE=nightly $(BIN)/pytest tests/faults tests/journeys tests/simulation tests/domain tests/application tests/adapters -m "faults or hypothesis" $(PATIENT_WORKERS) -v -rP --show-capture=stdout --tb=short -p no:cacheprovider 2>&1; echo "exit $$?"; } \
	  | tee docs/evidence/faults.txt; tail -1 docs/evidence/faults.txt | grep -q "^exit 0"

fix: .venv/development
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

pins:
	@$(PINS) pyproject.toml -o requirements/runtime.txt
	@$(PINS) pyproject.toml --extra dev -c requirements/runtime.txt -o requirements/dev.txt
	@printf 'hatchling>=1.27\neditables>=0.5\n' | $(PINS) - -o requirements/build.txt

release:
	@.ci/release "$(VERSION)" "$(CONFIRM)"
