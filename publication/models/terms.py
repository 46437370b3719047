from django.db import models
from django.db.models.functions import Now

from publication.identifiers import opaque_id


class PublicationTerm(models.Model):
    """One span of consented publication of a case: three random ids, the same in every locale.

    Consent renewed after a withdrawal opens the next term with all three new; the old row stays, since it
    makes the tombstone and the ledger readable. Only this table knows which campaign pays for which case.
    """

    public_id = models.CharField(max_length=32, unique=True, default=opaque_id)
    consent_ref = models.CharField(max_length=32, unique=True, default=opaque_id)
    campaign_ref = models.CharField(max_length=32, unique=True, default=opaque_id)
    case_ref = models.CharField(max_length=64)
    ordinal = models.PositiveSmallIntegerField()
    opened_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case_ref", "ordinal"], name="publication_term_ordinal")
        ]

    def __str__(self) -> str:
        return self.public_id


class Consent(models.Model):
    """What a survivor allows, under an opaque id; how it was given stays with the case file.

    `locales` lists content locales; `channels` any of `site_api`, `search_engines`, `share_picture`,
    `open_data`, `news_mails`. `version` counts the changes.
    """

    consent_ref = models.CharField(max_length=32, unique=True)
    locales = models.JSONField(default=list)
    channels = models.JSONField(default=list)
    expires_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return self.consent_ref


class ConsentExpiry(models.Model):
    """A consent ran out, and what follows from that was queued. One row for each end it ever had."""

    consent = models.ForeignKey(Consent, models.PROTECT, related_name="expiries")
    expires_at = models.DateTimeField()
    at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["consent", "expires_at"], name="publication_expiry_once")
        ]


class ConsentReminder(models.Model):
    """Officers were told, this many days before, that a consent ends."""

    consent = models.ForeignKey(Consent, models.PROTECT, related_name="reminders")
    expires_at = models.DateTimeField()
    days = models.PositiveSmallIntegerField()
    at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["consent", "expires_at", "days"], name="publication_reminder_once"
            )
        ]
