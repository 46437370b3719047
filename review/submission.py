"""From a draft to a candidate: what is frozen, who had a hand in it, what the review record says."""

import json
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import PageLogEntry, Revision

from casepages.exceptions import Refusal as CasepagesRefusal
from casepages.models import CaseFile
from casepages.readers import contributors as case_file_contributors
from publication.exceptions import Refusal as PublicationRefusal
from publication.models import Candidate, CandidateContributor, PublicRecord
from review import signers, together
from review.checks import VERSION
from review.guard.live import kind_of_page
from review.projection import Context, Finding, Kind, Original, Projection
from review.projection.material import first_translation

SCHEMA = 1
# Log actions by which somebody had a hand in what a page says.
WRITING = (
    "wagtail.create",
    "wagtail.edit",
    "wagtail.revert",
    "wagtail.rename",
    "wagtail.copy",
    "wagtail.copy_for_translation",
)


@dataclass(frozen=True)
class Draft:
    """A page at one revision, projected; or, without projection, why it cannot be."""

    page: Any
    kind: Kind | None
    projection: Projection | None
    refusals: list[Finding]


def newest_released(kind: str, subject: str, locale: str) -> dict[str, Any] | None:
    """The newest signed public content of a record, whether or not it is shown at the moment."""
    record = PublicRecord.objects.filter(kind=kind, subject=subject, locale=locale).first()
    return json.loads(bytes(record.bytes)) if record and not record.is_erased else None


def original_of(kind: str, subject: str, locale: str) -> Original | None:
    """What a translation takes all but words from: the source as it waits, or as it was released last."""
    of_it = {"kind": kind, "subject": subject, "locale": locale}
    candidate = together.open_at_the_desk(**of_it).first()
    waits = candidate is not None
    candidate = (
        candidate
        or Candidate.objects.filter(**{f"record__{name}": value for name, value in of_it.items()}).first()
    )
    if candidate is None or candidate.is_erased:
        return None
    public, review = (
        json.loads(bytes(content)) for content in (candidate.public_bytes, candidate.review_bytes)
    )
    return Original(public, review, candidate.digest, candidate.pk if waits else None)


def project(page: Any) -> Draft:
    """Project a draft as it would be frozen. What stands in the way is named, never raised."""
    kind = kind_of_page(page)
    if kind is None:
        sentence = _("Pages of this type are not reviewed here: give their section a workflow of its own.")
        return Draft(page, None, None, [Finding("kind-unknown", sentence)])
    context = Context(
        page.locale.language_code, timezone.localdate(), released=newest_released, original=original_of
    )
    try:
        projection = kind.project(page, context)
    except (CasepagesRefusal, PublicationRefusal) as refusal:
        return Draft(page, kind, None, [Finding(refusal.type, refusal.detail)])
    return Draft(page, kind, projection, projection.refusals)


def contributors(page: Any, projection: Projection) -> set[int]:
    """The ids of everyone who wrote the page in any revision, owns it, or wrote what it is made of.

    Of a translation also the source's writers: all but its words is theirs. And who had a hand in what was
    submitted before under the same id, in any language: a page made anew would hide them.
    """
    before = CandidateContributor.objects.filter(candidate__subject=projection.subject)
    return {
        *_writers(page),
        *_writers(first_translation(page)),
        *before.values_list("user_id", flat=True),
        *projection.contributors,
    }


def _writers(page: Any) -> set[int]:
    revisions = Revision.objects.for_instance(page).exclude(user=None).values_list("user_id", flat=True)
    logged = PageLogEntry.objects.filter(page=page.pk, action__in=WRITING).exclude(user=None)
    owner = {page.owner_id} if page.owner_id else set()
    return {*revisions, *logged.values_list("user_id", flat=True), *owner}


def hands_on(source: str) -> set[int]:
    """Who wrote the page that a candidate's `source` was frozen from, and its case file, up to now.

    Empty where the revision is gone.
    """
    revision = Revision.objects.filter(pk=source).first() if source.isdecimal() else None
    if revision is None or (page := revision.content_object) is None:
        return set()
    # As it was frozen: of a page that was never live the row may say nothing yet.
    case_file = CaseFile.objects.filter(pk=revision.content.get("case_file")).first()
    return {*_writers(page), *(case_file_contributors(case_file) if case_file else ())}


def review_record(draft: Draft, people: set[int]) -> dict[str, Any]:
    """`{schema, candidate_kind, subject, locale, checks, findings, contributors, signers_required,
    signers_because, …}`, with what the kind's own projection adds (consent, disclosure). Signed, never
    public."""
    assert draft.kind and draft.projection  # noqa: S101  narrows the type; a draft without them was refused
    because = signers.reasons(draft.projection)
    return {
        "schema": SCHEMA,
        "candidate_kind": draft.kind.name,
        "subject": draft.projection.subject,
        "locale": draft.projection.locale,
        "checks": VERSION,
        "findings": [finding.as_json() for finding in draft.projection.findings],
        "contributors": sorted(people),
        "signers_required": signers.required(draft.kind.name, because),
        "signers_because": because,
        **draft.projection.review,
    }
