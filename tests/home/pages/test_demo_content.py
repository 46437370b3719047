"""The demo's own prose: complete, in an order in which it can be released, its figures exact and sourced."""

import datetime
import json

import pytest

from home.models import ContentPage, SitePage
from home.pages.projection import project_site, project_written_page
from review.projection import Context
from sixdegree.demo import content
from tests.kept import kept

TODAY = datetime.date(2026, 3, 1)
STATED = {
    ("about 70,000", "since 1997", "6Degree.org, platform overview", "undated"),
    ("more than 70,000", "since 1997", "6Degree.org, platform story", "2015"),
    ("about 70,000", "since 1994", "IOM, page on its approach", "undated"),
    (
        "close to 100,000",
        "since 1994",
        "IOM, counter-trafficking page",
        "undated, 2018 or later by its content",
    ),
    ("2,700", "since 2000", "IOM, counter-trafficking page", "undated, 2018 or later by its content"),
    (
        "over 80,000",
        "171 countries",
        "IOM, counter-trafficking page",
        "undated, 2018 or later by its content",
    ),
    ("over 50,000", "case record", "IOM, counter-trafficking page", "undated, 2018 or later by its content"),
}


@pytest.fixture
@kept
def projections(home_page):
    """The demo's pages and site as they would be submitted, by slug."""
    ids, done = {"home": home_page.pk}, {}
    for written in content.PAGES:
        page = (
            home_page
            if written.slug == "home"
            else ContentPage(slug=written.slug, menu_order=written.menu_order)
        )
        page.title, page.intro, page.locale = written.title, written.intro, home_page.locale
        page.body = content.linked(written.body, ids)
        page = page if page.pk else home_page.add_child(instance=page)
        ids[written.slug] = page.pk
        done[written.slug] = project_written_page(page, Context("en", TODAY))
    fields = {**content.SITE, "menu": content.linked(content.SITE["menu"], ids), "locale": home_page.locale}
    site = home_page.add_child(instance=SitePage(**fields))
    return {**done, "site": project_site(site, Context("en", TODAY))}


def test_nothing_but_the_order_of_release_stands_in_their_way(projections):
    codes = {finding.code for projection in projections.values() for finding in projection.refusals}
    assert codes <= {"link-unreleased"}


def test_they_carry_the_figures_exactly_each_with_source_and_date(projections):
    figures = [block for block in projections["figures"].public["body"] if block["type"] == "figure"]
    for value, what, source, source_date in STATED:
        matching = [
            figure
            for figure in figures
            if (figure["value"], figure["source"]) == (value, source) and what in figure["what"]
        ]
        assert [figure["source_date"] for figure in matching] == [source_date], value
    assert all(figure["source"] and figure["source_date"] for figure in figures)


def test_one_page_names_the_article_that_defines_trafficking(projections):
    text = json.dumps(projections["what-trafficking-is"].public)
    assert "Article 3" in text
    assert "Palermo Protocol" in text


@pytest.mark.parametrize("word", ["rescue", "save", "victim"])
def test_no_page_speaks_of_people_as_helpless(projections, word):
    texts = json.dumps([projection.public for projection in projections.values()]).lower()
    assert word not in texts.split()


def test_the_site_carries_theme_menu_and_words(projections):
    site = projections["site"].public
    assert [item["slug"] for item in site["menu"]] == ["cases", "prevention", "report", "protection", "about"]
    assert site["wording"]["withdrawn"] == "This story is no longer shared. Its needs are still met."
    assert site["theme"]["light"]["madder"] == "#943022"
