"""Campaigns: the money side of a released case, known by an opaque reference alone."""

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Now


class Campaign(models.Model):
    """A goal and how much of it is taken. Amounts are integer minor units of `currency`.

    `received` is paid, `reserved` is being paid; their sum never passes the goal. A fund has no goal, takes
    any configured currency and counts here only the gifts in its own; the ledger holds them all.
    From `open_until` on it takes no gift, whatever else is true; null where no end is set.
    `unpublished_since` is when the first gift missing from `snapshot` was counted, null while none is.
    """

    class Kind(models.TextChoices):
        CASE = "case"
        FUND = "fund"

    ref = models.CharField(max_length=64, unique=True)
    kind = models.CharField(max_length=8, choices=Kind.choices)
    goal = models.BigIntegerField(null=True)
    currency = models.CharField(max_length=3)
    received = models.BigIntegerField(db_default=0, default=0)
    reserved = models.BigIntegerField(db_default=0, default=0)
    gifts = models.IntegerField(db_default=0, default=0)
    funded_on = models.DateField(null=True)
    opened_at = models.DateTimeField(db_default=Now())
    open_until = models.DateTimeField(null=True)
    unpublished_since = models.DateTimeField(null=True)
    snapshot = models.ForeignKey("FundingSnapshot", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(received__gte=0, reserved__gte=0, gifts__gte=0), name="campaign_counts"
            ),
            models.CheckConstraint(
                condition=Q(goal__isnull=True) | Q(goal__gte=F("received") + F("reserved")),
                name="campaign_within_goal",
            ),
            models.CheckConstraint(
                condition=Q(kind="case", goal__isnull=False, goal__gt=0) | Q(kind="fund", goal__isnull=True),
                name="campaign_kind_goal",
            ),
            models.CheckConstraint(condition=Q(currency__regex=r"^[A-Z]{3}$"), name="campaign_currency"),
        ]
        indexes = [
            models.Index(fields=["open_until"], name="campaign_end"),
            models.Index(
                fields=["unpublished_since"],
                condition=Q(unpublished_since__isnull=False),
                name="campaign_unpublished",
            ),
        ]


def ended() -> Q:
    """Campaigns that take no gift now, by the database's own clock: closed, paused, or past their end."""
    closures = CampaignClosure.objects.filter(campaign_ref=OuterRef("ref"), lifted_at=None)
    return Q(Exists(closures)) | past_its_end()


def past_its_end() -> Q:
    return Q(open_until__lte=Now())


def shown_otherwise() -> list[QuerySet[Campaign]]:
    """Campaigns that have ended and are published as going on, or the other way round.

    Apart, so that each question goes through an index of what has ended and none through every campaign: the
    worker asks in every round.
    """
    closed = CampaignClosure.objects.filter(lifted_at=None).values("campaign_ref")
    going_on = Campaign.objects.exclude(snapshot__status=FundingSnapshot.Status.CLOSED)
    return [
        going_on.filter(ref__in=closed),
        going_on.filter(open_until__lte=Now()),
        Campaign.objects.filter(~ended(), snapshot__status=FundingSnapshot.Status.CLOSED),
    ]


class CampaignClosure(models.Model):
    """A campaign takes no gift while it has an unlifted closure.

    No foreign key: whoever closes waits on no lock of the campaign. Rows may be inserted by a trigger of the
    app above, so `at` is the database's. The database keeps every row as it is, but for a pause's lifting.
    """

    class Kind(models.TextChoices):
        CLOSED = "closed"
        PAUSED = "paused"

    campaign_ref = models.CharField(max_length=64)
    kind = models.CharField(max_length=8, choices=Kind.choices)
    at = models.DateTimeField(db_default=Now())
    lifted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="paused") | Q(kind="closed", lifted_at__isnull=True), name="closure_kind"
            )
        ]
        indexes = [
            models.Index(fields=["campaign_ref"], condition=Q(lifted_at__isnull=True), name="closure_open")
        ]


class FundingSnapshot(models.Model):
    """The published figures of a campaign: what everybody sees until the next one."""

    class Status(models.TextChoices):
        OPEN = "open"
        FUNDED = "funded"
        CLOSED = "closed"

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="snapshots")
    version = models.IntegerField()
    goal = models.BigIntegerField(null=True)
    received = models.BigIntegerField()
    gifts = models.IntegerField()
    donors = models.IntegerField()
    degrees = models.JSONField()
    status = models.CharField(max_length=8, choices=Status.choices)
    funded_on = models.DateField(null=True)
    as_of = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["campaign", "version"], name="snapshot_version"),
            # Public without a signature, so no word stands in it; nor in `degrees`, see the triggers.
            models.CheckConstraint(
                condition=Q(status__in=["open", "funded", "closed"]), name="snapshot_status"
            ),
        ]
        indexes = [models.Index(fields=["id"], condition=Q(status="closed"), name="snapshot_closed")]


def over() -> Q:
    """Of campaigns that receive no more: closed for good or past their end. A pause is lifted again."""
    closed = CampaignClosure.objects.filter(campaign_ref=OuterRef("ref"), kind=CampaignClosure.Kind.CLOSED)
    return Exists(closed) | past_its_end()
