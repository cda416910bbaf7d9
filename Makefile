# Two commands: `make run` starts Rekindle, `make test` tests it. `make help` lists the rest.
PYTHON ?= python3
BIN := .venv/bin
export PYTHONPATH := src

.PHONY: run test check lint types rooms tests thorough hostile bench bench-judgement bench-logs shots weights docs lock help

help: ## List what can be made
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 24

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Rekindle needs Python 3.11 or newer. Try: make run PYTHON=python3.12")'
	@$(PYTHON) -m venv .venv

# $(1) is a lock file. uv where it is present or can be had (quicker), else pip; the hashes are checked either way.
export UV_SYSTEM_CERTS := 1
export UV_NATIVE_TLS := 1
PIP := $(BIN)/python -m pip install -q --disable-pip-version-check
define install
	@set -e; \
	UV=$$(command -v uv || true); \
	if [ -z "$$UV" ]; then $(PIP) --require-hashes -r requirements/bootstrap.lock 2>/dev/null && UV=$(BIN)/uv || UV=; fi; \
	if [ -n "$$UV" ] \
	  && "$$UV" pip install -q --compile-bytecode --python $(BIN)/python --require-hashes -r $(1) \
	  && "$$UV" pip install -q --python $(BIN)/python --no-deps --no-build-isolation -e .; \
	then :; else $(PIP) --require-hashes -r $(1) && $(PIP) --no-deps --no-build-isolation -e .; fi; \
	$(BIN)/python -m compileall -q src >/dev/null
endef

.venv/.base: requirements/base.lock pyproject.toml | $(BIN)/python
	@echo "Installing into .venv ..."
	$(call install,requirements/base.lock)
	@touch $@

.venv/.all: requirements/all.lock pyproject.toml | $(BIN)/python
	@echo "Installing what the tests need into .venv ..."
	$(call install,requirements/all.lock)
	@touch $@ .venv/.base

run: .venv/.base ## Start Rekindle on this machine and print a sign-in link
	@$(BIN)/rekindle serve

test: .venv/.all check tests ## Install what tests need, check the code and run every test

check: lint types rooms ## Check style, types and the contract between rooms

lint: .venv/.all
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .

types: .venv/.all
	@$(BIN)/mypy

rooms: .venv/.all
	@$(BIN)/lint-imports

tests: .venv/.all
	@PYTHONDONTWRITEBYTECODE= OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 $(BIN)/pytest -n 3 --dist worksteal

thorough: .venv/.all ## Try every property and every hostile file much harder, as a night has time for
	@REKINDLE_THOROUGH=1 REKINDLE_KILLS=50 REKINDLE_ALL_HOSTILE=1 OMP_NUM_THREADS=1 $(BIN)/pytest -n 3 --timeout 3600

hostile: .venv/.all ## Try every hostile file on the readers of files
	@REKINDLE_ALL_HOSTILE=1 $(BIN)/pytest -q tests/intake/test_hostile_files.py

bench: .venv/.all ## Measure, and write docs/benchmarks.md
	@$(BIN)/python -m benchmarks

bench-judgement: .venv/.all ## Try the judgement on made-up worlds and real data, and write docs/judgement.md
	@OMP_NUM_THREADS=1 $(BIN)/python -m benchmarks.judgement

bench-logs: .venv/.all ## Try learning from logs of contacts on real trials and made-up ones
	@$(BIN)/python -m benchmarks.logs

shots: .venv/.all ## Take pictures of every page into build/shots
	@$(BIN)/python -m tests.web.take_shots

weights: .venv/.all ## Print what every page weighs on the wire
	@$(BIN)/python -m tests.web.weighing

docs: .venv/.all ## Write the generated reference pages again
	@$(BIN)/python -m tools.reference

lock: .venv/.all ## Resolve the dependencies again
	@sh tools/lock.sh
