# PORT and DATA move the site and all it stores; PYTHON names another interpreter.
PORT ?= 8000
DATA ?= .data
PYTHON ?= python3
export PORT DATA PYTHON
export PYTHONPATH := site:.
VENV := .venv/bin

.PHONY: run test lint types contracts screenshots clean

run: export DJANGO_SETTINGS_MODULE ?= sixdegree.settings.dev
run: ## set all up and start it
	@bin/environment run
	@exec $(VENV)/python manage.py serve

test: ## the whole suite, on PostgreSQL and on SQLite
	@bin/environment dev
	@$(VENV)/python bin/test $(ARGS)

lint:
	@bin/environment dev
	@$(VENV)/ruff check . && $(VENV)/ruff format --check .

types:
	@bin/environment dev
	@$(VENV)/mypy publication payments storymap review casepages search home/documents home/pages
	@npm --prefix site/frontends/lite run --silent check

contracts:
	@bin/environment dev
	@$(VENV)/lint-imports

screenshots: ## pictures for README and docs, of the running demo
	@bin/environment dev
	@$(VENV)/python bin/screenshots

clean: ## forget the environment and the demo's data
	rm -rf .venv .data site/frontends/*/dist site/frontends/*/node_modules
