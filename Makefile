PYTHON  ?= python3
ARCHIVE ?= ../shared/archive
PORT    ?= 8000

PY := .venv/bin/python
export ARCHIVE
export NO_MKDOCS_2_WARNING := 1
unexport PYTHONDONTWRITEBYTECODE # tests start hundreds of processes: each would compile all anew

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "make %-8s %s\n", $$1, $$2}' Makefile

site: .venv/.site-installed build ## build the site into site/
	$(PY) -m mkdocs build --strict
	$(PY) -m generator export site
	$(PY) -m generator seal site
	@echo "The site lies in site/. To read it: $(PY) -m http.server -d site $(PORT)"
	@echo "and open http://127.0.0.1:$(PORT)/ (or, to write: make serve)"

release: .venv/.site-installed build ## pack the site for reading from disk, with all data, into dist/
	rm -rf dist
	OFFLINE=true SOURCE_DATE_EPOCH=0 $(PY) -m mkdocs build --strict --site-dir $(UNPACKED)
	$(PY) -m generator export $(UNPACKED)
	$(PY) -m generator release $(UNPACKED)
UNPACKED := .cache/release

serve: .venv/.site-installed ## serve the site and show every edit in seeds/ at once
	$(PY) -m mkdocs serve --dev-addr 127.0.0.1:$(PORT)

check: .venv/.site-installed ## check records and pages; write nothing
	$(PY) -m generator check$(if $(PUBLISHED), --published "$(PUBLISHED)")

build: .venv/.site-installed ## check the records, then write docs/
	$(PY) -m generator build

verify: .venv/.site-installed ## hold every excerpt against the documents in ARCHIVE
	$(PY) -m generator verify "$(ARCHIVE)"

text: .venv/.site-installed ## read an official text: make text KEY=source FILE=path
	$(PY) -m generator text "$(KEY)" "$(FILE)"

lint: .venv/.test-installed ## prove format, lint, types and imports
	$(PY) -m ruff format --check .
	$(PY) -m ruff check .
	$(PY) -m mypy
	$(PY) .venv/bin/lint-imports --no-logo

quick: lint ## prove in seconds what needs no browser and no built site
	$(PY) -m pytest -m "not site" $(ALL_CORES)

test: lint ## prove it all: lint, every test, every branch of the generator
	$(PY) -m pytest --cov $(ALL_CORES)
# More than eight browsers fill the memory of most machines.
ALL_CORES := -n auto --maxprocesses 8 --dist worksteal

bench: .venv/.test-installed site ## measure check and build on 100, 1,000 and 10,000 records, and a paint
	PYTHONPATH=. $(PY) tests/paint.py
	$(PY) tests/bench.py

pictures: .venv/.test-installed site ## take pictures of every kind of page, to look at
	PYTHONPATH=. $(PY) tests/pictures.py

lock: ## resolve requirements*.txt anew (needs uv)
	uv pip compile -q $(LOCK) -o requirements.txt pyproject.toml
	uv pip compile -q $(LOCK) -o requirements-test.txt pyproject.toml --group test
LOCK := --upgrade --no-strip-extras --universal --python-version 3.11 --generate-hashes --no-header

clean: ## remove what was installed and built; docs/ stays
	rm -rf .venv .cache .coverage* .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache dist pictures site

.PHONY: help site release serve check build verify text lint quick test bench pictures lock clean

# One environment, made once; a lock that changes installs anew.
$(PY):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo 'Python 3.11 or newer is needed. Name one: make PYTHON=python3.13 …' >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
	  { echo 'This Python has no venv module. On Debian and Ubuntu: apt install python3-venv' >&2; exit 1; }
	$(PYTHON) -m venv .venv

.venv/.site-installed: requirements.txt $(PY)
	$(PY) -m pip install -q --require-hashes --disable-pip-version-check -r $<
	@touch $@

.venv/.test-installed: requirements-test.txt $(PY)
	$(PY) -m pip install -q --require-hashes --disable-pip-version-check -r $<
	@touch $@
