# Two commands: `make run` starts Værn, `make test` proves it. Each sets up what it needs.

PORT ?= 8000
VAERN_HOME ?= var
PYTHON ?= python3
PIP = .venv/bin/python -m pip --quiet --disable-pip-version-check
INSTALL = $(PIP) install --require-hashes -r

.PHONY: run setup test lint bench mutate messages lock picture clean

run: setup
	@VAERN_HOME="$(VAERN_HOME)" .venv/bin/vaern run --port $(PORT)

setup: .venv/run-ready

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Værn needs Python 3.11 or newer; this is $$($(PYTHON) --version)."; exit 1; }
	@$(PYTHON) -m venv .venv || { echo "Install Debian's package python3-venv, then run the same command again."; rm -rf .venv; exit 1; }

.venv/run-ready: requirements/run.txt pyproject.toml | .venv/bin/python
	@echo "Setting up Værn (once; about two minutes) ..."
	@$(INSTALL) requirements/run.txt
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@.venv/bin/python -m vaern.cli.warm
	@touch $@

.venv/dev-ready: requirements/dev.txt .venv/run-ready
	@echo "Setting up the tests (once) ..."
	@$(INSTALL) requirements/dev.txt
	@touch $@

test: .venv/dev-ready
	@tests/setup/debian-packages
	@$(MAKE) --no-print-directory lint
	.venv/bin/pytest -n 2 -m "not browser"
	.venv/bin/pytest -m browser
	tests/setup/on-postgresql .venv/bin/pytest -m database

lint: .venv/dev-ready
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/lint-imports --no-logo

bench: setup
	.venv/bin/python bench/run.py

mutate: .venv/dev-ready
	.venv/bin/python tests/mutation/mutate.py $(PACKS)

messages: .venv/dev-ready
	cd src/vaern && PATH="$(CURDIR)/.venv/bin:$$PATH" VAERN_HOME=$$(mktemp -d) DJANGO_SETTINGS_MODULE=vaern.web.settings \
	  django-admin makemessages --locale da --locale nb --locale sv --no-location --no-wrap --extension html,py --ignore static && \
	  VAERN_HOME=$$(mktemp -d) DJANGO_SETTINGS_MODULE=vaern.web.settings ../../.venv/bin/django-admin compilemessages

lock: .venv/dev-ready
	.venv/bin/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
	  pyproject.toml requirements/build.in -o requirements/run.txt
	.venv/bin/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
	  --extra dev -c requirements/run.txt pyproject.toml requirements/build.in -o requirements/dev.txt
	.venv/bin/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
	  bench/peers.in -o bench/peers.txt

picture: .venv/dev-ready
	@tests/setup/debian-packages
	.venv/bin/python docs/picture.py docs/control-room.png

clean:
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis
