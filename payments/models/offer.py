"""A gift whose campaign closed before its goal was met: its donor is asked where it shall go."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from payments.models.donation import Donation


class Offer(models.Model):
    """Made once for a gift, answered once: by the `donor`, or after `due_at` by the `rule` chosen at giving.

    `done_at` is when the answer was carried out.
    """

    class Answer(models.TextChoices):
        FUND = "fund"
        REFUND = "refund"

    class By(models.TextChoices):
        DONOR = "donor"
        RULE = "rule"

    donation = models.OneToOneField(
        Donation, on_delete=models.PROTECT, primary_key=True, related_name="offer"
    )
    offered_at = models.DateTimeField(db_default=Now())
    due_at = models.DateTimeField()
    answer = models.CharField(max_length=8, choices=Answer.choices, blank=True)
    by = models.CharField(max_length=8, choices=By.choices, blank=True)
    answered_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(answer="", by="", answered_at__isnull=True, done_at__isnull=True)
                | Q(
                    answer__in=["fund", "refund"],
                    by__in=["donor", "rule"],
                    answered_at__isnull=False,
                ),
                name="offer_answer",
            )
        ]
        indexes = [models.Index(fields=["due_at"], condition=Q(answer=""), name="offer_unanswered")]
