import re
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db.migrations import RunPython
from django.db.migrations.loader import MigrationLoader

ROOT = Path(__file__).resolve().parents[2]
OURS = ("casepages", "home", "payments", "publication", "review", "search", "storymap")


@pytest.mark.django_db
def test_every_model_has_its_migration():
    said = StringIO()
    try:
        call_command("makemigrations", check=True, dry_run=True, stdout=said)
    except SystemExit:
        pytest.fail(f"models and migrations differ:\n{said.getvalue()}")


def rewriting():
    """Migrations of ours that write rows and cannot write them back."""
    for (_label, name), migration in MigrationLoader(None).disk_migrations.items():
        app = migration.__module__.partition(".")[0]
        codes = [each for each in migration.operations if isinstance(each, RunPython)]
        if app in OURS and any(each.reverse_code in (None, RunPython.noop) for each in codes):
            yield app, name[:4]


def test_whoever_upgrades_is_told_of_each_that_rewrites_rows_and_has_no_way_back():
    upgrade = (ROOT / "docs" / "operator.md").read_text().partition("## Upgrade")[2].partition("\n## ")[0]
    told = {(app, number) for app, number in re.findall(r"`(\w+)` (\d{4})", upgrade)}
    assert ("payments", "0017") in set(rewriting())
    assert set(rewriting()) - told == set()
