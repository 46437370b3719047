"""Finding a story without script: by words, by what it needs, by where it comes from."""

import html
import re
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from home.documents.finding import found as finding
from home.documents.finding import nearby
from home.documents.finding.highlights import pieces
from home.documents.meanings import meaning
from search.readers import Suggestions
from search.vocabulary import Meaning
from tests.home.documents.conftest import public
from tests.home.documents.reading import read
from tests.home.documents.test_languages import fund
from tests.kept import kept
from tests.publication.stories import money

__all__ = ["fund"]

pytestmark = pytest.mark.django_db
STYLES = Path(__file__).resolve().parents[3] / "home" / "static" / "home"
SIDED = re.compile(
    r"(?:margin|padding|border)-(?:left|right)|^\s*(?:left|right)\s*:|text-align:\s*(?:left|right)",
    re.MULTILINE,
)


def test_words_are_looked_for_and_told_to_nobody(stranger, tam):
    answer = stranger.get("/en/cases/", {"q": tam.alias})
    assert f"1 story with “{tam.alias}”" in read(answer).text
    assert answer["Referrer-Policy"] == "no-referrer"
    assert answer["Cache-Control"] == "no-store"
    assert "noindex" in answer["X-Robots-Tag"]


def test_what_was_typed_comes_back_harmless(stranger, tam):
    typed = '"><script>alert(1)</script>'
    page = read(stranger.get("/en/cases/", {"q": typed}))
    assert page.one("input", name="q")["value"] == typed
    assert "alert(1)" not in "".join(str(attributes) for attributes in page.all("script"))
    assert "Every word must occur" in page.text


@pytest.mark.parametrize("query", [{"q": "\x00"}, {"q": " "}, {"sort": "x"}, {"region": "XX"}, {"need": "'"}])
def test_nonsense_filters_nothing(stranger, tam, query):
    answer = stranger.get("/en/cases/", query)
    assert (answer.status_code, tam.alias in answer.content.decode()) == (200, True)


def test_the_choice_of_regions_is_where_public_stories_come_from(stranger, people, tam):
    address = f"/en/cases/?region={tam.story['origin']['code']}"
    assert address in {link.get("href") for link in read(stranger.get("/en/cases/")).all("a")}
    assert tam.alias in stranger.get(address).content.decode()


def test_a_country_is_named_in_the_readers_language_and_a_region_is_marked_as_it_is(stranger, people):
    named = {"code": "ID", "name": "Indonesia", "lang": "en", "kind": "country"}
    public(people, origin=named)
    shown = stranger.get("/zh-hans/cases/").content.decode()
    assert "印度尼西亚" in shown
    public(people, origin={**named, "code": "ID-KB", "name": "West Kalimantan", "kind": "region"})
    assert '<span lang="en">West Kalimantan</span>' in stranger.get("/th/cases/").content.decode()


def test_styles_name_no_side_that_a_language_could_turn_round():
    for style in STYLES.glob("*.css"):
        assert SIDED.findall(style.read_text()) == [], style.name


def test_the_way_out_is_the_sites_own_or_the_operators(stranger, site, settings):
    assert read(stranger.get("/en/")).one("a", rel="noreferrer nofollow")["href"].startswith("https://")
    settings.SIXDEGREE_PUBLICATION_EXIT_URL = ""
    assert "data-leave" not in stranger.get("/en/").content.decode()


def test_the_offline_worker_keeps_no_address_of_a_story(stranger, tam, site):
    script = stranger.get("/offline.js")
    assert script["Content-Type"].startswith("text/javascript")
    assert tam.id not in script.content.decode()
    assert "/en/offline/" in script.content.decode()
    assert "cases" not in script.content.decode()


@pytest.mark.parametrize("word", ["渔业", "ประมง", "Perikanan", "Fishing"])
def test_a_word_of_the_interface_finds_what_is_filed_under_it_in_any_language(stranger, people, word):
    told = public(people, summary="He was paid nothing.", exploitation=["fishing"])
    other = public(people, summary="She sewed.", exploitation=["manufacturing"])
    found = stranger.get("/zh-hans/cases/", {"q": word}).content.decode()
    assert told.id in found and other.id not in found


@pytest.mark.parametrize("word", ["泰国", "ประเทศไทย", "Thailand"])
def test_a_country_finds_stories_from_its_areas(stranger, people, word):
    area = {"code": "THA-1", "name": "Rayong", "lang": "en", "kind": "region"}
    told = public(people, summary="He was paid nothing.", origin=area)
    other = public(people, summary="She sewed.", origin={**area, "code": "IDN-5", "name": "Bali"})
    found = stranger.get("/en/cases/", {"q": word}).content.decode()
    assert told.id in found and other.id not in found


def test_a_card_says_where_somebody_is_from_in_the_words_of_the_story(stranger, people):
    area = {"code": "THA-1", "name": "Rayong", "lang": "en", "kind": "region"}
    told = public(people, "en", "th", origin=area)
    for locale, said in (("en", "from Rayong"), ("th", "จาก Rayong")):
        listed, story = (read(stranger.get(f"/{locale}/cases/{which}")).text for which in ("", f"{told.id}/"))
        assert said in listed and said in story


def test_a_word_too_short_to_mean_one_country_means_none():
    assert meaning("of") == meaning("th") == Meaning()
    assert meaning("thai").origins == {"TH", "THA"}


WAY = re.compile(r'<a href="([^"]+)"[^>]*><span[^>]*>[^<]+</span> <span class="count">(\d+)</span>')
NARROWED = [{"q": "rice"}, {"q": "rice", "need": "medical"}, {"q": "mill", "region": "XAA-1"}]


def ids(document):
    return re.findall(r'<h3[^>]*><a href="/en/cases/(\w+)/"', document.content.decode())


