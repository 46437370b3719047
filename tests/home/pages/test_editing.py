"""The editor's screens: Wagtail's own page editor, with our blocks in it."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, streamfield

from home.models import ContentPage, SitePage
from home.pages.theme import DARK, LIGHT
from tests.home.pages.conftest import FIGURE, WORDING

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    user = get_user_model().objects.create_user("editor", "editor@example.org", "a long sentence")
    user.groups.add(Group.objects.get(name="Editors"))
    client.force_login(user)
    return client


def written(figure):
    return nested_form_data(
        {
            "title": "Numbers",
            "slug": "numbers",
            "intro": "What is known.",
            "menu_order": "5",
            "body": streamfield([("heading", "How many?"), ("figure", figure)]),
        }
    )


def add_address(parent, model):
    return reverse("wagtailadmin_pages:add", args=["sixdegree_home", model, parent.pk])


def test_an_editor_writes_a_page_as_a_draft(editor, home_page):
    address = add_address(home_page, "contentpage")
    assert editor.get(address).status_code == 200
    answer = editor.post(address, written(FIGURE))
    page = ContentPage.objects.get(slug="numbers")
    assert answer.status_code == 302
    assert page.live is False
    assert page.get_latest_revision_as_object().body[1].value["source"] == FIGURE["source"]


def test_a_figure_without_its_source_comes_back_with_what_was_typed(editor, home_page):
    answer = editor.post(add_address(home_page, "contentpage"), written({**FIGURE, "source": ""}))
    assert answer.status_code == 200
    assert not ContentPage.objects.filter(slug="numbers").exists()
    assert "about 70,000" in answer.content.decode()


def test_an_editor_is_not_offered_to_publish(editor, about):
    screen = editor.get(reverse("wagtailadmin_pages:edit", args=[about.pk])).content.decode()
    assert 'name="action-publish"' not in screen


def test_an_editor_who_asks_to_publish_all_the_same_saves_a_draft(editor, home_page):
    editor.post(add_address(home_page, "contentpage"), {**written(FIGURE), "action-publish": "1"})
    assert ContentPage.objects.get(slug="numbers").live is False


def test_an_editor_sees_the_page_as_the_public_will(about):
    answer = about.make_preview_request()
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "What can be counted is who was reached." in text
    assert "6Degree.org, platform overview" in text


def test_an_editor_sets_up_the_site(editor, home_page):
    form = nested_form_data(
        {
            "title": "Sixdegree",
            "strapline": "Stand with one person.",
            "theme": streamfield([("theme", {"light": LIGHT, "dark": DARK})]),
            "menu": streamfield([("stories", {"title": "Stories"})]),
            "wording": streamfield([("wording", WORDING)]),
        }
    )
    address = add_address(home_page, "sitepage")
    assert editor.get(address).status_code == 200
    answer = editor.post(address, {**form, "slug": "site", "locales": ["en", "th"]})
    assert answer.status_code == 302, answer.content.decode()
    page = SitePage.objects.get()
    assert page.get_latest_revision_as_object().locales == ["en", "th"]
    assert page.live is False


def test_a_site_offers_its_own_language(editor, home_page):
    site = SitePage(title="Sixdegree", slug="site", locale=home_page.locale, locales=["th"])
    with pytest.raises(ValidationError, match="own language"):
        site.clean()
