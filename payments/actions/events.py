"""Applying stored events. An event is a hint: the session it belongs to is read from the provider, and
applied.
"""

import json
import logging
from datetime import timedelta
from typing import Any

from django.utils import timezone

from payments import gateway
from payments.actions import settlement
from payments.actions.donations import remember
from payments.models import Donation, ProviderEvent

logger = logging.getLogger(__name__)

# These may have moved a donation: its session is read again.
HINTS = {
    "checkout.session.completed",
    "checkout.session.expired",
    "checkout.session.async_payment_succeeded",
    "checkout.session.async_payment_failed",
    "payment_intent.succeeded",
    "charge.succeeded",
    "charge.updated",
}
# These change nothing: a decline leaves the session open, and money on its way is none yet.
INDIFFERENT = {
    "payment_intent.created",
    "payment_intent.processing",
    "payment_intent.requires_action",
    "payment_intent.payment_failed",
    "payment_intent.canceled",
    "charge.failed",
    "charge.pending",
}
LONGEST_PAUSE = timedelta(hours=1)


class Unknown(Exception):
    """Nothing of ours is named: for a person to look at."""


def apply(event: ProviderEvent) -> None:
    """Marks the event applied or quarantined, or leaves it due again later. Never raises what following it
    may.
    """
    try:
        if event.type not in INDIFFERENT:
            follow(event)
    except (Unknown, settlement.Mismatch, gateway.GatewayRefusal, gateway.Unreadable) as error:
        quarantine(event, str(error))
    except (gateway.GatewayError, settlement.NotSettledYet) as error:
        postpone(event, str(error))
    except Exception as error:
        # Ours to mend: until then the events after this one are applied.
        logger.exception("event %s (%s) failed", event.event_id, event.type)
        postpone(event, type(error).__name__)
    else:
        ProviderEvent.objects.filter(pk=event.pk).update(applied_at=timezone.now(), body="", reason="")


def follow(event: ProviderEvent) -> None:
    if event.type not in HINTS:
        raise Unknown(f"{event.type} awaits a finance officer")
    named = named_object(event)
    donation = named_donation(named)
    if not donation.session_id and named.get("object") == "checkout.session":
        remember(donation, gateway.retrieve_session(named["id"]))
    if not donation.session_id:
        raise settlement.NotSettledYet("the donation's session is not known yet")
    settlement.apply(donation, gateway.retrieve_session(donation.session_id))


def named_object(event: ProviderEvent) -> dict[str, Any]:
    named = (json.loads(event.body).get("data") or {}).get("object")
    if not isinstance(named, dict) or not isinstance(named.get("id"), str):
        raise Unknown("carries no object")
    return named


def named_donation(named: dict[str, Any]) -> Donation:
    donation_id = named.get("client_reference_id") or (named.get("metadata") or {}).get("donation")
    donation = Donation.objects.select_related("campaign").filter(pk=donation_id or "").first()
    if donation is None:
        raise Unknown("names no donation of ours")
    session_id = named["id"] if named.get("object") == "checkout.session" else ""
    if donation.session_id and session_id and donation.session_id != session_id:
        raise settlement.Mismatch("names another session than the donation's")
    return donation


def quarantine(event: ProviderEvent, reason: str) -> None:
    logger.error("event %s (%s) is quarantined: %s", event.event_id, event.type, reason)
    ProviderEvent.objects.filter(pk=event.pk).update(quarantined_at=timezone.now(), reason=reason)


def postpone(event: ProviderEvent, reason: str) -> None:
    pause = min(timedelta(seconds=2 ** min(event.attempts, 12)), LONGEST_PAUSE)
    ProviderEvent.objects.filter(pk=event.pk).update(due_at=timezone.now() + pause, reason=reason)
