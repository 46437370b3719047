"""`expand[]`: references answered as whole objects, and members that are answered only when asked for."""

from collections.abc import Callable
from copy import deepcopy

from payments.sandbox.api.errors import ApiError
from payments.sandbox.operation import Operation
from payments.sandbox.store import Json

DEEPEST = 4

_references: dict[str, tuple[str, ...]] = {}
_as_of_now: dict[str, Callable[[Operation, Json], Json]] = {}
_includable: dict[tuple[str, str], Callable[[Operation, Json], Json]] = {}


def expandable(kind: str, *members: str) -> None:
    """Members of objects of this kind that hold an id."""
    _references[kind] = members


def includable(kind: str, member: str, read: Callable[[Operation, Json], Json]) -> None:
    """A member that is left out unless expanded."""
    _includable[kind, member] = read


def timely(kind: str, read: Callable[[Operation, Json], Json]) -> None:
    """How objects of this kind are answered where part of them depends on the moment of asking."""
    _as_of_now[kind] = read


def as_of_now(operation: Operation, found: Json | None) -> Json | None:
    read = _as_of_now.get(found["object"]) if found else None
    return read(operation, found) if read and found else found


def expand(operation: Operation, answer: Json, paths: list[str]) -> Json:
    """A copy of the answer as of now with every path expanded; in a list each path begins with `data.`."""
    expanded = deepcopy(as_of_now(operation, answer)) or {}
    if answer["object"] == "list":
        expanded["data"] = [as_of_now(operation, item) for item in expanded["data"]]
    for path in paths:
        steps = path.split(".")
        if len(steps) > DEEPEST + (answer["object"] == "list"):
            raise ApiError(
                f"You cannot expand more than {DEEPEST} levels of a property. Property: {path}",
                param="expand",
            )
        _follow(operation, expanded, steps, path)
    return expanded


def _follow(operation: Operation, node: Json, steps: list[str], path: str) -> None:
    if not steps:
        return
    member, *rest = steps
    if node.get("object") == "list" and member == "data":
        for item in node["data"]:
            _follow(operation, item, rest, path)
        return
    child = _expanded(operation, node, member, path)
    for item in child if isinstance(child, list) else [child]:
        if item is not None:
            _follow(operation, item, rest, path)


def _expanded(operation: Operation, node: Json, member: str, path: str) -> Json | list[Json] | None:
    kind = node.get("object", "")
    if member in _references.get(kind, ()):
        if isinstance(node.get(member), str):
            node[member] = as_of_now(operation, operation.store.get(node[member]))
    elif (kind, member) in _includable:
        if member not in node:
            node[member] = _includable[kind, member](operation, node)
    elif not isinstance(node.get(member), dict | list):
        raise ApiError(f"This property cannot be expanded ({path}).", param="expand")
    child: Json | list[Json] | None = node.get(member)
    return child
