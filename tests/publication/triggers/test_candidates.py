"""A candidate is what its bytes say, and who contributed to it is settled."""

import pytest
from django.db import transaction

from publication import canonical
from publication.models import Candidate, CandidateContributor
from tests.publication.stories import signed, story
from tests.publication.triggers.forging import refused

pytestmark = pytest.mark.django_db


def test_a_contributor_cannot_be_made_to_vanish_or_appear_late(candidate, editor, officer, reviewer):
    with refused(), transaction.atomic():
        CandidateContributor.objects.filter(candidate=candidate).delete()
    with refused(), transaction.atomic():
        CandidateContributor.objects.filter(candidate=candidate).update(user=officer)
    signed(candidate, reviewer)
    with refused(), transaction.atomic():
        CandidateContributor.objects.create(candidate=candidate, user=officer)


def test_a_candidate_that_asks_for_nobody_is_refused(term, editor):
    content = canonical.encode(story(term.public_id))
    with refused(), transaction.atomic():
        Candidate.objects.create(
            kind="case",
            subject=term.public_id,
            locale="en",
            public_bytes=content,
            digest=canonical.digest(content),
            review_bytes=b"{}",
            review_digest=canonical.digest(b"{}"),
            signers_required=0,
            submitted_by=editor,
        )


def test_a_candidate_of_false_digest_or_name_is_refused(candidate, editor):
    fields = {
        "kind": "case",
        "subject": candidate.subject,
        "locale": "id",
        "public_bytes": canonical.encode(story(candidate.subject, "id")),
        "review_bytes": b"{}",
        "digest": canonical.digest(canonical.encode(story(candidate.subject, "id"))),
        "review_digest": canonical.digest(b"{}"),
        "submitted_by": editor,
    }
    for change in (
        {"digest": "0" * 64},
        {"review_digest": "0" * 64},
        {"locale": "th"},
        {"subject": "x" * 20},
    ):
        with refused(), transaction.atomic():
            Candidate.objects.create(**fields | change)
