"""A reviewer sets the hour; at the hour everything is looked at again, and one refusal stops no other."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from casepages.models import CasePage
from publication import worker
from publication.actions.consents import record_consent
from publication.actions.recall import recall
from publication.actions.withdraw import withdraw
from publication.models import Consent, LogEntry, PublicationTerm, PublicRecord
from review import roles
from review.actions import due, return_, scheduling, submit
from review.actions.releasing import When
from review.checklist import confirmed
from review.exceptions import CannotSchedule, CannotSign
from review.models import ScheduledRelease
from tests.kept import kept
from tests.review.languages import english, in_indonesian, indonesian, public_locales, tika, translated

__all__ = ["english", "in_indonesian", "indonesian", "tika", "translated"]
pytestmark = pytest.mark.django_db


def tomorrow():
    return timezone.now() + timedelta(days=1)


@pytest.fixture
@kept
def planned(english, reviewer, signs):
    """Ruth signed the story for tomorrow."""
    signs(reviewer, english, when=When(at=tomorrow()))
    return ScheduledRelease.objects.get()


def the_hour_comes(planned):
    ScheduledRelease.objects.filter(pk=planned.pk).update(at=timezone.now() - timedelta(minutes=1))
    done = due.run()
    planned.refresh_from_db()
    return done


def seen(stranger, candidate):
    return stranger.get(f"/api/v1/cases/{candidate.subject}/").status_code


class TestTheHour:
    def test_nothing_is_public_before_it_and_all_of_it_after(self, planned, english, stranger):
        assert due.run() == {"ended": 0, "released": 0}
        assert seen(stranger, english) == 404
        assert the_hour_comes(planned) == {"ended": 0, "released": 1}
        assert planned.outcome == "released"
        assert seen(stranger, english) == 200
        assert CasePage.objects.get().live

    def test_the_worker_keeps_it(self, planned, english, stranger):
        assert "scheduled" in worker.JOBS
        ScheduledRelease.objects.update(at=timezone.now() - timedelta(minutes=1))
        call_command("run_worker", "--once")
        assert seen(stranger, english) == 200

    def test_a_worker_that_stood_still_is_late_and_never_wrong(self, planned, english, officer, stranger):
        ScheduledRelease.objects.update(at=timezone.now() - timedelta(days=9))
        withdraw(english.subject, officer)
        assert due.run()["released"] == 0
        assert seen(stranger, english) == 404

    def test_twice_is_once(self, planned):
        the_hour_comes(planned)
        assert due.run() == {"ended": 0, "released": 0}
        assert LogEntry.objects.filter(verb="release").count() == 1

    def test_what_the_public_reads_bears_a_day_and_no_hour(self, planned, english, stranger):
        the_hour_comes(planned)
        body = stranger.get(f"/api/v1/cases/{english.subject}/").json()
        assert planned.at.strftime("%H:%M") not in str(body["case"])
        assert len(body["case"]["first_published_on"]) == 10

    def test_wagtails_own_schedule_stays_unused(self, planned, english, stranger):
        page = CasePage.objects.get()
        assert (page.go_live_at, page.expire_at) == (None, None)
        page.latest_revision.approved_go_live_at = timezone.now() - timedelta(hours=1)
        page.latest_revision.save()
        call_command("publish_scheduled")
        assert seen(stranger, english) == 404

    def test_log_and_mails_tell_no_word_of_it(self, planned, english):
        the_hour_comes(planned)
        for entry in LogEntry.objects.all():
            assert "Sari" not in str(entry.detail)


class TestWhoSets:
    def test_the_last_signer_or_afterwards_another_reviewer(
        self, english, reviewer, second_reviewer, signs, settings
    ):
        settings.SIXDEGREE_REVIEW_SIGNERS = {"case": 2}
        english.refresh_from_db()
        signs(reviewer, english, when=When(at=tomorrow()))
        later = scheduling.schedule(english.pk, tomorrow() + timedelta(days=1), second_reviewer)
        assert list(ScheduledRelease.objects.filter(ended_at=None)) == [later]

    def test_not_the_first_of_two_signers(self, draft, editor, reviewer, signs, settings):
        settings.SIXDEGREE_REVIEW_SIGNERS = {"case": 2}
        candidate = submit(draft, editor).candidate
        with pytest.raises(CannotSign, match="with the last signature"):
            signs(reviewer, candidate, when=When(at=tomorrow()))
        assert not candidate.signoffs.exists()

    def test_never_an_editor_an_officer_or_a_superuser(self, planned, english, editor, officer, superuser):
        for person in (editor, officer, superuser):
            with pytest.raises(CannotSign):
                scheduling.schedule(english.pk, tomorrow(), person)
        editor.groups.add(Group.objects.get(name=roles.PRIVACY_REVIEWERS))
        with pytest.raises(CannotSign, match="had a hand"):
            scheduling.schedule(english.pk, tomorrow(), editor)

    def test_not_of_what_is_unsigned(self, english, reviewer):
        with pytest.raises(CannotSchedule, match="fully signed"):
            scheduling.schedule(english.pk, tomorrow(), reviewer)

    def test_not_in_the_past_and_not_after_consent_ends(self, english, reviewer, signs):
        for at, sentence in [
            (timezone.now() - timedelta(hours=1), "has passed"),
            (Consent.objects.get().expires_at + timedelta(days=1), "Consent ends before"),
        ]:
            with pytest.raises(CannotSchedule, match=sentence):
                signs(reviewer, english, when=When(at=at))
        assert not english.signoffs.exists()


class TestItEnds:
    def test_by_being_cancelled(self, planned, english, officer, editor, second_reviewer):
        with pytest.raises(CannotSchedule, match="Only privacy reviewers"):
            scheduling.cancel(planned.pk, editor)
        scheduling.cancel(planned.pk, officer)
        assert the_hour_comes(planned) == {"ended": 0, "released": 0}
        assert (planned.outcome, public_locales()) == ("cancelled", [])
        with pytest.raises(CannotSchedule, match="already"):
            scheduling.cancel(planned.pk, second_reviewer)

    @pytest.mark.parametrize("how", ["withdrawn", "returned", "taken back", "submitted anew"])
    def test_by_what_ends_the_candidate(
        self, how, planned, english, draft, officer, editor, reviewer, stranger
    ):
        if how == "withdrawn":
            withdraw(english.subject, officer)
            call_command("run_worker", "--once")
        elif how == "returned":
            return_(english.pk, reviewer, "Not yet.")
        elif how == "taken back":
            draft.current_workflow_state.cancel(user=editor)
        else:
            draft.save_revision(user=editor)
            submit(draft, editor)
        the_hour_comes(planned)
        assert (planned.outcome, public_locales()) == ("overtaken", [])
        assert "before its hour" in planned.sentence
        assert seen(stranger, english) == 404

    def test_by_a_recall(self, planned, english, draft, editor, reviewer, officer, signs):
        the_hour_comes(planned)
        draft.summary = "In other words."
        draft.save_revision(user=editor)
        newer = submit(draft, editor).candidate
        signs(reviewer, newer, when=When(at=tomorrow()))
        recall(english.subject, None, officer)
        later = ScheduledRelease.objects.get(ended_at=None)
        the_hour_comes(later)
        assert later.outcome == "overtaken"
        assert b"other words" not in bytes(PublicRecord.objects.get().bytes)


class TestLookedAtAgain:
    def test_what_consent_no_longer_covers_stays_unreleased_and_both_are_told(
        self, planned, english, editor, reviewer, stranger, django_capture_on_commit_callbacks
    ):
        term = PublicationTerm.objects.get()
        record_consent(term, ["id"], ["site_api"], Consent.objects.get().expires_at)
        mail.outbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            the_hour_comes(planned)
        assert planned.outcome == "refused"
        assert "does not cover these languages: en" in planned.sentence
        assert seen(stranger, english) == 404
        assert {to for sent in mail.outbox for to in sent.to} == {editor.email, reviewer.email}
        assert not any("Sari" in sent.body or "cover" in sent.body for sent in mail.outbox)

    def test_who_signed_must_still_be_there(self, planned, english, reviewer):
        reviewer.is_active = False
        reviewer.save()
        the_hour_comes(planned)
        assert (planned.outcome, public_locales()) == ("refused", [])

    def test_and_still_be_a_reviewer(self, planned, second_reviewer, reviewer):
        ScheduledRelease.objects.update(set_by=second_reviewer)
        reviewer.groups.clear()
        the_hour_comes(planned)
        assert "needs another privacy reviewer's signature" in planned.sentence
        assert public_locales() == []

    def test_so_must_whoever_set_the_hour(self, planned, second_reviewer):
        ScheduledRelease.objects.update(set_by=second_reviewer)
        second_reviewer.groups.clear()
        the_hour_comes(planned)
        assert "Who set this hour is no reviewer any more" in planned.sentence
        assert public_locales() == []

    def test_one_refused_row_stops_no_other(
        self, planned, index, editor, reviewer, officer, signs, monkeypatch
    ):
        from home.pages.content import ContentPage

        page = index.get_parent().add_child(instance=ContentPage(title="About us", owner=editor))
        page.intro = "Who we are."
        page.save_revision(user=editor)
        candidate = submit(page, editor).candidate
        signs(reviewer, candidate, when=When(at=tomorrow()))
        Consent.objects.update(expires_at=timezone.now() - timedelta(days=1), version=2)
        ScheduledRelease.objects.update(at=timezone.now() - timedelta(minutes=1))
        assert due.run() == {"ended": 0, "released": 1}
        assert list(PublicRecord.objects.values_list("kind", flat=True)) == ["page"]
        assert "Consent has expired" in ScheduledRelease.objects.get(pk=planned.pk).sentence

    def test_nor_does_an_error_of_ours(self, planned, monkeypatch, caplog):
        monkeypatch.setattr(due, "release_signed", lambda *_: 1 / 0)
        the_hour_comes(planned)
        assert planned.outcome == "refused"
        assert "An operator finds the reason" in planned.sentence

    def test_a_refused_one_is_released_by_hand_once_it_may(self, planned, english, reviewer, second_reviewer):
        from review.actions.releasing import release_now

        term, expires = PublicationTerm.objects.get(), Consent.objects.get().expires_at
        record_consent(term, ["id"], ["site_api"], expires)
        the_hour_comes(planned)
        record_consent(term, ["en"], ["site_api"], expires)
        release_now(english.pk, second_reviewer)
        assert public_locales() == ["en"]


class TestSeveralLanguages:
    def test_go_at_one_hour(self, english, in_indonesian, reviewer, signs):
        signs(reviewer, english)
        signs(reviewer, in_indonesian, when=When(at=tomorrow()))
        planned = ScheduledRelease.objects.get()
        assert planned.candidates.count() == 2
        the_hour_comes(planned)
        assert public_locales() == ["en", "id"]

    @pytest.mark.parametrize(
        "between", ["one language taken out", "no site any more", "withdrawn", "expired"]
    )
    def test_where_one_may_not_at_the_hour_neither_goes(
        self, between, english, in_indonesian, reviewer, officer, signs, stranger
    ):
        signs(reviewer, english)
        signs(reviewer, in_indonesian, when=When(at=tomorrow()))
        term, consent = PublicationTerm.objects.get(), Consent.objects.get()
        if between == "withdrawn":
            withdraw(english.subject, officer)
        elif between == "expired":
            Consent.objects.update(
                expires_at=timezone.now() - timedelta(hours=1), version=consent.version + 1
            )
        else:
            left = ["en"] if between == "one language taken out" else consent.locales
            channels = [] if between == "no site any more" else consent.channels
            record_consent(term, left, channels, consent.expires_at)
        the_hour_comes(ScheduledRelease.objects.get())
        assert ScheduledRelease.objects.get().outcome == "refused"
        assert (public_locales(), seen(stranger, english)) == ([], 404)
        assert not CasePage.objects.filter(live=True).exists()

    def test_one_signed_later_joins_the_hour(self, planned, draft, translated, tika, reviewer, signs):
        candidate = submit(translated(draft), tika).candidate
        signs(reviewer, candidate)
        assert public_locales() == []
        the_hour_comes(planned)
        assert public_locales() == ["en", "id"]


class TestTheDesk:
    def test_the_reviewer_sets_reads_and_takes_back_the_hour(
        self, english, reviewer, signs, signed_in, second_reviewer, stranger
    ):
        ruth = signed_in(reviewer)
        address = reverse("review_desk:candidate", args=[english.pk])
        assert "Not before an hour" in ruth.get(address).content.decode()
        signs(reviewer, english, when=When(at=tomorrow()))
        screen = signed_in(second_reviewer).get(address).content.decode()
        assert "It goes public at" in screen
        assert "Take the hour back" in screen
        act = reverse("review_desk:release", args=[english.pk])
        assert stranger.post(act, {"act": "now"}).status_code == 302
        assert public_locales() == []
        signed_in(second_reviewer).post(act, {"act": "cancel"})
        assert not ScheduledRelease.objects.filter(ended_at=None).exists()
        signed_in(second_reviewer).post(act, {"act": "later", "at": "2199-01-01 10:00"})
        assert not ScheduledRelease.objects.filter(ended_at=None).exists()
        signed_in(second_reviewer).post(act, {"act": "now"})
        assert public_locales() == ["en"]

    def test_the_queue_says_when_it_goes_public_and_no_longer_once_taken_back(
        self, planned, second_reviewer, signed_in
    ):
        def queue():
            return signed_in(second_reviewer).get(reverse("review_desk:queue")).content.decode()

        assert "Goes public at" in queue()
        scheduling.cancel(planned.pk, second_reviewer)
        assert "Goes public at" not in queue()

    def test_an_hour_left_out_is_asked_for_by_name(self, english, reviewer, signed_in):
        sent = dict.fromkeys(confirmed(english), "on") | {"worse_off": "no", "release_when": "later"}
        sent |= {"digest": english.digest, "review_digest": english.review_digest}
        answer = signed_in(reviewer).post(reverse("review_desk:candidate", args=[english.pk]), sent)
        assert "Not signed: choose when it goes public" in answer.content.decode()
        assert "answer every line of the checklist" not in answer.content.decode()
        assert not english.signoffs.exists()

    def test_an_editor_releases_nothing_by_its_address(self, english, reviewer, signs, signed_in, editor):
        signs(reviewer, english, when=When(at=tomorrow()))
        answer = signed_in(editor).post(
            reverse("review_desk:release", args=[english.pk]), {"act": "now"}, follow=True
        )
        assert "you do not have permission" in answer.content.decode()
        assert public_locales() == []

    def test_the_reason_of_a_refusal_is_read_at_the_desk(self, planned, english, second_reviewer, signed_in):
        Consent.objects.update(expires_at=timezone.now() - timedelta(days=1), version=2)
        the_hour_comes(planned)
        address = reverse("review_desk:candidate", args=[english.pk])
        assert "Consent has expired" in signed_in(second_reviewer).get(address).content.decode()

    def test_and_by_the_author_in_the_editor(self, planned, draft, editor, signed_in):
        Consent.objects.update(expires_at=timezone.now() - timedelta(days=1), version=2)
        the_hour_comes(planned)
        screen = signed_in(editor).get(reverse("wagtailadmin_pages:edit", args=[draft.pk])).content.decode()
        assert "Consent has expired" in screen
