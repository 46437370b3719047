"""What others may read of payments: published funding by reference, a donation by its unguessable id."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Max, Min
from django.utils.translation import gettext as _

from payments.exceptions import DonationNotFound
from payments.models import Campaign, CampaignClosure, Donation


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

    def money(self, amount: int | None) -> dict[str, Any] | None:
        return None if amount is None else {"amount": amount, "currency": self.currency}

    def as_json(self) -> dict[str, Any]:
        return {
            "campaign": self.campaign,
            "goal": self.money(self.goal),
            "received": self.money(self.received),
            "remaining": self.money(self.remaining),
            "donors": self.donors,
            "degrees": self.degrees,
            "status": self.status,
            "funded_on": self.funded_on.isoformat() if self.funded_on else None,
            "as_of": self.as_of.isoformat(timespec="seconds").replace("+00:00", "Z"),
        }


def funding(refs: Iterable[str]) -> dict[str, Funding]:
    """The newest snapshot of each campaign, by reference; unknown references are left out. One statement."""
    campaigns = Campaign.objects.filter(ref__in=list(refs), snapshot__isnull=False).select_related("snapshot")
    return {campaign.ref: published(campaign) for campaign in campaigns}


def published(campaign: Campaign) -> Funding:
    snapshot = campaign.snapshot
    assert snapshot is not None  # noqa: S101  every campaign is opened with one
    return Funding(
        campaign=campaign.ref,
        currency=campaign.currency,
        goal=snapshot.goal,
        received=snapshot.received,
        donors=snapshot.donors,
        degrees=snapshot.degrees,
        status=snapshot.status,
        funded_on=snapshot.funded_on,
        as_of=snapshot.as_of,
        version=snapshot.version,
    )


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
    paid = under_way.filter(state=Donation.State.PAID, receipt__issued_at__gt=since)
    ends = [
        expired.aggregate(last=Max("released_at"))["last"],
        paid.aggregate(last=Max("receipt__issued_at"))["last"],
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


@dataclass(frozen=True, slots=True)
class DonationStatus:
    """What a donor may see of it. `state`: reserved, paid or released; `amount` in minor units.

    `paid_at` is the provider's time, `counted_at` our database's: only the latter compares with a snapshot's.
    """

    id: str
    state: str
    amount: int
    currency: str
    campaign: str
    locale: str
    receipt: str | None
    paid_at: datetime | None
    counted_at: datetime | None


def donation(donation_id: str) -> DonationStatus:
    """Raises DonationNotFound. One statement."""
    row = Donation.objects.select_related("campaign", "receipt").filter(pk=donation_id).first()
    if row is None:
        raise DonationNotFound(_("There is no such donation. Open the link from your thank-you mail again."))
    return DonationStatus(
        id=row.pk,
        state=row.state,
        amount=row.amount,
        currency=row.currency,
        campaign=row.campaign.ref,
        locale=row.locale,
        receipt=str(row.receipt) if hasattr(row, "receipt") else None,
        paid_at=row.paid_at,
        counted_at=row.receipt.issued_at if hasattr(row, "receipt") else None,
    )
