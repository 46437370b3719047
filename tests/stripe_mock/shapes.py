"""What two answers to the same call have in common: names and JSON types, all the way down."""

from collections.abc import Iterator
from typing import Any

# Whose names are the caller's own, or differ by what happened.
FREE = {"metadata", "previous_attributes"}


def differences(ours: Any, theirs: Any, path: str = "") -> Iterator[str]:
    """One line for each place where our answer departs from the mock's.

    Null says nothing of a type, a list is known by its first element, and an object of another kind (that of
    another event) is another thing.
    """
    if ours is None or theirs is None:
        return
    if kind(ours) != kind(theirs):
        yield f"{path}: {kind(ours)} instead of {kind(theirs)}"
    elif isinstance(ours, dict) and ours.get("object") == theirs.get("object"):
        for name in sorted(ours.keys() - theirs.keys()):
            yield f"{path}.{name}: ours alone"
        for name in sorted(theirs.keys() - ours.keys()):
            yield f"{path}.{name}: missing"
        for name in sorted(ours.keys() & theirs.keys() - FREE):
            yield from differences(ours[name], theirs[name], f"{path}.{name}")
    elif isinstance(ours, list) and ours and theirs:
        yield from differences(ours[0], theirs[0], f"{path}[]")


def kind(value: Any) -> str:
    return {bool: "boolean", int: "number", float: "number", str: "text", list: "list", dict: "object"}[
        type(value)
    ]
