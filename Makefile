# Two commands matter: `make run` and `make test`. The rest is for those who build.
PYTHON ?= python3
BIN := .venv/bin
PORT ?= 8000
DATABASE ?= $(DATABASE_URL)
STAMP := .venv/.installed

.DEFAULT_GOAL := help
.PHONY: help install run serve town test check lint contracts types messages migrations bench lock ci clean

help:                   ## this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /	/' | expand -t 14

$(STAMP): requirements/base.txt requirements/dev.txt
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --require-hashes -r requirements/dev.txt
	@touch $@

install: $(STAMP)       ## the virtual environment, from the lock

run: $(STAMP)           ## the sample town, served on PORT (default 8000)
	@$(BIN)/python manage.py open_town --port $(PORT)

town: $(STAMP)          ## the sample town, the same on every machine
	@$(BIN)/python manage.py load_sample_town --seed 1

test: $(STAMP)          ## the whole suite; says what it skips and why
	@$(BIN)/python manage.py compile_catalogues
	@$(BIN)/python -m pytest -n 2 --dist loadfile $(ARGS)

check: lint contracts types messages migrations test ## everything CI checks, what fails fastest first

lint: $(STAMP)          ## style
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

contracts: $(STAMP)     ## who may import whom
	@$(BIN)/lint-imports

types: $(STAMP)         ## types
	@$(BIN)/mypy

messages: $(STAMP)      ## translations, compiled
	@$(BIN)/python manage.py compile_catalogues

migrations: $(STAMP)    ## no change without its migration
	@$(BIN)/python manage.py makemigrations --check --dry-run

bench: $(STAMP)         ## server time beside a bare page, in one run
	@$(BIN)/python tests/benches/bench_pages.py

lock:                   ## write the lock again (needs uv)
	@cd requirements && for name in base dev; do \
	  uv pip compile --universal --python-version 3.11 --generate-hashes \
	    --no-emit-index-url --no-emit-find-links --no-header --quiet $$name.in -o $$name.txt; done

clean:                  ## forget the town and its database
	@rm -rf var
