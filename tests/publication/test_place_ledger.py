"""Law 5: what a place was once shown as is kept or coarsened in every later release, never refined."""

import json
from importlib import import_module

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction

from publication.actions import places
from publication.actions.release import release
from publication.actions.terms import open_term
from publication.actions.withdraw import withdraw
from publication.exceptions import ReleaseRefused
from publication.models import Candidate, PlaceLedgerEntry, PublicRecord, Release
from publication.readers.places import released_places
from publication.verification import record_faults
from tests.publication.lifting import lifted
from tests.publication.stories import (
    EAST_JAVA,
    INDONESIA,
    THAILAND,
    consented_term,
    frozen,
    milestone,
    public_case,
    signed,
    story,
)

pytestmark = pytest.mark.django_db


def told_in(place, block="m2"):
    """The milestones of a story whose second part names this place."""
    return [milestone("m1", 1, "before", None), milestone(block, 2, "exploitation", place)]


def ledger(term):
    return [(entry.position, entry.slot, entry.area) for entry in released_places(term.case_ref)]


def test_a_release_writes_its_places_down_once_for_all_languages(editor, reviewer):
    term = public_case(editor, reviewer, "en", "id")
    public_case(editor, reviewer, "en", "th", term=term)
    assert ledger(term) == [(1, "origin", "TH"), (2, "m2", "IDN-538")]


def test_a_place_may_be_kept_coarsened_and_left_out(editor, reviewer):
    term = public_case(editor, reviewer)
    public_case(editor, reviewer, term=term, milestones=told_in(INDONESIA))
    public_case(editor, reviewer, term=term, milestones=told_in(None))
    assert ledger(term)[2:] == [(3, "m2", "ID")]


def test_a_place_is_never_refined_whatever_was_signed(editor, reviewer):
    term = public_case(editor, reviewer, milestones=told_in(INDONESIA))
    sentence = "Step 2: East Java lies inside Indonesia, which was made public for this part"
    with pytest.raises(ReleaseRefused, match=sentence):
        public_case(editor, reviewer, term=term, milestones=told_in(EAST_JAVA))
    assert b"East Java" not in bytes(PublicRecord.objects.get().bytes)
    assert ledger(term) == [(1, "origin", "TH"), (2, "m2", "ID")]


def test_what_was_coarsened_stays_coarse(editor, reviewer):
    term = public_case(editor, reviewer)
    public_case(editor, reviewer, term=term, milestones=told_in(INDONESIA))
    with pytest.raises(ReleaseRefused, match="lies inside Indonesia"):
        public_case(editor, reviewer, term=term, milestones=told_in(EAST_JAVA))


def test_neither_leaving_a_place_out_nor_correcting_it_makes_the_ledger_forget(editor, reviewer):
    term = public_case(editor, reviewer, milestones=told_in(INDONESIA))
    public_case(editor, reviewer, term=term, milestones=told_in(None))
    public_case(editor, reviewer, term=term, milestones=told_in(THAILAND))
    with pytest.raises(ReleaseRefused, match="lies inside Indonesia"):
        public_case(editor, reviewer, term=term, milestones=told_in(EAST_JAVA))


def test_the_origin_is_held_like_every_part(editor, reviewer):
    term = public_case(editor, reviewer, origin=INDONESIA)
    with pytest.raises(ReleaseRefused, match="Area of origin: East Java lies inside"):
        public_case(editor, reviewer, term=term, origin=EAST_JAVA)


def test_a_new_term_of_the_case_does_not_forget_the_old(editor, reviewer, officer):
    first = public_case(editor, reviewer, milestones=told_in(INDONESIA))
    withdraw(first.public_id, officer)
    second = consented_term(case_ref=first.case_ref)
    assert second.public_id != first.public_id
    with pytest.raises(ReleaseRefused, match="lies inside Indonesia"):
        public_case(editor, reviewer, term=second, milestones=told_in(EAST_JAVA))
    assert ledger(open_term("somebody-elses-file")) == []


