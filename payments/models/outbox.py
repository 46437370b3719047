"""What others must learn, written in the transaction that made it true and delivered by the worker."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now


class OutboxEntry(models.Model):
    """Delivered at least once, oldest first. `due_at` doubles as the lease of the worker that handles it.

    `failed_at` is when it was given up: a person has it tried again.
    """

    kind = models.CharField(max_length=32)
    payload = models.JSONField()
    created_at = models.DateTimeField(db_default=Now())
    due_at = models.DateTimeField(db_default=Now())
    attempts = models.IntegerField(default=0)
    last_error = models.TextField(blank=True)
    done_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["due_at"], condition=Q(done_at__isnull=True), name="payments_outbox_due"),
            models.Index(
                fields=["failed_at"], condition=Q(failed_at__isnull=False), name="payments_outbox_failed"
            ),
        ]
