"""Wagtail's own screens about our pages: each of them opens, and "live" leads to the public address."""

import pytest
from django.urls import reverse
from wagtail.models import Page, Site

from casepages.models import CaseIndexPage, CasePage, CaseUpdate
from tests.home.pages.test_editing import editor
from tests.home.pages.test_release import release, reviewer

__all__ = ["editor", "reviewer"]

pytestmark = pytest.mark.django_db

SCREENS = ("edit", "view_draft", "history", "usage", "workflow_history")


@pytest.fixture
def site(home_page):
    return Site.objects.update_or_create(
        is_default_site=True, defaults={"root_page": home_page, "hostname": "give.example.org", "port": 443}
    )[0]


@pytest.fixture
def writer(editor, django_user_model):
    return django_user_model.objects.get(username="editor")


@pytest.fixture
def tree(site, home_page, about, site_page):
    index = Page.get_first_root_node().add_child(instance=CaseIndexPage(title="Cases"))
    case = index.add_child(instance=CasePage(title="Sari"))
    update = case.add_child(instance=CaseUpdate(title="A first week"))
    pages = [home_page, about, site_page, index, case, update]
    for page in pages:
        page.save_revision()
    return pages


def opened(client, address):
    answer = client.get(address)
    return answer.status_code, address


def test_every_screen_of_every_page_opens(editor, tree):
    for page in tree:
        explorer = reverse("wagtailadmin_explore", args=[page.pk])
        assert opened(editor, explorer) == (200, explorer)
        for screen in SCREENS:
            address = reverse(f"wagtailadmin_pages:{screen}", args=[page.pk])
            # Wagtail itself draws no draft of a type without preview modes.
            refused = screen == "view_draft" and not page.preview_modes
            assert opened(editor, address) == (302 if refused else 200, address)


def test_the_staffs_api_tells_every_page_and_every_list(editor, tree):
    for page in tree:
        address = reverse("wagtailadmin_api:pages:detail", args=[page.pk])
        assert opened(editor, address) == (200, address)
        listing = f"{reverse('wagtailadmin_api:pages:listing')}?type={page._meta.label}"
        assert opened(editor, listing) == (200, listing)


def test_a_released_page_is_led_to_at_its_public_address(editor, tree, about, writer, reviewer, client):
    release(about, writer, reviewer)
    for screen in ("wagtailadmin_explore", "wagtailadmin_pages:edit"):
        assert 'href="/en/about/"' in editor.get(reverse(screen, args=[about.pk])).content.decode(), screen
    told = editor.get(reverse("wagtailadmin_api:pages:detail", args=[about.pk])).json()
    assert told["meta"]["html_url"] == "https://give.example.org/en/about/"
    client.logout()
    assert client.get("/en/about/").status_code == 200


def test_a_draft_is_not_led_to(editor, tree, about):
    for screen in ("wagtailadmin_explore", "wagtailadmin_pages:edit"):
        shown = editor.get(reverse(screen, args=[about.pk])).content.decode()
        assert 'href="/en/about/"' not in shown, screen


def test_a_page_outside_every_site_has_no_address(home_page):
    Site.objects.all().delete()
    assert home_page.url is None
    assert home_page.full_url is None


def test_the_screens_are_for_staff(client, tree):
    for page in tree:
        for screen in SCREENS:
            assert client.get(reverse(f"wagtailadmin_pages:{screen}", args=[page.pk])).status_code == 302
        address = reverse("wagtailadmin_api:pages:detail", args=[page.pk])
        assert client.get(address).status_code in {302, 401, 403}
