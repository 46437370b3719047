"""The list of what SQLite need not hold names what is there, and nothing that asks the database itself."""

import re
from pathlib import Path

import pytest

from tests.second_engine import POSTGRESQL_ALONE, on_postgresql_alone

TESTS = Path(__file__).parent
# A rule of the database's own, or a test that is meant for SQLite.
ASKS_THE_ENGINE = re.compile(r"raises\(\(?(Database|Integrity)Error|mark\.sqlite|pg_trigger|sqlite_master")


@pytest.mark.parametrize("listed", POSTGRESQL_ALONE)
def test_what_is_listed_is_there_and_asks_no_database_for_a_rule_of_its_own(listed):
    path = TESTS / listed
    files = sorted(path.rglob("test_*.py")) if path.is_dir() else [path]
    assert files
    assert [file.name for file in files if ASKS_THE_ENGINE.search(file.read_text())] == []


def test_the_rules_of_the_database_and_the_money_are_held_on_both():
    for path in ("publication/test_release.py", "payments/test_settlement.py", "review/test_signing.py"):
        assert (TESTS / path).exists()
        assert not on_postgresql_alone(path)
