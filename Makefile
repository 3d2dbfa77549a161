# Two commands matter: `make run` and `make test`. The rest is for those who build.
PYTHON ?= python3
BIN := .venv/bin
PORT ?= 8000
BASE := .venv/.base
DEV := .venv/.dev

.DEFAULT_GOAL := help
.PHONY: help install run town test check lint contracts types messages migrations bench lock ci clean

help:                   ## this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /	/' | expand -t 14

$(BASE): requirements/base.txt
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --no-compile --require-hashes -r $<
	@touch $@

$(DEV): requirements/dev.txt | $(BASE)
	@$(BIN)/python -m pip install --quiet --require-hashes -r $<
	@touch $@

install: $(DEV)         ## the virtual environment, from the lock

run: $(BASE)            ## the sample town, served on PORT (default 8000)
	@$(BIN)/python -m portal.catalogues
	@$(BIN)/python manage.py open_town --port $(PORT)

town: $(BASE)           ## the sample town, the same on every machine
	@$(BIN)/python manage.py load_sample_town --seed 1

test: $(DEV)            ## the whole suite; says what it skips and why
	@$(BIN)/python -m portal.catalogues
	@$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder $(ARGS)

check: lint contracts types messages migrations test ## everything CI checks, what fails fastest first

lint: $(DEV)            ## style
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

contracts: $(DEV)       ## who may import whom
	@$(BIN)/lint-imports

types: $(DEV)           ## types
	@$(BIN)/mypy

messages: $(DEV)        ## translations, compiled
	@$(BIN)/python -m portal.catalogues

migrations: $(DEV)      ## no change without its migration
	@$(BIN)/python manage.py makemigrations --check --dry-run

bench: $(DEV)           ## server time beside a bare page, in one run
	@$(BIN)/python tests/benches/bench_pages.py

lock:                   ## write the lock again (needs uv)
	@cd requirements && for name in base dev; do \
	  uv pip compile --universal --python-version 3.11 --generate-hashes \
	    --no-strip-extras --no-emit-index-url --no-emit-find-links --no-header --quiet $$name.in -o $$name.txt; done

clean:                  ## forget the town and its database
	@rm -rf var
