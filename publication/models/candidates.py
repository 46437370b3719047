from typing import Any

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from publication.models.kinds import Kind


class Candidate(models.Model):
    """Bytes frozen at submission, awaiting review. Immutable: only its end is filled in, once.

    `public_bytes` is all that would ever be served; `review_bytes` never leaves the desk. Erasure after a
    withdrawal makes both null, once; the digests stay. A translation made of a source that waited itself
    `follows` that candidate, and is never released before it.
    """

    kind = models.CharField(max_length=16, choices=Kind)
    subject = models.CharField(max_length=32)
    locale = models.CharField(max_length=16)
    public_bytes: Any = models.BinaryField(null=True)
    digest = models.CharField(max_length=64)
    review_bytes: Any = models.BinaryField(null=True)
    review_digest = models.CharField(max_length=64)
    signers_required = models.PositiveSmallIntegerField(default=1)
    source = models.CharField(max_length=64, blank=True, help_text="Opaque id of what was frozen.")
    follows = models.ForeignKey("self", models.PROTECT, null=True, related_name="followers")
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField(db_default=Now())
    superseded_at = models.DateTimeField(null=True)
    release = models.ForeignKey("Release", models.PROTECT, null=True, related_name="candidates")

    class Meta:
        indexes = [models.Index(fields=["kind", "subject", "locale"], name="publication_candidate_subject")]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "subject", "locale"],
                condition=models.Q(superseded_at=None, release=None),
                name="publication_candidate_one_open",
            ),
            models.CheckConstraint(
                condition=models.Q(signers_required__gte=1), name="publication_candidate_signers"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject} {self.locale}"

    @property
    def is_erased(self) -> bool:
        return self.public_bytes is None

    @property
    def is_open(self) -> bool:
        return self.superseded_at is None and self.release_id is None


class CandidateContributor(models.Model):
    """Someone who had a hand in what was frozen, and so may not sign it."""

    candidate = models.ForeignKey(Candidate, models.PROTECT, related_name="contributors")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["candidate", "user"], name="publication_contributor_once")
        ]


class SignOff(models.Model):
    """One reviewer's signature under both digests of one candidate; consumed by at most one release."""

    candidate = models.ForeignKey(Candidate, models.PROTECT, related_name="signoffs")
    digest = models.CharField(max_length=64)
    review_digest = models.CharField(max_length=64)
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now())
    reauthenticated_at = models.DateTimeField(
        null=True,
        help_text="When the signer last proved who they are. Null only in rows older than the rule.",
    )
    checklist = models.JSONField()
    release = models.ForeignKey("Release", models.PROTECT, null=True, related_name="signoffs")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["candidate", "reviewer"], name="publication_signoff_once")
        ]
