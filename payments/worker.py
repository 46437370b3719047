"""One round of the worker: events, sessions, receipts, snapshots, outbox. Each step is safe to repeat and to
run beside itself.
"""

import logging
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from itertools import chain
from typing import TypeVar

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from payments import ceilings, conf, gateway, outbox, proof_of_work
from payments.actions import donations, events, offers, receipts, refunds, settlement, snapshots
from payments.actions.campaigns import locked
from payments.actions.monthly import ending
from payments.actions.reconcile import nightly
from payments.donors import limits, sessions
from payments.failures import place_of, way_to
from payments.models import Campaign, Donation, OutboxEntry, ProviderEvent, Refund
from payments.models.campaign import ended, shown_otherwise

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
        except Exception as error:  # noqa: BLE001  whatever a part raises, the others go on
            again = "the part %s of the money worker failed; it runs again in the next round: %s\n%s"
            logger.error(again, name, place_of(error), way_to(error))
    return counts


def leased(model: type[Leased], waiting: Q) -> Iterator[Leased]:
    """Rows that are due, oldest first, each taken for this worker alone until its lease ends."""
    due = model._default_manager.filter(waiting, due_at__lte=timezone.now()).order_by("pk")
    for pk in list(due.values_list("pk", flat=True)[:BATCH]):
        # Those before it may have taken minutes: a lease counted from then would be over.
        now = timezone.now()
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
        mine = Donation.objects.filter(pk=donation.pk, asked_at=donation.asked_at).update(
            asked_at=timezone.now()
        )
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


def send_refunds() -> int:
    """Refunds that the provider was not asked for, or whose answer was lost."""
    now = timezone.now()
    unasked = Q(asked_at=None) | Q(asked_at__lte=now - LOST_AFTER)
    sent = 0
    waiting = Refund.objects.filter(unasked, state=Refund.State.REQUESTED).order_by("requested_at")
    for refund in waiting.select_related("donation")[:BATCH]:
        mine = Refund.objects.filter(pk=refund.pk, asked_at=refund.asked_at).update(asked_at=timezone.now())
        if mine and refunds.send_again(refund).state != Refund.State.REQUESTED:
            sent += 1
    return sent


def publish_snapshots() -> int:
    """Figures that a gift has waited a day for, or that a closure or the end of one made old."""
    waiting = Campaign.objects.filter(unpublished_since__lte=snapshots.long_ago())
    due = [*shown_otherwise(), waiting]
    refs = chain.from_iterable(campaigns.values_list("ref", flat=True)[:BATCH] for campaigns in due)
    return sum(map(publish, dict.fromkeys(refs)))


@transaction.atomic
def publish(ref: str) -> bool:
    return snapshots.publish_if_due(locked(ref)) is not None


def deliver() -> int:
    """Hands outbox entries to their subscribers; one that fails waits longer each time and is logged."""
    count = 0
    for entry in leased(OutboxEntry, Q(done_at=None, failed_at=None)):
        try:
            for handler in outbox.handlers(entry.kind):
                handler(entry.payload)
        except Exception as error:  # noqa: BLE001  whatever a handler raises, its entry waits
            cause = error.__cause__ or error
            failed = "outbox entry %s (%s) failed: %s\n%s"
            logger.error(failed, entry.pk, entry.kind, place_of(cause), way_to(cause))
            put_off(entry, error)
        else:
            OutboxEntry.objects.filter(pk=entry.pk).update(done_at=timezone.now(), last_error="")
            count += 1
    return count


def put_off(entry: OutboxEntry, error: Exception) -> None:
    """To a later try, or given up, where nothing else will help or its time is over."""
    now = timezone.now()
    patience = outbox.patience(entry.kind)
    over = patience is not None and entry.created_at + patience <= now
    given_up = isinstance(error, outbox.Undeliverable) or over
    if given_up:
        told = "outbox entry %s (%s) is given up after %s tries; finance finds it among undelivered mails"
        logger.error(told, entry.pk, entry.kind, entry.attempts)
    pause = min(timedelta(seconds=2 ** min(entry.attempts, 12)), LONGEST_PAUSE)
    OutboxEntry.objects.filter(pk=entry.pk).update(
        due_at=now + pause,
        last_error=type(error.__cause__ or error).__name__,
        failed_at=now if given_up else None,
    )


def forget_delivered() -> int:
    """Deletes what was delivered long enough ago: its payload names a donation."""
    before = timezone.now() - timedelta(days=conf.outbox_keep_days())
    delivered = OutboxEntry.objects.filter(done_at__lt=before).order_by("pk")
    old = list(delivered.values_list("pk", flat=True)[:BATCH])
    OutboxEntry.objects.filter(pk__in=old).delete()
    return len(old)


# For whoever runs each part on its own instead of `tick`.
PARTS: dict[str, Callable[[], int]] = {
    "events": apply_events,
    "sessions": end_sessions,
    "lost": resolve_lost,
    "refunds": send_refunds,
    "monthly_gifts_without_fund": ending.end_all_without_fund,
    "monthly_gifts_ended": ending.send_due,
    "receipts_amended": receipts.amend_due,
    "receipts": receipts.issue_due,
    "needs_moved": offers.move_needs,
    "offers": offers.make_due,
    "offers_answered": offers.answer_due,
    "reconciled": nightly,
    "snapshots": publish_snapshots,
    "delivered": deliver,
    "delivered_forgotten": forget_delivered,
    "proofs_forgotten": proof_of_work.forget,
    "attempts_forgotten": ceilings.forget,
    "codes_forgotten": limits.forget,
    "sessions_forgotten": sessions.forget,
}
