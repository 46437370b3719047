"""Events of the payment provider: stored once as they came, applied later by the worker."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now


class ProviderEvent(models.Model):
    """An event is a hint: the worker retrieves the object it names.

    `body` holds a donor's data, so it is kept only until the event is applied; a quarantined one keeps it for
    the finance officer.
    """

    event_id = models.CharField(max_length=255, unique=True)
    type = models.CharField(max_length=128)
    livemode = models.BooleanField()
    body = models.TextField(blank=True)
    received_at = models.DateTimeField(db_default=Now())
    due_at = models.DateTimeField(db_default=Now())
    attempts = models.IntegerField(default=0)
    applied_at = models.DateTimeField(null=True)
    quarantined_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["due_at"],
                condition=Q(applied_at__isnull=True, quarantined_at__isnull=True),
                name="payments_event_due",
            )
        ]
