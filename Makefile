# The two commands are `make demo` and `make test`; `make help` lists the rest.
PYTHON := $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
READY := .venv/ready
export UV_COMPILE_BYTECODE := 1
export PYTHONUTF8 := 1
# What the checks look at needs settings, but never anybody's own books.
CHECKS := DUEBOOK_STATE=$(CURDIR)/var/checks

help: ## what can be asked of make
	@sed -nE 's/^([a-z-]+):.*## (.*)/  make \1\t\2/p' Makefile | expand -t 20

demo: $(READY) ## a company's receivables day, to look at in the browser (HEADLESS=1: without serving)
	$(BIN)/duebook demo $(if $(HEADLESS),--headless)

test: lint browser ## every check and every test
	$(BIN)/python -m pytest -n 2 --dist loadfile -m "not slow"

check: lint ## the fast checks: style, types, imports, architecture
	$(BIN)/python -m pytest -q tests/test_architecture.py

lint: $(READY)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(CHECKS) $(BIN)/mypy
	$(BIN)/lint-imports

test-slow: $(READY) browser ## the long runs that `make test` leaves out
	$(BIN)/python -m pytest -m slow

bench: $(READY) ## the benchmarks of docs/benchmarks.md
	$(BIN)/python -m bench

stop: $(READY) ## stop the database of this machine
	$(BIN)/duebook stop

lock: $(READY) ## choose and pin newer versions of all dependencies
	@for name in uv base ocr dev; do \
	  $(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-header \
	    --no-emit-index-url requirements/$$name.in --output-file requirements/$$name.txt || exit 1; \
	done

clean: ## remove what was built here; books and settings stay
	rm -rf .venv var build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(READY): requirements/dev.txt requirements/uv.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Duebook needs Python 3.11 or newer; found: $$($(PYTHON) --version)"; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/uv.txt || echo "No uv here: pip does it, slower."
	@if test -x $(BIN)/uv; then install="$(BIN)/uv pip install --python $(BIN)/python"; \
	else install="$(BIN)/python -m pip install"; fi; \
	set -ex; \
	$$install --quiet --require-hashes -r requirements/dev.txt; \
	$$install --quiet --no-deps --no-build-isolation --editable .
	touch $(READY)

browser:
	@command -v chromium chromium-browser google-chrome > /dev/null \
	  || { test "$$(id -u)" = 0 && command -v apt-get > /dev/null \
	       && apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y chromium > /dev/null; } \
	  || echo "No Chromium: the tests that look at pages in a browser are left out (install 'chromium' to run them)."

.PHONY: help demo test check lint test-slow bench stop lock clean browser
