"""The amounts a form offers: parts of the story's own needs, never a figure of ours."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from home.documents import money, vocabulary
from home.documents.beneficiary import Beneficiary
from home.documents.money import Money
from payments.currencies import Currency
from payments.currencies import currency as currency_of
from publication import readers

MOST = 5
TENTH, HALF, WHOLE = 10, 2, 1


@dataclass(frozen=True)
class Offer:
    """`money`, and what of the story's needs it is: `a tenth of the training`."""

    money: Money
    what: str


def offers(needs: list[dict[str, Any]], remaining: Money | None) -> list[Offer]:
    """Rising amounts that may be given now; the last is all that is left, where that is not one of them.

    `remaining` is None where there is no goal, and the needs are another's.
    """
    whole = remaining or needs[0]["amount"]
    unit, left = currency_of(whole["currency"]), remaining["amount"] if remaining else None
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
        WHOLE: _("all of %(what)s"),
        HALF: _("half of %(what)s"),
        TENTH: _("a tenth of %(what)s"),
    }
    rising = sorted(needs, key=lambda need: need["amount"]["amount"])
    for share, what in words.items():
        for need in rising[:2] if share != TENTH else rising:
            whole = need["amount"]["amount"]
            if whole % share == 0:
                yield whole // share, what % {"what": vocabulary.OFFERED.get(need["category"], need["label"])}


def _takes(amount: int, left: int | None, unit: Currency) -> bool:
    """Whether the amount may be given, and leaves nothing or enough for somebody else to give."""
    rest = 0 if left is None else left - amount
    fits = unit.minimum <= amount <= unit.maximum and amount % unit.step == 0
    return fits and (rest == 0 or rest >= unit.minimum)


def choices(to: Beneficiary, locale: str, chosen: str, left: int | None) -> list[dict[str, Any]]:
    """`{value, written, what, chosen}` of each amount a form offers.

    `left` is what is left, where that is known more exactly than it is published. The fund takes several
    currencies: there a value names its own.
    """
    if to.case is None:
        needs = to_go_by(to.currencies)
        found = [(offer, f" {offer.money['currency']}") for offer in (offers(needs, None) if needs else [])]
    elif to.progress is None:
        return []
    else:
        remaining = to.progress.remaining if left is None else Money(amount=left, currency=to.currencies[0])
        found = [(offer, "") for offer in offers(to.case["needs"], remaining)]
    return [
        {
            "value": (value := f"{offer.money['amount']}{named}"),
            "written": money.written(offer.money, locale),
            "what": offer.what,
            "chosen": value == chosen,
        }
        for offer, named in found
    ]


def to_go_by(currencies: Sequence[str]) -> list[dict[str, Any]]:
    """The needs of the story that has waited longest for gifts in one of these: what the fund's form goes by.

    Parts of a story's own needs there too, and no figure of ours; that story is public, and not named.
    """
    for card in readers.cases(readers.Filters(status=["open"])).results:
        needs = [need for need in card.content["needs"] if need["category"] in vocabulary.OFFERED]
        if needs and needs[0]["amount"]["currency"] in currencies:
            return needs
    return []
