"""Stripe's form encoding, as the library and as people with curl write it."""

import pytest

from payments.sandbox.api.errors import ApiError
from payments.sandbox.api.forms import decode


@pytest.mark.parametrize(
    ("encoded", "tree"),
    [
        ("a=1&b=", {"a": "1", "b": ""}),
        ("a[b][c]=1&a[b][d]=2", {"a": {"b": {"c": "1", "d": "2"}}}),
        ("a[0][b]=1&a[1][b]=2", {"a": {"0": {"b": "1"}, "1": {"b": "2"}}}),
        ("a[]=x&a[]=y", {"a": {"0": "x", "1": "y"}}),
        ("a%5Bb%5D=%E4%B8%AD+%26", {"a": {"b": "中 &"}}),
    ],
)
def test_names_in_brackets_nest(encoded: str, tree: dict) -> None:
    assert decode(encoded) == tree


@pytest.mark.parametrize("encoded", ["a=1&a[b]=2", "a[b]=2&a=1", "a[b=1", "[a]=1", "a[b]c=1"])
def test_names_that_contradict_or_do_not_close_are_refused(encoded: str) -> None:
    with pytest.raises(ApiError):
        decode(encoded)
