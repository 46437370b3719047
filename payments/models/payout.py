"""What the provider sends to the bank."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now


class Payout(models.Model):
    """As the provider tells it; `failed` and `canceled` are final. `amount` in minor units, above zero."""

    class Status(models.TextChoices):
        PENDING = "pending"
        IN_TRANSIT = "in_transit"
        PAID = "paid"
        FAILED = "failed"
        CANCELED = "canceled"

    provider_id = models.CharField(max_length=255, unique=True)
    amount = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    status = models.CharField(max_length=10, choices=Status.choices)
    arrival_date = models.DateField()
    failure = models.CharField(max_length=64, blank=True)
    seen_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(amount__gt=0), name="payout_amount")]
