"""Several languages of one story are signed each on its own, and go public in one transaction."""

import pytest
from django.core import mail
from django.db import IntegrityError, connection, transaction
from wagtail.models import TaskState

from casepages.models import CasePage
from publication.models import Candidate, PublicRecord, Release
from review import roles
from review.actions import return_, submit
from review.actions.releasing import When, release_now
from review.answer import newest_submission
from review.exceptions import CannotSign
from review.models import PrivacyReviewTaskState
from tests.review.conftest import milestone
from tests.review.languages import (
    content,
    english,
    in_indonesian,
    indonesian,
    public_locales,
    tika,
    translated,
    worded,
)

__all__ = ["english", "in_indonesian", "indonesian", "tika", "translated"]
pytestmark = pytest.mark.django_db
ALONE = When(alone=True)


def state_of(candidate):
    return PrivacyReviewTaskState.objects.get(candidate=candidate)


def written_again(page, editor, **changes):
    """The editor's newer submission of a page. Returns its candidate."""
    page = CasePage.objects.get(pk=page.pk).get_latest_revision_as_object()
    for name, value in changes.items():
        setattr(page, name, value)
    page.save_revision(user=editor)
    return submit(page, editor).candidate


class TestMadeOfWhatWaits:
    def test_a_translation_is_made_of_the_source_as_it_waits_and_bound_to_it(self, english, in_indonesian):
        assert in_indonesian.follows == english
        assert english.digest.encode() in bytes(in_indonesian.review_bytes)
        here, there = content(in_indonesian), content(english)
        assert here["alias"] == there["alias"] == "Sari"
        assert [block["id"] for block in here["milestones"]] == [block["id"] for block in there["milestones"]]
        assert here["goal"] == there["goal"]

    def test_the_editors_later_draft_changes_nothing_of_it(self, draft, english, editor, translated, tika):
        page = translated(draft)
        draft.age_band = "45-54"
        draft.save_revision(user=editor)
        assert content(submit(page, tika).candidate)["age_band"] == "25-34"

    def test_of_two_sources_the_one_that_waits_counts(
        self, draft, english, editor, reviewer, signs, translated, tika
    ):
        signs(reviewer, english)
        page = translated(draft)
        newer = written_again(draft, editor, title="Mega")
        candidate = submit(page, tika).candidate
        assert candidate.follows == newer
        assert content(candidate)["alias"] == "Mega"

    def test_the_source_released_last_counts_where_none_waits(
        self, draft, english, reviewer, signs, translated, tika
    ):
        signs(reviewer, english)
        assert submit(translated(draft), tika).candidate.follows is None


class TestReleasedTogether:
    def test_the_last_signature_releases_both_in_one_release(
        self, english, in_indonesian, reviewer, second_reviewer, signs, stranger
    ):
        signs(reviewer, english)
        assert public_locales() == []
        assert stranger.get(f"/api/v1/cases/{english.subject}/").status_code == 404
        signs(second_reviewer, in_indonesian)
        assert public_locales() == ["en", "id"]
        assert Release.objects.count() == 1
        for locale in ("en", "id"):
            answer = stranger.get(f"/api/v1/cases/{english.subject}/?locale={locale}")
            assert answer.json()["case"]["locale"] == locale

    def test_in_either_order(self, english, in_indonesian, reviewer, signs):
        signs(reviewer, in_indonesian)
        assert public_locales() == []
        signs(reviewer, english)
        assert public_locales() == ["en", "id"]

    def test_both_pages_are_live_and_both_submissions_over(self, english, in_indonesian, reviewer, signs):
        signs(reviewer, english)
        signs(reviewer, in_indonesian)
        assert CasePage.objects.filter(live=True).count() == 2
        assert {state_of(one).status for one in (english, in_indonesian)} == {TaskState.STATUS_APPROVED}

    def test_neither_writer_signs_the_translation(self, english, in_indonesian, tika, editor, person, signs):
        from django.contrib.auth.models import Group

        for writer in (tika, editor):
            writer.groups.add(Group.objects.get(name=roles.PRIVACY_REVIEWERS))
            with pytest.raises(CannotSign, match="had a hand"):
                signs(writer, in_indonesian)

    def test_where_one_cannot_be_released_neither_is_and_nothing_is_signed(
        self, english, in_indonesian, reviewer, signs, draft
    ):
        from publication.models import Consent

        signs(reviewer, english)
        Consent.objects.update(locales=["en"], version=2)
        with pytest.raises(Exception, match="does not cover these languages: id"):
            signs(reviewer, in_indonesian)
        assert public_locales() == []
        assert not in_indonesian.signoffs.exists()

    def test_who_is_no_reviewer_any_more_counts_no_longer(
        self, english, in_indonesian, reviewer, second_reviewer, signs
    ):
        signs(reviewer, english)
        reviewer.groups.clear()
        signs(second_reviewer, in_indonesian)
        assert public_locales() == []
        signs(second_reviewer, english)
        assert public_locales() == ["en", "id"]


