"""A sign-off is used by one release: whatever happened since it was given, it opens nothing more."""

import pytest
from django.db import Error, connection, transaction

from publication.actions.consents import record_consent
from publication.actions.recall import recall
from publication.actions.release import release
from publication.actions.terms import open_term
from publication.actions.withdraw import withdraw
from publication.exceptions import ReleaseRefused
from publication.models import Candidate, Consent, PublicRecord, Release, SignOff
from review.actions import return_, submit
from tests.kept import kept
from tests.publication.stories import frozen, public_case, signed, story

pytestmark = pytest.mark.django_db
CANDIDATE = "sixdegree_publication_candidate"
RECORD = "sixdegree_publication_publicrecord"
SIGNOFF = "sixdegree_publication_signoff"
RECALL = "sixdegree_publication_recall"


def refused(sql, *values):
    with pytest.raises(Error), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)


@pytest.fixture
@kept
def public(editor, reviewer):
    return public_case(editor, reviewer)


@pytest.fixture
@kept
def used(public):
    """What was signed and released."""
    return Candidate.objects.get(release__isnull=False)


@pytest.fixture
@kept
def waiting(public, editor, reviewer):
    """Signed and not released, beside a release."""
    return signed(frozen(story(public.public_id, summary="In other words."), editor), reviewer)


def shows(stranger, term, words):
    answer = stranger.get(f"/api/v1/cases/{term.public_id}/")
    return answer.status_code == 200 and words in answer.content.decode()


class TestTheVerb:
    def test_takes_no_candidate_twice(self, used, reviewer):
        with pytest.raises(ReleaseRefused, match="no longer open"):
            release([used], reviewer)

    def test_nor_one_that_a_newer_one_replaced(self, waiting, public, editor, reviewer, stranger):
        frozen(story(public.public_id, summary="Newer."), editor)
        with pytest.raises(ReleaseRefused, match="no longer open"):
            release([waiting], reviewer)
        assert not shows(stranger, public, "other words")

    def test_nor_one_recalled_or_withdrawn_since(self, waiting, public, officer, reviewer, stranger):
        recall(public.public_id, None, officer)
        with pytest.raises(ReleaseRefused, match="Submit it again"):
            release([waiting], reviewer)
        withdraw(public.public_id, officer)
        with pytest.raises(ReleaseRefused):
            release([waiting], reviewer)
        assert stranger.get(f"/api/v1/cases/{public.public_id}/").status_code == 410

    def test_nor_one_of_an_earlier_term(self, waiting, public, officer, reviewer, stranger):
        consent = Consent.objects.get()
        withdraw(public.public_id, officer)
        newer = open_term(public.case_ref)
        record_consent(newer, consent.locales, consent.channels, consent.expires_at)
        with pytest.raises(ReleaseRefused, match="withdrawn"):
            release([waiting], reviewer)
        assert stranger.get(f"/api/v1/cases/{newer.public_id}/").status_code == 404

    def test_nor_one_that_was_returned(self, draft, editor, reviewer, second_reviewer, signs, settings):
        settings.SIXDEGREE_REVIEW_SIGNERS = {"case": 2}
        candidate = submit(draft, editor).candidate
        signs(reviewer, candidate)
        return_(candidate.pk, second_reviewer, "No.")
        candidate.refresh_from_db()
        with pytest.raises(ReleaseRefused, match="no longer open"):
            release([candidate], reviewer)

    def test_what_the_page_says_since_is_not_what_was_signed(self, draft, editor, reviewer, signs, stranger):
        candidate = submit(draft, editor).candidate
        draft.summary = "Never seen by Ruth."
        draft.save_revision(user=editor)
        signs(reviewer, candidate)
        answer = stranger.get(f"/api/v1/cases/{candidate.subject}/")
        assert answer.status_code == 200
        assert "Never seen" not in answer.content.decode()


class TestTheDatabase:
    """Whoever holds a connection of ours and SQL."""

    def test_a_used_signature_is_not_freed(self, used):
        refused(f"UPDATE {SIGNOFF} SET release_id = NULL WHERE candidate_id = %s", used.pk)
        refused(f"UPDATE {CANDIDATE} SET release_id = NULL WHERE id = %s", used.pk)
        refused(f"DELETE FROM {SIGNOFF} WHERE candidate_id = %s", used.pk)

    def test_nor_moved_to_another_release(self, used):
        other = Release.objects.create(kind=used.kind, subject=used.subject)
        refused(f"UPDATE {SIGNOFF} SET release_id = %s WHERE candidate_id = %s", other.pk, used.pk)
        refused(f"UPDATE {CANDIDATE} SET release_id = %s WHERE id = %s", other.pk, used.pk)

    def test_nor_copied_to_another_candidate(self, used, public, editor, reviewer):
        other = frozen(story(public.public_id, summary="In other words."), editor)
        refused(
            f"INSERT INTO {SIGNOFF} (candidate_id, digest, review_digest, reviewer_id, at, checklist,"
            f" reauthenticated_at) SELECT %s, digest, review_digest, reviewer_id, at, checklist,"
            f" reauthenticated_at FROM {SIGNOFF} WHERE candidate_id = %s",
            other.pk,
            used.pk,
        )
        assert not SignOff.objects.filter(candidate=other).exists()

    def test_a_replaced_candidate_is_not_opened_again(self, waiting, public, editor):
        frozen(story(public.public_id, summary="Newer."), editor)
        refused(f"UPDATE {CANDIDATE} SET superseded_at = NULL WHERE id = %s", waiting.pk)

    def test_a_record_does_not_go_back_to_what_was_signed_before(
        self, used, public, editor, reviewer, stranger
    ):
        public_case(editor, reviewer, term=public, summary="Newer.")
        later = Release.objects.create(kind=used.kind, subject=used.subject)
        for number in (used.release_id, later.pk):
            refused(
                f"UPDATE {RECORD} SET (candidate_id, bytes, digest, release_id) ="
                f" (SELECT id, public_bytes, digest, %s FROM {CANDIDATE} WHERE id = %s)",
                number,
                used.pk,
            )
        assert shows(stranger, public, "Newer.")

    def test_nor_to_what_waits_under_no_release(self, waiting, public, stranger):
        later = Release.objects.create(kind="case", subject=public.public_id)
        refused(
            f"UPDATE {RECORD} SET (candidate_id, bytes, digest, release_id) ="
            f" (SELECT id, public_bytes, digest, %s FROM {CANDIDATE} WHERE id = %s)",
            later.pk,
            waiting.pk,
        )
        assert not shows(stranger, public, "other words")

    def test_nor_is_one_written_for_the_next_term(self, used, public, officer):
        consent = Consent.objects.get()
        withdraw(public.public_id, officer)
        newer = open_term(public.case_ref)
        fresh = record_consent(newer, consent.locales, consent.channels, consent.expires_at)
        refused(f"UPDATE {RECORD} SET term_id = %s, consent_id = %s", newer.pk, fresh.pk)
        assert PublicRecord.objects.get().term_id == public.pk

    def test_a_recall_is_not_lifted_by_what_it_recalled(self, used, public, officer, stranger):
        recall(public.public_id, None, officer)
        refused(f"UPDATE {RECALL} SET lifted_by_id = %s", used.release_id)
        assert stranger.get(f"/api/v1/cases/{public.public_id}/").status_code == 410
