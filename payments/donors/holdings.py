"""What others hold about an e-mail address: they name it here, for a donor's export and erasure."""

from collections.abc import Callable
from typing import Any, NamedTuple

Read = Callable[[str], Any]
Erase = Callable[[str], object]


class Holding(NamedTuple):
    """`read(email)` returns plain values, None where nothing is held; `erase(email)` lets it all go."""

    read: Read
    erase: Erase


_known: dict[str, Holding] = {}


def register(name: str, read: Read, erase: Erase) -> None:
    _known[name] = Holding(read, erase)


def held(email: str) -> dict[str, Any]:
    """By the name each was registered under."""
    return {name: holding.read(email) for name, holding in _known.items()}


def let_go(email: str) -> None:
    for holding in _known.values():
        holding.erase(email)
