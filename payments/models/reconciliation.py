"""Each comparison of the books with the provider's records, kept as it came out."""

from django.db import models
from django.db.models.functions import Now


class Reconciliation(models.Model):
    """The window [`since`, `until`) of the provider's clock and what came of it.

    `compared` and `repaired` count objects. `findings` are what a person must look at, each with `kind`,
    `subject` (an id of the provider's or a gift's reference) and `sentence`. `failed` says why it could not
    be done; the window is then looked at again.
    """

    since = models.DateTimeField()
    until = models.DateTimeField()
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(db_default=Now())
    compared = models.IntegerField(default=0)
    repaired = models.IntegerField(default=0)
    findings = models.JSONField(default=list)
    failed = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["started_at"], name="reconciliation_started")]