def test_a_candidate_signed_before_another_place_became_public_is_stale(editor, reviewer):
    term = public_case(editor, reviewer)
    content = story(term.public_id, milestones=told_in(THAILAND, block="m3"))
    waiting = signed(frozen({**content, "locale": "id", "source_locale": "id"}, editor), reviewer)
    public_case(editor, reviewer, term=term, milestones=told_in(INDONESIA))
    with pytest.raises(ReleaseRefused, match="became public after this was submitted"):
        release([waiting], reviewer)


def test_a_review_record_names_every_place_of_the_story(editor, reviewer):
    term = consented_term()
    twice = [milestone("m2", 1, "before", EAST_JAVA), milestone("m2", 2, "offer", EAST_JAVA)]
    with pytest.raises(ReleaseRefused, match="does not name the places of this story one by one"):
        public_case(editor, reviewer, term=term, milestones=twice)
    unnamed = {"ledger": 0, "areas": {}}
    with pytest.raises(ReleaseRefused, match="does not name the places"):
        release([signed(frozen(story(term.public_id), editor, places=unnamed), reviewer)], reviewer)
    assert not PublicRecord.objects.exists()


def bound(content, editor):
    """A candidate that its release already names, as an attacker would bind it past the action."""
    candidate = frozen(content, editor)
    Candidate.objects.filter(pk=candidate.pk).update(
        release=Release.objects.create(kind="case", subject=candidate.subject)
    )
    return candidate


def test_the_database_refines_nothing_either(editor, reviewer):
    term = public_case(editor, reviewer, milestones=told_in(INDONESIA))
    content = story(term.public_id, milestones=told_in(EAST_JAVA))
    with pytest.raises(IntegrityError, match="never refined"), transaction.atomic():
        places.enter(term, bound(content, editor), content)


@pytest.mark.parametrize(
    "change", [{"area": "VN"}, {"slot": "m9"}, {"position": 9}, {"position": 1}, {"case_ref": "another"}]
)
def test_the_database_takes_only_the_next_place_that_was_signed(change, editor, reviewer):
    term = public_case(editor, reviewer)
    candidate = bound(story(term.public_id, milestones=told_in(THAILAND)), editor)
    entry = {"case_ref": term.case_ref, "position": 3, "slot": "m2", "area": "TH", "candidate": candidate}
    with pytest.raises(IntegrityError), transaction.atomic():
        PlaceLedgerEntry.objects.create(**entry | change)
    assert PlaceLedgerEntry.objects.create(**entry).pk


def test_the_database_takes_no_place_of_what_was_not_released(editor):
    term = consented_term()
    candidate = frozen(story(term.public_id), editor)
    with pytest.raises(IntegrityError), transaction.atomic():
        places.enter(term, candidate, story(term.public_id))


def test_no_record_shows_a_place_that_the_ledger_does_not_hold(editor, reviewer, monkeypatch):
    candidate = signed(frozen(story(consented_term().public_id), editor), reviewer)
    monkeypatch.setattr(places, "enter", lambda *_entry: None)
    with pytest.raises(IntegrityError, match="place ledger"), transaction.atomic():
        release([candidate], reviewer)


def test_verification_names_a_place_missing_from_the_ledger(editor, reviewer):
    public_case(editor, reviewer)
    assert list(record_faults(PublicRecord.objects.get())) == []
    with lifted("publication_place_frozen", "placeledgerentry"):
        PlaceLedgerEntry.objects.all().delete()
    assert list(record_faults(PublicRecord.objects.get())) == ["a place is missing from the place ledger"]


def test_what_was_released_before_there_was_a_ledger_is_entered_by_the_migration(editor, reviewer):
    term = public_case(editor, reviewer, "en", "id")
    public_case(editor, reviewer, term=term, milestones=told_in(INDONESIA))
    written = ledger(term)
    with lifted("publication_place_frozen", "placeledgerentry"):
        PlaceLedgerEntry.objects.all().delete()
    migration = import_module("publication.migrations.0004_what_was_released_is_in_the_place_ledger")
    with lifted("publication_place_signed", "placeledgerentry"):
        migration.enter_released_places(apps, connection.schema_editor())
    assert ledger(term) == written
    assert (
        json.loads(bytes(PublicRecord.objects.get(locale="en").bytes))["milestones"][1]["place"] == INDONESIA
    )
