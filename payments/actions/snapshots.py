"""Publishing a campaign's figures: after three gifts, a day after the first one that is missing, and at once
on funded or closed. The day is the gift's, not the snapshot's: after a quiet day the next single gift would
else be shown the moment it came.
"""

from datetime import datetime, timedelta

from django.db.models import Count, Q
from django.utils import timezone

from payments import conf
from payments.models import Campaign, Donation, FundingSnapshot, OutboxEntry
from payments.models.campaign import ended

DEGREES = range(1, 7)


def status(campaign: Campaign) -> FundingSnapshot.Status:
    if Campaign.objects.filter(ended(), pk=campaign.pk).exists():
        return FundingSnapshot.Status.CLOSED
    if campaign.goal is not None and campaign.received >= campaign.goal:
        return FundingSnapshot.Status.FUNDED
    return FundingSnapshot.Status.OPEN


def is_due(campaign: Campaign) -> bool:
    last = campaign.snapshot
    if last is None or last.goal != campaign.goal or last.status != status(campaign):
        return True
    missing = abs(campaign.gifts - last.gifts)
    since = campaign.unpublished_since
    return missing >= conf.snapshot_gifts() or (since is not None and since <= long_ago())


def long_ago() -> datetime:
    """Gifts counted before this have waited long enough."""
    return timezone.now() - timedelta(seconds=conf.snapshot_seconds())


def publish_if_due(campaign: Campaign) -> FundingSnapshot | None:
    """To be called with the campaign's row locked by the transaction, its fields freshly read."""
    return publish(campaign) if is_due(campaign) else None


def publish(campaign: Campaign) -> FundingSnapshot:
    """A new snapshot of what is true now, and the outbox entry that tells the app above."""
    snapshot = FundingSnapshot.objects.create(
        campaign=campaign,
        version=campaign.snapshot.version + 1 if campaign.snapshot else 1,
        goal=campaign.goal,
        received=campaign.received,
        gifts=campaign.gifts,
        status=status(campaign),
        funded_on=campaign.funded_on,
        **people(campaign),
    )
    campaign.snapshot, campaign.unpublished_since = snapshot, None
    campaign.save(update_fields=["snapshot", "unpublished_since"])
    payload = {"campaign": campaign.ref, "status": snapshot.status, "version": snapshot.version}
    OutboxEntry.objects.create(kind="snapshot", payload=payload)
    return snapshot


def people(campaign: Campaign) -> dict[str, object]:
    """Distinct donors (a gift without an address counts as one person) and gifts by degree; none that was
    given back whole.
    """
    counting = Donation.objects.filter(campaign=campaign, state=Donation.State.PAID, counted__gt=0)
    counts = counting.aggregate(
        known=Count("donor", distinct=True),
        unknown=Count("id", filter=Q(donor=None)),
        **{f"degree_{n}": Count("id", filter=Q(degree=n)) for n in DEGREES},
    )
    return {
        "donors": counts["known"] + counts["unknown"],
        "degrees": {str(n): counts[f"degree_{n}"] for n in DEGREES},
    }
