"""What a donor may read: their own account, gifts and year. Every reader asks for the account it answers."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet
from django.db.models.functions import ExtractYear, Least

from payments.donors import holdings
from payments.models import (
    Campaign,
    Donation,
    Donor,
    DonorAccount,
    DonorIdentity,
    LedgerTransaction,
    MonthlyGift,
    Refund,
)
from payments.readers import MonthlyStatus, monthly_status
from payments.receipts.standing import came_back
from payments.receipts.status import ReceiptStatus, receipt_status, with_receipts

PAGE = 100
# What became of a gift.
GIVEN, PARTLY_REFUNDED, REFUNDED, MOVED_TO_FUND = "given", "partly_refunded", "refunded", "moved_to_fund"


@dataclass(frozen=True, slots=True)
class OwnGift:
    """`amount` and beside it `fee_cover` in minor units; `refunded` is what of both came back by now, from us
    or by the donor's bank.

    `outcome`: what became of it. `paid_at` is the provider's time.
    """

    id: str
    campaign: str
    to_fund: bool
    amount: int
    fee_cover: int
    currency: str
    outcome: str
    refunded: int
    paid_at: datetime
    value_date: date
    receipt: ReceiptStatus
    every_month: bool


@dataclass(frozen=True, slots=True)
class Page:
    """`next` is the cursor of the page after this one, None on the last."""

    results: list[OwnGift]
    next: str | None


@dataclass(frozen=True, slots=True)
class Statement:
    """A year's gifts in the order they were paid, and by currency what they and covered fees come to, less
    what came back.
    """

    year: int
    gifts: list[OwnGift]
    totals: dict[str, int]


def identity(account: DonorAccount) -> DonorIdentity:
    return DonorIdentity.objects.get(donor=account.donor_id)


def addressed_as(donor: Donor | None) -> str:
    """The name our letters may use, "" unless the donor chose to be addressed by it."""
    chose = DonorIdentity.objects.filter(donor=donor, donor__account__by_name=True)
    return chose.values_list("name", flat=True).first() or ""


def follows(account: DonorAccount) -> list[tuple[str, datetime]]:
    """Campaigns and since when, the latest first."""
    return list(account.follows.order_by("-since", "-pk").values_list("campaign_ref", "since"))


def is_following(account: DonorAccount, campaign_ref: str) -> bool:
    return account.follows.filter(campaign_ref=campaign_ref).exists()


def years(account: DonorAccount) -> list[int]:
    """Those with a gift, the latest first."""
    found = _paid(account).annotate(year=ExtractYear("value_date")).values_list("year", flat=True)
    return sorted(set(found), reverse=True)


def gifts(account: DonorAccount, after: str | None = None) -> Page:
    """The latest first; `after` is the cursor a page before named, one of nobody's begins anew."""
    paid = _paid(account).order_by("-paid_at", "-pk")
    last = paid.filter(pk=after).first() if after else None
    if last:
        paid = paid.exclude(paid_at__gt=last.paid_at).exclude(paid_at=last.paid_at, pk__gte=last.pk)
    rows = list(paid[: PAGE + 1])
    return Page([own(row) for row in rows[:PAGE]], rows[PAGE - 1].pk if len(rows) > PAGE else None)


def monthly_gifts(account: DonorAccount) -> list[MonthlyStatus]:
    """Those that go on first, then the latest."""
    rows = MonthlyGift.objects.filter(donor=account.donor_id)
    rows = rows.order_by(F("ended_at").desc(nulls_first=True), "-began_at")
    return [monthly_status(row) for row in rows]


def statement(account: DonorAccount, year: int) -> Statement:
    of_year = _paid(account).filter(value_date__year=year).order_by("value_date", "paid_at", "pk")
    found = [own(row) for row in of_year]
    totals: dict[str, int] = defaultdict(int)
    for gift in found:
        totals[gift.currency] += gift.amount + gift.fee_cover - gift.refunded
    return Statement(year, found, dict(totals))


