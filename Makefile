# make chat    set up, index corpus/ and open the web chat
# make test    set up and pass the tests
# make check   format, lint, types and the site of docs/, then the tests: what .ci/run calls
# make docs    build the site of docs/ into build/site, with its links checked

PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 7860

BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
# pip would compile every file of every package; Python compiles those that it uses.
INSTALL := $(PIP) install --no-compile
# The versions that were tested together; pyproject.toml allows wider ranges.
LOCK := --constraint requirements.lock
TORCH := $(shell sed -n 's/^\(torch==.*\)/\1/p' requirements.lock)

# What is compiled once is not compiled again by each of the processes that tests start.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help chat test check docs format clean

help:
	@sed -n 's/^# \(make .*\)/  \1/p' Makefile

chat: .venv/.installed
	$(BIN)/assistant index
	$(BIN)/assistant serve --host $(HOST) --port $(PORT)

# Whole files side by side, so that no fixture is made twice; three at a time, for some only wait for
# a browser.
test: .venv/.installed-dev
	$(BIN)/python -m pytest --numprocesses 3 --dist loadfile

check: .venv/.installed-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	@$(MAKE) --no-print-directory docs test

# Two of its pages are made from the program itself. Nothing of the site is loaded from another host.
docs: .venv/.installed-dev
	$(BIN)/python -m typer assistant.cli utils docs --name assistant --title "The commands" \
	  --output docs/commands.md
	$(BIN)/python -m tools.reference docs/python-api.md
	$(BIN)/zensical build --strict --clean
	@! grep -rnoE '<(script|link|img|iframe)[^>]+(src|href)="?(https?:)?//[^>]*' build/site --include='*.html'

format: .venv/.installed-dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

clean:
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis .cache build dist
	rm -f docs/commands.md docs/python-api.md
	rm -rf index/chroma index/keywords index/manifest.sqlite*

# The stamps make the second run fast, and are older than a changed pyproject.toml or lock.
.venv/.installed: .venv/bin/python pyproject.toml requirements.lock
	$(INSTALL) $(LOCK) $(TORCH)
	$(INSTALL) $(LOCK) --editable .
	@touch $@

.venv/.installed-dev: .venv/.installed
	$(INSTALL) $(LOCK) --editable '.[dev]'
	@touch $@

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Python 3.11 or newer is needed, and $(PYTHON) is not." \
	       "Name another: make $(MAKECMDGOALS) PYTHON=python3.12" >&2; exit 1; }
	$(PYTHON) -m venv .venv || { rm -rf .venv; \
	  echo "No virtual environment could be made. On Debian: apt install python3-venv" >&2; exit 1; }
