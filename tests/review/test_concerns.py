"""A concern at the desk: reviewers are told that something waits, recall, answer, and it is forgotten."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from publication import concerns, worker
from publication.concerns import Concern
from publication.models import LogEntry, PublicRecord, Recall
from review.actions import submit
from review.actions.concerns import empty_concern, handle_concern
from review.exceptions import CannotHandle
from review.models import PrivacyConcern
from tests.review.everywhere import tables_with

pytestmark = pytest.mark.django_db
WORDS = "The Quillbridge stands in one village only."


@pytest.fixture
def sari(draft, editor, reviewer, signs):
    signs(reviewer, submit(draft, editor).candidate)
    mail.outbox.clear()
    return PublicRecord.objects.get()


@pytest.fixture
def concern(sari):
    concerns.pass_on(Concern(sari.subject, "en", WORDS, "call Quillparish"))
    return PrivacyConcern.objects.get()


def at(concern):
    return reverse("review_desk:concern", args=[concern.pk])


def test_reviewers_are_told_once_that_something_waits_and_nothing_of_it(
    concern, reviewer, second_reviewer, officer
):
    worker.tick()
    worker.tick()
    assert sorted(message.to for message in mail.outbox) == [["rafael@example.org"], ["ruth@example.org"]]
    for message in mail.outbox:
        said = message.subject + message.body
        for word in ("Quill", "Sari", concern.subject):
            assert word not in said
        assert reverse("review_desk:concerns") in said


def test_the_list_asks_as_much_of_one_concern_as_of_several(concern, reviewer, signed_in):
    client = signed_in(reviewer)

    def asks():
        with CaptureQueriesContext(connection) as asked:
            assert "Sari" in client.get(reverse("review_desk:concerns")).content.decode()
        return len(asked)

    asks()
    of_one = asks()
    for subject in (concern.subject, "gone", "never"):
        concerns.pass_on(Concern(subject, "en", WORDS, ""))
    assert PrivacyConcern.objects.count() > 1
    assert asks() == of_one


def test_the_list_names_the_case_and_the_screen_shows_the_words(concern, reviewer, signed_in):
    client = signed_in(reviewer)
    listed = client.get(reverse("review_desk:concerns"))
    assert "Sari" in listed.content.decode()
    assert "Quill" not in listed.content.decode()
    shown = client.get(at(concern))
    for word in (WORDS, "call Quillparish"):
        assert word in shown.content.decode()
    assert "no-store" in listed["Cache-Control"]
    assert "no-store" in shown["Cache-Control"]
    (look,) = LogEntry.objects.filter(verb="concern.view")
    assert (look.subject, look.detail) == (concern.subject, {"concern": concern.pk})


@pytest.mark.parametrize(("scope", "locale"), [("one", "en"), ("everything", "")])
def test_the_case_is_recalled_from_there_in_one_step(
    concern, sari, reviewer, signed_in, stranger, scope, locale
):
    form = {"recall": "1", "recall-scope": scope, "recall-reason": "Recognisable"}
    told = signed_in(reviewer).post(at(concern), form, follow=True).content.decode()
    assert "gone from all public places" in told
    assert Recall.objects.get().locale == locale
    assert stranger.get(f"/api/v1/cases/{sari.subject}/").status_code == 410
    assert stranger.get(f"/en/cases/{sari.subject}/").status_code == 410


def test_handled_it_moves_to_the_other_list_with_its_note(concern, reviewer, signed_in):
    client = signed_in(reviewer)
    client.post(at(concern), {"handle": "1", "note": "The drawing is changed."})
    assert "Sari" not in client.get(reverse("review_desk:concerns")).content.decode()
    assert "Sari" in client.get(reverse("review_desk:concerns") + "?show=handled").content.decode()
    assert "The drawing is changed." in client.get(at(concern)).content.decode()
    (entry,) = LogEntry.objects.filter(verb="concern.handle")
    assert (entry.actor, entry.detail) == (str(reviewer.pk), {"concern": concern.pk})


def test_its_words_are_forgotten_some_time_after_it_was_handled(concern, reviewer, settings):
    handle_concern(concern, reviewer, "Quillnote")
    settings.SIXDEGREE_REVIEW_CONCERN_DAYS = 30
    worker.tick()
    assert tables_with("Quill")
    PrivacyConcern.objects.update(handled_on=timezone.now().date() - timedelta(days=30))
    worker.tick()
    assert tables_with("Quill") == set()
    assert PrivacyConcern.objects.get().handled_by == reviewer


def test_an_unhandled_one_is_never_forgotten(concern):
    PrivacyConcern.objects.update(received_on=timezone.now().date() - timedelta(days=3000))
    worker.tick()
    assert tables_with("Quill")


def test_a_reviewer_removes_its_words_at_once_after_handling(concern, reviewer, signed_in):
    with pytest.raises(CannotHandle, match="handled first"):
        empty_concern(concern, reviewer)
    client = signed_in(reviewer)
    client.post(at(concern), {"handle": "1", "note": ""})
    client.post(at(concern), {"empty": "1", "note": ""})
    assert tables_with("Quill") == set()
    assert "The words were removed" in client.get(at(concern)).content.decode()


def test_erasing_the_case_removes_what_was_written_about_it(concern, case_file, officer):
    from review.actions import erase, withdraw

    withdraw(case_file, officer, "")
    erase(case_file, officer)
    assert tables_with("Quill") == set()


def test_a_concern_about_an_erased_case_still_opens(concern, case_file, officer, reviewer, signed_in):
    from review.actions import erase, withdraw

    withdraw(case_file, officer, "")
    erase(case_file, officer)
    assert concern.subject in signed_in(reviewer).get(at(concern)).content.decode()


@pytest.mark.parametrize("who", ["editor", "officer", "finance_officer", "operator", "superuser"])
def test_others_read_and_answer_none(concern, signed_in, request, who):
    client = signed_in(request.getfixturevalue(who))
    for address in (at(concern), reverse("review_desk:concerns"), reverse("review_desk:concerns_results")):
        answer = client.get(address)
        assert answer.status_code in {302, 403}
        assert "Quill" not in answer.content.decode()
    client.post(at(concern), {"handle": "1", "note": ""})
    assert PrivacyConcern.objects.get().handled_on is None
    with pytest.raises(CannotHandle):
        handle_concern(concern, request.getfixturevalue(who), "")


def test_a_stranger_reads_no_concern_anywhere(concern, sari, stranger):
    assert stranger.get(at(concern)).status_code == 302
    for address in (f"/en/cases/{sari.subject}/", f"/api/v1/cases/{sari.subject}/", "/api/v1/concerns/"):
        assert "Quill" not in stranger.get(address).content.decode()
