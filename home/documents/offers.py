"""The amounts a form offers: parts of the story's own needs, never a figure of ours."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from home.documents.money import Money
from payments.currencies import Currency
from payments.currencies import currency as currency_of

MOST = 5
TENTH, HALF, WHOLE = 10, 2, 1


@dataclass(frozen=True)
class Offer:
    """`money`, and what of the story's needs it is: `Clothes and basic necessities: a tenth`."""

    money: Money
    what: str


def offers(needs: list[dict[str, Any]], remaining: Money) -> list[Offer]:
    """Rising amounts that may be given now; the last is all that is left, where that is not one of them."""
    unit, left = currency_of(remaining["currency"]), remaining["amount"]
    found: dict[int, str] = {}
    for amount, what in _parts(needs):
        if _takes(amount, left, unit):
            found.setdefault(amount, what)
    chosen = sorted(found)[:MOST]
    if left and left not in chosen:
        chosen, found[left] = [*chosen[: MOST - 1], left], _("all that is still needed")
    return [Offer(Money(amount=amount, currency=unit.code), found[amount]) for amount in chosen]


def _parts(needs: list[dict[str, Any]]) -> Iterator[tuple[int, str]]:
    """Each need's tenth, its half and all of it; parts that are no whole amount are left out."""
    words = {
        WHOLE: _("%(need)s: all of it"),
        HALF: _("%(need)s: a half"),
        TENTH: _("%(need)s: a tenth"),
    }
    rising = sorted(needs, key=lambda need: need["amount"]["amount"])
    for share, what in words.items():
        for need in rising[:2] if share != TENTH else rising:
            whole = need["amount"]["amount"]
            if whole % share == 0:
                yield whole // share, what % {"need": need["label"]}


def _takes(amount: int, left: int, unit: Currency) -> bool:
    """Whether the amount may be given, and leaves nothing or enough for somebody else to give."""
    rest = left - amount
    return amount >= unit.minimum and amount % unit.step == 0 and (rest == 0 or rest >= unit.minimum)
