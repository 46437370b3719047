from django.db import models
from django.db.models.functions import Now


class LogEntry(models.Model):
    """One line of the append-only log. Inserted unchained; the worker fills `position` and the hashes once.

    `actor` is a user's primary key as text, or empty where the system acted. `detail` never holds a reason,
    a name or text of a case: the log outlives erasure.
    """

    at = models.DateTimeField(db_default=Now())
    actor = models.CharField(max_length=64, blank=True)
    verb = models.CharField(max_length=64)
    subject = models.CharField(max_length=64)
    detail = models.JSONField(default=dict)
    position = models.BigIntegerField(null=True, unique=True)
    previous = models.CharField(max_length=64, null=True)  # noqa: DJ001  null until chained, then fixed
    hash = models.CharField(max_length=64, null=True)  # noqa: DJ001  null until chained, then fixed

    class Meta:
        indexes = [models.Index(fields=["subject", "at"], name="publication_log_subject")]


class OutboxEntry(models.Model):
    """A consequence still to be carried out, committed together with its cause."""

    kind = models.CharField(max_length=32)
    payload = models.JSONField(default=dict)
    created_at = models.DateTimeField(db_default=Now())
    due_at = models.DateTimeField(db_default=Now())
    attempts = models.PositiveIntegerField(db_default=0)
    done_at = models.DateTimeField(null=True)
    last_error = models.TextField(db_default="")

    class Meta:
        indexes = [
            models.Index(fields=["due_at"], condition=models.Q(done_at=None), name="publication_outbox_due")
        ]


class OutboxStep(models.Model):
    """One handler's share of an entry, with tries of its own: a failing one holds up none of its siblings.

    `last_error` names the kind and place of the failure, never its message, which could quote a row.
    `alarmed_at`: when the operators were told that it is stuck.
    """

    entry = models.ForeignKey(OutboxEntry, models.CASCADE, related_name="steps")
    name = models.CharField(max_length=64)
    due_at = models.DateTimeField(db_default=Now())
    attempts = models.PositiveIntegerField(db_default=0)
    done_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=255, blank=True, db_default="")
    alarmed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "name"], name="publication_outbox_step_once")]
        indexes = [
            models.Index(
                fields=["attempts"], condition=models.Q(done_at=None), name="publication_outbox_step_left"
            )
        ]

    def __str__(self) -> str:
        return f"{self.entry_id} {self.name}"
