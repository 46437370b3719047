"""Applying stored events. An event is a hint: the session it belongs to is read from the provider, and
applied.
"""

import contextlib
import json
import logging
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.utils import timezone

from payments import gateway
from payments.actions import declines, disputes, payouts, refunds, settlement
from payments.actions.donations import learn
from payments.actions.monthly import ending, months
from payments.actions.settlement import Unknown
from payments.failures import place_of, way_to
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
# A card was declined: the session stays open for another, but not for many.
DECLINED = "charge.failed"
# These change nothing: money on its way is none yet, and a failed payment tells no more than its charge.
INDIFFERENT = {
    "payment_intent.created",
    "payment_intent.processing",
    "payment_intent.requires_action",
    "payment_intent.payment_failed",
    "payment_intent.canceled",
    "charge.pending",
    "balance.available",
    # Of a monthly gift its paid and its failed months tell all.
    "customer.created",
    "customer.deleted",
    "customer.updated",
    "customer.subscription.created",
    "invoice.created",
    "invoice.finalized",
    "invoice.payment_succeeded",
    "invoice.updated",
    "invoice_payment.paid",
    "payment_method.attached",
}
LONGEST_PAUSE = timedelta(hours=1)
# About half a day of them: what fails here for so long needs a person.
MOST_FAILURES = 20


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
    except Exception as error:  # noqa: BLE001  whatever it is, the events after this one go on
        # Ours to mend: until then the events after this one are applied.
        failed = "event %s (%s) failed: %s\n%s"
        logger.error(failed, event.event_id, event.type, place_of(error), way_to(error))
        name = type(error).__name__
        if event.attempts >= MOST_FAILURES:
            quarantine(event, f"failed here {event.attempts} times ({name}); the log says why")
        else:
            postpone(event, name)
    else:
        ProviderEvent.objects.filter(pk=event.pk).update(applied_at=timezone.now(), body="", reason="")


def follow(event: ProviderEvent) -> None:
    if event.type in HINTS:
        return follow_gift(event)
    if event.type == DECLINED:
        return follow_decline(event)
    named = named_object(event)
    apply_named = AFTER_THE_GIFT.get((event.type.split(".")[0], str(named.get("object"))))
    if apply_named is None:
        raise Unknown(f"{event.type} awaits a finance officer")
    return apply_named(named["id"])


def follow_refund(refund_id: str) -> None:
    refunds.apply(gateway.retrieve_refund(refund_id))


def follow_refunds_of(charge: str) -> None:
    for theirs in gateway.refunds_of(charge):
        refunds.apply(theirs)


def follow_dispute(dispute_id: str) -> None:
    disputes.apply(gateway.retrieve_dispute(dispute_id))


def follow_payout(payout_id: str) -> None:
    payouts.record(gateway.retrieve_payout(payout_id))


def follow_invoice(invoice_id: str) -> None:
    months.apply(gateway.retrieve_invoice(invoice_id))


def follow_subscription(subscription_id: str) -> None:
    ending.apply(gateway.retrieve_subscription(subscription_id))


# By the first part of an event's type and the kind of object it names: what is read again and booked.
AFTER_THE_GIFT: dict[tuple[str, str], Callable[[str], None]] = {
    ("refund", "refund"): follow_refund,
    ("charge", "refund"): follow_refund,
    ("charge", "charge"): follow_refunds_of,
    ("charge", "dispute"): follow_dispute,
    ("payout", "payout"): follow_payout,
    ("invoice", "invoice"): follow_invoice,
    ("customer", "subscription"): follow_subscription,
}


def follow_decline(event: ProviderEvent) -> None:
    named = named_object(event)
    # One that names no donation of ours was none of ours to bound.
    with contextlib.suppress(Unknown):
        if names_gift(named):
            declines.bound(named_donation(named))
        elif intent := intent_of(named):
            declines.bound_first_month(intent)


def follow_gift(event: ProviderEvent) -> None:
    named = named_object(event)
    intent = intent_of(named)
    if not names_gift(named) and intent and months.book_of(intent, event.received_at):
        return
    donation = named_donation(named)
    if not donation.session_id and named.get("object") == "checkout.session":
        learn(donation, gateway.retrieve_session(named["id"]))
    if not donation.session_id:
        raise settlement.NotSettledYet("the donation's session is not known yet")
    settlement.apply(donation, gateway.retrieve_session(donation.session_id))


def named_object(event: ProviderEvent) -> dict[str, Any]:
    named = (json.loads(event.body).get("data") or {}).get("object")
    if not isinstance(named, dict) or not isinstance(named.get("id"), str):
        raise Unknown("carries no object")
    return named


def names_gift(named: dict[str, Any]) -> bool:
    return bool(named.get("client_reference_id") or (named.get("metadata") or {}).get("donation"))


def intent_of(named: dict[str, Any]) -> str | None:
    """Of a charge or an intent."""
    found = named.get("id") if named.get("object") == "payment_intent" else named.get("payment_intent")
    return found if isinstance(found, str) else None


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
