"""What others may read of payments: published funding by reference, a donation by its unguessable id."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.db.models import DateTimeField, Exists, Max, Min, OuterRef, Subquery
from django.db.models.functions import JSONArray
from django.utils.translation import gettext as _

from payments import outbox
from payments.exceptions import DonationNotFound, MonthlyGiftNotFound, OfferNotFound, ReceiptNotFound
from payments.models import (
    Campaign,
    CampaignClosure,
    Donation,
    LedgerTransaction,
    MonthlyGift,
    Offer,
    Receipt,
)
from payments.models.provider import open_events
from payments.receipts.status import ReceiptStatus, receipt_status, with_receipts
from payments.statements import Among, Statement


@dataclass(frozen=True, slots=True)
class Funding:
    """A campaign's published snapshot. Money in minor units of `currency`; `goal`, `remaining` None for a
    fund.
    """

    campaign: str
    currency: str
    goal: int | None
    received: int
    donors: int
    degrees: dict[str, int]
    status: str
    funded_on: date | None
    as_of: datetime
    version: int

    @property
    def remaining(self) -> int | None:
        return None if self.goal is None else self.goal - self.received

    def as_json(self) -> dict[str, Any]:
        goal, remaining, currency = self.goal, self.remaining, self.currency
        return {
            "campaign": self.campaign,
            "goal": None if goal is None else {"amount": goal, "currency": currency},
            "received": {"amount": self.received, "currency": currency},
            "remaining": None if remaining is None else {"amount": remaining, "currency": currency},
            "donors": self.donors,
            "degrees": self.degrees,
            "status": self.status,
            "funded_on": self.funded_on.isoformat() if self.funded_on else None,
            "as_of": self.as_of.isoformat(timespec="seconds").replace("+00:00", "Z"),
        }


# The members of `Funding`, in order. As values: every list of cards asks, and two models a card take longer.
_PUBLISHED = ("ref", "currency", *(f"snapshot__{name}" for name in (
    "goal", "received", "donors", "degrees", "status", "funded_on", "as_of", "version",
)))  # fmt: skip


def published(ref: OuterRef) -> Subquery:
    """The newest snapshot of the campaign with this reference, as a column of somebody else's list, which is
    asked in one statement so; `as_funding` reads it.
    """
    campaigns = Campaign.objects.filter(ref=ref, snapshot__isnull=False).order_by()
    return Subquery(campaigns.values(published=JSONArray(*_PUBLISHED)))


def as_funding(column: list[Any] | None) -> Funding | None:
    if column is None:
        return None
    ref, currency, goal, received, donors, degrees, status, funded_on, as_of, version = column
    # SQLite keeps JSON as text, and moments without their zone, which is UTC.
    told = json.loads(degrees) if isinstance(degrees, str) else degrees
    day = date.fromisoformat(funded_on) if funded_on else None
    moment = datetime.fromisoformat(as_of)
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return Funding(ref, currency, goal, received, donors, told, status, day, moment, version)


_FUNDING = Statement(
    lambda: Campaign.objects.filter(Among("ref"), snapshot__isnull=False).values_list(*_PUBLISHED)
)


def funding(refs: Iterable[str]) -> dict[str, Funding]:
    """The newest snapshot of each campaign, by reference; unknown references are left out. One statement."""
    return {row[0]: Funding(*row) for row in _FUNDING.rows(ref for ref in refs if ref)}


def open_parts(refs: Iterable[str]) -> dict[str, float]:
    """What part of each goal is open by the published figures, 0 to 1, by reference; a fund has none."""
    goals = Campaign.objects.filter(ref__in=list(refs), snapshot__goal__gt=0)
    figures = goals.values_list("ref", "snapshot__goal", "snapshot__received")
    return {ref: max(0.0, min(1.0, 1 - received / goal)) for ref, goal, received in figures if goal}


@dataclass(frozen=True, slots=True)
class Checkouts:
    """What became of payments that were under way: numbers of them. `last`: when the latest of them ended."""

    open: int
    expired: int
    paid: int
    last: datetime | None


def checkouts(ref: str, since: datetime) -> Checkouts:
    """The payments to a campaign that were reserved before `since` and had not ended by then."""
    under_way = Donation.objects.filter(campaign__ref=ref, reserved_at__lte=since)
    expired = under_way.filter(state=Donation.State.RELEASED, released_at__gt=since)
    paid = under_way.annotate(counted_at=counted_at()).filter(state=Donation.State.PAID, counted_at__gt=since)
    ends = [
        expired.aggregate(last=Max("released_at"))["last"],
        paid.aggregate(last=Max("counted_at"))["last"],
    ]
    return Checkouts(
        open=under_way.filter(state=Donation.State.RESERVED).count(),
        expired=expired.count(),
        paid=paid.count(),
        last=max((end for end in ends if end), default=None),
    )


def stopped_at(ref: str) -> datetime | None:
    """When the campaign was first closed for good, None while it is not."""
    closures = CampaignClosure.objects.filter(campaign_ref=ref, kind=CampaignClosure.Kind.CLOSED)
    return closures.aggregate(first=Min("at"))["first"]


def counted_at() -> Subquery:
    """When a donation was booked, by our database."""
    booked = LedgerTransaction.objects.filter(donation=OuterRef("pk"), kind=LedgerTransaction.Kind.GIFT)
    return Subquery(booked.values("booked_at")[:1], output_field=DateTimeField())


@dataclass(frozen=True, slots=True)
class DonationStatus:
    """What a donor may see of it. `state`: reserved, paid or released; `amount` and beside it `fee_cover` in
    minor units.

    `every_month`: it is repeated, or will be once it is paid; no longer once that has ended.
    `to_choose`: the donor was asked what shall become of it and has not answered.
    `degree` is the one its link carried, None without one. `paid_at` is the provider's time, `counted_at`
    our database's: only the latter compares with a snapshot's.
    """

    id: str
    state: str
    amount: int
    fee_cover: int
    currency: str
    campaign: str
    locale: str
    degree: int | None
    receipt: ReceiptStatus
    to_choose: bool
    every_month: bool
    paid_at: datetime | None
    counted_at: datetime | None


def donation(donation_id: str) -> DonationStatus:
    """Raises DonationNotFound. One statement."""
    rows = Donation.objects.select_related("campaign", "monthly_gift").filter(pk=donation_id)
    row = (
        with_receipts(rows)
        .annotate(
            counted_at=counted_at(),
            to_choose=Exists(Offer.objects.filter(donation=OuterRef("pk"), answer="")),
        )
        .first()
    )
    if row is None:
        raise DonationNotFound(_("There is no such donation. Open the link from your thank-you mail again."))
    return DonationStatus(
        id=row.pk,
        state=row.state,
        amount=row.amount,
        fee_cover=row.fee_cover,
        currency=row.currency,
        campaign=row.campaign.ref,
        locale=row.locale,
        degree=row.degree,
        receipt=receipt_status(row),
        to_choose=row.to_choose,
        every_month=goes_on(row),
        paid_at=row.paid_at,
        counted_at=row.counted_at,
    )


def goes_on(row: Donation) -> bool:
    begun = row.monthly_gift
    return row.every_month and not (begun and (begun.end_asked_at or begun.ended_at))


@dataclass(frozen=True, slots=True)
class MonthlyStatus:
    """What a donor may see of a monthly gift. `amount` and beside it `fee_cover` in minor units.

    `state`: active, failing (the last month did not go through yet), ending (ended here, not yet at the
    provider) or ended.
    """

    id: str
    state: str
    amount: int
    fee_cover: int
    currency: str
    began_at: datetime
    ended_at: datetime | None


def monthly_gift(gift_id: str) -> MonthlyStatus:
    """Raises MonthlyGiftNotFound."""
    row = MonthlyGift.objects.filter(pk=gift_id).first()
    if row is None:
        raise MonthlyGiftNotFound(_("There is no such monthly gift. Open the link from our mail again."))
    return monthly_status(row)


def monthly_status(row: MonthlyGift) -> MonthlyStatus:
    return MonthlyStatus(
        id=row.pk,
        state="ending" if row.end_asked_at and not row.ended_at else row.state,
        amount=row.amount,
        fee_cover=row.fee_cover,
        currency=row.currency,
        began_at=row.began_at,
        ended_at=row.ended_at,
    )


def receipt(donation_id: str) -> Receipt:
    """The valid one, with what its nameless document tells. Raises DonationNotFound, ReceiptNotFound."""
    related = ("donation__donor", "replaces__receipt")
    found = Receipt.objects.select_related(*related).filter(donation=donation_id, void=None).first()
    if found is None:
        donation(donation_id)
        raise ReceiptNotFound(
            _("This gift has no valid receipt now. A new one follows within minutes of the payment.")
        )
    return found


def offer(donation_id: str) -> Offer:
    """What its donor was asked about a gift, and answered, with the gift. Raises OfferNotFound."""
    found = Offer.objects.select_related("donation").filter(pk=donation_id).first()
    if found is None:
        raise OfferNotFound(_("There is nothing to choose for this gift."))
    return found


def mails_given_up() -> int:
    """How many mails to donors never went out and are not tried any more."""
    return outbox.given_up().count()


def events_set_aside() -> int:
    """How many of the provider's events fit nothing here and need a person."""
    return open_events().count()
