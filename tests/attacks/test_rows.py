"""No way is forgotten: each is attacked, or named with the reason why there is no attack."""

import pytest

from tests.attacks import publishing, reading, staying
from tests.attacks.not_here import NOT_HERE
from tests.attacks.rows import NUMBERS, of


@pytest.mark.parametrize("table", NUMBERS)
def test_every_way_is_attacked_or_named(table):
    assert publishing.__doc__
    assert reading.__doc__
    assert staying.__doc__
    attacked = {attack.row for attack in of(table)}
    named = {row for row in NOT_HERE if row.startswith(table)}
    assert attacked | named == {f"{table}{number}" for number in NUMBERS[table]}
    assert attacked & named == set()
