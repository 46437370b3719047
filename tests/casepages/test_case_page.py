"""The case page as a draft: nothing is asked too early, nothing of it is reachable, nothing is doubled."""

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from wagtail.models import Page

from casepages.models import CaseIndexPage, CasePage, CaseUpdate
from casepages.opaque import is_opaque

pytestmark = pytest.mark.django_db


def test_a_page_is_born_a_draft_however_it_is_made(index, case_page):
    assert not index.live
    assert not case_page.live
    assert not case_page.add_child(instance=CaseUpdate(title="A first week")).live
    assert not Page.objects.get(pk=case_page.pk).live


def test_an_alias_is_all_a_draft_needs(index, tomasz):
    page = index.add_child(instance=CasePage(title="Arif"))
    page.full_clean()
    page.save_revision(user=tomasz)
    assert page.latest_revision.as_object().title == "Arif"


def test_an_update_needs_no_more_and_stands_under_the_day_it_is_begun(case_page):
    update = case_page.add_child(instance=CaseUpdate(title="A first week", body="Good.\n\nVery good."))
    update.full_clean()
    assert update.date == timezone.localdate()
    assert update.paragraphs == ["Good.", "Very good."]


@pytest.mark.parametrize("asked_for", ["", "sari", "sari-from-west-kalimantan"])
def test_its_slug_is_random_whatever_was_asked_for(index, asked_for):
    page = index.add_child(instance=CasePage(title="Sari", slug=asked_for))
    assert is_opaque(page.slug)
    page.slug = "sari"
    page.save()
    assert is_opaque(CasePage.objects.get().slug)


def test_its_slug_stays_once_drawn(case_page):
    drawn = case_page.slug
    case_page.title = "Dewi"
    case_page.save()
    assert CasePage.objects.get().slug == drawn


def test_no_page_has_an_address_or_a_place_in_a_sitemap(index, case_page):
    for page in (index, case_page):
        assert page.url is None
        assert page.full_url is None
        assert page.get_sitemap_urls() == []


def test_no_schedule_can_be_set(case_page):
    case_page.go_live_at = case_page.expire_at = timezone.now()
    case_page.save()
    kept = CasePage.objects.get()
    assert (kept.go_live_at, kept.expire_at) == (None, None)


def test_pages_lie_only_where_they_belong():
    assert CaseIndexPage.allowed_parent_page_models() == [Page]
    assert CasePage.allowed_parent_page_models() == [CaseIndexPage]
    assert CaseUpdate.allowed_parent_page_models() == [CasePage]
    assert CaseIndexPage.allowed_subpage_models() == [CasePage]
    assert CasePage.allowed_subpage_models() == [CaseUpdate]
    assert CaseUpdate.allowed_subpage_models() == []


@pytest.mark.parametrize("model", [CaseIndexPage, CasePage, CaseUpdate])
def test_only_the_alias_is_searchable_and_no_field_is_offered_to_wagtail_s_api(model):
    assert model.search_fields == Page.search_fields
    assert model.api_fields == []
    assert model.private_page_options == []


def test_a_file_has_one_page_in_each_language(index, case_page, case_file):
    with pytest.raises(PermissionDenied, match="already has a page in English"):
        index.add_child(instance=CasePage(title="Sari again", case_file=case_file))


def test_it_cannot_be_copied(case_page, grace):
    with pytest.raises(PermissionDenied, match="not copied"):
        case_page.copy(update_attrs={"slug": "another"}, user=grace)
    assert CasePage.objects.count() == 1


def test_nor_with_everything_above_it(index, case_page):
    with pytest.raises(PermissionDenied, match="not copied"):
        index.copy(recursive=True)


def test_it_cannot_be_mirrored(index):
    case_page = index.add_child(instance=CasePage(title="Arif"))
    with pytest.raises(PermissionDenied, match="alias"):
        case_page.create_alias(update_slug="mirror")
    assert CasePage.objects.count() == 1
