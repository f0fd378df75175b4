# make demo   a made-up town to look at        make test   everything a change has to pass
#
# Needs git, make and Python 3.11 or newer with venv. All else is installed into .venv.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-builtin-rules

# python3, unless it is too old and a newer one stands beside it. Or say: make PYTHON=...
PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' </dev/null >/dev/null 2>&1 \
	&& echo $$python && break; done)

VENV := .venv
BIN := $(VENV)/bin
PIP_INSTALL := $(BIN)/python -m pip install -qq --disable-pip-version-check --no-input
PACKAGE := din_indgang_tui
LOCALE := $(PACKAGE)/locale
DOMAIN := dinindgang
LANGUAGES := da en
CHECKED := $(PACKAGE) tests docs $(if $(wildcard bench/*.py),bench)

.PHONY: help
help:
	@echo 'make demo        look around in a made-up town'
	@echo 'make test        ruff, mypy and pytest'
	@echo 'make soak        the tests that run for minutes'
	@echo 'make bench       measure the program'
	@echo 'make pictures    draw the pictures of the README and the guide, from the demo town'
	@echo 'make catalogues  gather, update and compile the translations'
	@echo 'make lock        pin the newest versions that pyproject.toml allows'
	@echo 'make clean       remove what make made'

.PHONY: demo
demo: $(VENV)/installed
	@$(BIN)/dinindgang demo

.PHONY: test
test: $(VENV)/installed-dev
	$(BIN)/ruff check $(CHECKED)
	$(BIN)/ruff format --check $(CHECKED)
	$(BIN)/mypy $(CHECKED)
	$(BIN)/pytest -n 2 --dist worksteal

.PHONY: soak
soak: $(VENV)/installed-dev
	$(BIN)/pytest tests/soak

.PHONY: bench
bench: $(VENV)/installed-dev
	$(BIN)/python -m bench

# The dates of the gathering are left out, so that the same messages give the same files. No
# fuzzy matches: a message without a text has to show as one.
.PHONY: pictures
pictures: $(VENV)/installed-dev
	$(BIN)/python docs/pictures.py

.PHONY: catalogues
catalogues: $(VENV)/installed-dev
	@mkdir -p $(LOCALE)
	$(BIN)/pybabel -q extract --no-default-keywords \
		-k _ -k N_ -k gettext -k ngettext:1,2 -k pgettext:1c,2 -k npgettext:1c,2,3 \
		--add-comments=Translators: --add-location=file --sort-by-file --width=100 \
		--project=din-indgang-tui --copyright-holder='the Din Indgang desk contributors' \
		--output=$(LOCALE)/messages.pot.new $(PACKAGE)
	@grep -v '^"POT-Creation-Date' $(LOCALE)/messages.pot.new >$(LOCALE)/messages.pot
	@rm $(LOCALE)/messages.pot.new
	@for language in $(LANGUAGES); do \
		test -e $(LOCALE)/$$language/LC_MESSAGES/$(DOMAIN).po \
		|| $(BIN)/pybabel -q init -D $(DOMAIN) -i $(LOCALE)/messages.pot -d $(LOCALE) -l $$language || exit 1; \
		$(BIN)/pybabel -q update -D $(DOMAIN) --no-fuzzy-matching --ignore-obsolete \
			--ignore-pot-creation-date --width=100 \
			-i $(LOCALE)/messages.pot -d $(LOCALE) -l $$language || exit 1; \
	done
	$(BIN)/pybabel compile --statistics -D $(DOMAIN) -d $(LOCALE)

# Versions only: no hashes, and nothing about where the packages were found.
PIP_COMPILE = CUSTOM_COMPILE_COMMAND='make lock' $(BIN)/pip-compile --quiet --upgrade \
	--strip-extras --no-emit-index-url --no-emit-trusted-host --no-emit-find-links \
	--no-emit-options --build-deps-for=editable

# The two commands of the README give the whole program, the PDF of the plan with it.
.PHONY: lock
lock: $(VENV)/installed-dev
	$(PIP_COMPILE) --extra=pdf --output-file=requirements.lock pyproject.toml
	$(PIP_COMPILE) --extra=dev --constraint=requirements.lock \
		--output-file=requirements-dev.lock pyproject.toml

.PHONY: clean
clean:
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis

$(BIN)/python:
	@test -n '$(PYTHON)' || { echo 'Python 3.11 or newer is needed.' >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV)

# The lock holds what builds the package as well, so nothing unpinned is fetched.
define install
	@echo 'Installing $< into $(VENV) ...'
	@$(PIP_INSTALL) -r $<
	@$(PIP_INSTALL) --no-deps --no-build-isolation --editable .
	@-$(BIN)/python -m compileall -q $(PACKAGE)
	@touch $@
endef

$(VENV)/installed: requirements.lock pyproject.toml | $(BIN)/python
	$(install)

$(VENV)/installed-dev: requirements-dev.lock pyproject.toml | $(BIN)/python
	$(install)
	@touch $(VENV)/installed
