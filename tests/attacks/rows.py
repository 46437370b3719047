"""The ways round the sign-off, and what tries each of them.

P: ways by which something goes live or changes while it is live. W: ways by which it does not vanish. R: ways
to read what never was public. Each is an attack, or is named in `not_here` with the reason why there is none.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from types import ModuleType
from typing import Any

import pytest
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied, ValidationError
from django.core.serializers.base import DeserializationError
from django.db import DatabaseError
from django.db.models import ProtectedError

from publication.exceptions import Refusal as PublicationRefusal
from review.exceptions import Refusal
from tests.attacks.stranger import found
from tests.attacks.world import Case, Content, Open, Recalled, Sort, Update, Withdrawn, World, word

NUMBERS = {
    "P": [*map(str, range(1, 39)), "22b"],
    "W": [*map(str, range(1, 10))],
    "R": [*map(str, range(1, 23))],
}
REFUSALS = (
    PermissionDenied,
    ValidationError,
    DatabaseError,
    ProtectedError,
    Refusal,
    PublicationRefusal,
    DeserializationError,
)


@dataclass(frozen=True)
class Attack:
    row: str
    act: Callable[[Sort, str], str | None]
    sorts: tuple[type[Sort], ...]
    only: str = ""
    reads: "Reads | None" = None

    def __str__(self) -> str:
        return f"{self.row}-{self.act.__name__}"


ATTACKS: list[Attack] = []


Act = Callable[[Sort, str], Any]
Reads = Callable[[Sort, list[Any]], Iterable[str]]


def attack(row: str, *sorts: type[Sort], only: str = "", reads: Reads | None = None) -> Callable[[Act], Act]:
    """An attack on a case page, besides the page that nothing guards, and on the further sorts named.

    It returns what the attacker reads where a stranger does not look: as staff, in a mail, in a file. `only`
    names the one database on which it can be tried. Where many screens are read, the attack returns the page
    that it made (or what else `reads` asks for), and `reads` looks through them once, for the words of the
    pages of all sorts: text by text, for on a page that nothing guards the first that tells it is enough.
    """

    def register(act: Act) -> Act:
        ATTACKS.append(Attack(row, act, (Case, *sorts), only, reads))
        return act

    return register


EVERY = (Update, Content)
HERS = (Update, Withdrawn, Recalled)


def of(table: str) -> list[Attack]:
    return [attack for attack in ATTACKS if attack.row.startswith(table)]


def ways(*modules: ModuleType) -> list[Any]:
    """The attacks that stand in these modules, each a parameter of their test."""
    names = {module.__name__ for module in modules}
    mine = [attack for attack in ATTACKS if attack.act.__module__ in names]
    assert mine
    return [
        pytest.param(attack, id=str(attack), marks=[getattr(pytest.mark, attack.only)] if attack.only else [])
        for attack in mine
    ]


def succeeds(world: World, attack: Attack) -> None:
    secret, at = word(attack, "open"), Open(world)
    read = attack.act(at, secret) or ""
    texts = attack.reads(at, [read]) if attack.reads else [read]
    seen = any(secret.lower() in text.lower() for text in texts) or next(found(world.stranger, secret), None)
    assert seen, "no aim: the attack fails on a page that nothing guards"


def fails(world: World, attack: Attack) -> None:
    """Each sort is attacked; then a stranger looks everywhere once, for the words of all."""
    secrets = {word(attack, sort.__name__): sort for sort in attack.sorts}
    acts = [_attacked(attack, sort(world), secret) for secret, sort in secrets.items()]
    if attack.reads:
        # Whatever was refused has no page, and an attack that makes none has no aim.
        assert all(acts)
        at = Case(world)
        _unread(at, "".join(attack.reads(at, acts)), *secrets)
    told = [f"{secrets[secret].__name__}: {address}" for address, secret in found(world.stranger, *secrets)]
    assert told == [], told


def _attacked(attack: Attack, at: Sort, secret: str) -> Any:
    read = None
    try:
        read = attack.act(at, secret)
    except (*REFUSALS, ObjectDoesNotExist) as refusal:
        at.refused.append(str(refusal))
    _unread(at, "" if attack.reads else read or "", secret)
    return read


def _unread(at: Sort, read: str, *secrets: str) -> None:
    name = type(at).__name__
    told = [secret for secret in secrets if secret.lower() in read.lower()]
    assert told == [], f"{name}: the attacker read it"
    assert at.broke() == [], f"{name}: refused without a sentence"
    assert at.live_without_release() == [], name
