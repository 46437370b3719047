"""A reader of a language that not everything is told in: nothing leads nowhere, foreign words say so."""

import pytest

from payments.actions.campaigns import open_fund
from publication.identifiers import opaque_id
from tests.home.documents.conftest import public
from tests.home.documents.reading import read
from tests.publication.stories import page_story, released

pytestmark = pytest.mark.django_db


@pytest.fixture
def front(people):
    content = page_story(opaque_id(), "home", title="Home", intro="Six people at most.")
    released(content, people.editor, people.reviewer)
    return content


@pytest.fixture
def fund(db, settings):
    open_fund("fund", "USD")
    settings.SIXDEGREE_PAYMENTS_FUND = "fund"


def links(document):
    return {each["href"] for each in document.all("a") if each.get("href", "").startswith("/")}


def test_no_link_of_any_language_leads_to_what_is_not_there(stranger, people, site, about, front, fund):
    """Each page names itself in the other languages: a walk from any of them is a walk through all."""
    public(people, "en", "th")
    starts = [f"/{locale}/" for locale in ("en", "id", "th", "zh-hans")]
    seen, waiting = set(starts), list(starts)
    while waiting:
        address = waiting.pop()
        answer = stranger.get(address)
        # What is not told in a language yet says where it can be read; nothing else is missing.
        elsewhere = "/en/" + address.split("/", 2)[2]
        assert answer.status_code == 200 or elsewhere in answer.content.decode().split("<main")[1], address
        found = links(read(answer)) - seen
        seen |= found
        waiting.extend(found)
    assert {f"{start}cases/" for start in starts} | {"/en/about/"} <= seen


def test_the_menu_leads_to_the_language_a_page_is_told_in_and_says_so(stranger, site, about):
    told = read(stranger.get("/th/")).one("a", href="/en/about/")
    assert (told["hreflang"], told["lang"]) == ("en", "en")
    assert "hreflang" not in read(stranger.get("/en/")).one("a", href="/en/about/")


def test_the_menu_takes_up_a_page_as_soon_as_it_is_told(stranger, people, site, about):
    before = stranger.get("/th/")
    here = about | {"locale": "th", "title": "เกี่ยวกับเรา"}
    released(here, people.editor, people.reviewer)
    after = stranger.get("/th/", headers={"if-none-match": before["ETag"]})
    assert "เกี่ยวกับเรา" in read(after).text
    assert "lang" not in read(after).one("a", href="/th/about/")


def test_a_menu_item_without_a_public_page_is_left_out(stranger, site):
    document = read(stranger.get("/en/"))
    assert "/en/about/" not in links(document)
    assert document.one("a", href="/en/cases/") is not None


def test_a_front_page_told_elsewhere_says_in_which_language_its_words_are(stranger, site, front):
    document = read(stranger.get("/th/"))
    assert document.one("html")["lang"] == "th"
    assert document.one("h1")["lang"] == document.one("p", **{"class": "lead"})["lang"] == "en"
    assert "อ่านได้เป็นภาษา:" in document.text
    own = read(stranger.get("/en/"))
    assert "lang" not in own.one("h1") and "It can be read in" not in own.text


def test_the_fund_is_named_in_the_readers_language(stranger, site, fund):
    assert "กองทุนกลาง" in read(stranger.get("/th/give/fund/")).text


def test_who_asks_for_an_icon_is_led_to_the_stitch(stranger):
    answer = stranger.get("/favicon.ico")
    assert answer.status_code == 302 and answer.headers["Location"].endswith(".svg")
    assert read(stranger.get("/en/")).one("link", rel="icon")["href"] == answer.headers["Location"]


def test_without_an_amount_to_choose_from_there_is_nothing_to_choose(stranger, fund):
    document = read(stranger.get("/en/give/fund/"))
    chosen = [each["name"] for each in document.all("input") if each.get("type") == "radio"]
    assert set(chosen) == {"every_month"}
    assert document.field("amount") == "other"


@pytest.mark.parametrize("locale", ["th", "zh-hans", "id"])
def test_a_page_not_told_in_the_readers_language_is_named_with_a_link(stranger, site, about, locale):
    answer = stranger.get(f"/{locale}/about/")
    assert answer.status_code == 404
    main = answer.content.decode().split("<main", 1)[1]
    assert main.index("/en/about/") < main.index(f"/{locale}/cases/")
    links = [each for each in read(answer).all("a") if each["href"] == "/en/about/"]
    assert [(each["lang"], each["hreflang"]) for each in links] == [("en", "en")] * 3  # both menus and page
    assert f"English: {about['title']}" in read(answer).text


def test_a_story_told_in_one_language_still_lets_its_reader_choose_another(stranger, people, site, about):
    story = public(people)
    for page in (f"/cases/{story.id}/", "/about/"):
        shown = read(stranger.get(f"/en{page}"))
        offered = [each["href"] for each in shown.all("a") if each["href"].endswith(page)]
        assert {f"/{locale}{page}" for locale in ("en", "id", "th", "zh-hans")} <= set(offered)
        elsewhere = read(stranger.get(f"/zh-hans{page}"))
        assert {f"/{locale}{page}" for locale in ("en", "th")} <= set(links(elsewhere))


def test_nothing_tells_an_unreleased_page_from_one_that_never_was(stranger, people, site, about):
    from tests.publication.stories import frozen

    frozen(page_story(opaque_id(), "not-yet", title="Not yet"), people.editor)
    unreleased, never = stranger.get("/th/not-yet/"), stranger.get("/th/never-was/")
    assert unreleased.status_code == never.status_code == 404
    assert unreleased.content == never.content
