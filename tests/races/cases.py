"""Many signed cases at once: rows in bulk that every trigger of the database looks at all the same."""

from datetime import timedelta

from django.utils import timezone

from publication import canonical, derived
from publication.identifiers import opaque_id
from publication.models import Candidate, CandidateContributor, Consent, PublicationTerm, SignOff
from tests.publication.stories import CHECKLIST, WITHIN, story


def signed_cases(count, editor, reviewer):
    """(term, candidate) of as many cases, each consented, frozen and signed, and none released."""
    terms = PublicationTerm.objects.bulk_create(
        PublicationTerm(case_ref=f"file-{opaque_id()}", ordinal=1) for _ in range(count)
    )
    expires = timezone.now() + timedelta(days=365)
    Consent.objects.bulk_create(
        Consent(consent_ref=term.consent_ref, locales=["en", "th"], channels=["site_api"], expires_at=expires)
        for term in terms
    )
    return list(zip(terms, signed_candidates(terms, editor, reviewer), strict=True))


def signed_candidates(terms, editor, reviewer, ledger=0, **changes):
    candidates = Candidate.objects.bulk_create(
        frozen(story(term.public_id, **changes), editor, ledger) for term in terms
    )
    CandidateContributor.objects.bulk_create(
        CandidateContributor(candidate=candidate, user=editor) for candidate in candidates
    )
    SignOff.objects.bulk_create(
        SignOff(
            candidate=candidate,
            digest=candidate.digest,
            review_digest=candidate.review_digest,
            reviewer=reviewer,
            checklist=CHECKLIST,
            reauthenticated_at=timezone.now(),
        )
        for candidate in candidates
    )
    return candidates


def frozen(content, editor, ledger):
    areas = {
        slot: {"code": place["code"], "within": WITHIN.get(place["code"], {})}
        for slot, place in derived.slots(content)
    }
    review = {
        "schema": 1,
        "findings": [],
        "contributors": [editor.pk],
        "signers_required": 1,
        "places": {"ledger": ledger, "areas": areas},
    }
    public_bytes, review_bytes = canonical.encode(content), canonical.encode(review)
    return Candidate(
        kind=content["kind"],
        subject=content["id"],
        locale=content["locale"],
        public_bytes=public_bytes,
        digest=canonical.digest(public_bytes),
        review_bytes=review_bytes,
        review_digest=canonical.digest(review_bytes),
        submitted_by=editor,
    )
