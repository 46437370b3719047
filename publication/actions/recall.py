"""Recall: a release was a mistake. And what a release does to standing recalls."""

import json
from collections.abc import Sequence
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from publication import derived, log
from publication.exceptions import RecallRefused
from publication.models import Candidate, PublicationTerm, PublicRecord, Recall, RecallReason, Release
from publication.models.kinds import Kind


def recall(subject: str, locale: str | None, by: AbstractBaseUser | None, reason: str = "") -> Recall:
    """Hide one record, or with no locale the whole subject, from the next request on. Waits on no lock.

    The reason is kept where only the desk reads it. Raises `RecallRefused` where nothing was released.
    """
    records = PublicRecord.objects.filter(subject=subject)
    if not (records.filter(locale=locale) if locale else records).exists():
        raise RecallRefused(_("Nothing was released under this id and language. Check the id."))
    standing = Recall.objects.filter(subject=subject, locale=locale or "", lifted_by=None).last()
    if standing is not None and not _answered(standing):
        return standing
    return _recall(subject, locale or "", by, reason)


def _answered(standing: Recall) -> bool:
    """Whether what was submitted since would lift it when released: a second recall must outlast that."""
    return Candidate.objects.filter(subject=standing.subject, submitted_at__gte=standing.at).exists()


def _recall(subject: str, locale: str, by: AbstractBaseUser | None, reason: str) -> Recall:
    with transaction.atomic():
        recalled = Recall.objects.create(subject=subject, locale=locale)
        RecallReason.objects.create(
            recall=recalled, reason=reason, actor_id=by.pk if by is not None else None
        )
        log.record("recall", subject, by, locale=locale)
    return recalled


def keep_recalled(
    kind: str,
    subject: str,
    locales: Sequence[str],
    term: PublicationTerm | None,
    by: AbstractBaseUser | None,
) -> None:
    """Before a recall of the whole subject is lifted: what it hid and is not signed again stays hidden."""
    if not Recall.objects.filter(subject=subject, locale="", lifted_by=None).exists():
        return
    same = Q(kind=kind, subject=subject)
    records = PublicRecord.objects.filter(same | Q(term=term) if kind == Kind.CASE else same)
    for record in records.exclude(same, locale__in=locales):
        if not Recall.objects.filter(subject=record.subject, locale=record.locale, lifted_by=None).exists():
            _recall(record.subject, record.locale, by, "Recalled as a whole, not released again since.")


def lift(subject: str, locales: Sequence[str], release: Release) -> None:
    """End the recalls that came before what is released was submitted.

    A later one stands: it was placed while the release was under way, after its check had passed.
    """
    submitted = dict(release.candidates.filter(locale__in=locales).values_list("locale", "submitted_at"))
    answered = Q(locale="", at__lte=min(submitted.values()))
    for locale, at in submitted.items():
        answered |= Q(locale=locale, at__lte=at)
    Recall.objects.filter(answered, subject=subject, lifted_by=None).update(lifted_by=release)


def recall_left_behind(subject: str, shape: tuple[Any, ...], by: AbstractBaseUser | None) -> None:
    """Hide the released locales whose `derived.shape` is no longer that of the case."""
    for record in PublicRecord.objects.filter(kind=Kind.CASE, subject=subject):
        if derived.shape(json.loads(bytes(record.bytes))) != shape:
            standing = Recall.objects.filter(subject=subject, locale=record.locale, lifted_by=None)
            if not standing.exists():
                _recall(subject, record.locale, by, "What is not words changed in another language.")
