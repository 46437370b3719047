"""Freezing what was submitted into bytes, and setting a candidate aside."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import IntegrityError, transaction
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from publication import canonical, derived, log
from publication.actions import pictures
from publication.exceptions import FreezeRefused
from publication.models import Candidate, CandidateContributor
from publication.models.kinds import CONSENTED, Kind


def freeze(
    kind: str,
    subject: str,
    locale: str,
    public: dict[str, Any],
    review: dict[str, Any],
    contributors: Iterable[int],
    signers_required: int,
    submitted_by: AbstractBaseUser,
    source: str = "",
    follows: int | None = None,
    media: Mapping[str, tuple[str, bytes]] | None = None,
) -> Candidate:
    """Make a candidate of the given content and supersede the open one of the same subject and locale.

    `contributors` are user ids; the one who submits is always among them. `follows` is the key of the waiting
    candidate that all but words was taken from; `review["source"]["digest"]` names its digest. `media` are
    the pictures that the content brings, SHA-256 → (content type, bytes). Raises `FreezeRefused` where the
    content does not name this kind, subject and locale, cannot be written canonically, names a picture that
    is not there, asks for no signer, was submitted by somebody else at the same moment, or follows what
    waits no longer.
    """
    _check(kind, subject, locale, public, signers_required)
    public_bytes, review_bytes = _encode(public), _encode(review)
    with transaction.atomic():
        _check_followed(follows, kind, subject, review)
        pictures.keep(media or {})
        pictures.check(public)
        _supersede(kind, subject, locale, submitted_by)
        candidate = _create(
            kind=kind,
            subject=subject,
            locale=locale,
            public_bytes=public_bytes,
            digest=canonical.digest(public_bytes),
            review_bytes=review_bytes,
            review_digest=canonical.digest(review_bytes),
            signers_required=signers_required,
            source=source,
            follows_id=follows,
            submitted_by_id=submitted_by.pk,
        )
        _name_contributors(candidate, {*contributors, submitted_by.pk})
        log.record("candidate.freeze", subject, submitted_by, locale=locale, digest=candidate.digest)
    return candidate


def set_aside(candidate: Candidate, by: AbstractBaseUser | None) -> None:
    """End an open candidate without releasing it: returned to its author, or no longer wanted."""
    with transaction.atomic():
        ended = Candidate.objects.filter(pk=candidate.pk, superseded_at=None, release=None)
        if ended.update(superseded_at=Now()):
            log.record("candidate.set_aside", candidate.subject, by, locale=candidate.locale)
    candidate.refresh_from_db(fields=["superseded_at"])


def set_aside_withdrawn(payload: dict[str, Any]) -> None:
    """Follow a withdrawal, `{"public_id": …}`: what waits for a signature no longer can be released."""
    for candidate in waiting_of_case(payload["public_id"]):
        set_aside(candidate, None)


def waiting_of_case(public_id: str) -> list[Candidate]:
    """The open candidates of a case and of its updates, which name it in their bytes alone."""
    waiting = Candidate.objects.filter(kind__in=CONSENTED, superseded_at=None, release=None)
    return [
        candidate
        for candidate in waiting
        if derived.case_id(json.loads(bytes(candidate.public_bytes))) == public_id
    ]


def _create(**fields: Any) -> Candidate:
    try:
        with transaction.atomic():
            return Candidate.objects.create(**fields)
    except IntegrityError as error:
        same = {name: fields[name] for name in ("kind", "subject", "locale")}
        if Candidate.objects.filter(**same, superseded_at=None, release=None).exists():
            raise FreezeRefused(
                _("Somebody else submitted this at the same moment. Look at the queue, then submit again.")
            ) from error
        raise


def _name_contributors(candidate: Candidate, people: set[int]) -> None:
    CandidateContributor.objects.bulk_create(
        CandidateContributor(candidate=candidate, user_id=user) for user in sorted(people)
    )


def _supersede(kind: str, subject: str, locale: str, by: AbstractBaseUser) -> None:
    same = Candidate.objects.filter(kind=kind, subject=subject, locale=locale)
    for older in same.filter(superseded_at=None, release=None):
        set_aside(older, by)


def _check(kind: str, subject: str, locale: str, public: dict[str, Any], signers_required: int) -> None:
    if signers_required < 1:
        raise FreezeRefused(_("At least one person who did not write this must sign it."))
    named = (public.get("kind"), public.get("id"), public.get("locale"))
    if kind not in Kind.values or named != (kind, subject, locale):
        raise FreezeRefused(
            _("The content must name its own kind, id and locale (%(kind)s, %(subject)s, %(locale)s).")
            % {"kind": kind, "subject": subject, "locale": locale}
        )
    if kind in CONSENTED and not isinstance(public.get("goal" if kind == Kind.CASE else "case"), dict | str):
        raise FreezeRefused(_("A case needs its goal, and a case update the id of its case."))


def _check_followed(follows: int | None, kind: str, subject: str, review: dict[str, Any]) -> None:
    if follows is None:
        return
    # Held until the end: whoever replaces or returns the source then finds this one among its followers.
    source = Candidate.objects.select_for_update().filter(pk=follows, kind=kind, subject=subject).first()
    named = (review.get("source") or {}).get("digest")
    if source is None or not source.is_open or source.digest != named:
        raise FreezeRefused(_("The original was submitted anew or answered meanwhile. Submit this again."))


def _encode(content: dict[str, Any]) -> bytes:
    try:
        return canonical.encode(content)
    except ValueError as error:
        raise FreezeRefused(_("The content cannot be frozen: %(why)s") % {"why": error}) from error
