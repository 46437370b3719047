"""Short words for what the books say after the gift."""

import json

from payments import redaction
from payments.actions import events
from payments.models import Campaign, LedgerEntry, ProviderEvent
from tests.payments.conftest import WEAVER

OFFICER = "staff-7"


def campaign(ref=WEAVER):
    return Campaign.objects.get(ref=ref)


def balances(currency="USD"):
    """Account → minor units, but those that are zero."""
    sums = {}
    for account, amount in LedgerEntry.objects.filter(currency=currency).values_list("account", "amount"):
        sums[account] = sums.get(account, 0) + amount
    return {account: amount for account, amount in sums.items() if amount}


def told(provider, about, *types, order=1):
    """The provider's events of these types that name this id are applied, oldest first or (-1) newest.

    Told before, they are applied again, and nothing may be in their way.
    """
    for event in provider.events()[::-order]:
        if event["type"].startswith(types) and about in json.dumps(event["data"]):
            arrives(event)


def arrives(event):
    anew = {
        "type": event["type"],
        "livemode": False,
        "body": redaction.reduced(json.dumps(event)),
        **dict.fromkeys(("applied_at", "quarantined_at")),
    }
    stored, first = ProviderEvent.objects.update_or_create(event_id=event["id"], defaults=anew)
    events.apply(stored)
    stored.refresh_from_db()
    assert first or (stored.reason == "" and stored.applied_at), stored.reason


def unapplied():
    """Why events wait or were set aside."""
    return list(ProviderEvent.objects.filter(applied_at=None).values_list("type", "reason"))
