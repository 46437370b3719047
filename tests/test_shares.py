"""The shares into which `bin/test` divides a part hold each test once, and a file as a whole."""

from collections import namedtuple

from tests.conftest import of_another_share

Item = namedtuple("Item", "path name")
ITEMS = [Item(f"tests/test_{file}.py", name) for file in "abcde" for name in ("one", "two")]


def held(share):
    return [item for item in ITEMS if item not in of_another_share(ITEMS, share)]


def test_two_halves_are_the_whole_and_nothing_is_held_twice():
    first, second = held("1/2"), held("2/2")
    assert sorted(first + second) == ITEMS
    assert {item.path for item in first} & {item.path for item in second} == set()


def test_without_a_share_everything_is_held():
    assert held("") == ITEMS
