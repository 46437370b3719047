"""The ways round the sign-off, and what tries each of them.

P: ways by which something goes live or changes while it is live. W: ways by which it does not vanish. A way
to publish is an attack, or is named in `not_here` with the reason why there is none.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied, ValidationError
from django.core.serializers.base import DeserializationError
from django.db import DatabaseError
from django.db.models import ProtectedError

from review.exceptions import Refusal
from tests.attacks.stranger import sees
from tests.attacks.world import Case, Content, Open, Sort, Update, World, word

NUMBERS = {"P": [*map(str, range(1, 39)), "22b"]}
REFUSALS = (PermissionDenied, ValidationError, DatabaseError, ProtectedError, Refusal, DeserializationError)


@dataclass(frozen=True)
class Attack:
    row: str
    act: Callable[[Sort, str], None]
    sorts: tuple[type[Sort], ...]

    def __str__(self) -> str:
        return f"{self.row}-{self.act.__name__}"


ATTACKS: list[Attack] = []


def attack(row: str, *sorts: type[Sort]) -> Callable[[Any], Any]:
    """An attack on a case page, besides the page that nothing guards, and on the further sorts named."""

    def register(act: Callable[[Sort, str], None]) -> Callable[[Sort, str], None]:
        ATTACKS.append(Attack(row, act, (Case, *sorts)))
        return act

    return register


EVERY = (Update, Content)


def of(table: str) -> list[Attack]:
    return [attack for attack in ATTACKS if attack.row.startswith(table)]


def succeeds(world: World, attack: Attack) -> None:
    secret = word(attack, "open")
    attack.act(Open(world), secret)
    assert sees(world.stranger, secret), "no aim: the attack fails on a page that nothing guards"


def fails(world: World, attack: Attack, sort: type[Sort]) -> None:
    at = sort(world)
    secret = word(attack, sort.__name__)
    try:
        attack.act(at, secret)
    except (*REFUSALS, ObjectDoesNotExist) as refusal:
        at.refused.append(str(refusal))
    found = sees(world.stranger, secret)
    assert found == [], f"{sort.__name__}: {found}"
    assert at.broke() == [], f"{sort.__name__}: refused without a sentence"
    assert at.live_without_release() == [], sort.__name__