def own(row: Any) -> OwnGift:
    return OwnGift(
        id=row.pk,
        campaign=row.campaign.ref,
        to_fund=row.campaign.kind == Campaign.Kind.FUND,
        amount=row.amount,
        fee_cover=row.fee_cover,
        currency=row.currency,
        outcome=_outcome(row),
        refunded=row.came_back,
        paid_at=row.paid_at,
        value_date=row.value_date,
        receipt=receipt_status(row),
        every_month=row.every_month,
    )


def _outcome(row: Any) -> str:
    if row.came_back >= row.amount + row.fee_cover:
        return REFUNDED
    if row.in_fund:
        return MOVED_TO_FUND
    return PARTLY_REFUNDED if row.came_back else GIVEN


def export(account: DonorAccount) -> dict[str, Any]:
    """All that is held about the person, in plain values."""
    who = identity(account)
    return {
        "account": {
            "id": account.pk,
            "email": who.email,
            "name": who.name,
            "language": account.locale,
            "addressed_by_name": account.by_name,
            "news": account.news,
            "opened_at": account.opened_at,
            "last_signed_in_at": account.user.last_login,
            "last_news_mailed_on": account.mailed_on,
        },
        "donor": {"email_hash": account.donor.email_hash, "first_seen_at": account.donor.first_seen_at},
        "follows": [{"campaign": campaign, "since": since} for campaign, since in follows(account)],
        "gifts": [_exported(row) for row in _paid(account).order_by("paid_at", "pk")],
        "monthly_gifts": [_repeated(row) for row in account.donor.monthly_gifts.order_by("began_at")],
        "elsewhere": holdings.held(who.email),
    }


def _exported(row: Any) -> dict[str, Any]:
    return {
        "id": row.pk,
        "campaign": row.campaign.ref,
        "amount": row.amount,
        "fee_cover": row.fee_cover,
        "currency": row.currency,
        "language": row.locale,
        "if_not_needed": row.surplus_rule,
        "degree": row.degree,
        "reserved_at": row.reserved_at,
        "paid_at": row.paid_at,
        "value_date": row.value_date,
        "outcome": own(row).outcome,
        "refunded": own(row).refunded,
        "refunds": [_refund(refund) for refund in row.refunds.order_by("requested_at")],
        "receipt": own(row).receipt.number,
        "payment_at_the_provider": row.payment_intent,
        "charge_at_the_provider": row.charge,
        "session_at_the_provider": row.session_id,
        "every_month": row.every_month,
        "invoice_at_the_provider": row.invoice,
    }


def _repeated(row: MonthlyGift) -> dict[str, Any]:
    return {
        "id": row.pk,
        "campaign": row.campaign.ref,
        "amount": row.amount,
        "fee_cover": row.fee_cover,
        "currency": row.currency,
        "language": row.locale,
        "state": row.state,
        "began_at": row.began_at,
        "ended_at": row.ended_at,
        "subscription_at_the_provider": row.subscription,
    }


def _refund(refund: Refund) -> dict[str, Any]:
    """Without `reason`: an officer's own words, which were promised to be told to nobody."""
    return {
        "amount": refund.amount,
        "fee_cover": refund.fee_cover,
        "state": refund.state,
        "requested_at": refund.requested_at,
    }


def _paid(account: DonorAccount) -> QuerySet[Any]:
    """With the state of the receipt, what came back, and whether the rest is in the fund."""
    paid = Donation.objects.filter(donor=account.donor_id, state=Donation.State.PAID)
    moved = LedgerTransaction.objects.filter(donation=OuterRef("pk"), kind=LedgerTransaction.Kind.TO_FUND)
    charged = F("amount") + F("fee_cover")
    return with_receipts(paid.select_related("campaign")).annotate(
        came_back=Least(came_back(charged), charged),
        in_fund=Exists(moved),
    )
