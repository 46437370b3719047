"""Pages as an editor has written them: drafts, in a tree of their own."""

import pytest
from wagtail.models import Locale, Page

from home.models import ContentPage, HomePage, SitePage
from home.pages.theme import DARK, LIGHT
from tests.kept import kept

WORDING = {
    "give": "Give",
    "fund_name": "General fund",
    "fund_explained": "For people whose story cannot be shown.",
    "withdrawn": "This story is no longer shared. Its needs are still met.",
    "promise": "These pages tell nobody that you are here.",
    "thanks": "Thank you.",
}
FIGURE = {
    "value": "about 70,000",
    "what": "people assisted since 1997",
    "source": "6Degree.org, platform overview",
    "source_date": "undated",
    "url": "",
}


@pytest.fixture
@kept
def english(db):
    return Locale.objects.get_or_create(language_code="en")[0]


@pytest.fixture
@kept
def indonesian(db):
    return Locale.objects.get_or_create(language_code="id")[0]


@pytest.fixture
@kept
def home_page(english):
    return Page.get_first_root_node().add_child(
        instance=HomePage(
            title="Six people apart", slug="six", intro="Stand with one person.", locale=english
        )
    )


@pytest.fixture
@kept
def about(home_page):
    body = [
        {"type": "heading", "value": "How many people?"},
        {"type": "paragraph", "value": "Nobody knows.\n\nWhat can be counted is  who was reached."},
        {"type": "figure", "value": FIGURE},
    ]
    page = home_page.add_child(instance=ContentPage(title="About", slug="about", locale=home_page.locale))
    page.intro, page.body = "Where this comes from.", body
    page.save_revision()
    return page


@pytest.fixture
@kept
def site_page(home_page, about):
    return home_page.add_child(
        instance=SitePage(
            title="Sixdegree",
            slug="site",
            strapline="Stand with one person.",
            theme=[{"type": "theme", "value": {"light": LIGHT, "dark": DARK}}],
            menu=[
                {"type": "stories", "value": {"title": "Stories"}},
                {"type": "page", "value": {"title": "About", "page": about.pk}},
            ],
            wording=[{"type": "wording", "value": WORDING}],
            locales=["en", "id"],
            locale=home_page.locale,
        )
    )
