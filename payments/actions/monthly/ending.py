"""A monthly gift goes on until its donor, finance, the provider or its fund's end ends it."""

import logging
from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from payments import conf, gateway
from payments.actions import fund
from payments.actions.monthly.subscribed import subscribed
from payments.actions.settlement import Mismatch
from payments.exceptions import MonthlyGiftNotFound
from payments.models import Campaign, Donor, MonthlyGift, OutboxEntry
from payments.models.campaign import over

logger = logging.getLogger(__name__)

State = MonthlyGift.State
BY_PROVIDER, BY_ERASURE, BY_FUND = "provider", "erasure", "fund"
# The provider's words for ours.
STATES = {
    "active": State.ACTIVE,
    "trialing": State.ACTIVE,
    "incomplete": State.FAILING,
    "past_due": State.FAILING,
    "paused": State.FAILING,
    "unpaid": State.FAILING,
    "incomplete_expired": State.ENDED,
    "canceled": State.ENDED,
}
# Given up, at a provider that was set up to leave it so: we end it.
GIVEN_UP = "unpaid"
BATCH = 100
ASK_AGAIN_AFTER = timedelta(minutes=1)
# Asked for so long every minute, it will not end without a person.
OVERDUE_AFTER = timedelta(hours=1)


def end(gift_id: str, *, by: str) -> MonthlyGift:
    """`by`: an opaque id of staff, or `donor`. Ended twice is ended once. Raises MonthlyGiftNotFound.

    Where the provider is out of reach the worker asks again. Never call this in a transaction: it commits,
    then speaks to the provider.
    """
    with transaction.atomic(durable=True):
        request(Q(pk=gift_id), by)
    gift = MonthlyGift.objects.filter(pk=gift_id).first()
    if gift is None:
        raise MonthlyGiftNotFound(_("There is no such monthly gift. Open the link from our mail again."))
    if gift.state != State.ENDED:
        send(gift)
        gift.refresh_from_db()
    return gift


def end_all_of(donor: Donor) -> None:
    """For somebody who is erased, in that transaction: the worker asks the provider."""
    request(Q(donor=donor), BY_ERASURE)


def end_all_without_fund() -> int:
    """A worker's job: those whose fund receives no more. `send_due` asks the provider. Returns how many."""
    closed = Campaign.objects.filter(receives_no_more(), pk=OuterRef("campaign"))
    return request(Q(Exists(closed)), BY_FUND)


def receives_no_more() -> Q:
    """Funds closed for good, past their end, or replaced by another. A pause ends nothing: it is lifted.

    Where the settings name no fund that is open none counts as replaced: a slip there would end every gift.
    """
    return over() | ~Q(ref=conf.fund()) if fund.is_open() else over()


def request(which: Q, by: str) -> int:
    going_on = MonthlyGift.objects.filter(which, ended_at=None, end_asked_at=None)
    return going_on.update(end_asked_at=timezone.now(), ended_by=by)


def overdue() -> QuerySet[MonthlyGift]:
    """Ended here and still not at the provider: their donors may be charged another month."""
    return MonthlyGift.objects.filter(ended_at=None, end_asked_at__lte=timezone.now() - OVERDUE_AFTER)


def send(gift: MonthlyGift) -> None:
    """Asks the provider to end it, and believes what it says. Safe to repeat."""
    try:
        told = apply(gateway.cancel_subscription(gift.subscription))
    except gateway.GatewayRefusal as error:
        logger.error("the provider does not know the subscription of a monthly gift: %s", error)
    except gateway.GatewayError as error:
        logger.warning("a monthly gift is ended later: %s", error)
    else:
        if told.state != State.ENDED:
            logger.error("the provider did not end subscription %s, and charges it still", gift.subscription)


def send_due() -> int:
    """A worker's job: those that were ended here and not yet there. Returns how many have ended."""
    now = timezone.now()
    due = Q(asked_at=None) | Q(asked_at__lte=now - ASK_AGAIN_AFTER)
    ended = 0
    waiting = MonthlyGift.objects.filter(due, ended_at=None).exclude(end_asked_at=None)
    # Whoever waited longest first: a hundred that the provider never ends keep no other waiting.
    for gift in waiting.order_by(F("asked_at").asc(nulls_first=True), "pk")[:BATCH]:
        if MonthlyGift.objects.filter(pk=gift.pk, asked_at=gift.asked_at).update(asked_at=now):
            send(gift)
            ended += MonthlyGift.objects.filter(pk=gift.pk, state=State.ENDED).count()
    return ended


def apply(theirs: gateway.Subscription) -> MonthlyGift:
    """What the provider says of a subscription. Safe to repeat, in any order: ended is final.

    Raises settlement.Unknown, settlement.Mismatch, settlement.NotSettledYet, GatewayError.
    """
    state = STATES.get(theirs.status)
    if state is None:
        raise Mismatch(f"subscription {theirs.id} is {theirs.status}, a state unknown here")
    known = subscribed(theirs.id, theirs.donation)
    with transaction.atomic():
        gift = MonthlyGift.objects.select_for_update().get(pk=known.pk)
        if gift.state != State.ENDED:
            advance(gift, state, given_up=theirs.status == GIVEN_UP)
    return gift


def advance(gift: MonthlyGift, state: MonthlyGift.State, *, given_up: bool) -> None:
    gift.state = state
    if given_up and gift.end_asked_at is None:
        gift.end_asked_at, gift.ended_by = timezone.now(), BY_PROVIDER
    if state == State.ENDED:
        gift.ended_at, gift.ended_by = timezone.now(), gift.ended_by or BY_PROVIDER
        OutboxEntry.objects.create(kind="monthly_ended_mail", payload={"monthly_gift": gift.pk})
    gift.save(update_fields=["state", "end_asked_at", "ended_at", "ended_by"])
