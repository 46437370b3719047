"""Giving back: whole or in part, asked of the provider once."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from payments import identifiers
from payments.models.donation import Donation


class Refund(models.Model):
    """`requested` here, `pending` and `succeeded` or `failed` at the provider, whose word alone moves it.

    A refund never moves back; the provider may still fail one that had succeeded. `amount` in minor units of
    the gift's currency, `fee_cover` what goes back beside it of what covered the provider's fee. `by` is an
    opaque id of staff, or `donor`, `rule`, `reconcile`, `provider`. `failure` is the provider's code. The id
    makes the provider's idempotency key, so that a repeated request is the same refund.
    """

    class State(models.TextChoices):
        REQUESTED = "requested"
        PENDING = "pending"
        SUCCEEDED = "succeeded"
        FAILED = "failed"

    id = models.CharField(primary_key=True, max_length=26, default=identifiers.opaque_id)
    donation = models.ForeignKey(Donation, on_delete=models.PROTECT, related_name="refunds")
    amount = models.BigIntegerField()
    fee_cover = models.BigIntegerField(default=0, db_default=0)
    currency = models.CharField(max_length=3)
    state = models.CharField(max_length=9, choices=State.choices, default=State.REQUESTED)
    by = models.CharField(max_length=64)
    reason = models.TextField(blank=True)
    provider_id = models.CharField(max_length=255, null=True, unique=True)  # noqa: DJ001  unique where known
    failure = models.CharField(max_length=64, blank=True)
    requested_at = models.DateTimeField(db_default=Now())
    asked_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gte=0, fee_cover__gte=0) & ~Q(amount=0, fee_cover=0), name="refund_amount"
            ),
            models.CheckConstraint(
                condition=Q(state="requested", provider_id__isnull=True)
                | Q(state="failed")
                | Q(state__in=["pending", "succeeded"], provider_id__isnull=False),
                name="refund_state",
            ),
        ]
        indexes = [
            models.Index(fields=["requested_at"], condition=Q(state="requested"), name="refund_unasked")
        ]

    @property
    def total(self) -> int:
        """What the donor's card gets back."""
        return self.amount + self.fee_cover