class TestOneLanguageAlone:
    def test_a_first_release_may_go_before_its_translation_which_follows(
        self, english, in_indonesian, reviewer, signs
    ):
        signs(reviewer, english, when=ALONE)
        assert public_locales() == ["en"]
        signs(reviewer, in_indonesian)
        assert public_locales() == ["en", "id"]

    def test_a_translation_never_goes_before_a_source_that_changed_more_than_words(
        self, english, in_indonesian, reviewer, signs
    ):
        with pytest.raises(CannotSign, match="More than words changed in the original"):
            signs(reviewer, in_indonesian, when=ALONE)
        assert not in_indonesian.signoffs.exists()

    def test_it_may_where_only_words_changed(self, draft, english, editor, reviewer, signs, translated, tika):
        signs(reviewer, english)
        page = translated(draft)
        written_again(draft, editor, summary="She sews at home.")
        candidate = submit(page, tika).candidate
        assert candidate.follows_id
        signs(reviewer, candidate, when=ALONE)
        assert public_locales() == ["en", "id"]
        assert b"She sews at home" not in bytes(PublicRecord.objects.get(locale="en").bytes)

    def test_a_source_that_would_hide_its_translation_is_held_for_it(
        self, draft, english, in_indonesian, editor, reviewer, signs, tika, stranger
    ):
        signs(reviewer, english)
        signs(reviewer, in_indonesian)
        newer = written_again(draft, editor, age_band="35-44")
        page = CasePage.objects.get(pk=state_of(in_indonesian).workflow_state.object_id)
        following = submit(worded(page, tika), tika).candidate
        with pytest.raises(CannotSign, match="would hide these: id"):
            signs(reviewer, newer, when=ALONE)
        signs(reviewer, newer)
        assert stranger.get(f"/api/v1/cases/{english.subject}/").json()["case"]["age_band"] == "25-34"
        signs(reviewer, following)
        for locale in ("en", "id"):
            case = stranger.get(f"/api/v1/cases/{english.subject}/?locale={locale}").json()["case"]
            assert case["age_band"] == "35-44"

    def test_what_was_held_is_released_by_hand_when_the_other_was_returned(
        self, english, in_indonesian, reviewer, second_reviewer, signs
    ):
        signs(reviewer, english)
        return_(in_indonesian.pk, second_reviewer, "Not yet.")
        assert public_locales() == []
        release_now(english.pk, second_reviewer)
        assert public_locales() == ["en"]

    def test_by_a_reviewer_alone(self, english, in_indonesian, reviewer, signs, editor, superuser):
        signs(reviewer, english)
        for person in (editor, superuser):
            with pytest.raises(CannotSign):
                release_now(english.pk, person, alone=True)
        assert public_locales() == []

    def test_never_unsigned(self, english, in_indonesian, reviewer, second_reviewer, signs):
        signs(reviewer, english)
        with pytest.raises(CannotSign, match="the text in id needs"):
            release_now(english.pk, second_reviewer)


