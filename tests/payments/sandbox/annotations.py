"""Checks answers against the types the `stripe` library declares for them."""

import sys
import types
import typing
from typing import Any, ForwardRef, Literal, Union, get_args, get_origin

import stripe
from stripe import ListObject, StripeObject
from stripe._stripe_object import UntypedStripeObject

# `plan` is what a price was called before: the published schema has it no longer.
ABSENT_UNLESS_ASKED_FOR = {"line_items", "refunds", "plan"}


def faults(answer: dict[str, Any], declared: type[StripeObject], path: str = "") -> list[str]:
    """Where the answer departs from the class: members unknown or missing, values of another type."""
    members = {name: _resolved(of, declared) for name, of in declared.__annotations__.items()}
    found = [f"{path}.{name} is not declared" for name in answer if name not in members]
    for name, of in members.items():
        if get_origin(of) is typing.ClassVar or name in ABSENT_UNLESS_ASKED_FOR - set(answer):
            continue
        if name in answer:
            found += _departures(answer[name], of, f"{path}.{name}", declared)
        elif type(None) not in get_args(of):
            found.append(f"{path}.{name} is missing")
    return found


def _departures(value: Any, of: Any, path: str, within: type) -> list[str]:
    of = _resolved(of, within)
    origin, arguments = get_origin(of), get_args(of)
    if origin in (Union, types.UnionType):
        tried = [_departures(value, choice, path, within) for choice in arguments]
        return min(tried, key=len)
    if origin is Literal:
        return [] if value in arguments else [f"{path} is {value!r}, none of {arguments}"]
    if origin is list:
        if not isinstance(value, list):
            return [f"{path} is no list"]
        return [fault for item in value for fault in _departures(item, arguments[0], path, within)]
    if origin is ListObject:
        return [fault for item in value["data"] for fault in _departures(item, arguments[0], path, within)]
    if origin is UntypedStripeObject:
        return [] if isinstance(value, dict) else [f"{path} is no object"]
    if isinstance(of, type) and issubclass(of, StripeObject):
        return faults(value, of, path) if isinstance(value, dict) else [f"{path} is no object"]
    if of is Any:
        return []
    return [] if type(value) is of else [f"{path} is {value!r}, not {of}"]


def _resolved(of: Any, within: type) -> Any:
    """An annotation the library writes as text, or one of its `ExpandableField[…]`, as a type."""
    if isinstance(of, ForwardRef):
        of = of.__forward_arg__
    if not isinstance(of, str):
        return of
    return eval(of, {}, _Names(vars(sys.modules[within.__module__]) | vars(within)))  # noqa: S307


class _AnotherProduct:
    """Stands for the classes of Issuing and the like, which nothing here ever answers."""


class _Names(dict[str, Any]):
    """The library loads its classes when they are first named; some it imports as `CardResource`."""

    def __missing__(self, name: str) -> Any:
        return getattr(stripe, name.removesuffix("Resource"), _AnotherProduct)
