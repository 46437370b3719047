"""Back, in a browser that sets pages aside whole: what is shown again is what stands by then."""

import pytest
from playwright.sync_api import expect

from publication.actions.withdraw import withdraw
from tests.home.documents.conftest import public
from tests.home.documents.test_in_browser import in_the_office
from tests.storymap.conftest import started_in_a_thread, walk

__all__ = ["walk"]

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.django_db(transaction=True)]


@pytest.fixture(scope="module")
def browser_thread():
    # Playwright turns that store off unless it is told not to.
    with started_in_a_thread(whole=True, ignore_default_args=["--disable-back-forward-cache"]) as started:
        yield started


def goes_on(page, url):
    """Marked before, to tell a page set aside from one loaded anew."""
    page.evaluate("() => { window.setAside = true; }")
    page.goto(url)


def finds_it_gone_on_the_way_back(visit, tam, people):
    page = visit.page
    goes_on(page, f"{visit.url}/en/cases/")
    in_the_office(lambda: withdraw(tam.id, people.officer))
    page.evaluate("() => history.back()")
    expect(page.locator("svg.loose-end")).to_be_visible()
    assert tam.alias not in page.content()


def test_the_way_back_shows_no_story_withdrawn_meanwhile(walk, people):
    tam = public(people)

    def steps(visit):
        page = visit.page
        page.goto(visit.url + tam.url)
        expect(page.get_by_role("heading", name=tam.alias, exact=True)).to_be_visible()
        finds_it_gone_on_the_way_back(visit, tam, people)

    walk(steps)


def test_the_way_back_keeps_the_amount_and_asks_whether_the_story_is_public(walk, people):
    tam = public(people)

    def steps(visit):
        page = visit.page
        page.goto(f"{visit.url}/en/give/{tam.campaign}/")
        amount, key = page.locator("#other"), page.locator("[name=key]")
        amount.fill("12.50")
        spent = key.input_value()
        goes_on(page, f"{visit.url}/en/cases/")
        page.evaluate("() => history.back()")
        expect(key).not_to_have_value(spent)
        expect(amount).to_have_value("12.50")
        assert page.evaluate("() => window.setAside"), "The browser set no page aside: this shows nothing."
        finds_it_gone_on_the_way_back(visit, tam, people)

    walk(steps)


def test_the_way_back_keeps_what_somebody_was_typing(walk, people):
    tam = public(people)

    def steps(visit):
        page = visit.page
        page.goto(f"{visit.url}{tam.url}concern/")
        page.locator("textarea").fill("Her village can be told from the river.")
        goes_on(page, f"{visit.url}/en/cases/")
        page.evaluate("() => history.back()")
        expect(page.locator("textarea")).to_have_value("Her village can be told from the river.")
        assert page.evaluate("() => window.setAside"), "The browser set no page aside: this shows nothing."

    walk(steps)
