# Two commands: `make run` opens the chat, `make test` checks everything.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# The default model's vectors: only two data files of this package are read. Unpacked beside the
# environment, without the parser and spaCy that its metadata asks for.
VECTORS := ja-ginza==5.3.0
# A language model of 98 MB that talks nonsense, for tests of the protocol (tests/servers): its one data
# file is read, the package never imported.
TEST_MODEL := $(VENV)/share/himitsu/test-model
# Installed before the rest, which keeps whatever build is there: with a CPU build at hand (see the
# README) no CUDA packages are fetched.
TORCH := torch==2.13.0

.PHONY: run test install install-dev index eval eval-quick bench lint types clean

run: install
	$(BIN)/himitsu serve --open

install: $(VENV)/.installed

$(VENV)/.installed: pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed") if sys.version_info < (3, 11) else None'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet $(TORCH)
	$(BIN)/python -m pip install --quiet --editable .
	$(BIN)/python -m pip install --quiet --no-deps --upgrade --target $(VENV)/share/himitsu/vectors $(VECTORS)
	touch $@

install-dev: install
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	test -d $(TEST_MODEL) || $(BIN)/python -m pip install --quiet --no-deps --require-hashes --target $(TEST_MODEL) -r tests/servers/model.txt

test: install-dev lint types
	$(BIN)/python -m pytest

lint:
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types:
	$(BIN)/mypy

index: install
	$(BIN)/himitsu index

eval: install-dev
	$(BIN)/python -m eval.check
	$(BIN)/python -m eval.report

# The part of it that takes less than five minutes.
eval-quick: install-dev
	$(BIN)/python -m eval.check --quick

bench: install-dev
	$(BIN)/python -m eval.bench

clean:
	rm -rf $(VENV) build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache
