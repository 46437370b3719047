"""What every test shares: which database holds it, and the figures of the last line of `make test`."""

import json
import os
from pathlib import Path

import pytest
from django.conf import settings


def database() -> str:
    engine = settings.DATABASES["default"]["ENGINE"].rpartition(".")[2]
    return {"sqlite3": "sqlite"}.get(engine, engine)


def pytest_collection_modifyitems(config, items):
    """Deselect, not skip, what is meant for the other database."""
    other = {"sqlite": "postgresql", "postgresql": "sqlite"}[database()]
    meant_elsewhere = [item for item in items if item.get_closest_marker(other)]
    if meant_elsewhere:
        items[:] = [item for item in items if item not in meant_elsewhere]
        config.hook.pytest_deselected(items=meant_elsewhere)


@pytest.hookimpl(trylast=True)
def pytest_terminal_summary(terminalreporter):
    if path := os.environ.get("TEST_FIGURES"):
        names = ("passed", "failed", "error", "skipped", "deselected")
        figures = {name: len(terminalreporter.stats.get(name, [])) for name in names}
        Path(path).write_text(json.dumps(figures))
