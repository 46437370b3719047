"""Who may sign what, and the sentence for whoever may not."""

import threading
from datetime import timedelta

import pytest
from django.db import connections
from django.utils import timezone

from publication.actions import candidates
from publication.actions.candidates import freeze, set_aside
from publication.actions.signoffs import sign, signers_missing
from publication.exceptions import FreezeRefused, SignOffRefused
from publication.models import Candidate
from tests.publication.stories import CHECKLIST, consented_term, frozen, people, signed, story

pytestmark = pytest.mark.django_db


@pytest.fixture
def candidate(editor, officer):
    return frozen(story(consented_term().public_id), editor, contributors=[officer.pk], signers_required=2)


def test_two_who_wrote_nothing_sign_and_nobody_is_missing(candidate, reviewer, second_reviewer):
    assert signers_missing(candidate) == 2
    signed(candidate, reviewer)
    assert signers_missing(candidate) == 1
    signed(candidate, second_reviewer)
    assert signers_missing(candidate) == 0


def test_the_editor_who_submitted_cannot_sign(candidate, editor):
    with pytest.raises(SignOffRefused, match="helped to write"):
        signed(candidate, editor)


def test_the_officer_who_wrote_the_file_cannot_sign(candidate, officer):
    with pytest.raises(SignOffRefused, match="helped to write"):
        signed(candidate, officer)


def test_being_superuser_opens_no_door(candidate, editor):
    editor.is_superuser = True
    editor.save()
    with pytest.raises(SignOffRefused, match="helped to write"):
        signed(candidate, editor)


def test_nobody_signs_twice(candidate, reviewer):
    signed(candidate, reviewer)
    with pytest.raises(SignOffRefused, match="Another person"):
        signed(candidate, reviewer)


@pytest.mark.parametrize("which", ["digest", "review_digest"])
def test_who_saw_other_bytes_does_not_sign(candidate, reviewer, which):
    seen = {"digest": candidate.digest, "review_digest": candidate.review_digest} | {which: "0" * 64}
    with pytest.raises(SignOffRefused, match="Open the candidate again"):
        sign(candidate, reviewer, checklist=CHECKLIST, **seen, reauthenticated_at=timezone.now())


def test_a_checklist_left_empty_is_no_signature(candidate, reviewer):
    with pytest.raises(SignOffRefused, match="checklist"):
        sign(
            candidate,
            reviewer,
            candidate.digest,
            candidate.review_digest,
            {},
            reauthenticated_at=timezone.now(),
        )


def test_a_deactivated_reviewer_neither_signs_nor_counts(candidate, reviewer, second_reviewer):
    signed(candidate, reviewer)
    reviewer.is_active = False
    reviewer.save()
    assert signers_missing(candidate) == 2
    second_reviewer.is_active = False
    with pytest.raises(SignOffRefused, match="deactivated"):
        signed(candidate, second_reviewer)


def test_a_new_submission_ends_the_one_before(candidate, editor, reviewer):
    newer = frozen(story(candidate.subject, summary="Better."), editor)
    with pytest.raises(SignOffRefused, match="no longer open"):
        signed(candidate, reviewer)
    assert list(Candidate.objects.filter(superseded_at=None)) == [newer]


def test_another_locale_stays_open_beside_it(candidate, editor):
    frozen(story(candidate.subject, "id"), editor)
    assert Candidate.objects.filter(superseded_at=None).count() == 2


def test_a_candidate_that_was_returned_is_not_signed(candidate, reviewer):
    set_aside(candidate, reviewer)
    with pytest.raises(SignOffRefused, match="no longer open"):
        signed(candidate, reviewer)


def test_content_that_names_another_subject_is_not_frozen(editor):
    content = story("one")
    for change in ({"id": "two"}, {"locale": "id"}, {"kind": "page"}):
        with pytest.raises(FreezeRefused):
            freeze("case", "one", "en", content | change, {}, [], 1, editor)


def test_content_that_cannot_be_written_exactly_is_refused_with_the_reason(editor):
    with pytest.raises(FreezeRefused, match="round it"):
        frozen(story("one", period={"from": 1e-9, "to": None}), editor)


def test_a_candidate_that_asks_for_nobody_is_refused(editor):
    with pytest.raises(FreezeRefused, match="At least one person"):
        frozen(story("one"), editor, signers_required=0)


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_of_two_who_submit_at_once_one_is_told(monkeypatch):
    author, other = people()
    both_looked = threading.Barrier(2)
    supersede = candidates._supersede
    outcomes = []

    def after_the_other_looked(*named):
        supersede(*named)
        both_looked.wait(timeout=30)

    def submit(person):
        try:
            frozen(story("one"), person)
            outcomes.append("frozen")
        except FreezeRefused as refusal:
            outcomes.append(refusal.detail)
        finally:
            connections.close_all()

    monkeypatch.setattr(candidates, "_supersede", after_the_other_looked)
    threads = [threading.Thread(target=submit, args=[person]) for person in (author, other)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes)[1] == "frozen"
    assert "at the same moment" in sorted(outcomes)[0]


@pytest.mark.parametrize("ago", [None, timedelta(minutes=15, seconds=1), timedelta(minutes=-1)])
def test_who_did_not_just_prove_who_they_are_does_not_sign(candidate, reviewer, ago):
    at = None if ago is None else timezone.now() - ago
    seen = (candidate.digest, candidate.review_digest)
    with pytest.raises(SignOffRefused, match="Confirm first that it is you"):
        sign(candidate, reviewer, *seen, CHECKLIST, reauthenticated_at=at)
    assert not candidate.signoffs.exists()


def test_the_signature_tells_how_long_before_it_its_signer_proved_themselves(candidate, reviewer):
    seen = (candidate.digest, candidate.review_digest)
    at = timezone.now() - timedelta(minutes=4)
    signoff = sign(candidate, reviewer, *seen, CHECKLIST, reauthenticated_at=at)
    signoff.refresh_from_db()
    assert timedelta(minutes=4) <= signoff.at - signoff.reauthenticated_at < timedelta(minutes=4, seconds=30)
