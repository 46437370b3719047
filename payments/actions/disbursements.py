"""Spending what was given on a need, gift by gift, so that what is spent is not given back."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Protocol

from django.db import transaction
from django.db.models import BigIntegerField, F, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce, Greatest, Least
from django.utils import timezone
from django.utils.translation import gettext as _

from payments.actions import bearing, ledger
from payments.actions.campaigns import locked
from payments.exceptions import DisbursementRefused
from payments.models import (
    Campaign,
    Disbursement,
    DisbursementDocument,
    DisbursementShare,
    Donation,
    LedgerTransaction,
    Refund,
)
from payments.money import spoken

LARGEST_DOCUMENT = 10 * 1024 * 1024
# First bytes of the files a receipt may come as.
SIGNATURES = {b"%PDF-": "application/pdf", b"\xff\xd8\xff": "image/jpeg", b"\x89PNG\r\n\x1a\n": "image/png"}


class File(Protocol):
    def read(self, size: int = ..., /) -> bytes: ...


# The order in which gifts are spent, and in which whoever locks several of them locks them.
OLDEST_FIRST = ("paid_at", "reserved_at", "pk")


@dataclass(frozen=True, slots=True)
class Share:
    """What of a gift, whose row is held, can be spent, in minor units."""

    donation: Donation
    left: int


@transaction.atomic
def disburse(
    campaign_ref: str,
    need: str,
    amount: int,
    *,
    by: str,
    document: File | None,
    currency: str | None = None,
) -> Disbursement:
    """Spends `amount` minor units on a need, given by its opaque code, oldest gifts first.

    `document`: the receipt of whoever was paid, kept where no address leads to. `currency` is for a fund,
    which holds several; a campaign has its own. Raises CampaignNotFound, DisbursementRefused.
    """
    content = checked(document)
    # The gifts before the campaign, as everybody locks them.
    gifts = held_oldest(campaign_ref, currency, amount)
    campaign = locked(campaign_ref)
    code = currency or campaign.currency
    check_currency(campaign, code)
    check(campaign, code, amount, gifts)
    done = Disbursement.objects.create(campaign=campaign, need=need, amount=amount, currency=code, by=by)
    share_out(done, gifts, amount)
    if content:
        DisbursementDocument.objects.create(
            disbursement=done,
            content=content,
            content_type=kind_of(content),
            digest=hashlib.sha256(content).hexdigest(),
        )
    account = (
        ledger.given_to(campaign) if campaign.kind == Campaign.Kind.FUND else ledger.disbursed_for(campaign)
    )
    lines = [ledger.Line(account, amount, code), ledger.Line(ledger.BANK, -amount, code)]
    ledger.book(LedgerTransaction.Kind.DISBURSEMENT, done.pk, timezone.now().date(), lines, by=by)
    return done


def held_oldest(campaign_ref: str, currency: str | None, amount: int) -> list[Share]:
    """The oldest gifts that together hold `amount`, or all where they hold less; no other gift is locked.

    Gifts that were spent or asked back while this waited hold less than was read: later ones are added.
    Never earlier ones, though they may hold something again: whoever locks against the order deadlocks.
    """
    in_order = iter(unspent(campaign_ref, currency).values_list("pk", unspent_part()))
    held: list[Share] = []
    missing = amount
    while missing > 0 and (chosen := reaching(missing, in_order)):
        rows = Donation.objects.filter(pk__in=chosen).order_by(*OLDEST_FIRST).select_for_update()
        shares = [Share(gift, gift.unspent) for gift in rows]
        missing -= sum(share.left for share in shares)
        held += shares
    return held


def reaching(amount: int, in_order: Iterator[tuple[str, int]]) -> list[str]:
    """The next gifts that together hold `amount`, as they were read."""
    chosen = []
    while amount > 0 and (following := next(in_order, None)):
        chosen.append(following[0])
        amount -= following[1]
    return chosen


def unspent(campaign_ref: str, currency: str | None) -> QuerySet[Donation]:
    """Paid gifts of which something is left, oldest first."""
    paid = Donation.objects.filter(campaign__ref=campaign_ref, state=Donation.State.PAID)
    of_it = paid.annotate(left=unspent_part()).filter(
        Q(currency=currency or F("campaign__currency")), left__gt=0
    )
    return of_it.order_by(*OLDEST_FIRST)


def unspent_part() -> Greatest:
    """`Donation.unspent`, as the database reads it."""
    requested = Refund.objects.filter(donation=OuterRef("pk"), state=Refund.State.REQUESTED).order_by()
    asked = Subquery(requested.values("donation").annotate(of=Sum("amount")).values("of"))
    counted = F("counted") - Coalesce(asked, 0, output_field=BigIntegerField())
    return Greatest(Least(counted, F("amount") - F("refunded")) - F("disbursed"), 0)


def spendable(campaign: Campaign, currency: str, of_gifts: int) -> int:
    """What can be spent, in minor units, where `of_gifts` is left of its gifts: that, and what the fund paid.

    To be read while the campaign is held: all else it counts moves under that lock alone.
    """
    if campaign.kind == Campaign.Kind.FUND:
        return bearing.free(campaign.ref, currency)
    paid = campaign.donations.filter(state=Donation.State.PAID)
    shares = DisbursementShare.objects.filter(disbursement__campaign=campaign, donation=None)
    received = campaign.received - total(shares, "amount")
    # What is asked back of a funded campaign's gifts others bear: all it received is left to spend.
    if campaign.funded_on:
        return received - total(paid, "disbursed")
    return received - total(paid, "counted") + of_gifts


def total(rows: QuerySet[Any], figure: str) -> int:
    return int(rows.aggregate(sum=Sum(figure, default=0))["sum"])


def check_currency(campaign: Campaign, currency: str) -> None:
    if campaign.kind == Campaign.Kind.CASE and currency != campaign.currency:
        raise DisbursementRefused(
            _("This campaign collects in %(currency)s. Choose that currency.")
            % {"currency": campaign.currency}
        )


def check(campaign: Campaign, currency: str, amount: int, gifts: list[Share]) -> None:
    if 0 < amount <= spendable(campaign, currency, sum(gift.left for gift in gifts)):
        return
    left = spendable(campaign, currency, total(unspent(campaign.ref, currency), "left"))
    raise DisbursementRefused(
        _("%(left)s can be spent here now: what was received, less what was spent or asked back.")
        % {"left": spoken(left, currency)},
        max_amount=left,
    )


def share_out(done: Disbursement, gifts: list[Share], amount: int) -> None:
    shares = []
    for gift in gifts:
        part = min(gift.left, amount)
        if part:
            shares.append(DisbursementShare(disbursement=done, donation=gift.donation, amount=part))
            Donation.objects.filter(pk=gift.donation.pk).update(disbursed=F("disbursed") + part)
            amount -= part
    if amount:
        shares.append(DisbursementShare(disbursement=done, donation=None, amount=amount))
    DisbursementShare.objects.bulk_create(shares)


def checked(document: File | None) -> bytes:
    """Raises DisbursementRefused for what is no receipt that can be kept."""
    if document is None:
        return b""
    content = document.read(LARGEST_DOCUMENT + 1)
    if len(content) > LARGEST_DOCUMENT or not kind_of(content):
        raise DisbursementRefused(_("Attach the receipt as a PDF, JPEG or PNG file of at most 10 MB."))
    return content


def kind_of(content: bytes) -> str:
    return next((kind for start, kind in SIGNATURES.items() if content.startswith(start)), "")
