"""After a withdrawal the words of a case go for good; what was signed, by whom and when stays provable."""

import json

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from publication import verification
from publication.actions.erase import erase
from publication.actions.recall import recall
from publication.actions.withdraw import withdraw
from publication.exceptions import ErasureRefused
from publication.identifiers import opaque_id
from publication.models import (
    Candidate,
    LogEntry,
    Media,
    OutboxEntry,
    PublicRecord,
    RecallReason,
    RecordFacet,
    SignOff,
    WithdrawalReason,
)
from tests.kept import kept
from tests.publication.stories import (
    CHECKLIST,
    consented_term,
    frozen,
    public_case,
    released,
    signed,
    story,
    update_story,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
@kept
def mali(editor, reviewer):
    """Mali's case in two languages, with an update and a draft of another."""
    term = public_case(editor, reviewer, "en", "id")
    released(update_story(term.public_id, opaque_id()), editor, reviewer)
    frozen(update_story(term.public_id, opaque_id(), title="Not yet told"), editor)
    return term


@pytest.fixture
@kept
def somchai(editor, reviewer):
    """Another case, which stays public whatever becomes of Mali's."""
    return public_case(editor, reviewer, "en", alias="Somchai", summary="Somchai paints.")


def refused():
    return pytest.raises(IntegrityError)


def words_left():
    kept = [
        bytes(c.public_bytes) + bytes(c.review_bytes) for c in Candidate.objects.exclude(public_bytes=None)
    ]
    kept += [bytes(r.bytes) for r in PublicRecord.objects.exclude(bytes=None)]
    return b"".join(kept) + json.dumps(list(PublicRecord.objects.values_list("card", flat=True))).encode()


def test_no_word_of_it_is_left_and_the_other_case_is_untouched(mali, somchai, officer, stranger):
    withdraw(mali.public_id, officer, "She asked us to")
    erase(mali.case_ref, officer)
    left = words_left()
    for word in (b"Mali", b"loom", b"Not yet told", b"weave"):
        assert word not in left
    assert b"Somchai" in left
    assert not RecordFacet.objects.filter(record__term=mali).exists()
    assert stranger.get(f"/api/v1/cases/{somchai.public_id}/").status_code == 200


def test_a_stranger_meets_the_same_410_as_before(mali, officer, stranger):
    addresses = [f"/api/v1/cases/{mali.public_id}/", f"/api/v1/cases/{mali.public_id}/storymap/"]
    addresses += [f"/en/cases/{mali.public_id}/", f"/api/v1/cases/{mali.public_id}/updates/?locale=id"]
    withdraw(mali.public_id, officer)
    before = [(answer.status_code, answer.content) for answer in map(stranger.get, addresses)]
    erase(mali.case_ref, officer)
    after = [(answer.status_code, answer.content) for answer in map(stranger.get, addresses)]
    assert {status for status, _body in before} == {410}
    assert after == before
    assert mali.public_id not in stranger.get("/api/v1/cases/").content.decode()
    assert stranger.get("/api/v1/search/?q=Mali").json()["results"] == []


def test_what_the_law_keeps_is_still_there(mali, officer, reviewer):
    withdraw(mali.public_id, officer)
    digests = set(SignOff.objects.values_list("digest", flat=True))
    erase(mali.case_ref, officer)
    assert set(SignOff.objects.values_list("digest", flat=True)) == digests
    assert set(PublicRecord.objects.values_list("digest", flat=True)) <= digests
    assert not list(verification.audit_faults())
    assert not [fault for record in verification.records() for fault in verification.record_faults(record)]


def test_reasons_and_reviewers_words_go(mali, officer, reviewer):
    recall(mali.public_id, "id", reviewer, "A street was named")
    withdraw(mali.public_id, officer, "She asked us to")
    erase(mali.case_ref, officer)
    assert set(RecallReason.objects.values_list("reason", flat=True)) == {""}
    assert set(WithdrawalReason.objects.values_list("reason", flat=True)) == {""}


def test_what_a_reviewer_wrote_to_override_a_finding_goes_and_the_answers_stay(editor, reviewer, officer):
    from publication.actions.signoffs import sign

    term = consented_term()
    candidate = frozen(story(term.public_id), editor)
    overridden = {**CHECKLIST, "overrides": {"phone-1": "It is the hotline of Mali's village"}}
    seen = (candidate.digest, candidate.review_digest)
    sign(candidate, reviewer, *seen, overridden, reauthenticated_at=timezone.now())
    with refused(), transaction.atomic():
        SignOff.objects.update(checklist=CHECKLIST)
    withdraw(term.public_id, officer)
    with refused(), transaction.atomic():
        SignOff.objects.update(checklist={"worse_off": "yes"})
    erase(term.case_ref, officer)
    assert SignOff.objects.get().checklist == CHECKLIST


def test_what_still_waits_is_set_aside_first_and_not_emptied_under_a_reviewers_eyes(editor, officer):
    term = consented_term()
    waiting = Candidate.objects.filter(pk=frozen(story(term.public_id), editor).pk)
    withdraw(term.public_id, officer)
    with refused(), transaction.atomic():
        waiting.update(public_bytes=None, review_bytes=None)
    erase(term.case_ref, officer)
    assert waiting.get().superseded_at and waiting.get().is_erased


def test_so_does_what_an_older_version_wrote_of_a_failure(mali, officer):
    withdraw(mali.public_id, officer)
    OutboxEntry.objects.filter(kind="withdrawal").update(last_error="KeyError: Mali's village")
    erase(mali.case_ref, officer)
    assert not OutboxEntry.objects.exclude(last_error="").exists()


def test_its_pictures_go_unless_another_case_shows_them_too(editor, reviewer, officer):
    from publication.canonical import digest

    own, shared = digest(b"own"), digest(b"shared")
    Media.objects.create(sha256=own, content_type="image/webp", content=b"own")
    Media.objects.create(sha256=shared, content_type="image/webp", content=b"shared")
    term = public_case(editor, reviewer, picture={"sha256": own}, extra=[{"sha256": shared}])
    public_case(editor, reviewer, picture={"sha256": shared})
    withdraw(term.public_id, officer)
    erase(term.case_ref, officer)
    assert [media.sha256 for media in Media.objects.all()] == [shared]


def test_twice_is_as_good_as_once(mali, officer):
    withdraw(mali.public_id, officer)
    first, again = erase(mali.case_ref, officer), erase(mali.case_ref, officer)
    assert first["signed-bytes"] == 7
    assert not any(again.values())


def test_the_log_tells_who_erased_which_file_and_no_word(mali, officer):
    withdraw(mali.public_id, officer)
    erase(mali.case_ref, officer)
    entry = LogEntry.objects.filter(verb="erased").get()
    assert (entry.subject, entry.actor) == (mali.case_ref, str(officer.pk))
    assert "Mali" not in json.dumps(list(LogEntry.objects.values_list("detail", flat=True)))


class TestWithoutAWithdrawal:
    def test_it_is_refused_with_the_cure(self, mali, officer):
        with pytest.raises(ErasureRefused, match="Withdraw it first"):
            erase(mali.case_ref, officer)
        assert b"Mali" in words_left()

    def test_the_database_refuses_each_row(self, mali):
        for rows, nulls in (
            (Candidate.objects.all(), {"public_bytes": None, "review_bytes": None}),
            (Candidate.objects.all(), {"review_bytes": None}),
            (PublicRecord.objects.all(), {"bytes": None, "card": {}, "first_published_on": None}),
        ):
            with refused(), transaction.atomic():
                rows.update(**nulls)

    def test_a_withdrawal_of_another_case_opens_nothing(self, mali, somchai, officer):
        withdraw(somchai.public_id, officer)
        with refused(), transaction.atomic():
            PublicRecord.objects.filter(term=mali).update(bytes=None, card={}, first_published_on=None)
        with refused(), transaction.atomic():
            Candidate.objects.filter(subject=mali.public_id).update(public_bytes=None, review_bytes=None)


class TestErasureIsTheOnlyChange:
    @pytest.fixture(autouse=True)
    def withdrawn(self, mali, officer):
        withdraw(mali.public_id, officer)

    def test_in_part_is_refused(self, mali):
        record = PublicRecord.objects.filter(term=mali)
        for rows, change in (
            (record, {"bytes": None}),
            (record, {"card": {}}),
            (record, {"bytes": None, "card": {}, "first_published_on": None, "digest": "0" * 64}),
            (Candidate.objects.all(), {"public_bytes": None}),
            (Candidate.objects.all(), {"public_bytes": None, "review_bytes": None, "digest": "0" * 64}),
        ):
            with refused(), transaction.atomic():
                rows.update(**change)

    def test_erased_bytes_never_come_back(self, mali, officer):
        body = bytes(PublicRecord.objects.filter(subject=mali.public_id).first().bytes)
        erase(mali.case_ref, officer)
        with refused(), transaction.atomic():
            PublicRecord.objects.filter(subject=mali.public_id).update(bytes=body)
        with refused(), transaction.atomic():
            Candidate.objects.filter(subject=mali.public_id).update(public_bytes=body, review_bytes=body)

    def test_a_page_of_the_site_cannot_be_emptied(self, editor, reviewer):
        from tests.publication.stories import page_story

        released(page_story(opaque_id()), editor, reviewer)
        with refused(), transaction.atomic():
            Candidate.objects.filter(kind="page").update(public_bytes=None, review_bytes=None)
        with refused(), transaction.atomic():
            PublicRecord.objects.filter(kind="page").update(bytes=None, card={})

    def test_nothing_is_born_erased(self, mali, editor):
        with refused(), transaction.atomic():
            Candidate.objects.create(
                kind="case", subject=mali.public_id, locale="th", digest="0" * 64, review_digest="0" * 64,
                submitted_by=editor,
            )  # fmt: skip


def test_verify_public_names_a_record_that_was_erased_by_halves(mali, officer):
    from tests.publication.lifting import lifted

    withdraw(mali.public_id, officer)
    erase(mali.case_ref, officer)
    record = PublicRecord.objects.filter(subject=mali.public_id).first()
    with lifted("publication_record_changed", "publicrecord"):
        PublicRecord.objects.filter(pk=record.pk).update(card={"alias": "Mali"})
    faults = list(verification.record_faults(verification.records().get(pk=record.pk)))
    assert faults == ["something that was derived from the erased bytes is left"]


def test_an_update_signed_only_once_released_survives_nothing(mali, officer, editor, second_reviewer):
    signed(
        frozen(update_story(mali.public_id, opaque_id(), title="Signed, waits"), editor, signers_required=2),
        second_reviewer,
    )
    withdraw(mali.public_id, officer)
    erase(mali.case_ref, officer)
    assert b"Signed, waits" not in words_left()
