# make run            open the studio         ARGS="run body-scan --plain" passes words on
# make test           lint, types, import directions, every test
# make coverage       every test, and what none of them reaches; takes half as long again
#
# Needs Python 3.11, 3.12 or 3.13 and make. Everything else goes into .venv.

VENV  := .venv
BIN   := $(VENV)/bin
READY := $(VENV)/.ready
DEV   := $(VENV)/.ready-dev
SHARE := $(VENV)/share
# What is fetched for tests is held by its hash, here in the lock beside it.
SERVER := tests/authoring/server
PIP   := $(BIN)/python -m pip --disable-pip-version-check install -qq
ARGS  ?=
JOBS  ?= 3

# PYTHON=/path/to/python is tried before the names that a machine may have.
PYTHON ?=

.DEFAULT_GOAL := run
.PHONY: run test coverage check lint screenshots bench clean

run: $(READY)
	@$(BIN)/studio $(ARGS)

test: lint
	@$(BIN)/python -m pytest -n $(JOBS)

coverage: $(DEV)
	@$(BIN)/python -m pytest -n $(JOBS) --cov --cov-report=term:skip-covered

check: lint
	@$(BIN)/studio check exercises

# Says nothing unless there is something to mend.
quietly = @out=$$($(1) 2>&1) || { printf '%s\n' "$$out"; exit 1; }

lint: $(DEV)
	$(call quietly,$(BIN)/ruff check .)
	$(call quietly,$(BIN)/ruff format --check .)
	$(call quietly,$(BIN)/mypy)
	$(call quietly,$(BIN)/lint-imports)

screenshots: $(DEV)
	@$(BIN)/python -m screenshots

bench: $(DEV)
	@$(BIN)/python -m bench

clean:
	@rm -rf $(VENV) dist build .coverage .mypy_cache .ruff_cache .pytest_cache \
		.hypothesis .import_linter_cache
	@find studio tests bench screenshots -name __pycache__ -type d -prune -exec rm -rf {} +

# The stamps are as old as the last install, so a second `make run` starts at once.

$(READY): pyproject.toml | $(BIN)/python
	@echo "Installing the studio into $(VENV)."
	@$(PIP) --editable .
	@$(BIN)/python -m compileall -q studio
	@touch $@

$(DEV): pyproject.toml tests/store/tinydb.txt $(SERVER)/package-lock.json | $(BIN)/python
	@echo "Installing the studio and its tests into $(VENV)."
	@$(PIP) --editable '.[dev]'
	@$(BIN)/python -m pip --disable-pip-version-check download --quiet --no-deps \
		--no-binary tinydb --require-hashes -r tests/store/tinydb.txt -d $(SHARE)
	@if command -v npm >/dev/null; then \
	  mkdir -p $(SHARE)/editor && cp $(SERVER)/*.json $(SHARE)/editor && \
	  npm ci --prefix $(SHARE)/editor --cache $(SHARE)/npm --ignore-scripts --no-audit \
	    --no-fund --silent; \
	else \
	  echo "Without npm the schema for editors is not tried in a language server."; \
	fi
	@$(BIN)/python -m compileall -q studio
	@touch $(READY) $@

# A Python that is in range but cannot make an environment is passed over: Debian
# ships that part as a package of its own.
$(BIN)/python:
	@sees=""; \
	for one in $(PYTHON) python3.11 python3.12 python3.13 python3; do \
	  $$one -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' \
	    2>/dev/null || continue; \
	  sees=$$one; \
	  $$one -c 'import ensurepip, venv' 2>/dev/null || continue; \
	  exec $$one -m venv $(VENV); \
	done; \
	if [ -n "$$sees" ]; then \
	  echo "$$sees cannot make environments here: install python3-venv" \
	    "(sudo apt install python3-venv), then run make again." >&2; \
	else \
	  echo "No Python 3.11, 3.12 or 3.13 was found: install one, then run make again." >&2; \
	fi; \
	exit 1
