"""Charges that a donor's bank takes back."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from payments.models.donation import Donation


class Dispute(models.Model):
    """As the provider tells it: `won` and `lost` are final. An inquiry withdraws nothing; dropped, it is won.

    `amount` in minor units of the gift's currency, of the charge: what covered the fee is in it. `withdrawn`:
    whether the bank has taken it. `borne_by`:
    who bore it, all of campaign, fund and organisation that did, by name and joined by a space; empty while
    nobody has. `answered_by`: an opaque id of staff, who sent evidence or accepted; the evidence itself is
    the provider's to keep.
    """

    class Status(models.TextChoices):
        NEEDS_RESPONSE = "needs_response"
        UNDER_REVIEW = "under_review"
        WON = "won"
        LOST = "lost"

    provider_id = models.CharField(max_length=255, unique=True)
    donation = models.ForeignKey(Donation, on_delete=models.PROTECT, related_name="disputes")
    amount = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    status = models.CharField(max_length=16, choices=Status.choices)
    reason = models.CharField(max_length=64, blank=True)
    withdrawn = models.BooleanField(default=False)
    borne_by = models.CharField(max_length=32, blank=True)
    evidence_due_by = models.DateTimeField(null=True)
    opened_at = models.DateTimeField()
    seen_at = models.DateTimeField(db_default=Now())
    closed_at = models.DateTimeField(null=True)
    answered_by = models.CharField(max_length=64, blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(amount__gt=0), name="dispute_amount")]
        indexes = [
            models.Index(
                fields=["evidence_due_by"], condition=Q(status="needs_response"), name="dispute_unanswered"
            )
        ]
