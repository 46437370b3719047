"""A recall is lifted by a release of what it hid, submitted after it."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from payments.models import CampaignClosure
from publication.actions.recall import recall
from publication.models import Candidate, Recall, Release
from tests.publication.stories import frozen, public_case, signed, story
from tests.publication.triggers.forging import forged_release, refused, release_again

pytestmark = pytest.mark.django_db


def test_a_recall_is_lifted_only_by_what_was_submitted_after_it(term, editor, reviewer):
    public_case(editor, reviewer, term=term)
    earlier = forged_release(signed(frozen(story(term.public_id), editor), reviewer))
    other = public_case(editor, reviewer)
    another_subject_s = Release.objects.get(subject=other.public_id)
    later = timezone.now() + timedelta(hours=1)
    for locale in ("", "en"):
        recalled = Recall.objects.create(subject=term.public_id, locale=locale, at=later)
        for row in (earlier, another_subject_s, Release.objects.create(kind="case", subject=term.public_id)):
            with refused(), transaction.atomic():
                Recall.objects.filter(pk=recalled.pk).update(lifted_by=row)
    before = Recall.objects.create(subject=term.public_id, at=timezone.now() - timedelta(hours=1))
    with refused(), transaction.atomic():
        Recall.objects.filter(pk=before.pk).update(lifted_by=another_subject_s)
    with refused(), transaction.atomic():
        # A release that no record came of.
        Recall.objects.filter(pk=before.pk).update(lifted_by=earlier)
    release_again(term, earlier)
    # The later recalls stand, so nothing shows.
    assert Recall.objects.filter(pk=before.pk).update(lifted_by=earlier) == 1


def test_a_recall_is_not_lifted_by_what_nobody_signed(term, editor, reviewer):
    public_case(editor, reviewer, term=term)
    recalled = recall(term.public_id, None, reviewer)
    unsigned = frozen(story(term.public_id, summary="Newer."), editor)
    with refused(), transaction.atomic():
        row = Release.objects.create(kind="case", subject=term.public_id)
        Candidate.objects.filter(pk=unsigned.pk).update(release=row)
        Recall.objects.filter(pk=recalled.pk).update(lifted_by=row)


def test_a_recall_of_the_whole_case_is_not_lifted_by_one_language(term, editor, reviewer):
    public_case(editor, reviewer, "en", "id", term=term)
    recalled = recall(term.public_id, None, reviewer)
    row = forged_release(signed(frozen(story(term.public_id, summary="Newer."), editor), reviewer))
    release_again(term, row)
    with refused(), transaction.atomic():
        Recall.objects.filter(pk=recalled.pk).update(lifted_by=row)
    Recall.objects.create(subject=term.public_id, locale="id")
    assert Recall.objects.filter(pk=recalled.pk).update(lifted_by=row) == 1


def test_a_recall_that_ended_counts_no_longer_when_the_next_one_asks_what_is_left(term, editor, reviewer):
    public_case(editor, reviewer, "en", "id", term=term)
    recall(term.public_id, "en", reviewer)
    public_case(editor, reviewer, "en", term=term, summary="Told anew.")
    recall(term.public_id, "id", reviewer)
    standing = CampaignClosure.objects.filter(campaign_ref=term.campaign_ref, lifted_at=None)
    assert not standing.exists()
    recall(term.public_id, "en", reviewer)
    assert standing.get().kind == "paused"
