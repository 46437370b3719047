"""The picture beside a shared link: what it may show, and that it is gone when the story is."""

import re
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from django.utils import timezone
from PIL import Image

from home.documents import share_picture, theme
from payments import degrees
from publication.actions.consents import record_consent
from publication.actions.recall import recall
from publication.actions.withdraw import withdraw
from publication.models import Media, PublicationTerm
from tests.home.documents.conftest import public
from tests.home.documents.reading import read
from tests.home.documents.test_withdrawn_is_gone import PICTURE, SHA256
from tests.payments.conftest import gives_and_pays

pytestmark = pytest.mark.django_db

COLOURS = tuple(theme.LIGHT.items())


@pytest.fixture
def shareable(people):
    return public(people, channels=("site_api", "share_picture"))


def picture_of(somebody, story, **headers):
    return somebody.get(f"{story.url}share.png", headers=headers)


def chunks(png):
    """Names of the parts of a PNG, in order."""
    names, at = [], 8
    while at < len(png):
        length = int.from_bytes(png[at : at + 4], "big")
        names.append(png[at + 4 : at + 8].decode())
        at += 12 + length
    return names


def test_a_picture_for_sharing_is_pixels_and_nothing_else(stranger, shareable, site):
    png = picture_of(stranger, shareable).content
    with Image.open(BytesIO(png)) as picture:
        assert (picture.format, picture.size) == ("PNG", (1200, 630))
    assert set(chunks(png)) == {"IHDR", "PLTE", "IDAT", "IEND"}
    assert len(png) < 40_000


def test_it_is_the_same_to_the_byte_whenever_it_is_drawn(shareable):
    first = share_picture.drawn(shareable.id, "Sixdegree", COLOURS)
    share_picture.drawn.cache_clear()
    assert share_picture.drawn(shareable.id, "Sixdegree", COLOURS) == first
    assert share_picture.drawn("another", "Sixdegree", COLOURS) != first


def test_without_a_consent_for_it_the_picture_is_the_sites_own(stranger, tam, shareable):
    own = stranger.get("/en/share.png")
    assert own.status_code == 200 and own["Content-Type"] == "image/png"
    assert picture_of(stranger, tam).content == own.content
    assert picture_of(stranger, shareable).content != own.content


def test_who_holds_the_picture_has_none_drawn(stranger, shareable):
    woven = picture_of(stranger, shareable)
    share_picture.drawn.cache_clear()
    assert picture_of(stranger, shareable, **{"if-none-match": woven["ETag"]}).status_code == 304
    assert share_picture.drawn.cache_info().misses == 0
    assert picture_of(stranger, shareable, **{"if-none-match": '"another"'}).content == woven.content


def test_a_narrower_consent_takes_the_weave_back_at_the_next_request(stranger, shareable):
    woven = picture_of(stranger, shareable)
    assert picture_of(stranger, shareable, **{"if-none-match": woven["ETag"]}).status_code == 304
    term = PublicationTerm.objects.get(public_id=shareable.id)
    record_consent(term, ["en"], ["site_api"], timezone.now() + timedelta(days=90))
    after = picture_of(stranger, shareable, **{"if-none-match": woven["ETag"]})
    assert after.status_code == 200
    assert after.content == stranger.get("/en/share.png").content != woven.content


ENDS = {
    "withdrawn": lambda story, people: withdraw(story.id, people.officer, "asked for it"),
    "recalled": lambda story, people: recall(story.id, None, people.reviewer, "a mistake"),
}


@pytest.mark.parametrize("end", ENDS.values(), ids=ENDS)
def test_the_picture_of_a_story_that_is_gone_is_gone_at_the_next_request(stranger, shareable, people, end):
    woven = picture_of(stranger, shareable)
    end(shareable, people)
    for kept in ({}, {"if-none-match": woven["ETag"]}):
        after = picture_of(stranger, shareable, **kept)
        assert after.status_code == 410 and after["Content-Type"].startswith("text/html")
        assert after["Cache-Control"] == "no-store" and woven.content[:200] not in after.content


def test_of_a_story_that_never_was_there_is_no_picture(stranger, db):
    assert stranger.get("/en/cases/nothing/share.png").status_code == 404


def test_it_is_revalidated_and_kept_out_of_search(stranger, shareable):
    answer = picture_of(stranger, shareable)
    assert answer["Cache-Control"] == "no-cache" and answer["X-Robots-Tag"] == "noindex, noarchive"


