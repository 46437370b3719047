"""Events of the payment provider: stored once as they came, applied later by the worker."""

from django.db import models
from django.db.models import Q, QuerySet
from django.db.models.functions import Now


class ProviderEvent(models.Model):
    """An event is a hint: the worker retrieves the object it names.

    `body` is what of it names no person (`payments.redaction`), kept until the event is applied, or closed
    by a finance officer; `digest` is the SHA-256 of all that came. `closed_by` is an opaque id of staff,
    `note` what they say about it.
    """

    event_id = models.CharField(max_length=255, unique=True)
    type = models.CharField(max_length=128)
    livemode = models.BooleanField()
    body = models.TextField(blank=True)
    digest = models.CharField(max_length=64, blank=True, db_default="")
    received_at = models.DateTimeField(db_default=Now())
    due_at = models.DateTimeField(db_default=Now())
    attempts = models.IntegerField(default=0)
    applied_at = models.DateTimeField(null=True)
    quarantined_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.CharField(max_length=64, blank=True, db_default="")
    note = models.TextField(blank=True, db_default="")

    class Meta:
        indexes = [
            models.Index(
                fields=["due_at"],
                condition=Q(applied_at__isnull=True, quarantined_at__isnull=True),
                name="payments_event_due",
            )
        ]


def open_events() -> QuerySet[ProviderEvent]:
    """Set aside and waiting for a person."""
    return ProviderEvent.objects.exclude(quarantined_at=None).filter(closed_at=None)
