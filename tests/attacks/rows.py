"""The ways round the sign-off, and what tries each of them.

P: ways by which something goes live or changes while it is live. W: ways by which it does not vanish. R: ways
to read what never was public. Each is an attack, or is named in `not_here` with the reason why there is none.
"""

from collections.abc import Callable
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

    def __str__(self) -> str:
        return f"{self.row}-{self.act.__name__}"


ATTACKS: list[Attack] = []


Act = Callable[[Sort, str], str | None]


def attack(row: str, *sorts: type[Sort], only: str = "") -> Callable[[Act], Act]:
    """An attack on a case page, besides the page that nothing guards, and on the further sorts named.

    It returns what the attacker reads where a stranger does not look: as staff, in a mail, in a file. `only`
    names the one database on which it can be tried.
    """

    def register(act: Act) -> Act:
        ATTACKS.append(Attack(row, act, (Case, *sorts), only))
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
    secret = word(attack, "open")
    read = attack.act(Open(world), secret) or ""
    seen = secret.lower() in read.lower() or next(found(world.stranger, secret), None)
    assert seen, "no aim: the attack fails on a page that nothing guards"


def fails(world: World, attack: Attack) -> None:
    """Each sort is attacked; then a stranger looks everywhere once, for the words of all."""
    secrets = {word(attack, sort.__name__): sort for sort in attack.sorts}
    for secret, sort in secrets.items():
        _attacked(attack, sort(world), secret)
    told = [f"{secrets[secret].__name__}: {address}" for address, secret in found(world.stranger, *secrets)]
    assert told == [], told


def _attacked(attack: Attack, at: Sort, secret: str) -> None:
    read = ""
    try:
        read = attack.act(at, secret) or ""
    except (*REFUSALS, ObjectDoesNotExist) as refusal:
        at.refused.append(str(refusal))
    name = type(at).__name__
    assert secret.lower() not in read.lower(), f"{name}: the attacker read it"
    assert at.broke() == [], f"{name}: refused without a sentence"
    assert at.live_without_release() == [], name
