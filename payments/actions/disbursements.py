"""Spending what was given on a need, gift by gift, so that what is spent is not given back."""

import hashlib
from dataclasses import dataclass
from typing import Protocol

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


@dataclass(frozen=True, slots=True)
class Spendable:
    """What can be spent of a campaign now, in minor units: of gifts, and of what the fund paid in."""

    of_gifts: int
    of_fund: int

    @property
    def total(self) -> int:
        return self.of_gifts + self.of_fund


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
    gifts = list(unspent(campaign_ref, currency).select_for_update(of=("self",)))
    campaign = locked(campaign_ref)
    code = currency or campaign.currency
    check_currency(campaign, code)
    left = spendable(campaign, code, gifts)
    check(campaign, code, amount, left)
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


def unspent(campaign_ref: str, currency: str | None) -> QuerySet[Donation]:
    """Paid gifts of which something is left, oldest first."""
    paid = Donation.objects.filter(campaign__ref=campaign_ref, state=Donation.State.PAID)
    of_it = paid.annotate(left=unspent_part()).filter(
        Q(currency=currency or F("campaign__currency")), left__gt=0
    )
    return of_it.order_by("paid_at", "reserved_at", "pk")


def unspent_part() -> Greatest:
    """`Donation.unspent`, as the database reads it."""
    requested = Refund.objects.filter(donation=OuterRef("pk"), state=Refund.State.REQUESTED).order_by()
    asked = Subquery(requested.values("donation").annotate(of=Sum("amount")).values("of"))
    counted = F("counted") - Coalesce(asked, 0, output_field=BigIntegerField())
    return Greatest(Least(counted, F("amount") - F("refunded")) - F("disbursed"), 0)


def spendable(campaign: Campaign, currency: str, gifts: list[Donation]) -> Spendable:
    of_gifts = sum(gift.unspent for gift in gifts)
    if campaign.kind == Campaign.Kind.FUND:
        free = bearing.free(campaign.ref, currency)
        return Spendable(min(of_gifts, free), free - min(of_gifts, free))
    return Spendable(of_gifts, paid_in(campaign))


def paid_in(campaign: Campaign) -> int:
    """What stands in the campaign's figures and is no donor's: met by the fund, or put in a gift's place."""
    paid = campaign.donations.filter(state=Donation.State.PAID)
    counted = paid.aggregate(sum=Sum("counted", default=0))["sum"]
    replaced = 0
    if campaign.funded_on:
        gone = F("counted") - F("disbursed") - unspent_part()
        replaced = paid.annotate(gone=gone).aggregate(sum=Sum("gone", default=0))["sum"]
    spent = DisbursementShare.objects.filter(disbursement__campaign=campaign, donation=None)
    return campaign.received - counted + replaced - spent.aggregate(sum=Sum("amount", default=0))["sum"]


def check_currency(campaign: Campaign, currency: str) -> None:
    if campaign.kind == Campaign.Kind.CASE and currency != campaign.currency:
        raise DisbursementRefused(
            _("This campaign collects in %(currency)s. Choose that currency.")
            % {"currency": campaign.currency}
        )


def check(campaign: Campaign, currency: str, amount: int, left: Spendable) -> None:
    if 0 < amount <= left.total:
        return
    raise DisbursementRefused(
        _("%(left)s can be spent here now: what was received, less what was spent or asked back.")
        % {"left": spoken(left.total, currency)},
        max_amount=left.total,
    )


def share_out(done: Disbursement, gifts: list[Donation], amount: int) -> None:
    shares = []
    for gift in gifts:
        part = min(gift.unspent, amount)
        if part:
            shares.append(DisbursementShare(disbursement=done, donation=gift, amount=part))
            Donation.objects.filter(pk=gift.pk).update(disbursed=F("disbursed") + part)
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
