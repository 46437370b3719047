"""Signing exactly the bytes that were seen."""

from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext as _

from publication import log
from publication.exceptions import SignOffRefused
from publication.models import Candidate, SignOff

# The database's own limit (migration, `publication/triggers/`); a host may ask for less.
REAUTHENTICATED_WITHIN = timedelta(minutes=15)


def sign(
    candidate: Candidate,
    reviewer: AbstractBaseUser,
    digest: str,
    review_digest: str,
    checklist: dict[str, Any],
    *,
    reauthenticated_at: datetime | None,
) -> SignOff:
    """Record one reviewer's signature under both digests, as the reviewer's own form sent them.

    `reauthenticated_at` is when the reviewer last proved who they are, by this process's clock. Raises
    `SignOffRefused` where that was not within the last 15 minutes, the digests are not the candidate's, the
    candidate is no longer open, or the reviewer contributed to it, is deactivated, or has signed before.
    """
    with transaction.atomic():
        current = Candidate.objects.select_for_update().get(pk=candidate.pk)
        _check(current, reviewer, digest, review_digest, checklist)
        age = _since(reauthenticated_at)
        signoff = SignOff.objects.create(
            candidate=current,
            digest=digest,
            review_digest=review_digest,
            reviewer_id=reviewer.pk,
            checklist=checklist,
            # As an age, for this process's clock and the database's may differ.
            reauthenticated_at=Now() - age,
        )
        log.record(
            "candidate.sign",
            current.subject,
            reviewer,
            locale=current.locale,
            digest=digest,
            overrides=len(checklist.get("overrides") or {}),
        )
    return signoff


def _since(reauthenticated_at: datetime | None) -> timedelta:
    age = None if reauthenticated_at is None else timezone.now() - reauthenticated_at
    if age is None or not timedelta(0) <= age <= REAUTHENTICATED_WITHIN:
        raise SignOffRefused(_("Confirm first that it is you: whoever signs has just proved who they are."))
    return age


def signers_missing(candidate: Candidate) -> int:
    """How many more people must sign before this candidate may be released."""
    signed = SignOff.objects.filter(candidate=candidate, release=None, reviewer__is_active=True).count()
    return max(0, candidate.signers_required - signed)


def _check(
    candidate: Candidate,
    reviewer: AbstractBaseUser,
    digest: str,
    review_digest: str,
    checklist: dict[str, Any],
) -> None:
    if not candidate.is_open:
        raise SignOffRefused(_("This candidate is no longer open. Look for the newer one in the queue."))
    if (digest, review_digest) != (candidate.digest, candidate.review_digest):
        raise SignOffRefused(_("What you saw is not what would be signed. Open the candidate again."))
    if not checklist.keys() - {"overrides"}:
        raise SignOffRefused(_("Answer the checklist before you sign."))
    if not reviewer.is_active:
        raise SignOffRefused(_("A deactivated account cannot sign."))
    if candidate.contributors.filter(user_id=reviewer.pk).exists():
        raise SignOffRefused(_("You helped to write this. Someone who did not must sign it."))
    if candidate.signoffs.filter(reviewer_id=reviewer.pk).exists():
        raise SignOffRefused(_("You have signed this candidate. Another person's signature is still needed."))
