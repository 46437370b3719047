"""News of a case in several languages goes out at one moment, and at the hour that was set for it."""

import datetime
from datetime import timedelta

import pytest
from django.utils import timezone

from casepages.models import CaseUpdate
from publication.actions.recall import recall
from publication.actions.withdraw import withdraw
from publication.models import Consent, PublicRecord, Release
from review.actions import due, submit
from review.actions.releasing import When
from review.exceptions import CannotSchedule, CannotSign
from review.models import ScheduledRelease
from tests.kept import kept
from tests.review.languages import english, in_indonesian, indonesian, tika, translated

__all__ = ["english", "in_indonesian", "indonesian", "tika", "translated"]
pytestmark = pytest.mark.django_db


@pytest.fixture
@kept
def case(english, in_indonesian, reviewer, signs):
    """Sari's story is public in both languages. Its public id."""
    signs(reviewer, english)
    signs(reviewer, in_indonesian)
    return english.subject


@pytest.fixture
@kept
def news(case, draft, editor):
    """Elif's news of her, which waits."""
    update = CaseUpdate(
        title="The machine has come",
        date=datetime.date(2026, 3, 1),
        body="It stands by the window.",
        owner=editor,
    )
    draft.add_child(instance=update)
    update.save_revision(user=editor)
    return update


@pytest.fixture
@kept
def in_english(news, editor):
    return submit(news, editor).candidate


@pytest.fixture
@kept
def news_in_indonesian(in_english, news, indonesian, tika):
    """Tika's translation of it, made while it waits."""
    page = CaseUpdate.objects.get(pk=news.pk).copy_for_translation(indonesian)
    page.title, page.body = "Mesinnya sudah tiba", "Mesin itu di dekat jendela."
    page.save_revision(user=tika)
    return submit(page, tika).candidate


def told(stranger, case, locale="en"):
    """The titles of her news that a stranger reads."""
    answer = stranger.get(f"/api/v1/cases/{case}/updates/?locale={locale}")
    return [update["title"] for update in answer.json()["results"]] if answer.status_code == 200 else []


def public_news():
    return sorted(PublicRecord.objects.filter(kind="update").values_list("locale", flat=True))


def the_hour_comes():
    ScheduledRelease.objects.update(at=timezone.now() - timedelta(minutes=1))
    return due.run()


def tomorrow():
    return timezone.now() + timedelta(days=1)


class TestTogether:
    def test_the_translation_is_bound_to_the_news_as_it_waits(self, in_english, news_in_indonesian):
        assert news_in_indonesian.follows == in_english
        assert news_in_indonesian.subject == in_english.subject

    def test_the_last_signature_releases_both_at_once(
        self, case, in_english, news_in_indonesian, reviewer, second_reviewer, signs, stranger
    ):
        before = Release.objects.count()
        signs(reviewer, news_in_indonesian)
        assert (public_news(), told(stranger, case), told(stranger, case, "id")) == ([], [], [])
        signs(second_reviewer, in_english)
        assert public_news() == ["en", "id"]
        assert Release.objects.count() == before + 1
        assert told(stranger, case) == ["The machine has come"]
        assert told(stranger, case, "id") == ["Mesinnya sudah tiba"]
        assert CaseUpdate.objects.filter(live=True).count() == 2

    def test_the_translation_does_not_go_before_its_original(
        self, case, in_english, news_in_indonesian, reviewer, signs, stranger
    ):
        with pytest.raises(CannotSign, match="released with it or after it"):
            signs(reviewer, news_in_indonesian, when=When(alone=True))
        assert told(stranger, case, "id") == []

    def test_where_consent_no_longer_covers_one_language_neither_goes(
        self, case, in_english, news_in_indonesian, reviewer, signs, stranger
    ):
        signs(reviewer, in_english)
        Consent.objects.update(locales=["en"], version=2)
        with pytest.raises(Exception, match="does not cover these languages: id"):
            signs(reviewer, news_in_indonesian)
        assert (public_news(), told(stranger, case)) == ([], [])

    def test_a_submission_anew_sets_the_translation_back(
        self, case, in_english, news_in_indonesian, news, editor, reviewer, signs
    ):
        signs(reviewer, news_in_indonesian)
        update = CaseUpdate.objects.get(pk=news.pk).get_latest_revision_as_object()
        update.body = "It stands by the door."
        update.save_revision(user=editor)
        newer = submit(update, editor).candidate
        news_in_indonesian.refresh_from_db()
        assert not news_in_indonesian.is_open
        signs(reviewer, newer)
        assert public_news() == ["en"]


class TestAtItsHour:
    @pytest.fixture
    def planned(self, in_english, news_in_indonesian, reviewer, signs):
        """Ruth signed both for tomorrow."""
        signs(reviewer, in_english)
        signs(reviewer, news_in_indonesian, when=When(at=tomorrow()))
        return ScheduledRelease.objects.get()

    def test_both_go_at_the_hour_and_neither_before(self, case, planned, stranger):
        assert due.run() == {"ended": 0, "released": 0}
        assert told(stranger, case) == []
        assert the_hour_comes() == {"ended": 0, "released": 1}
        assert told(stranger, case) == ["The machine has come"]
        assert told(stranger, case, "id") == ["Mesinnya sudah tiba"]
        assert the_hour_comes() == {"ended": 0, "released": 0}

    @pytest.mark.parametrize("end", ["withdrawn", "recalled", "expired"])
    def test_not_where_the_case_itself_went_meanwhile(self, end, case, planned, officer, reviewer, stranger):
        if end == "withdrawn":
            withdraw(case, officer)
        elif end == "recalled":
            recall(case, None, reviewer)
        else:
            Consent.objects.update(expires_at=timezone.now(), version=2)
        assert the_hour_comes()["released"] == 0
        assert (public_news(), told(stranger, case)) == ([], [])
        planned.refresh_from_db()
        assert planned.outcome == "refused"

    def test_not_set_after_consent_ends(self, in_english, reviewer, signs):
        ends = Consent.objects.get().expires_at
        with pytest.raises(CannotSchedule, match="Consent ends before"):
            signs(reviewer, in_english, when=When(at=ends + timedelta(days=1)))
        assert not in_english.signoffs.exists()
