"""One round of the worker: events, sessions, snapshots, outbox. Each step is safe to repeat and to run beside
itself.
"""

import logging
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import TypeVar

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from payments import gateway, outbox, proof_of_work
from payments.actions import donations, events, settlement, snapshots
from payments.actions.campaigns import locked
from payments.models import Campaign, Donation, FundingSnapshot, OutboxEntry, ProviderEvent
from payments.models.campaign import ended

logger = logging.getLogger(__name__)

BATCH = 100
# Longer than any call to the provider and its retries take.
LEASE = timedelta(minutes=5)
# A reservation this old without a session lost its answer on the way.
LOST_AFTER = timedelta(minutes=2)
ASK_AGAIN_AFTER = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(hours=1)

Leased = TypeVar("Leased", ProviderEvent, OutboxEntry)


def tick() -> dict[str, int]:
    """Does what is due and returns how much of each. A part that fails is logged and missing there; the
    others go on.
    """
    counts: dict[str, int] = {}
    for name, part in PARTS.items():
        try:
            counts[name] = part()
        except Exception:
            logger.exception("the part %s of the money worker failed; it runs again in the next round", name)
    return counts


def leased(model: type[Leased], waiting: Q) -> Iterator[Leased]:
    """Rows that are due, oldest first, each taken for this worker alone until its lease ends."""
    now = timezone.now()
    for pk in list(
        model._default_manager.filter(waiting, due_at__lte=now)
        .order_by("pk")
        .values_list("pk", flat=True)[:BATCH]
    ):
        mine = model._default_manager.filter(waiting, pk=pk, due_at__lte=now).update(
            due_at=now + LEASE, attempts=F("attempts") + 1
        )
        if mine:
            yield model._default_manager.get(pk=pk)


def apply_events() -> int:
    waiting = Q(applied_at=None, quarantined_at=None)
    count = 0
    for event in leased(ProviderEvent, waiting):
        events.apply(event)
        count += 1
    return count


def end_sessions() -> int:
    """Asks the provider to expire the sessions that are past their time or whose campaign has ended."""
    now = timezone.now()
    over = Campaign.objects.filter(ended(), pk=OuterRef("campaign"))
    return ask_about(
        Donation.objects.exclude(session_id="").filter(Q(expires_at__lte=now) | Exists(over)),
        now,
        lambda donation: gateway.end_session(donation.session_id),
    )


def resolve_lost() -> int:
    """Reservations whose session we never learned: the same create call is repeated, what comes back is
    ended.
    """
    now = timezone.now()
    return ask_about(
        Donation.objects.filter(session_id="", reserved_at__lte=now - LOST_AFTER), now, end_created_session
    )


def end_created_session(donation: Donation) -> gateway.CheckoutSession:
    donations.remember(donation, donations.created(donation))
    return gateway.end_session(donation.session_id)


def ask_about(
    waiting: QuerySet[Donation], now: datetime, ask: Callable[[Donation], gateway.CheckoutSession]
) -> int:
    """Asks the provider about each reserved donation and applies the answer. Returns how many have ended."""
    due = waiting.filter(
        Q(asked_at=None) | Q(asked_at__lte=now - ASK_AGAIN_AFTER), state=Donation.State.RESERVED
    )
    ended = 0
    for donation in due.select_related("campaign").order_by("expires_at")[:BATCH]:
        mine = Donation.objects.filter(pk=donation.pk, asked_at=donation.asked_at).update(asked_at=now)
        if mine and end(donation, ask):
            ended += 1
    return ended


def end(donation: Donation, ask: Callable[[Donation], gateway.CheckoutSession]) -> bool:
    try:
        settlement.apply(donation, ask(donation))
    except gateway.GatewayRefusal as error:
        if donation.session_id:
            logger.error("the provider does not know the session of a donation: %s", error)
            return False
        settlement.release(donation)
    except gateway.Unreadable as error:
        logger.error("donation cannot be settled: %s", error)
        return False
    except (gateway.GatewayError, settlement.NotSettledYet) as error:
        logger.warning("asked again later: %s", error)
        return False
    except settlement.Mismatch as error:
        logger.error("donation does not fit its session: %s", error)
        return False
    donation.refresh_from_db(fields=["state"])
    return donation.state != Donation.State.RESERVED


def publish_snapshots() -> int:
    """Figures that a gift has waited a day for, or that a closure or the end of one made old."""
    closed = ended()
    shown_closed = Q(snapshot__status=FundingSnapshot.Status.CLOSED)
    due = Campaign.objects.filter(
        (closed & ~shown_closed) | (~closed & shown_closed) | Q(unpublished_since__lte=snapshots.long_ago())
    )
    return sum(publish(ref) for ref in due.values_list("ref", flat=True)[:BATCH])


@transaction.atomic
def publish(ref: str) -> bool:
    return snapshots.publish_if_due(locked(ref)) is not None


def deliver() -> int:
    """Hands outbox entries to their subscribers; one that fails waits longer each time and is logged."""
    count = 0
    for entry in leased(OutboxEntry, Q(done_at=None)):
        try:
            for handler in outbox.handlers(entry.kind):
                handler(entry.payload)
        except Exception as error:
            logger.exception("outbox entry %s (%s) failed", entry.pk, entry.kind)
            pause = min(timedelta(seconds=2 ** min(entry.attempts, 12)), LONGEST_PAUSE)
            OutboxEntry.objects.filter(pk=entry.pk).update(
                due_at=timezone.now() + pause, last_error=type(error).__name__
            )
        else:
            OutboxEntry.objects.filter(pk=entry.pk).update(done_at=timezone.now(), last_error="")
            count += 1
    return count


# For whoever runs each part on its own instead of `tick`.
PARTS: dict[str, Callable[[], int]] = {
    "events": apply_events,
    "sessions": end_sessions,
    "lost": resolve_lost,
    "snapshots": publish_snapshots,
    "delivered": deliver,
    "proofs_forgotten": proof_of_work.forget,
}
