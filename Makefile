# Every target is a few commands you could type yourself. `make` alone lists them.
PY := .venv/bin/python
PORT ?= 8000

help:
	@echo "make run          install, load, stock, serve on 127.0.0.1:$(PORT)"
	@echo "make credentials  print the editor's sign-in again"
	@echo "make test         all tests: SQLite, PostgreSQL where there is one, browser"
	@echo "make lint types   style, imports, templates; static types"
	@echo "make bench        speed and memory, as ratios"
	@echo "make faults       kill, cut off, lock, fill, reload the server under load; count what is lost"
	@echo "make lighthouse   scores of the running site, where Lighthouse is installed"
	@echo "make lock         write requirements.txt from pyproject.toml"
	@echo "make backup TO=F  consistent copy of the SQLite database"

run:
	@python3 .make/prepare.py run --port $(PORT)
	@$(PY) manage.py serve --port $(PORT)

credentials:
	@cat .local/editor 2>/dev/null || { echo "No editor yet: run 'make run' first." >&2; exit 1; }

test:
	@python3 .make/prepare.py test
	@$(PY) -m pytest -n 2 --dist loadfile
	@$(PY) .make/postgres.py $(PY) -m pytest -n 2 --dist loadfile -m "not browser and not slow" -p no:cacheprovider

lint:
	@python3 .make/prepare.py install
	@.venv/bin/ruff check . && .venv/bin/ruff format --check .
	@git ls-files -z 'templates/*.html' | xargs -0 .venv/bin/djade --check --target-version 5.2
	@.venv/bin/lint-imports
	@$(PY) -m pytest -q tests/architecture -p no:cacheprovider

types:
	@python3 .make/prepare.py install
	@.venv/bin/mypy

# The server broken on purpose; takes about half an hour, for it is started anew a hundred times.
faults:
	@for script in bench/faults/*.py; do $(PY) $$script; done

bench:
	@for script in bench/*.py; do $(PY) $$script; done

lighthouse:
	@$(PY) .make/lighthouse.py $(PORT)

lock:
	@.venv/bin/uv pip compile pyproject.toml --group dev --generate-hashes --universal --python-version 3.11 \
		--no-emit-index-url --custom-compile-command "make lock" --quiet --output-file requirements.txt

backup:
	@$(PY) manage.py backup $(TO)

.PHONY: help run credentials test lint types bench faults lighthouse lock backup
