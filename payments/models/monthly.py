"""Gifts that are repeated every month until somebody ends them: a subscription of the provider each."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from payments import identifiers
from payments.models.campaign import Campaign
from payments.models.donor import Donor


class MonthlyGift(models.Model):
    """Begun by a paid gift whose terms it keeps; each paid invoice is a donation of its own, to a fund alone.

    `amount` and beside it `fee_cover` in minor units. `failing`: a month was not paid and the provider tries
    again. `ended` is final, by the provider's word alone: `end_asked_at` is when somebody here ended it, and
    the provider is asked until it says so. `ended_by`: an opaque id of staff, or `donor`, `erasure`,
    `fund`, `provider`. `unpaid_invoice`: the last month that failed, of which its donor was told;
    `confirm_invoice`: the last that their bank wanted confirmed, of which they were told.
    """

    class State(models.TextChoices):
        ACTIVE = "active"
        FAILING = "failing"
        ENDED = "ended"

    id = models.CharField(primary_key=True, max_length=26, default=identifiers.opaque_id)
    subscription = models.CharField(max_length=255, unique=True)
    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="monthly_gifts")
    donor = models.ForeignKey(Donor, null=True, on_delete=models.PROTECT, related_name="monthly_gifts")
    state = models.CharField(max_length=7, choices=State.choices, default=State.ACTIVE)
    amount = models.BigIntegerField()
    fee_cover = models.BigIntegerField(default=0, db_default=0)
    currency = models.CharField(max_length=3)
    locale = models.CharField(max_length=12)
    began_at = models.DateTimeField(db_default=Now())
    unpaid_invoice = models.CharField(max_length=255, blank=True, db_default="")
    confirm_invoice = models.CharField(max_length=255, blank=True, db_default="")
    end_asked_at = models.DateTimeField(null=True)
    asked_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=64, blank=True, db_default="")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0, fee_cover__gte=0), name="monthly_gift_amount"),
            models.CheckConstraint(
                condition=Q(state="ended", ended_at__isnull=False)
                | Q(state__in=["active", "failing"], ended_at__isnull=True),
                name="monthly_gift_state",
            ),
        ]
        indexes = [
            models.Index(
                fields=["end_asked_at"],
                condition=Q(ended_at__isnull=True, end_asked_at__isnull=False),
                name="monthly_gift_ending",
            )
        ]

    @property
    def charged(self) -> int:
        """What the donor's card pays each month."""
        return self.amount + self.fee_cover
