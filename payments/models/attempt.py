"""Who began to give lately, and whose cards were declined: for an hour, by nothing that names a person."""

from django.db import models
from django.db.models.functions import Now


class GivingAttempt(models.Model):
    """`declined`: a payment page that was closed after too many declined cards, else a gift begun.

    `network_key` is a keyed hash of the network address, of a kind of its own: it is found nowhere else.
    """

    network_key = models.CharField(max_length=64)
    campaign_ref = models.CharField(max_length=64)
    declined = models.BooleanField(default=False)
    at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = [
            models.Index(fields=["network_key", "at"], name="giving_attempt_network"),
            models.Index(fields=["campaign_ref", "at"], name="giving_attempt_campaign"),
            models.Index(fields=["at"], name="giving_attempt_at"),
        ]
