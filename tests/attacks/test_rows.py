"""No way is forgotten: each is attacked, or named with the reason why there is no attack."""

import pytest

from tests.attacks import test_publishing, test_reading, test_staying
from tests.attacks.not_here import NOT_HERE
from tests.attacks.rows import ATTACKS, NUMBERS, of


@pytest.mark.parametrize("table", NUMBERS)
def test_every_way_is_attacked_or_named(table):
    attacked = {attack.row for attack in of(table)}
    named = {row for row in NOT_HERE if row.startswith(table)}
    assert attacked | named == {f"{table}{number}" for number in NUMBERS[table]}
    assert attacked & named == set()


def test_every_attack_stands_in_a_module_that_is_driven():
    tests = (test_publishing, test_reading, test_staying)
    driven = {
        module.__name__ for test in tests for module in vars(test).values() if hasattr(module, "attack")
    }
    assert {attack.act.__module__ for attack in ATTACKS} <= driven
