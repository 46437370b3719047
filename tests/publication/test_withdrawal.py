"""Law 4: a withdrawal shows on the next request everywhere, and nothing can make it wait."""

import threading
from datetime import timedelta

import pytest
from django.db import connection, connections, transaction
from django.utils import timezone

from payments.models import Campaign, CampaignClosure
from publication import outbox, readers
from publication.actions.recall import lift, recall
from publication.actions.release import release
from publication.actions.terms import open_term
from publication.actions.withdraw import withdraw
from publication.exceptions import Gone, RecallRefused, WithdrawalRefused
from publication.identifiers import opaque_id
from publication.models import (
    Candidate,
    Consent,
    LogEntry,
    OutboxEntry,
    PublicationTerm,
    PublicRecord,
    Recall,
    Release,
    SignOff,
    Withdrawal,
)
from tests.publication.stories import (
    consented_term,
    frozen,
    page_story,
    people,
    public_case,
    released,
    signed,
    story,
    update_story,
)


def closures(term):
    return set(
        CampaignClosure.objects.filter(campaign_ref=term.campaign_ref, lifted_at=None).values_list(
            "kind", flat=True
        )
    )


def waits_for_a_lock():
    with connection.cursor() as cursor:
        # Within a transaction the view is read once.
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        cursor.execute(
            "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
        )
        return cursor.fetchone() is not None


def withdrawn_from_another_connection(public_id):
    try:
        withdraw(public_id, None)
    finally:
        connections.close_all()


@pytest.mark.django_db
class TestWithdrawal:
    def test_every_public_answer_turns_to_gone_on_the_next_request(self, stranger, editor, reviewer, officer):
        term = public_case(editor, reviewer, "en", "id")
        released(update_story(term.public_id, opaque_id()), editor, reviewer)
        addresses = [
            f"/api/v1/cases/{term.public_id}/{part}" for part in ("", "storymap/", "updates/", "?locale=id")
        ]
        before = [stranger.get(address) for address in addresses]
        assert [response.status_code for response in before] == [200] * 4
        withdraw(term.public_id, officer, "She asked us to.")
        for address, earlier in zip(addresses, before, strict=True):
            response = stranger.get(address, headers={"If-None-Match": earlier["ETag"]})
            assert response.status_code == 410
            assert b"asked us" not in response.content and b"Mali" not in response.content
        assert stranger.get("/api/v1/cases/").json() == {"results": [], "next": None}
        assert stranger.get("/api/v1/statistics/").json()["cases"] == 0
        for address in ("/api/v1/cases/", "/api/v1/statistics/", *addresses):
            assert stranger.get(address, headers={"If-None-Match": "*"}).status_code != 304

    def test_the_row_alone_does_it_without_any_action_of_ours(self, stranger, editor, reviewer):
        term = public_case(editor, reviewer)
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO sixdegree_publication_withdrawal (public_id) VALUES (%s)", [term.public_id]
            )
        assert stranger.get(f"/api/v1/cases/{term.public_id}/").status_code == 410
        assert closures(term) == {"closed"}
        assert OutboxEntry.objects.get(kind="withdrawal").payload == {"public_id": term.public_id}

    def test_the_reason_is_private(self, editor, reviewer, officer):
        term = public_case(editor, reviewer)
        withdrawal = withdraw(term.public_id, officer, "She fears her cousin.")
        assert withdrawal.reason.reason == "She fears her cousin."
        entry = LogEntry.objects.get(verb="withdraw")
        assert (entry.actor, entry.detail) == (str(officer.pk), {})

    def test_twice_is_as_good_as_once(self, editor, reviewer, officer):
        term = public_case(editor, reviewer)
        assert withdraw(term.public_id, officer) == withdraw(term.public_id, officer)
        assert Withdrawal.objects.count() == 1

    def test_an_id_that_never_was_is_refused_with_a_sentence(self, officer):
        with pytest.raises(WithdrawalRefused, match="Check the id"):
            withdraw("nothing", officer)

    def test_before_any_release_it_already_holds(self, editor, officer):
        term = open_term("file")
        withdraw(term.public_id, officer)
        assert closures(term) == {"closed"}


