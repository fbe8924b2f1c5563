# Orgsketch. `make run` shows the sample, `make test` runs every test; both prepare .venv first.

PYTHON ?= python3
BIN := .venv/bin
PYTEST_ARGS ?= -n auto

.PHONY: packs run test test-all lint bench pins screenshots clean

run:  ## open the sample chart (without a display: print its findings, write its pictures to build/)
	@$(PYTHON) scripts/prepare.py run
	@$(BIN)/python scripts/run.py

test:  ## every test; what this machine has to leave out is named at the end
	@$(PYTHON) scripts/prepare.py dev
	@$(BIN)/python -m pytest $(PYTEST_ARGS)

test-all: export CI = true
test-all: test  ## the same, and a test that would have to be left out fails

lint:  ## style, types and the line of rooms
	@$(PYTHON) scripts/prepare.py dev
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo

packs:  ## check the built-in packs and compile them into the one file that is read at start
	@$(BIN)/python -m orgsketch.rules.compile

bench:  ## how fast it is here
	@$(PYTHON) scripts/prepare.py dev
	@$(BIN)/python -m pytest tests/benchmarks -m benchmark -q

screenshots:  ## the pictures of the README in docs/
	@$(PYTHON) scripts/prepare.py dev
	@$(BIN)/python scripts/screenshots.py

pins:  ## bring requirements.txt and requirements-dev.txt up to date
	@$(PYTHON) scripts/pins.py

clean:
	rm -rf .venv build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
