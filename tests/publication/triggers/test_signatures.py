"""A signature is written for what it names, by another, who has just proved who they are."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.db.models.functions import Now
from django.utils import timezone

from publication import canonical
from publication.actions.signoffs import sign
from publication.exceptions import SignOffRefused
from publication.models import Candidate, CandidateContributor, Release, SignOff
from tests.publication.stories import CHECKLIST, frozen, public_case, signed, story
from tests.publication.triggers.forging import refused

pytestmark = pytest.mark.django_db


def test_an_author_cannot_be_written_in_as_signer(candidate, editor):
    with refused(), transaction.atomic():
        SignOff.objects.create(
            candidate=candidate,
            digest=candidate.digest,
            review_digest=candidate.review_digest,
            reviewer=editor,
            checklist=CHECKLIST,
            reauthenticated_at=Now(),
        )


def test_a_helper_cannot_be_written_in_as_signer(term, editor, officer):
    candidate = frozen(story(term.public_id), editor, contributors=[officer.pk])
    with refused(), transaction.atomic():
        SignOff.objects.bulk_create(
            [
                SignOff(
                    candidate=candidate,
                    digest=candidate.digest,
                    review_digest=candidate.review_digest,
                    reviewer=officer,
                    checklist=CHECKLIST,
                    reauthenticated_at=Now(),
                )
            ]
        )


def test_a_signature_is_not_born_used_up(candidate, reviewer):
    used = Release.objects.create(kind=candidate.kind, subject=candidate.subject)
    with refused(), transaction.atomic():
        SignOff.objects.create(
            candidate=candidate,
            digest=candidate.digest,
            review_digest=candidate.review_digest,
            reviewer=reviewer,
            checklist=CHECKLIST,
            reauthenticated_at=Now(),
            release=used,
        )


def test_a_signature_under_other_digests_is_refused(candidate, reviewer):
    for digest, review_digest in [("0" * 64, candidate.review_digest), (candidate.digest, "0" * 64)]:
        with refused(), transaction.atomic():
            SignOff.objects.create(
                candidate=candidate,
                digest=digest,
                review_digest=review_digest,
                reviewer=reviewer,
                checklist=CHECKLIST,
                reauthenticated_at=Now(),
            )


@pytest.mark.parametrize(
    "reauthenticated_at",
    [None, Now() - timedelta(minutes=15, seconds=1), Now() + timedelta(seconds=1)],
    ids=["never", "too long ago", "in the future"],
)
def test_who_did_not_just_prove_who_they_are_cannot_be_written_in(candidate, reviewer, reauthenticated_at):
    seen = {"digest": candidate.digest, "review_digest": candidate.review_digest, "checklist": CHECKLIST}
    with refused(), transaction.atomic():
        SignOff.objects.create(
            candidate=candidate, reviewer=reviewer, reauthenticated_at=reauthenticated_at, **seen
        )
    within = Now() - timedelta(minutes=14)
    signoff = SignOff.objects.create(
        candidate=candidate, reviewer=reviewer, reauthenticated_at=within, **seen
    )
    with refused(), transaction.atomic():
        SignOff.objects.filter(pk=signoff.pk).update(reauthenticated_at=Now())


@pytest.mark.parametrize("at", [Now() - timedelta(days=30), Now() + timedelta(hours=1)], ids=["old", "early"])
def test_a_signature_of_another_hour_is_refused(candidate, reviewer, at):
    seen = {"digest": candidate.digest, "review_digest": candidate.review_digest, "checklist": CHECKLIST}
    with refused(), transaction.atomic():
        SignOff.objects.create(candidate=candidate, reviewer=reviewer, at=at, reauthenticated_at=at, **seen)


def test_whom_the_review_record_names_cannot_sign_though_no_row_does(term, editor, reviewer):
    public = canonical.encode(story(term.public_id))
    review = canonical.encode({"schema": 1, "contributors": sorted([editor.pk, reviewer.pk])})
    unsaid = Candidate.objects.create(
        kind="case",
        subject=term.public_id,
        locale="en",
        public_bytes=public,
        digest=canonical.digest(public),
        review_bytes=review,
        review_digest=canonical.digest(review),
        submitted_by=editor,
    )
    CandidateContributor.objects.create(candidate=unsaid, user=editor)
    with refused():
        signed(unsaid, reviewer)


def test_a_used_signature_releases_nothing_else(editor, reviewer):
    public_case(editor, reviewer)
    other = Release.objects.create(kind="case", subject="x" * 20)
    with refused(), transaction.atomic():
        SignOff.objects.update(release=other)
    with refused(), transaction.atomic():
        SignOff.objects.update(release=None)


@pytest.mark.parametrize("checklist", [{}, [], "", {"overrides": {"block": "It is her own word."}}])
def test_a_signature_that_answers_nothing_is_refused(checklist, candidate, reviewer):
    seen = {"digest": candidate.digest, "review_digest": candidate.review_digest}
    with refused(), transaction.atomic():
        SignOff.objects.create(
            candidate=candidate, reviewer=reviewer, checklist=checklist, reauthenticated_at=Now(), **seen
        )


def test_overrides_alone_are_no_answers_for_the_action_either(candidate, reviewer):
    seen = (candidate.digest, candidate.review_digest)
    with pytest.raises(SignOffRefused, match="Answer the checklist"):
        sign(candidate, reviewer, *seen, {"overrides": {}}, reauthenticated_at=timezone.now())
