# make run    serve the map on http://localhost:8501 (PORT= changes the port)
# make test   run every check and test
# make check  the same without what takes long: no browser, no PostgreSQL, nothing marked slow
# Both set up what they need the first time; `make help` lists the rest.

PORT ?= 8501
export PORT

PY := .venv/bin/python
SOURCES := app.py pages src tests tools
QUICK := not browser and not postgresql and not slow

.DEFAULT_GOAL := help
.PHONY: help setup setup-dev run demo run-demo check check-data quick-tests test lint \
	lint-sources format geodata fonts constraints clean

help: ## list the commands
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' Makefile | expand -t 20

setup: ## make .venv and install the pinned requirements of the app
	@tools/setup.sh runtime

setup-dev: ## the same, and what tests and builds need
	@tools/setup.sh dev

run: setup ## serve the map (PORT=8501)
	@tools/run.sh

demo: setup ## fill data/var/demo.sqlite3 with three made-up rounds, marked 演示数据
	@$(PY) -m ordos_geo store demo

run-demo: setup ## the same as run, on the demonstration data (make demo first)
	@test -f data/var/demo.sqlite3 || $(MAKE) --no-print-directory demo
	@ORDOS_GEO_DATABASE_URL="sqlite:///$(CURDIR)/data/var/demo.sqlite3" tools/run.sh

lint: setup-dev ## ruff, mypy and import-linter
	@$(MAKE) --no-print-directory lint-sources

lint-sources:
	@echo "ruff" && $(PY) -m ruff check --quiet $(SOURCES) && $(PY) -m ruff format --check --quiet $(SOURCES)
	@echo "mypy" && $(PY) -m mypy --no-error-summary
	@echo "import-linter" && report=$$(.venv/bin/lint-imports --no-cache) || { echo "$$report"; exit 1; }

check: setup-dev ## what can be checked in a minute: no browser, no PostgreSQL, nothing marked slow
	@$(MAKE) --no-print-directory --jobs=2 --keep-going lint-sources check-data quick-tests

check-data:
	@echo "ordos_geo check" && $(PY) -m ordos_geo check

# worksteal: tests of a file stay together, so that what they share is drawn once
quick-tests:
	@$(PY) -m pytest tests/unit tests/data -q -n auto --dist worksteal --hypothesis-profile=check \
		-m "$(QUICK)"

test: setup-dev ## every check and test
	@chromium=$$(tools/chromium.sh) && $(MAKE) --no-print-directory lint && \
	echo "ordos_geo check" && $(PY) -m ordos_geo check && \
	CHROMIUM="$$chromium" $(PY) -m pytest -n auto --dist loadgroup

format: setup-dev ## let ruff rewrite the code
	@$(PY) -m ruff check --fix --quiet $(SOURCES); $(PY) -m ruff format $(SOURCES)

geodata: setup-dev ## rebuild geo/admin from the boundary packages
	@$(PY) -m ordos_geo geodata build

fonts: setup-dev ## rebuild the fonts: make fonts SOURCE=unpacked @fontsource/noto-sans-sc
	@$(PY) tools/build_fonts.py "$(SOURCE)"

constraints: ## resolve every version anew into constraints.txt
	@tools/constraints.sh

clean: ## delete what can be made again (.venv too; data/var stays)
	@rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	@rm -rf src/ordos_geo.egg-info static/geo
	@find app.py pages src tests tools -name __pycache__ -type d -prune -exec rm -rf {} +
