# make demo: see it work. make test: see it proven. Both need Python 3.11 and make, nothing else.
PYTHON ?= $(shell command -v python3.11 || command -v python3.12 || command -v python3)
BIN := .venv/bin
# One thread for each library: on a shared machine more of them are slower, and sums stay the same to the last digit.
export OMP_NUM_THREADS ?= 1
export HF_HUB_OFFLINE ?= 1
export LANGSMITH_TRACING ?= false

.PHONY: demo test setup setup-dev lint types check-docs fix samples clean

demo: setup
	@echo "== 標本の届出を受け付け、順位を付けます / receiving the sample filings and ranking them"
	@sh corpus/samples/demo.sh

setup: .venv/runtime
setup-dev: .venv/dev

.venv/bin/python:
	@echo "== 仮想環境 .venv を作ります / making the virtual environment .venv ($(PYTHON))"
	@$(PYTHON) -c 'import sys; sys.exit(0 if (3, 11) <= sys.version_info[:2] < (3, 13) else "Kyokun needs Python 3.11 or 3.12; set PYTHON=...")'
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt pip

.venv/runtime: pyproject.toml constraints.txt | .venv/bin/python
	@echo "== 必要なものを入れます(約2GB、数分) / installing what it needs (about 2 GB, some minutes)"
	@# torch by its exact version first: without it, the resolver takes a build with gigabytes of GPU libraries.
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt torch==2.13.0
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	@touch $@

.venv/dev: .venv/runtime
	@echo "== 試験の道具を入れます / installing what the tests need"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt --group dev
	@touch $@

test: setup-dev lint types check-docs
	@echo "== 試験を行います / running the tests"
	@$(BIN)/python -m coverage erase
	@$(BIN)/python -m pytest -n 2 --cov --cov-report=
	@$(BIN)/python -m coverage report

lint: setup-dev
	@echo "== 書式と輸入の向きを確かめます / checking style and the direction of imports"
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/lint-imports --no-cache

types: setup-dev
	@echo "== 型を確かめます / checking types"
	@$(BIN)/mypy

check-docs: setup-dev
	@echo "== 文書が新しいか確かめます / checking that the documents are up to date"
	@PYTHONPATH=. $(BIN)/cog --check README.md docs/*.md

fix: setup-dev
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .
	@PYTHONPATH=. $(BIN)/cog -r README.md docs/*.md

samples: setup
	@$(BIN)/python -m corpus.samples.make

clean:
	rm -rf .venv var build *.egg-info
