# make site    build the guide and the live archive into site/
# make test    run every check and test, in a browser too
# make serve   show the site while you write
# Each sets up what it needs in .venv, and is quick once that is there.

VENV := .venv
BIN := $(VENV)/bin
PYTHON ?= python3

# Builds that the tests start would otherwise compile the package each time.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: site test types suite serve bench pythons screenshots clean

site: $(VENV)/site.stamp
	$(BIN)/mkdocs build --strict

serve: $(VENV)/site.stamp
	$(BIN)/mkdocs serve

test: $(VENV)/test.stamp
	@sh .ci/browser $(BIN)/python
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	@$(MAKE) --no-print-directory --jobs 2 types suite

# By itself mypy would leave all cores but one idle.
types:
	$(BIN)/mypy

suite:
	$(BIN)/pytest --numprocesses auto --dist worksteal

bench: $(VENV)/test.stamp
	$(BIN)/python -m tests.benchmarks --write docs/performance.md docs/scale.md

# The wheel under every Python that is here, with the newest and with the lowest dependencies; before a release.
pythons: $(VENV)/test.stamp
	$(BIN)/pip install --quiet --disable-pip-version-check uv
	$(BIN)/python -m tests.packaging.matrix

# The pictures in docs/images, from the live archive.
screenshots: $(VENV)/test.stamp
	@sh .ci/browser $(BIN)/python
	$(BIN)/python -m tests.screenshots

$(VENV)/bin/pip:
	@sh .ci/venv $(PYTHON) $(VENV)

$(VENV)/site.stamp: $(VENV)/bin/pip pyproject.toml constraints.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable .
	@touch $@

$(VENV)/test.stamp: $(VENV)/bin/pip pyproject.toml constraints.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[test]'
	@touch $@ $(VENV)/site.stamp

clean:
	rm -rf $(VENV) site .cache
