"""A case is told again in another language: same file, same points of the journey, still a draft."""

import pytest
from django.core.exceptions import PermissionDenied
from wagtail.actions.copy_for_translation import ParentNotTranslatedError

from casepages.models import CaseIndexPage, CasePage, CaseUpdate
from casepages.opaque import is_opaque

pytestmark = pytest.mark.django_db


@pytest.fixture
def translated(case_page, indonesian):
    case_page.get_parent().specific.copy_for_translation(indonesian)
    return case_page.copy_for_translation(indonesian)


def test_it_keeps_the_points_of_the_journey_under_their_ids(case_page, translated):
    kept = CasePage.objects.get(pk=translated.pk)
    assert [block.id for block in kept.milestones] == [block.id for block in case_page.milestones]
    assert all(block.id for block in kept.milestones)


def test_it_tells_the_same_file_and_is_a_draft_with_a_random_slug(case_page, translated):
    assert translated.case_file == case_page.case_file
    assert translated.locale.language_code == "id"
    assert not translated.live
    assert is_opaque(translated.slug)
    assert translated.translation_key == case_page.translation_key


def test_it_takes_the_newest_draft(case_page, indonesian, tomasz):
    case_page.summary = "Said better."
    case_page.save_revision(user=tomasz)
    case_page.get_parent().specific.copy_for_translation(indonesian)
    assert case_page.copy_for_translation(indonesian).summary == "Said better."


def test_a_missing_index_can_be_made_on_the_way(case_page, indonesian):
    translated = case_page.copy_for_translation(indonesian, copy_parents=True)
    parent = translated.get_parent().specific
    assert isinstance(parent, CaseIndexPage)
    assert not parent.live


def test_without_an_index_the_translator_is_told(case_page, indonesian):
    with pytest.raises(ParentNotTranslatedError):
        case_page.copy_for_translation(indonesian)


def test_it_is_never_a_mirror_of_its_source(case_page, indonesian):
    with pytest.raises(PermissionDenied, match="translate it"):
        case_page.copy_for_translation(indonesian, copy_parents=True, alias=True)


def test_an_update_waits_for_its_case_to_be_translated(case_page, indonesian):
    update = case_page.add_child(instance=CaseUpdate(title="A first week"))
    with pytest.raises(PermissionDenied, match="translate it"):
        update.copy_for_translation(indonesian, copy_parents=True)


def test_then_it_follows(case_page, translated, indonesian):
    update = case_page.add_child(instance=CaseUpdate(title="A first week"))
    assert update.copy_for_translation(indonesian).get_parent().specific == translated


def test_a_case_cannot_be_translated_twice_into_one_language(case_page, translated, indonesian):
    with pytest.raises(PermissionDenied, match="already has a page in"):
        case_page.copy_for_translation(indonesian)
