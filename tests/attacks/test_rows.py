"""No way to publish is forgotten: each is attacked, or named with the reason why there is no attack."""

from tests.attacks import publishing
from tests.attacks.not_here import NOT_HERE
from tests.attacks.rows import NUMBERS, of


def test_every_way_to_publish_is_attacked_or_named():
    assert publishing.__doc__
    attacked = {attack.row for attack in of("P")}
    expected = {f"P{number}" for number in NUMBERS["P"]}
    assert attacked | set(NOT_HERE) == expected
    assert attacked & set(NOT_HERE) == set()
