# `make demo` and `make test` need git, make and Python 3.12 or newer, and nothing else.
# PYTHON=/path/to/python3.12 chooses the interpreter.

VENV := .venv
PY   := $(VENV)/bin/python
# The stamps hold off a new installation until a lock or the project file changes.
RUN  := $(VENV)/.installed-run
DEV  := $(VENV)/.installed-dev
PIP  := $(PY) -m pip --disable-pip-version-check --no-input install --quiet --quiet

# What `make train` learns from, and the Python that the pinned torch is made for.
SHARED       := ../shared
TRAIN_PYTHON := python3.11
TRAIN_VENV   := .venv-train

.DEFAULT_GOAL := help
.PHONY: help demo test test-w3c test-web web lint format types eval cost bench-store train lock vocabulary readme clean

help:  ## list these targets
	@sed -n 's/^\([a-z0-9-]*\):.*## /  make \1	/p' Makefile | expand -t 20

$(RUN): requirements.txt pyproject.toml scripts/venv.sh
	@sh scripts/venv.sh $(VENV) $(PYTHON)
	@echo "Installing the pinned requirements into $(VENV) (about 100 packages, once) ..."
	@$(PIP) --no-deps --require-hashes -r requirements.txt
	@$(PIP) --no-build-isolation --no-deps -e .
	@touch $@

$(DEV): requirements-dev.txt $(RUN)
	@echo "Installing what the tests and checks need into $(VENV) (once) ..."
	@$(PIP) --no-deps --require-hashes -r requirements-dev.txt
	@touch $@

demo: $(RUN)  ## build the graph of the sample article into demo-out/
	@$(PY) -m parleygraph build examples/river-talks.txt --out demo-out

test: $(DEV)  ## run every test; browser tests skip where there is no Chromium
	@$(PY) -m pytest

test-web: $(DEV)  ## the tests of the page alone, in a browser; pictures go to test-artifacts/
	@$(PY) -m pytest tests/web tests/page

web:  ## build service/static/ from service/web/ (needs Node 20 and npm)
	@cd service/web && npm ci --ignore-scripts --no-audit --no-fund --silent && npm run --silent build

lint: $(DEV)  ## ruff, and the layers by import-linter
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@$(PY) scripts/checkout.py lint-imports

format: $(DEV)  ## mend what ruff can mend
	@$(PY) -m ruff check --fix .
	@$(PY) -m ruff format .

types: $(DEV)  ## mypy, strict
	@$(PY) scripts/checkout.py mypy

test-w3c: $(DEV)  ## ask the W3C SPARQL tests in ../shared of the service; writes docs/sparql-conformance.md
	@$(PY) tests/w3c/conformance.py

eval: $(RUN)  ## compare the extraction with the annotated texts in ../shared/eval
	@$(PY) benchmarks/quality.py

cost: $(RUN)  ## time a whole build against the bare language pipeline
	@$(PY) benchmarks/cost.py

bench-store: $(RUN)  ## load and ask graphs of up to 100,000 statements in three engines
	@$(PY) benchmarks/store.py --write

train:  ## fit the learned reader anew to the annotated texts in ../shared (hours)
	@sh scripts/train_venv.sh $(TRAIN_VENV) "$(TRAIN_PYTHON)" "$(SHARED)"
	@$(MAKE) --no-print-directory $(RUN)
	@$(PY) -c 'import sklearn' 2>/dev/null || $(PIP) --no-build-isolation -e '.[train]'
	@sh scripts/train.sh $(PY) $(TRAIN_VENV)/bin/python "$(SHARED)"

lock: $(DEV)  ## resolve pyproject.toml anew into the two requirements files
	@sh scripts/lock.sh $(PY)

vocabulary: $(RUN)  ## make ontology/vocabulary.py from the Turtle file again
	@$(PY) -m parleygraph.ontology.generate

readme: $(RUN)  ## run the tour of the README again
	@$(PY) scripts/tour.py

clean:  ## remove what was built; .venv stays
	@rm -rf build dist demo-out eval-out test-artifacts *.egg-info .mypy_cache .ruff_cache .pytest_cache \
	  .hypothesis .import_linter_cache
