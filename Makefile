# Everything this project does from a shell. The stamps make a second run fast; PORT and PYTHON may be given.
PORT ?= 8000
PYTHON ?= python3
BIN := .venv/bin
TESTING := DJANGO_SETTINGS_MODULE=tests.settings

.PHONY: run test lint format bench clean

run: .venv/run.stamp
	@$(BIN)/python -c 'import socket, sys; sys.exit(socket.socket().connect_ex(("127.0.0.1", $(PORT))) == 0 and "Port $(PORT) is taken: stop what listens there, or make run PORT=$(shell expr $(PORT) + 1)")'
	@export DUTYLIST_PUBLIC_URL=http://127.0.0.1:$(PORT) && $(BIN)/python manage.py migrate -v 0 && $(BIN)/python manage.py collectstatic --noinput -v 0 && $(BIN)/python manage.py demo && $(BIN)/python manage.py setup_address && exec $(BIN)/gunicorn dutylist.wsgi --config python:dutylist.when_ready --bind 127.0.0.1:$(PORT) --worker-class gthread --workers 2 --threads 4 --limit-request-line 8190 --no-control-socket

test: .venv/test.stamp
	@$(BIN)/python -m tests.run $(ARGS)

lint: .venv/test.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports --no-cache
	find templates -name '*.html' -print0 | xargs -0r $(BIN)/djade --check
	$(TESTING) $(BIN)/python manage.py makemigrations --check --dry-run

format: .venv/test.stamp
	$(BIN)/ruff check --fix . ; $(BIN)/ruff format . ; find templates -name '*.html' -print0 | xargs -0r $(BIN)/djade

bench: .venv/bench.stamp
	@$(BIN)/python -m benchmarks $(ARGS)

clean:
	rm -rf .venv build *.egg-info

.venv/run.stamp: pyproject.toml constraints.txt
	@echo "Installing the run-time packages into .venv (once, well under a minute)"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "dutylist needs Python 3.11 or newer: make PYTHON=python3.11 ...")'
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install -q --disable-pip-version-check -c constraints.txt -e .
	@touch $@

.venv/test.stamp: .venv/run.stamp
	@echo "Installing the test packages into .venv (once)"
	@$(BIN)/python -m pip install -q --disable-pip-version-check -c constraints.txt -e '.[test]'
	@touch $@

.venv/bench.stamp: .venv/test.stamp
	@echo "Installing the peers of the benchmarks into .venv (once)"
	@$(BIN)/python -m pip install -q --disable-pip-version-check -c constraints.txt -e '.[bench]' && touch $@ || echo "LEFT OUT: the peers could not be installed"