@pytest.mark.django_db
class TestRecall:
    def test_one_language_goes_and_the_campaign_stays(self, stranger, editor, reviewer):
        term = public_case(editor, reviewer, "en", "id")
        recall(term.public_id, "id", reviewer, "A village is named.")
        assert stranger.get(f"/api/v1/cases/{term.public_id}/?locale=id").status_code == 410
        assert stranger.get(f"/api/v1/cases/{term.public_id}/").status_code == 200
        assert closures(term) == set()

    def test_the_last_language_pauses_the_campaign(self, editor, reviewer):
        term = public_case(editor, reviewer, "en", "id")
        recall(term.public_id, "id", reviewer)
        recall(term.public_id, "en", reviewer)
        assert closures(term) == {"paused"}

    def test_the_whole_case_goes_until_a_new_release_of_the_same_id(self, stranger, editor, reviewer):
        term = public_case(editor, reviewer)
        recall(term.public_id, None, reviewer)
        assert stranger.get(f"/api/v1/cases/{term.public_id}/").status_code == 410
        assert closures(term) == {"paused"}
        public_case(editor, reviewer, term=term)
        assert stranger.get(f"/api/v1/cases/{term.public_id}/").status_code == 200
        assert closures(term) == set()

    @pytest.mark.parametrize("locale", ["", "en"])
    def test_what_came_after_the_submission_outlasts_the_release(self, editor, reviewer, locale):
        term = public_case(editor, reviewer, "en", "id")
        subject = term.public_id
        candidates = [signed(frozen(story(subject, other), editor), reviewer) for other in ("en", "id")]
        hour = timedelta(hours=1)
        before = Recall.objects.create(subject=subject, locale=locale, at=timezone.now() - hour)
        after = Recall.objects.create(subject=subject, locale=locale, at=timezone.now() + hour)
        done = Release.objects.create(kind="case", subject=subject)
        for made in candidates:
            Candidate.objects.filter(pk=made.pk).update(release=done)
            made.signoffs.update(release=done)
            record = PublicRecord.objects.filter(subject=subject, locale=made.locale)
            record.update(release=done, candidate=made, bytes=bytes(made.public_bytes), digest=made.digest)
        lift(subject, ["en", "id"], done)
        assert list(Recall.objects.filter(lifted_by=None)) == [after]
        assert list(done.lifted.all()) == [before]

    def test_recalled_again_after_a_new_submission_it_outlasts_that_too(self, editor, reviewer):
        term = public_case(editor, reviewer)
        first = recall(term.public_id, None, reviewer)
        assert recall(term.public_id, None, reviewer) == first
        frozen(story(term.public_id, summary="Once more."), editor)
        assert recall(term.public_id, None, reviewer).at > first.at

    def test_a_page_is_recalled_like_a_case(self, stranger, editor, reviewer):
        page_id = opaque_id()
        released(page_story(page_id), editor, reviewer)
        recall(page_id, None, reviewer)
        assert stranger.get("/api/v1/pages/about/").status_code == 410
        assert stranger.get("/api/v1/pages/").json()["results"] == []

    def test_what_was_never_released_cannot_be_recalled(self, editor, reviewer):
        term = public_case(editor, reviewer)
        for subject, locale in [("nothing", None), (term.public_id, "th")]:
            with pytest.raises(RecallRefused):
                recall(subject, locale, reviewer)

    def test_consent_is_untouched(self, editor, reviewer):
        term = public_case(editor, reviewer)
        recall(term.public_id, None, reviewer)
        assert Consent.objects.get(consent_ref=term.consent_ref).version == 1
        assert not Withdrawal.objects.exists()


