"""The demo's gifts: reserved, paid at the sandbox provider and settled as any donor's are."""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from urllib.request import Request, urlopen

from django.conf import settings

from casepages.models import CaseFile
from payments import degrees
from payments.actions.donations import give, settle
from payments.gift import Gift
from payments.models import Donation
from publication.actions.terms import current_term
from sixdegree.demo.cases import CURRENCY, Case, day_of

CARD = "4242424242424242"
# The hand whose link each gift came by, over and over; 0 where it came by none.
HANDS = (0, 1, 2, 1, 0, 3, 1, 2)


def missing(case: Case) -> int:
    """How many of the gifts were not given yet; none to a case whose consent was withdrawn since."""
    campaign = campaign_of(case)
    paid = Donation.objects.filter(campaign__ref=campaign, state=Donation.State.PAID).count()
    return max(0, len(case.gifts) - paid) if campaign else 0


def campaign_of(case: Case) -> str | None:
    file = CaseFile.objects.with_number(case.number).first()
    term = current_term(file.ref) if file else None
    return term.campaign_ref if term else None


def give_all(case: Case) -> None:
    """Nothing to a case whose consent was withdrawn since."""
    campaign = campaign_of(case)
    if campaign is None:
        return
    for number, gift in enumerate(case.gifts, start=1):
        hand = HANDS[(number - 1) % len(HANDS)]
        degree = degrees.token(hand) if hand else None
        donation = give(
            Gift(campaign=campaign, amount=gift.amount, currency=CURRENCY, locale="en", degree=degree),
            key=f"demo-{campaign}-{number:03}",
            # Each of a network of their own, as donors are.
            address=f"198.51.100.{number}",
            waited=True,
        )
        if donation.state == Donation.State.PAID:
            continue
        set_charge_day(day_of(gift.day))
        payer = {"email": f"donor{number}@donors.example", "card": CARD}
        ask_sandbox(f"pay/{donation.session_id}", payer)
        settle(donation.pk)
    set_charge_day(None)


def set_charge_day(day: date | None) -> None:
    """Charges carry this day at the provider, which is the ledger's value date. No other clock is moved."""
    noon = datetime.combine(day, time(12), UTC) if day else None
    ask_sandbox("clock", {"charge_created": int(noon.timestamp()) if noon else None})


def ask_sandbox(control: str, body: Mapping[str, object]) -> None:
    request = Request(  # noqa: S310 - the sandbox's own address
        f"{settings.SIXDEGREE_PAYMENTS_STRIPE_API_BASE}/_sandbox/{control}",
        json.dumps(body).encode(),
        {"Content-Type": "application/json"},
    )
    urlopen(request, timeout=30).close()  # noqa: S310