class TestSetBack:
    def test_a_newer_source_sets_its_translations_back_with_a_sentence(
        self, draft, english, in_indonesian, editor, reviewer, tika, signs, django_capture_on_commit_callbacks
    ):
        signs(reviewer, in_indonesian)
        mail.outbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            written_again(draft, editor, age_band="35-44")
        in_indonesian.refresh_from_db()
        assert in_indonesian.superseded_at
        assert "submitted anew, returned or taken back" in state_of(in_indonesian).comment
        assert [tika.email] in [sent.to for sent in mail.outbox]
        assert "Sari" not in "".join(sent.subject + sent.body for sent in mail.outbox)
        with pytest.raises(CannotSign, match="waits no longer"):
            signs(reviewer, in_indonesian)

    def test_so_does_returning_it(self, english, in_indonesian, reviewer):
        return_(english.pk, reviewer, "The second part names a street.")
        page = state_of(in_indonesian).workflow_state.content_object
        answer = newest_submission(page)
        assert (answer.candidate, answer.status) == (in_indonesian, TaskState.STATUS_REJECTED)
        assert "street" not in answer.comment

    def test_so_does_taking_it_back(self, english, in_indonesian, editor):
        state_of(english).workflow_state.cancel(user=editor)
        english.refresh_from_db()
        assert english.superseded_at
        assert state_of(in_indonesian).status == TaskState.STATUS_REJECTED

    def test_a_signer_may_think_again_while_it_waits(self, english, in_indonesian, reviewer, signs):
        signs(reviewer, english)
        return_(english.pk, reviewer, "On second thought.")
        assert not Candidate.objects.filter(superseded_at=None).exists()

    def test_the_author_reads_it_in_the_editor(self, english, in_indonesian, reviewer, tika, signed_in):
        from django.urls import reverse

        return_(english.pk, reviewer, "No.")
        page = state_of(in_indonesian).workflow_state.content_object
        screen = signed_in(tika).get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
        assert "Set back" in screen
        assert "submitted anew, returned or taken back" in screen


class TestTheDatabase:
    """What SQL alone tries."""

    def test_a_translation_is_not_written_before_its_source(self, english, in_indonesian, reviewer, signs):
        from publication.actions.release import release
        from publication.exceptions import ReleaseRefused

        signs(reviewer, in_indonesian)
        with pytest.raises(ReleaseRefused, match="with it or after it"):
            release([in_indonesian], reviewer)

    def test_the_trigger_refuses_what_the_verb_would(
        self, english, in_indonesian, reviewer, signs, monkeypatch
    ):
        from publication.actions import release as module

        signs(reviewer, in_indonesian)
        monkeypatch.setattr(module, "_check_followed", lambda *_: None)
        with pytest.raises(IntegrityError, match="with the source it was made of"):
            module.release([in_indonesian], reviewer)

    def test_the_bond_is_neither_cut_nor_left_out(self, english, in_indonesian):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "UPDATE sixdegree_publication_candidate SET follows_id = NULL WHERE id = %s",
                [in_indonesian.pk],
            )
        unbound = Candidate.objects.get(pk=in_indonesian.pk)
        Candidate.objects.filter(pk=unbound.pk).update(superseded_at=unbound.submitted_at)
        unbound.pk, unbound.follows, unbound.superseded_at = None, None, None
        with pytest.raises(IntegrityError, match=r"follows"), transaction.atomic():
            unbound.save(force_insert=True)


def test_a_part_added_to_the_source_is_asked_of_the_translation(
    draft, english, reviewer, signs, translated, editor, tika
):
    signs(reviewer, english)
    page = translated(draft)
    draft.milestones.append(milestone(stage="next", heading="A loom"))
    draft.save_revision(user=editor)
    submit(draft, editor)
    state = submit(page, tika)
    assert state.status == TaskState.STATUS_REJECTED
    assert "A loom: This part of the original is missing here" in state.comment
