"""A public record is what was signed, consented to and is of one subject."""

import pytest
from django.db import transaction

from publication import canonical
from publication.actions.release import release
from publication.actions.withdraw import withdraw
from publication.models import Candidate, Consent, PublicRecord, RecordFacet, Release
from tests.publication.lifting import lifted
from tests.publication.stories import (
    consented_term,
    frozen,
    page_story,
    public_case,
    released,
    signed,
    story,
    update_story,
)
from tests.publication.triggers.forging import forged_record, forged_release, refused, release_again

pytestmark = pytest.mark.django_db


def test_the_control_a_signed_record_is_accepted(candidate, term, reviewer):
    signed(candidate, reviewer)
    assert forged_record(candidate, forged_release(candidate), term).pk


def test_no_record_without_a_signature(candidate, term):
    with refused():
        forged_record(candidate, forged_release(candidate), term)


def test_no_record_of_other_bytes_than_the_signed(candidate, term, reviewer):
    signed(candidate, reviewer)
    row = forged_release(candidate)
    other = canonical.encode(story(term.public_id, summary="Her real name is on the door."))
    with refused():
        forged_record(candidate, row, term, bytes=other, digest=canonical.digest(other))
    with refused():
        forged_record(candidate, row, term, bytes=other)


def test_no_record_under_another_id_than_the_signed(candidate, term, reviewer):
    signed(candidate, reviewer)
    row = forged_release(candidate)
    with refused():
        forged_record(candidate, row, term, subject="anotherpublicid22222")
    with refused():
        forged_record(candidate, row, term, locale="id")


def test_no_record_while_a_second_signature_is_missing(term, editor, reviewer, second_reviewer):
    candidate = signed(frozen(story(term.public_id), editor, signers_required=2), reviewer)
    with refused():
        forged_record(candidate, forged_release(candidate), term)


def test_no_record_of_a_superseded_candidate(candidate, term, editor, reviewer):
    signed(candidate, reviewer)
    frozen(story(term.public_id, summary="Newer."), editor)
    with refused():
        forged_record(candidate, forged_release(candidate), term)


def test_no_case_without_consent_nor_with_another_persons(candidate, term, reviewer):
    signed(candidate, reviewer)
    row = forged_release(candidate)
    with refused():
        forged_record(candidate, row, term, consent=None, term=None)
    other = consented_term()
    with refused():
        forged_record(candidate, row, term, consent=Consent.objects.get(consent_ref=other.consent_ref))
    with refused():
        forged_record(candidate, row, term, term=other)


def test_no_record_after_a_withdrawal(candidate, term, reviewer):
    signed(candidate, reviewer)
    row = forged_release(candidate)
    withdraw(term.public_id, None)
    with refused():
        forged_record(candidate, row, term)


@pytest.mark.parametrize(
    "change",
    [
        {"bytes": b"{}"},
        {"digest": "0" * 64},
        {"locale": "id"},
        {"card": {"alias": "Somebody else"}},
        {"waiting_since": "2020-01-01"},
        {"is_source": False},
        {"consent": None},
    ],
)
def test_a_public_record_changes_only_by_a_release(change, editor, reviewer):
    public_case(editor, reviewer)
    with refused(), transaction.atomic():
        PublicRecord.objects.update(**change)


def test_an_earlier_release_cannot_be_put_back(editor, reviewer):
    term = public_case(editor, reviewer)
    first = PublicRecord.objects.get()
    public_case(editor, reviewer, term=term, summary="The second release.")
    with refused(), transaction.atomic():
        PublicRecord.objects.update(
            release=first.release,
            candidate=first.candidate,
            bytes=bytes(first.bytes),
            digest=first.digest,
            card=first.card,
        )


def test_a_page_that_goes_by_the_id_of_a_case_would_outlast_its_withdrawal(term, editor, reviewer):
    public_case(editor, reviewer, term=term)
    with refused():
        released(page_story(term.public_id), editor, reviewer)


def test_an_update_of_one_case_is_not_released_under_another(editor, reviewer):
    mali, niran = public_case(editor, reviewer), public_case(editor, reviewer)
    released(update_story(mali.public_id, "updateofmali22222222"), editor, reviewer)
    for locale in ("id", "en"):
        with refused():
            released(update_story(niran.public_id, "updateofmali22222222", locale), editor, reviewer)


def test_a_facet_that_the_bytes_do_not_hold_is_refused(editor, reviewer):
    public_case(editor, reviewer)
    with refused(), transaction.atomic():
        RecordFacet.objects.create(record=PublicRecord.objects.get(), name="media", value="f" * 64)


@pytest.mark.postgresql
def test_a_card_that_the_bytes_do_not_hold_is_refused(candidate, term, reviewer):
    signed(candidate, reviewer)
    with refused():
        forged_record(candidate, forged_release(candidate), term, card={"alias": "Somebody else"})


@pytest.mark.postgresql
def test_the_digest_rule_holds_without_the_triggers(candidate, term, reviewer):
    signed(candidate, reviewer)
    row = forged_release(candidate)
    with lifted("publication_record_signed", "publicrecord"), refused():
        forged_record(candidate, row, term, bytes=b"{}")


def test_the_consent_rule_holds_without_the_triggers(candidate, term, reviewer):
    signed(candidate, reviewer)
    row = forged_release(candidate)
    with lifted("publication_record_signed", "publicrecord"):
        for change in ({"consent": None}, {"term": None}):
            with refused():
                forged_record(candidate, row, term, **change)


def test_a_release_of_signed_candidates_passes_all_of_it(candidate, reviewer):
    assert release([signed(candidate, reviewer)], reviewer).records.count() == 1


def test_a_signature_of_who_was_deactivated_since_makes_no_record(candidate, term, reviewer):
    signed(candidate, reviewer)
    row = forged_release(candidate)
    leave(reviewer)
    with refused():
        forged_record(candidate, row, term)
    type(reviewer).objects.filter(pk=reviewer.pk).update(is_active=True)
    assert forged_record(candidate, row, term).pk


def test_one_of_two_signers_who_left_is_one_too_few(term, editor, reviewer, second_reviewer):
    both = frozen(story(term.public_id), editor, signers_required=2)
    row = forged_release(signed(both, reviewer, second_reviewer))
    leave(second_reviewer)
    with refused():
        forged_record(both, row, term)


def test_nor_does_it_make_a_newer_record_while_what_is_public_stays(term, editor, reviewer, second_reviewer):
    public_case(editor, reviewer, term=term)
    newer = signed(frozen(story(term.public_id, summary="Newer."), editor), second_reviewer)
    row = forged_release(newer)
    leave(reviewer)
    leave(second_reviewer)
    with refused(), transaction.atomic():
        release_again(term, row)
    assert PublicRecord.objects.exclude(release=row).filter(subject=term.public_id).update(status="open") == 1


def leave(person):
    type(person).objects.filter(pk=person.pk).update(is_active=False)


@pytest.mark.parametrize("other", [{"kind": "update"}, {"subject": "anotherpublicid22222"}])
def test_a_release_of_another_name_takes_no_candidate(other, candidate, reviewer):
    signed(candidate, reviewer)
    row = Release.objects.create(**{"kind": "case", "subject": candidate.subject} | other)
    with refused(), transaction.atomic():
        Candidate.objects.filter(pk=candidate.pk).update(release=row)
