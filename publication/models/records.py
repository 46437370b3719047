from typing import Any

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from publication.models.candidates import Candidate
from publication.models.kinds import CONSENTED, Kind
from publication.models.terms import Consent, PublicationTerm


class Release(models.Model):
    """One act of publishing: at most one candidate per locale of one subject."""

    kind = models.CharField(max_length=16, choices=Kind)
    subject = models.CharField(max_length=32)
    released_at = models.DateTimeField(db_default=Now())
    released_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")


class PublicRecord(models.Model):
    """The signed bytes of one subject in one locale: all that the public is ever served.

    `card`, facets and `waiting_since` are derived from the bytes at release and recomputed by
    `verify_public`; `status` alone changes between releases, mirrored from the published funding. Erasure
    after a withdrawal makes the bytes null and empties what was derived from them.
    """

    class Status(models.TextChoices):
        OPEN = "open"
        FUNDED = "funded"
        CLOSED = "closed"

    kind = models.CharField(max_length=16, choices=Kind)
    subject = models.CharField(max_length=32)
    locale = models.CharField(max_length=16)
    is_source = models.BooleanField()
    bytes: Any = models.BinaryField(null=True)
    digest = models.CharField(max_length=64)
    candidate = models.OneToOneField(Candidate, models.PROTECT, related_name="record")
    release = models.ForeignKey(Release, models.PROTECT, related_name="records")
    term = models.ForeignKey(PublicationTerm, models.PROTECT, null=True, related_name="records")
    consent = models.ForeignKey(Consent, models.PROTECT, null=True, related_name="records")
    released_at = models.DateTimeField()
    first_published_on = models.DateField(null=True)
    waiting_since = models.DateField()
    card = models.JSONField(default=dict)
    status = models.CharField(max_length=8, choices=Status, blank=True)
    funding_version = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "subject", "locale"], name="publication_record_once"),
            models.CheckConstraint(
                condition=models.Q(kind__in=CONSENTED, term__isnull=False, consent__isnull=False)
                | models.Q(kind__in=(Kind.PAGE, Kind.SITE), term=None, consent=None),
                name="publication_record_consent",
            ),
        ]
        indexes = [
            # The default order of the list in one index: "open" > "funded" > "closed" as text, descending.
            models.Index(
                models.F("kind"),
                models.F("status").desc(),
                "waiting_since",
                "subject",
                name="publication_record_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject} {self.locale}"

    @property
    def is_erased(self) -> bool:
        return self.bytes is None


class RecordFacet(models.Model):
    """A value found in a record's signed bytes, by which lists are filtered and media are guarded."""

    record = models.ForeignKey(PublicRecord, models.CASCADE, related_name="facets")
    name = models.CharField(max_length=16)
    value = models.CharField(max_length=128)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["record", "name", "value"], name="publication_facet_once")
        ]
        indexes = [models.Index(fields=["name", "value"], name="publication_facet_value")]


class Media(models.Model):
    """A picture as it may be served, under the hash of its own bytes."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    content_type = models.CharField(max_length=64)
    content = models.BinaryField()
    stored_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            # Served to browsers as it says: nothing that could run as a page.
            models.CheckConstraint(
                condition=models.Q(content_type="image/webp"), name="publication_media_is_a_picture"
            )
        ]