@pytest.fixture
@kept
def three(people):
    """Three stories: two need a workshop, two come from the valley, one is about the sea."""
    coast = {"code": "XAA-2", "name": "The Coast", "lang": "en", "kind": "region"}
    shop = [{"category": "small_business", "label": "A loom of her own", "amount": money(60_000)}]
    return [
        public(people, alias="Ana", summary="Ana sold rice noodles.", needs=shop, goal=money(60_000)),
        public(people, alias="Bo", summary="Bo carried rice to the mill."),
        public(people, alias="Cai", summary="Cai mended nets.", origin=coast, exploitation=["fishing"]),
    ]


def test_each_way_to_narrow_keeps_the_words_and_leads_to_as_many_stories_as_it_says(stranger, three):
    answer = stranger.get("/en/cases/", {"q": "rice"})
    counted = re.findall(WAY, answer.content.decode())
    assert len(counted) >= 5
    for address, number in ((html.unescape(written), number) for written, number in counted):
        assert parse_qs(urlsplit(address).query)["q"] == ["rice"]
        assert len(ids(stranger.get(address))) == int(number), address


def test_a_choice_is_kept_by_new_words_and_taken_back_by_one_link(stranger, three):
    page = read(stranger.get("/en/cases/", {"q": "rice", "need": "small_business", "region": "XAA-1"}))
    assert page.field("need") == "small_business" and page.field("region") == "XAA-1"
    links = {link["href"] for link in page.all("a") if link.get("href", "").startswith("/en/cases/?")}
    assert "/en/cases/?q=rice&region=XAA-1" in links and "/en/cases/?q=rice&need=small_business" in links


@pytest.mark.parametrize("query", NARROWED)
def test_the_documents_find_what_the_api_finds(stranger, three, query):
    found = stranger.get("/api/v1/search/", {**query, "locale": "en"}).json()
    assert ids(stranger.get("/en/cases/", query)) == [card["id"] for card in found["results"]] != []


def test_found_words_are_marked_and_everything_else_stays_text(stranger, people):
    public(people, summary="She <b>sold</b> rice & noodles.")
    shown = stranger.get("/en/cases/", {"q": "rice"}).content.decode()
    assert "She &lt;b&gt;sold&lt;/b&gt; <mark>rice</mark> &amp; noodles." in shown


def test_words_found_in_a_milestone_are_shown_beside_the_summary(stranger, tam):
    shown = stranger.get("/en/cases/", {"q": "letter"}).content.decode()
    assert re.search(r'class="card-passage"[^>]*>A <mark>letter</mark><', shown)
    assert "Tam ground flour before" in shown


def test_marks_lie_where_a_reader_of_any_script_sees_them():
    text = "她在👩🏽‍🌾田里种米。"
    cut = list(pieces(text, [[text.index("米"), text.index("米") + 1], [0, 1], [0, 2]]))
    assert [piece["text"] for piece in cut if piece["marked"]] == ["她", "在", "米"]
    assert "".join(piece["text"] for piece in cut) == text


def test_every_area_of_the_map_is_a_link_of_the_list_too(stranger, three):
    page = read(stranger.get("/en/cases/"))
    drawn = [link["href"] for link in page.all("a") if link.get("tabindex") == "-1"]
    listed = {link["href"] for link in page.all("a") if "tabindex" not in link}
    assert sorted(drawn) == ["/en/cases/?region=XAA-1", "/en/cases/?region=XAA-2"]
    assert set(drawn) <= listed
    assert page.one("svg", **{"class": "result-map"})["aria-hidden"] == "true"


def test_where_nothing_is_found_one_choice_less_other_words_and_the_fund_lead_on(stranger, three, site, fund):
    page = read(stranger.get("/en/cases/", {"q": "Anna", "region": "XAA-2"}))
    assert "No story has “Anna”" in page.text and "Did you mean Ana" in page.text
    links = {link.get("href") for link in page.all("a")}
    assert {"/en/cases/?q=Anna", "/en/cases/?q=Ana&region=XAA-2", "/en/cases/", "/en/give/fund/"} <= links
    assert "Without “The Coast”" in page.text


def test_words_are_nowhere_but_in_the_page_and_its_addresses(stranger, three):
    shown = stranger.get("/en/cases/", {"q": "zeppelin"}).content.decode()
    assert "zeppelin" not in re.search("<title>(.*?)</title>", shown)[1]
    assert "zeppelin" not in "".join(re.findall("<meta[^>]*>", shown))
    assert "og:" not in shown


@pytest.mark.parametrize(
    ("locale", "said"),
    [("id", "Mungkin maksud Anda"), ("th", "คุณอาจหมายถึง"), ("zh-hans", "您是不是要找")],
)
def test_the_help_is_in_the_readers_language(stranger, three, locale, said):
    assert said in read(stranger.get(f"/{locale}/cases/", {"q": "Anna"})).text


def test_a_typing_error_is_said_plainly(stranger, three, monkeypatch):
    """With an engine that finds near words; the embedded one finds none."""
    answer = finding.readers.search
    monkeypatch.setattr(
        finding.readers,
        "search",
        lambda sought: replace(answer(replace(sought, words=("rice",))), near=True),
    )
    page = read(stranger.get("/en/cases/", {"q": "rcie"}))
    assert "No story has exactly “rcie”. These are near." in page.text


def test_two_beginnings_of_a_word_are_looked_up_and_no_more(stranger, tam, monkeypatch):
    looked_up = []

    def nothing(text, locale):
        looked_up.append(text)
        return Suggestions([], "embedded")

    monkeypatch.setattr(nearby, "suggest", nothing)
    stranger.get("/en/cases/", {"q": "zeppelin zb z balloon"})
    assert looked_up == ["zepp", "ze", "zb"]
