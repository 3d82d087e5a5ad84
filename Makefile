# Moothall. `make` alone lists what can be made.

PYTHON ?= python3
PORT   ?= 8000
HOME_OF_DEMO := moothall-demo
TORCH  := 2.13.0

VENV := .venv
RUN  := $(VENV)/bin/python -m
# written last, so that an interrupted setup is taken up again
DONE := $(VENV)/setup-done

.DEFAULT_GOAL := help
.PHONY: help setup demo test test-llm lint format size lock clean
.SUFFIXES:

help: ## list what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' Makefile
	@echo
	@echo "  PORT=$(PORT) is where the demo listens, PYTHON=$(PYTHON) what makes $(VENV)."

setup: $(DONE) ## make .venv from requirements.lock; does nothing when it is up to date

$(DONE): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo "Moothall needs Python 3.11 or newer; $(PYTHON) is not there or is older."; \
	  echo "Name another: make $(MAKECMDGOALS) PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { \
	  echo "The environment could not be made. On Debian and Ubuntu: apt install python3-venv"; \
	  exit 1; }
	@# pip names itself in a package last: without that an interrupted one would pass for whole
	@find $(VENV) -type d -name '*.dist-info' ! -exec test -e '{}/INSTALLER' ';' \
	  -prune -exec rm -rf {} +
	@echo "Installing the lock: 0.7 GB to download and 2.7 GB on disk when it is new."
	$(RUN) pip install --disable-pip-version-check --requirement requirements.lock
	$(RUN) pip install --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

demo: export MOOTHALL_HOME = $(HOME_OF_DEMO)
demo: export MOOTHALL_SERVICE__PORT = $(PORT)
demo: export MOOTHALL_CONFIG = configs/demo.toml
demo: setup ## index the sample council and serve it at http://127.0.0.1:8000 (PORT=)
	@$(RUN) indexer add eval/sample/records
	@$(RUN) service serve

test: setup lint ## check the style and the types, and run the tests
	OMP_NUM_THREADS=1 $(RUN) pytest --numprocesses=logical --maxprocesses=4 --dist=loadfile
	@command -v tesseract >/dev/null \
	  || echo "Left out: reading pages without text. Tesseract is not installed."
	@for each in chromium-headless-shell chromium chromium-browser google-chrome; do \
	  command -v $$each >/dev/null && exit; done; \
	  echo "Left out: the pages in a browser. Chromium is not installed."

test-llm: setup ## let a real model write answers: LLM_URL=http://127.0.0.1:8080/v1 LLM_MODEL=
	@test -n "$(LLM_URL)" || { \
	  echo "Nothing was tested: this needs an OpenAI-compatible server that is running, such as"; \
	  echo "llama.cpp's. Name it: make test-llm LLM_URL=http://127.0.0.1:8080/v1 LLM_MODEL=name"; \
	  exit 1; }
	LLM_URL="$(LLM_URL)" LLM_MODEL="$(LLM_MODEL)" $(RUN) pytest tests/llm/with_a_server.py -s

lint: setup ## check the style and the types
	$(RUN) ruff check
	$(RUN) ruff format --check
	$(RUN) mypy

format: setup ## put the code into the project's style
	$(RUN) ruff check --fix
	$(RUN) ruff format

size: setup ## say what setup downloads and what it keeps on disk
	@mkdir -p build/download
	@$(RUN) pip download --quiet --disable-pip-version-check --no-deps \
	  --dest build/download --requirement requirements.lock
	@du -sk build/download $(VENV) | awk '{ printf "%.2f GB  %s\n", $$1 * 1024 / 1e9, $$2 }'
	@rm -r build

lock: ## make requirements.lock anew from pyproject.toml, in a fresh environment
	rm -rf build/lock
	$(PYTHON) -m venv build/lock
	build/lock/bin/python -m pip install --quiet 'torch==$(TORCH)' '.[test]'
	@build/lock/bin/python -m pip freeze --all --exclude pip --exclude moothall \
	  | sed 's/+cpu$$//' > build/frozen
	@! grep -Ei '^(nvidia|cuda|triton|torchvision)|[@+]' build/frozen \
	  || { echo "This may not stand in the lock. Use the CPU build of PyTorch; see README.md."; exit 1; }
	@{ echo "# Every package of \`make setup\`, pinned. Made by \`make lock\`; do not edit."; \
	   echo "# Made with Python 3.11 on Linux, with the CPU build of PyTorch."; \
	   cat build/frozen; } > requirements.lock
	rm -r build

clean: ## remove what was made, but no home with records
	rm -rf $(VENV) build .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find indexer service eval tests -name __pycache__ -type d -prune -exec rm -rf {} +