def metas(document):
    return {each.get("property") or each.get("name"): each.get("content") for each in document.all("meta")}


def test_a_link_is_announced_by_the_site_and_never_by_the_story(stranger, shareable, site):
    told = metas(read(stranger.get(shareable.url, {"degree": degrees.token(2)})))
    assert told["og:title"] == "Sixdegree"
    assert told["og:image"] == f"http://testserver{shareable.url}share.png"
    assert told["twitter:card"] == "summary_large_image"
    assert "og:url" not in told and "description" not in told
    said = " ".join(value for value in told.values() if value)
    for word in (shareable.alias, "flour", "The Valley", degrees.token(2)):
        assert word not in said


def test_words_for_search_engines_stand_there_only_where_they_are_let_in(stranger, people):
    found = public(people, channels=("site_api", "search_engines"))
    assert "flour" in metas(read(stranger.get(found.url)))["description"]


def test_a_page_about_the_site_is_announced_by_its_own_title(stranger, about, site):
    told = metas(read(stranger.get("/en/about/")))
    assert told["og:title"] == about["title"]
    assert told["og:image"] == "http://testserver/en/share.png"


def test_each_host_names_its_own_address(stranger, shareable):
    for host in ("one.example", "two.example", "one.example"):
        told = metas(read(stranger.get(shareable.url, headers={"host": host})))
        assert told["og:image"].startswith(f"http://{host}/")


def test_what_is_gone_announces_nothing(stranger, shareable, people):
    withdraw(shareable.id, people.officer, "asked for it")
    assert not [name for name in metas(read(stranger.get(shareable.url))) if name and name.startswith("og:")]


def weaves(answer):
    return set(re.findall(r'id="(weave-[0-9a-f]+)"', answer.content.decode()))


def test_one_cloth_goes_with_a_story_from_its_card_to_the_receipt(stranger, shareable, people, provider):
    donation = gives_and_pays(provider, 2_500, "filippa@example.org", shareable.campaign)
    thanks = f"/en/thanks/{donation.pk}/"
    shown = [
        weaves(stranger.get(address))
        for address in ("/en/", "/en/cases/", shareable.url, shareable.give, f"{shareable.url}share/", thanks)
    ]
    assert len(shown[0]) == 1 and all(cloth == shown[0] for cloth in shown)
    withdraw(shareable.id, people.officer, "asked for it")
    assert weaves(stranger.get(thanks)) == set()


def test_a_released_illustration_takes_its_place_everywhere_but_beside_a_link(stranger, people, provider):
    Media.objects.create(sha256=SHA256, content_type="image/webp", content=PICTURE)
    named = {"sha256": SHA256, "alt": "A mill", "width": 8, "height": 6}
    story = public(people, channels=("site_api", "share_picture"), picture=named)
    donation = gives_and_pays(provider, 2_500, "filippa@example.org", story.campaign)
    for address in ("/en/cases/", story.url, story.give, f"{story.url}share/", f"/en/thanks/{donation.pk}/"):
        answer = stranger.get(address)
        assert f"/media/{SHA256}" in answer.content.decode(), address
        assert weaves(answer) == set(), address
    assert metas(read(stranger.get(story.url)))["og:image"].endswith(f"{story.url}share.png")
    assert picture_of(stranger, story).content.startswith(b"\x89PNG")


def test_the_server_draws_in_the_colours_of_the_stylesheet():
    css = (Path(share_picture.__file__).parents[1] / "static/home/lite.css").read_text()
    by_day = dict(re.findall(r"--(\w+): (#[0-9a-f]{6});", css.partition("@media")[0]))
    assert {token: by_day[token] for token in theme.TOKENS} == theme.LIGHT


def test_a_sites_own_colours_are_taken_where_they_are_colours():
    own = theme.by_day({"light": {"indigo": "#123456", "madder": "url(https://elsewhere.example)"}})
    assert own == theme.LIGHT | {"indigo": "#123456"}


@pytest.mark.parametrize("name", ["\u0e2b\u0e01\u0e14\u0e35\u0e01\u0e23\u0e35", "", "x" * 200])
def test_a_name_that_cannot_be_drawn_leaves_a_picture(name):
    assert share_picture.drawn("", name, COLOURS).startswith(b"\x89PNG")
