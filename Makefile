# PORT and DATA move the site and all it stores; PYTHON names another interpreter.
PORT ?= 8000
DATA ?= .data
PYTHON ?= python3
export PORT DATA PYTHON
export PYTHONPATH := site:.
VENV := .venv/bin

.PHONY: run manage test lint types contracts screenshots bench chaos clean

run: export DJANGO_SETTINGS_MODULE ?= sixdegree.settings.dev
run: ## set all up and start it
	@bin/environment run
	@exec $(VENV)/python manage.py serve

manage: export DJANGO_SETTINGS_MODULE ?= sixdegree.settings.dev
manage: ## a command of manage.py on the demo: make manage ARGS=verify_ledger
	@bin/environment run
	@$(VENV)/python manage.py $(ARGS)

test: ## the whole suite, on PostgreSQL and on SQLite
	@bin/environment dev
	@$(VENV)/python bin/test $(ARGS)

lint:
	@bin/environment dev
	@$(VENV)/ruff check . && $(VENV)/ruff format --check .

types:
	@bin/environment dev
	@$(VENV)/mypy publication payments storymap review casepages search home/documents home/pages site/sixdegree
	@npm --prefix site/frontends/client run --silent contract
	@for frontend in client kit lite six; do npm --prefix site/frontends/$$frontend run --silent check || exit 1; done

contracts:
	@bin/environment dev
	@$(VENV)/lint-imports

screenshots: ## pictures for README and docs, of the running demo
	@bin/environment dev
	@$(VENV)/python bin/screenshots

bench: ## the front ends against their budgets, and search against its goals
	@bin/environment dev
	@status=0; $(VENV)/python bin/bench $(ARGS) || status=1; $(VENV)/python bin/bench-search || status=1; exit $$status

chaos: ## money under faults: killed processes, lost webhooks, and books that agree to the cent
	@bin/environment dev
	@$(VENV)/python bin/chaos $(ARGS)

clean: ## forget the environment and the demo's data
	rm -rf .venv .data site/frontends/*/dist site/frontends/*/node_modules bench/node_modules
