"""The demo's gifts: reserved, paid at the sandbox provider and settled as any donor's are."""

import json
from datetime import UTC, date, datetime, time
from urllib.request import Request, urlopen

from django.conf import settings

from casepages.models import CaseFile
from payments.actions.donations import give, settle
from payments.gift import Gift
from payments.models import Donation
from publication.actions.terms import current_term
from sixdegree.demo.cases import CURRENCY, Case

CARD = "4242424242424242"


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
    campaign = campaign_of(case)
    for number, gift in enumerate(case.gifts, start=1):
        donation = give(
            Gift(campaign=campaign, amount=gift.amount, currency=CURRENCY, locale="en"),
            key=f"demo-{campaign}-{number:03}",
            address="127.0.0.1",
            waited=True,
        )
        if donation.state == Donation.State.PAID:
            continue
        set_charge_day(gift.day)
        payer = {"email": f"donor{number}@donors.example", "card": CARD}
        ask_sandbox(f"pay/{donation.session_id}", payer)
        settle(donation.pk)
    set_charge_day(None)


def set_charge_day(day: date | None) -> None:
    """Charges carry this day at the provider, which is the ledger's value date. No other clock is moved."""
    noon = datetime.combine(day, time(12), UTC) if day else None
    ask_sandbox("clock", {"charge_created": int(noon.timestamp()) if noon else None})


def ask_sandbox(control: str, body: dict[str, object]) -> None:
    request = Request(  # noqa: S310 - the sandbox's own address
        f"{settings.SIXDEGREE_PAYMENTS_STRIPE_API_BASE}/_sandbox/{control}",
        json.dumps(body).encode(),
        {"Content-Type": "application/json"},
    )
    urlopen(request, timeout=30).close()  # noqa: S310
