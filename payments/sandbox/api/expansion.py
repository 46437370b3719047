"""`expand[]`: references answered as whole objects, and members that are answered only when asked for."""

from collections.abc import Callable
from copy import deepcopy

from payments.sandbox.api.errors import ApiError
from payments.sandbox.operation import Operation
from payments.sandbox.store import Json

DEEPEST = 4

_references: dict[str, tuple[str, ...]] = {}
_includable: dict[tuple[str, str], Callable[[Operation, Json], Json]] = {}


def expandable(kind: str, *members: str) -> None:
    """Members of objects of this kind that hold an id."""
    _references[kind] = members


def includable(kind: str, member: str, read: Callable[[Operation, Json], Json]) -> None:
    """A member that is left out unless expanded."""
    _includable[kind, member] = read


def expand(operation: Operation, answer: Json, paths: list[str]) -> Json:
    """A copy of the answer with every path expanded; in a list each path begins with `data.`."""
    expanded = deepcopy(answer)
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
            node[member] = operation.store.get(node[member])
    elif (kind, member) in _includable:
        if member not in node:
            node[member] = _includable[kind, member](operation, node)
    elif not isinstance(node.get(member), dict | list):
        raise ApiError(f"This property cannot be expanded ({path}).", param="expand")
    child: Json | list[Json] | None = node.get(member)
    return child
