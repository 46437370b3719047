"""Erasure: after a withdrawal, every word of a case goes; digests, ids, dates and the tombstone stay."""

import json
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils.translation import gettext as _

from publication import derived, log
from publication.actions.candidates import set_aside
from publication.actions.terms import current_term
from publication.erasure import ErasedCase, erasers
from publication.exceptions import ErasureRefused
from publication.models import (
    Candidate,
    Media,
    OutboxEntry,
    PublicationTerm,
    PublicRecord,
    Recall,
    RecallReason,
    RecordFacet,
    SignOff,
    WithdrawalReason,
)
from publication.models.kinds import Kind


def erase(case_ref: str, by: AbstractBaseUser | None) -> dict[str, int]:
    """Have every registered part remove what it keeps of the case; how many things, by part.

    Each part commits by itself: what failed half-way is finished by calling this again. Raises
    `ErasureRefused` while a consent stands.
    """
    if current_term(case_ref) is not None:
        raise ErasureRefused(_("Consent still stands. Withdraw it first, then erase."))
    terms = PublicationTerm.objects.filter(case_ref=case_ref).order_by("ordinal")
    case = ErasedCase(case_ref, tuple(terms.values_list("public_id", flat=True)))
    counts: dict[str, int] = {}
    for name, eraser in erasers():
        with transaction.atomic():
            counts[name] = eraser(case)
            if counts[name]:
                log.record("erase", case_ref, by, part=name, count=counts[name])
    log.record("erased", case_ref, by, count=sum(counts.values()))
    return counts


def erase_pictures(case: ErasedCase) -> int:
    """The bytes of every picture that the case's signed bytes name and nobody else's do."""
    named = {
        value
        for candidate in candidates_of(case)
        for name, value in derived.facets(_public(candidate))
        if name == "media"
    }
    others = RecordFacet.objects.filter(name="media", value__in=named)
    shared = set(others.exclude(record__in=_records(case)).values_list("value", flat=True))
    return Media.objects.filter(sha256__in=named - shared).delete()[0]


def erase_reasons(case: ErasedCase) -> int:
    """Why it was withdrawn and recalled, what reviewers wrote with their signatures, and kept errors."""
    ids = [*case.public_ids, *_records(case).values_list("subject", flat=True)]
    withdrawn = WithdrawalReason.objects.filter(withdrawal__public_id__in=case.public_ids)
    recalled = RecallReason.objects.filter(recall__in=Recall.objects.filter(subject__in=ids))
    failed = OutboxEntry.objects.filter(payload__public_id__in=ids).exclude(last_error="")
    count = withdrawn.exclude(reason="").update(reason="") + recalled.exclude(reason="").update(reason="")
    # Today's name the kind and place of a failure alone; an older one may quote the row it stumbled over.
    return count + failed.update(last_error="")


def erase_signed(case: ErasedCase) -> int:
    """The bytes of candidates and records become null, what was derived from them empty."""
    records = _records(case).exclude(bytes=None)
    RecordFacet.objects.filter(record__in=records).delete()
    count = 0
    for candidate in candidates_of(case):
        _erase_overrides(candidate)
        if candidate.is_open:
            set_aside(candidate, None)
        count += Candidate.objects.filter(pk=candidate.pk).update(public_bytes=None, review_bytes=None)
    return count + records.update(bytes=None, card={}, first_published_on=None)


def _erase_overrides(candidate: Candidate) -> None:
    for signoff in SignOff.objects.filter(candidate=candidate, checklist__has_key="overrides"):
        kept = {name: value for name, value in signoff.checklist.items() if name != "overrides"}
        SignOff.objects.filter(pk=signoff.pk).update(checklist=kept)


def _records(case: ErasedCase) -> Any:
    return PublicRecord.objects.filter(term__public_id__in=case.public_ids)


def candidates_of(case: ErasedCase) -> list[Candidate]:
    """Those of the case and its updates that still have bytes: an update names its case in them alone."""
    kept = Candidate.objects.exclude(public_bytes=None)
    return [
        *kept.filter(kind=Kind.CASE, subject__in=case.public_ids),
        *(update for update in kept.filter(kind=Kind.UPDATE) if _public(update)["case"] in case.public_ids),
    ]


def _public(candidate: Candidate) -> dict[str, Any]:
    public: dict[str, Any] = json.loads(bytes(candidate.public_bytes))
    return public
