# make run    serve the portal at http://127.0.0.1:8000 (PORT=, HOST=, PYTHON= choose others)
# make test   every check and test
# make bench  measure it with made-up listings (N= how many; see bench/README.md)
# make stop   stop the embedded database;  make status  whether it runs
#
# Each environment is installed once: a stamp is older than what it was made from, or named
# for another Python, when it is out of date.

HOST ?= 127.0.0.1
PORT ?= 8000
export HOST PORT

ifeq ($(origin PYTHON),undefined)
PYTHON := $(firstword $(wildcard .venv/bin/python) python3)
endif
VERSION := $(shell $(PYTHON) -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null)
INSTALLED := .venv/installed-$(VERSION)
INSTALLED_DEV := .venv/installed-dev-$(VERSION)
IN_VENV := .venv/bin/python
BROKEN := $(if $(wildcard $(IN_VENV)),,broken)
DURING := $(IN_VENV) -m learning_portal.foundation.embedded during
INSTALL := $(IN_VENV) -m pip install -qq --disable-pip-version-check --require-hashes

BENCH := BENCH_LISTINGS=$(or $(N),10000) $(DURING) $(IN_VENV) manage.py bench --settings=bench.settings

.PHONY: run test bench bench-data bench-verification stop status broken
.DEFAULT_GOAL := run

run: $(INSTALLED)
	@$(DURING) $(IN_VENV) manage.py serve

test: $(INSTALLED_DEV)
	@$(DURING) tests/everything

bench: $(INSTALLED)
	@$(BENCH) $(if $(FRESH),--fresh) $(if $(PROFILE),--profile=$(PROFILE)) $(if $(ONLY),--only=$(ONLY)) \
	  $(if $(ROUNDS),--rounds=$(ROUNDS)) $(if $(SECONDS),--seconds=$(SECONDS))

bench-data: $(INSTALLED)
	@$(BENCH) --load-only $(if $(FRESH),--fresh)

bench-verification: $(INSTALLED)
	@BENCH_LISTINGS=$(or $(N),10000) $(DURING) $(IN_VENV) manage.py bench_verification --settings=bench.settings \
	  $(if $(RECORDS),--records=$(RECORDS)) $(if $(ROUNDS),--rounds=$(ROUNDS))

stop status: $(INSTALLED)
	@$(IN_VENV) -m learning_portal.foundation.embedded $@

$(INSTALLED): requirements.txt $(BROKEN)
	@$(call make_environment)
	@echo "Installing what the portal needs (once) ..."
	@$(INSTALL) -r requirements.txt
	@touch $@

$(INSTALLED_DEV): requirements-dev.txt $(BROKEN)
	@$(call make_environment)
	@echo "Installing what the tests need (once) ..."
	@$(INSTALL) -r requirements-dev.txt
	@touch $@

define make_environment
	command -v $(PYTHON) >/dev/null || { \
	  echo "No $(PYTHON) was found. Install Python 3.11 or newer, or name it: make $(MAKECMDGOALS) PYTHON=/path/to/python3"; exit 1; }; \
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "The portal needs Python 3.11 or newer, and $(PYTHON) is $(VERSION). Name a newer one: make $(MAKECMDGOALS) PYTHON=python3.12"; exit 1; }; \
	$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { \
	  echo "This Python lacks venv or ensurepip. On Debian and Ubuntu: apt install python3-venv"; exit 1; }; \
	if [ "$(PYTHON)" != $(IN_VENV) ]; then $(PYTHON) -m venv --clear .venv || exit 1; fi; \
	$(IN_VENV) -m pip --version >/dev/null 2>&1 || $(IN_VENV) -m ensurepip --upgrade >/dev/null
endef
