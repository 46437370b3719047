"""The public shapes of pages and site, on which API, documents and front ends are built."""

import datetime

import pytest

from home.models import PageSubject
from home.pages.projection import project_site, project_written_page
from home.pages.theme import DARK, LIGHT, TYPE
from review.projection import Context
from tests.home.pages.conftest import FIGURE, WORDING

TODAY = datetime.date(2026, 3, 1)


def public(page, project=project_written_page, locale="en"):
    return project(page, Context(locale, TODAY)).public


def test_a_content_page_becomes_plain_data(about):
    projected = public(about)
    subject = PageSubject.objects.get(translation_key=about.translation_key).subject
    assert projected == {
        "schema": 1,
        "kind": "page",
        "id": subject,
        "locale": "en",
        "source_locale": "en",
        "slug": "about",
        "title": "About",
        "intro": "Where this comes from.",
        "body": [
            {"type": "heading", "text": "How many people?"},
            {"type": "paragraph", "text": "Nobody knows."},
            {"type": "paragraph", "text": "What can be counted is who was reached."},
            {"type": "figure", **FIGURE, "url": None},
        ],
        "menu_order": 100,
    }


def test_the_home_page_is_home_whatever_its_slug_in_wagtail(home_page):
    assert (public(home_page)["slug"], public(home_page)["menu_order"]) == ("home", 0)


def test_links_quotes_and_lists(home_page, about):
    home_page.body = [
        ("list", {"ordered": True, "items": ["First", " Second "]}),
        ("quote", {"text": "Sewing is patience.", "attribution": "A seamstress"}),
        ("link", {"text": "About", "page": about, "url": ""}),
        ("link", {"text": "The protocol", "page": None, "url": "https://example.org/protocol"}),
    ]
    assert public(home_page)["body"] == [
        {"type": "list", "ordered": True, "items": ["First", "Second"]},
        {"type": "quote", "text": "Sewing is patience.", "attribution": "A seamstress"},
        {"type": "link", "text": "About", "slug": "about", "url": None},
        {"type": "link", "text": "The protocol", "slug": None, "url": "https://example.org/protocol"},
    ]


def test_a_translation_keeps_id_and_address(home_page, about, indonesian):
    home_page.copy_for_translation(indonesian)
    tentang = about.copy_for_translation(indonesian)
    tentang.title, tentang.slug = "Tentang", "tentang"
    tentang.save()
    original, translated = public(about), public(tentang, locale="id")
    assert translated["id"] == original["id"]
    assert (translated["slug"], translated["source_locale"], translated["title"]) == (
        "about",
        "en",
        "Tentang",
    )


def test_an_id_says_nothing_about_its_page_and_outlives_it(about):
    subject = public(about)["id"]
    assert len(subject) == 20
    assert subject.isalnum()
    about.delete()
    assert PageSubject.objects.filter(subject=subject).exists()


def test_the_site_becomes_theme_menu_and_words(site_page):
    projected = public(site_page, project_site)
    assert projected["kind"] == "site"
    assert (projected["name"], projected["strapline"]) == ("Sixdegree", "Stand with one person.")
    assert projected["theme"] == {"light": LIGHT, "dark": DARK, "type": TYPE}
    assert projected["menu"] == [{"title": "Stories", "slug": "cases"}, {"title": "About", "slug": "about"}]
    assert projected["wording"] == WORDING
    assert projected["locales"] == ["en", "id"]


@pytest.mark.django_db
def test_an_unfinished_draft_can_still_be_shown_to_its_editor(home_page):
    from home.models import ContentPage, SitePage

    for page, project in ((ContentPage(), project_written_page), (SitePage(), project_site)):
        page.locale = home_page.locale
        assert project(page, Context("en", TODAY, lenient=True)).public["id"] == ""


def test_a_site_without_colours_or_words_is_refused(site_page):
    site_page.theme, site_page.wording, site_page.locales = [], [], ["id"]
    codes = {finding.code for finding in project_site(site_page, Context("en", TODAY)).refusals}
    assert {"theme-missing", "wording-missing", "locale-missing"} <= codes
