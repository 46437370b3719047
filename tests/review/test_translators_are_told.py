"""When an original moves on its translators are told; nothing is changed for them but by a button."""

import pytest
from django.core import mail
from django.core.management import call_command
from django.urls import reverse
from wagtail.models import Locale, TaskState

from casepages.models import CasePage
from publication.actions.recall import recall
from review.actions import submit
from review.actions.parts import take_parts
from review.since import changes
from review.translators import news_for
from tests.kept import kept
from tests.publication.stories import EAST_JAVA, milestone, money, story
from tests.review import conftest
from tests.review.languages import content, english, indonesian, tika, translated, worded

__all__ = ["english", "indonesian", "tika", "translated"]


class TestWhatChanged:
    """Pure: two public contents in, sentences out."""

    def told(self, **after):
        return changes(story("a" * 20), story("a" * 20, **after))

    def test_nothing(self):
        assert self.told() == []

    def test_parts_added_removed_and_moved(self):
        first, second = story("a" * 20)["milestones"]
        third = milestone("m3", 3, "next", None)
        assert self.told(milestones=[first, second, third]) == ["Part added: Step 3"]
        assert self.told(milestones=[first]) == ["Part removed: Step 2"]
        assert self.told(milestones=[second, first]) == ["Part moved: Step 2", "Part moved: Step 1"]

    def test_a_parts_words_and_its_area(self):
        first, second = story("a" * 20)["milestones"]
        assert self.told(milestones=[{**first, "heading": "At home"}, second]) == ["Words changed: At home"]
        assert self.told(milestones=[{**first, "place": EAST_JAVA}, second]) == [
            "Stage, area, period or icon changed: Step 1"
        ]

    def test_figures_person_and_words(self):
        assert "Figures changed" in self.told(goal=money(40000))[0]
        assert "alias" in self.told(alias="Nok")[0]
        assert "Words changed outside" in self.told(summary="She weaves.")[0]


@pytest.fixture
@kept
def both_public(draft, english, reviewer, signs, translated, tika):
    """The English is public, then its Indonesian. Returns the translation's page."""
    signs(reviewer, english)
    page = translated(draft)
    signs(reviewer, submit(page, tika).candidate)
    return CasePage.objects.get(pk=page.pk)


@pytest.mark.django_db
class TestTold:
    @pytest.fixture
    def goes_on(self, draft, editor, django_capture_on_commit_callbacks):
        """The original gets one part more, and is submitted."""

        def submitted():
            draft.milestones.append(conftest.milestone(stage="next", heading="A loom"))
            draft.save_revision(user=editor)
            mail.outbox.clear()
            with django_capture_on_commit_callbacks(execute=True):
                return submit(draft, editor).candidate

        return submitted

    def test_the_translator_gets_a_mail_that_tells_nothing(self, both_public, goes_on, tika):
        goes_on()
        letters = [sent for sent in mail.outbox if sent.to == [tika.email]]
        assert [sent.subject for sent in letters] == ["An original you translated has changed"]
        assert not any(word in letters[0].body for word in ("Sari", "loom"))

    def test_the_editor_names_what_changed_and_changes_nothing(self, both_public, goes_on, tika, signed_in):
        before = both_public.get_latest_revision().content
        goes_on()
        screen = signed_in(tika).get(reverse("wagtailadmin_pages:edit", args=[both_public.pk]))
        assert "The original has changed since this translation was made" in screen.content.decode()
        assert "Part added: A loom" in screen.content.decode()
        assert "1 part of the original is missing here" in screen.content.decode()
        assert both_public.get_latest_revision().content == before

    def test_a_part_the_translator_took_out_is_not_put_on_the_original(self, both_public, tika, signed_in):
        page = both_public.get_latest_revision_as_object()
        del page.milestones[0]
        page.save_revision(user=tika)
        screen = signed_in(tika).get(reverse("wagtailadmin_pages:edit", args=[both_public.pk]))
        assert "1 part of the original is missing here" in screen.content.decode()
        assert "The original has changed" not in screen.content.decode()

    def test_the_original_itself_tells_nothing(self, both_public, goes_on, draft):
        goes_on()
        assert not news_for(draft)

    def test_nor_does_a_translation_that_keeps_up(self, both_public):
        assert not news_for(both_public)

    def test_a_release_and_a_recall_are_told(
        self, both_public, goes_on, reviewer, signs, officer, tika, django_capture_on_commit_callbacks
    ):
        candidate = goes_on()
        signs(reviewer, candidate)
        for act in (lambda: None, lambda: recall(candidate.subject, None, officer)):
            act()
            mail.outbox.clear()
            with django_capture_on_commit_callbacks(execute=True):
                call_command("run_worker", "--once")
            assert [tika.email] in [sent.to for sent in mail.outbox]
        assert "The original was recalled" in news_for(both_public).changes[0]

    def test_the_missing_part_is_brought_under_its_own_id_and_can_then_be_submitted(
        self, both_public, goes_on, tika, signed_in, stranger
    ):
        candidate = goes_on()
        take = reverse("review_parts:take", args=[both_public.pk])
        assert stranger.post(take).status_code == 302
        assert len(both_public.get_latest_revision_as_object().milestones) == 2
        signed_in(tika).post(take)
        page = CasePage.objects.get(pk=both_public.pk).get_latest_revision_as_object()
        assert [str(block.id) for block in page.milestones] == [
            block["id"] for block in content(candidate)["milestones"]
        ]
        assert page.milestones[0].value["heading"].startswith("ID ")
        state = submit(worded(page, tika), tika)
        assert state.status == TaskState.STATUS_IN_PROGRESS
        assert state.candidate.follows == candidate

    def test_who_may_not_edit_brings_nothing(self, both_public, goes_on, reviewer):
        from django.core.exceptions import PermissionDenied

        goes_on()
        with pytest.raises(PermissionDenied):
            take_parts(both_public, reviewer)


@pytest.mark.django_db
class TestCopiedForTranslation:
    """Wagtail's own ways of making a translation leave ids right and make no alias of a story."""

    def test_an_unreleased_original_is_copied_from_its_newest_draft_with_its_ids(self, draft, indonesian):
        page = CasePage.objects.get(pk=draft.pk).copy_for_translation(indonesian)
        assert [block.id for block in page.milestones] == [block.id for block in draft.milestones]
        assert (page.alias_of_id, page.live, page.case_file_id) == (None, False, draft.case_file_id)

    def test_a_subtree_too(self, index, draft):
        thai, _ = Locale.objects.get_or_create(language_code="th")
        from wagtail.actions.copy_for_translation import CopyPageForTranslationAction

        CopyPageForTranslationAction(index, thai, include_subtree=True).execute()
        page = CasePage.objects.get(locale=thai)
        assert [block.id for block in page.milestones] == [block.id for block in draft.milestones]
        assert (page.alias_of_id, page.live) == (None, False)

    def test_an_alias_of_a_story_is_refused(self, draft, indonesian):
        from django.core.exceptions import PermissionDenied

        with pytest.raises(PermissionDenied, match="translate it"):
            CasePage.objects.get(pk=draft.pk).copy_for_translation(indonesian, alias=True)
        assert CasePage.objects.count() == 1
