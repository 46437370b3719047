"""After a campaign closed before its goal was met: each of its donors chooses, the fund or themselves.

A campaign that was funded is left alone: funded is final, its money is the need's
(`docs/decisions/a-gift-is-offered-back.md`).
"""

import logging
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from payments import conf
from payments.actions import fund, refunds
from payments.actions.refund_requests import is_held_by_the_bank, refundable
from payments.exceptions import ChoiceMade, ChoiceRefused, OfferNotFound
from payments.models import Campaign, CampaignClosure, Donation, Offer, OutboxEntry, Refund

logger = logging.getLogger(__name__)

BATCH = 100
REASON = "Its campaign was closed before its goal was met."


class Disputed(Exception):
    """The donor's bank holds the gift: what is done with it is known once it has decided."""


def make_due() -> int:
    """Offers every gift that its closed campaign holds still. Returns how many."""
    return sum(make(donation) for donation in unoffered().order_by("paid_at", "pk")[:BATCH])


def unoffered() -> QuerySet[Donation]:
    """Not those that somebody else disposes of already: asked back in full, disputed, spent."""
    held = {"counted__gt": F("disbursed"), "amount__gt": F("refunded") + F("disbursed")}
    paid = Donation.objects.filter(state=Donation.State.PAID, offer=None)
    return paid.filter(**held, campaign__in=unfunded())


def unfunded() -> QuerySet[Campaign]:
    """Closed for good before their goal was met."""
    closed = CampaignClosure.objects.filter(kind=CampaignClosure.Kind.CLOSED).values("campaign_ref")
    return Campaign.objects.filter(kind=Campaign.Kind.CASE, funded_on=None, ref__in=closed)


def move_needs() -> int:
    """The need of each goes to the fund at its full remaining value. Returns how many.

    Where no fund is open it waits for one.
    """
    if not fund.is_open():
        return 0
    waiting = list(unfunded().filter(commitment=None).values_list("ref", flat=True)[:BATCH])
    for ref in waiting:
        fund.commit_remainder(ref)
    return len(waiting)


@transaction.atomic
def make(donation: Donation) -> bool:
    due_at = timezone.now() + timedelta(days=conf.offer_days())
    _offer, created = Offer.objects.get_or_create(donation=donation, defaults={"due_at": due_at})
    if created:
        OutboxEntry.objects.create(kind="offer_mail", payload={"donation": donation.pk})
    return created


def answer(donation_id: str, choice: str) -> Offer:
    """The donor's own word. Raises OfferNotFound, ChoiceRefused, or ChoiceMade where it came before."""
    if choice not in Offer.Answer.values:
        raise ChoiceRefused(_("Choose one of the two: the fund, or back to you."))
    if choice == Offer.Answer.FUND and not fund.is_open() and open_offers().filter(pk=donation_id).exists():
        raise ChoiceRefused(
            _("The fund takes nothing any more. What is left of your gift can come back to you: choose that.")
        )
    if decide(donation_id, choice, Offer.By.DONOR):
        return Offer.objects.get(pk=donation_id)
    if not Offer.objects.filter(pk=donation_id).exists():
        raise OfferNotFound(_("There is nothing to choose for this gift."))
    raise ChoiceMade(_("This was chosen before, and is being carried out."))


def answer_due() -> int:
    """What was not answered in time goes where its donor chose when giving, or back where that fund is over.

    Returns how many.
    """
    late = open_offers().filter(due_at__lte=timezone.now()).select_related("donation")
    return sum(
        decide(offer.pk, falls_to(offer.donation), Offer.By.RULE) for offer in late.order_by("due_at")[:BATCH]
    )


def open_offers() -> QuerySet[Offer]:
    return Offer.objects.filter(answer="")


def falls_to(donation: Donation) -> str:
    """Where an unanswered gift goes: as its donor chose, unless no fund takes it."""
    return donation.surplus_rule if fund.is_open() else str(Offer.Answer.REFUND)


def comes_back(offer: Offer) -> bool:
    """Whether an answered gift went or goes back to its donor: also where the fund ended after its choice."""
    if offer.answer != Offer.Answer.FUND:
        return offer.answer == Offer.Answer.REFUND
    if offer.done_at is None:
        return not fund.is_open()
    return Refund.objects.filter(donation=offer.pk, reason=REASON).exists()


@transaction.atomic
def decide(donation_id: str, choice: str, by: str) -> bool:
    """False where another answer came first, or there is no offer."""
    decided = Offer.objects.filter(pk=donation_id, answer="").update(
        answer=choice, by=by, answered_at=timezone.now()
    )
    if decided:
        OutboxEntry.objects.create(kind="offer_answered", payload={"donation": donation_id})
    return bool(decided)


def carry_out(payload: dict[str, Any]) -> None:
    """By the outbox, until it succeeds: a gift that its bank disputes waits for the end of that.

    What has meanwhile become impossible for good is done, and a fund that is over takes nothing. Raises
    Disputed, FundRefused, RefundRefused, CampaignNotFound.
    """
    offer = Offer.objects.select_related("donation__campaign").get(pk=payload["donation"])
    if offer.done_at is None and due(offer):
        if comes_back(offer):
            refunds.refund(offer.pk, refundable(offer.donation), by=offer.by, reason=REASON)
        else:
            fund.to_fund(offer.pk, by=offer.by)
    Offer.objects.filter(pk=offer.pk, done_at=None).update(done_at=timezone.now())


def due(offer: Offer) -> bool:
    """Whether anything is left to do. Raises Disputed while the donor's bank has not decided."""
    donation = offer.donation
    to_fund = offer.answer == Offer.Answer.FUND
    if refundable(donation) <= 0 or (to_fund and donation.campaign.funded_on):
        return False
    if is_held_by_the_bank(donation):
        raise Disputed(f"the bank has not decided about donation {donation.reference}")
    return not to_fund or donation.counted > donation.disbursed