@pytest.mark.django_db(transaction=True)
class TestAgainstLocks:
    @pytest.mark.postgresql
    def test_neither_waits_on_any_row_held_by_a_release_a_gift_or_an_officer(self):
        author, reviewer = people()
        term = public_case(author, reviewer)
        outcome = {}

        def from_another_connection():
            try:
                with connection.cursor() as cursor:
                    cursor.execute("SET lock_timeout = '500ms'")
                recall(term.public_id, None, None)
                withdraw(term.public_id, None)
                outcome["done"] = True
            finally:
                connections.close_all()

        with transaction.atomic():
            for model in (PublicRecord, Candidate, PublicationTerm, Consent, Campaign):
                list(model.objects.select_for_update().values_list("pk"))
            Consent.objects.filter(consent_ref=term.consent_ref).update(version=2)
            thread = threading.Thread(target=from_another_connection)
            thread.start()
            thread.join()
            assert outcome == {"done": True}
            with pytest.raises(Gone):
                readers.case(term.public_id)

    @pytest.mark.postgresql
    def test_two_withdrawals_at_once_do_not_wait_for_each_other(self):
        author, reviewer = people()
        term = public_case(author, reviewer)
        outcome = {}

        def from_another_connection():
            try:
                with connection.cursor() as cursor:
                    cursor.execute("SET lock_timeout = '500ms'")
                withdraw(term.public_id, None)
                outcome["done"] = True
            finally:
                connections.close_all()

        with transaction.atomic():
            withdraw(term.public_id, None)
            thread = threading.Thread(target=from_another_connection)
            thread.start()
            thread.join()
        assert outcome == {"done": True}

    @pytest.mark.postgresql
    def test_withdrawn_while_a_release_is_under_way_is_never_shown(self):
        author, reviewer = people()
        term = consented_term()
        with transaction.atomic():
            public_case(author, reviewer, term=term)
            thread = threading.Thread(target=withdrawn_from_another_connection, args=[term.public_id])
            thread.start()
            thread.join()
        assert PublicRecord.objects.filter(term=term).exists()
        with pytest.raises(Gone):
            readers.case(term.public_id)
        assert readers.cases().results == []
        assert "closed" in closures(term)

    @pytest.mark.postgresql
    @pytest.mark.parametrize("locale", [None, "en"])
    def test_recalled_while_a_release_is_under_way_it_stays_recalled(self, locale):
        author, reviewer = people()
        term = public_case(author, reviewer)
        candidate = signed(frozen(story(term.public_id, summary="Newer."), author), reviewer)

        def released_from_another_connection():
            try:
                release([candidate], reviewer)
            finally:
                connections.close_all()

        thread = threading.Thread(target=released_from_another_connection)
        with transaction.atomic():
            # What a release takes after its check has passed, and before it lifts recalls.
            list(SignOff.objects.select_for_update().filter(candidate=candidate).values_list("pk"))
            thread.start()
            while not waits_for_a_lock():
                assert thread.is_alive()
            recall(term.public_id, locale, reviewer, "Her brother reads it.")
        thread.join()
        candidate.refresh_from_db()
        assert candidate.release is not None
        with pytest.raises(Gone):
            readers.case(term.public_id)
        assert closures(term) == {"paused"}

    def test_what_still_waited_for_a_signature_leaves_the_queue(self):
        author, reviewer = people()
        term = public_case(author, reviewer)
        waiting = frozen(story(term.public_id, summary="Newer."), author)
        withdraw(term.public_id, None)
        outbox.drain()
        waiting.refresh_from_db()
        assert not waiting.is_open

    def test_the_worker_follows_up_and_twice_is_harmless(self):
        author, reviewer = people()
        term = public_case(author, reviewer)
        withdraw(term.public_id, None)
        OutboxEntry.objects.filter(kind="withdrawal").update(done_at=None)
        assert outbox.drain() > 0
        OutboxEntry.objects.filter(kind="withdrawal").update(done_at=None)
        assert outbox.drain() == 1
        assert closures(term) == {"closed"}
        assert not outbox.stuck()


@pytest.mark.django_db
def test_a_recall_row_written_by_hand_hides_as_well(stranger, editor, reviewer):
    term = public_case(editor, reviewer)
    Recall.objects.create(subject=term.public_id)
    assert stranger.get(f"/api/v1/cases/{term.public_id}/").status_code == 410
    assert closures(term) == {"paused"}
