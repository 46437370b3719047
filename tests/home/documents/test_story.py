"""One story as a document: whole without script, in order, inert in preview."""

import json
import re

import pytest

from home.documents.renderers import render_case, render_page, render_update
from publication.documents import Document
from tests.home.documents.journeys import STEPS, told
from tests.home.documents.reading import Reading, read
from tests.publication.stories import page_story, update_story

pytestmark = pytest.mark.django_db


def test_the_whole_story_is_readable_without_script(stranger, tam):
    text = read(stranger.get(tam.url)).text
    for milestone in tam.story["milestones"]:
        for words in (milestone["heading"], milestone["stage_label"], *milestone["narrative"]):
            assert words in text
    for words in (tam.story["summary"], "A small business", "USD\xa0600", "USD\xa0900", "25–34 years old"):
        assert words.replace("\xa0", " ") in text.replace("\xa0", " ")


def test_milestones_stand_in_the_order_of_the_api_in_list_and_map(stranger, tam):
    api = json.loads(stranger.get(f"/api/v1/cases/{tam.id}/").content)["case"]["milestones"]
    document = read(stranger.get(tam.url))
    listed = [each["id"] for each in document.all("li") if each.get("class", "").startswith("milestone")]
    eyelets = [each["href"] for each in document.all("a") if each.get("class", "").startswith("eyelet")]
    assert listed == [f"step-{milestone['order']}" for milestone in api]
    assert eyelets == [f"#{step}" for step in listed]
    headings = re.findall(r"<h3>([^<]*)</h3>", stranger.get(tam.url).content.decode())
    assert (
        headings
        == [milestone["heading"] for milestone in api]
        == [heading for _stage, heading, _place in STEPS]
    )


def test_every_eyelet_names_its_part_of_the_story(stranger, tam):
    eyelets = [each for each in read(stranger.get(tam.url)).all("a") if "eyelet" in each.get("class", "")]
    assert [each["aria-label"] for each in eyelets] == [
        f"{milestone['order']}. {milestone['heading']} ({', '.join(shown)})"
        for milestone in tam.story["milestones"]
        for shown in [
            [milestone["stage_label"], *([milestone["place"]["name"]] if milestone["place"] else [])]
        ]
    ]


def test_give_is_a_link_and_carries_only_a_degree_of_ours(stranger, tam):
    from payments.degrees import following

    token, _value = following(None)
    asked = f"{tam.url}?degree={token}"
    assert f"{tam.give}?degree={token}" in [each.get("href") for each in read(stranger.get(asked)).all("a")]
    forged = read(stranger.get(f"{tam.url}?degree=1:forged"))
    assert tam.give in [each.get("href") for each in forged.all("a")]
    assert "forged" not in stranger.get(f"{tam.url}?degree=1:forged").content.decode()


def test_progress_is_said_in_words(stranger, tam):
    assert "Nothing yet of USD 900: yours can be the first gift" in read(stranger.get(tam.url)).text.replace(
        "\xa0", " "
    )


def test_a_note_before_a_hard_part_stands_before_it_and_leads_past_it():
    content = told("x" * 20)
    for part in content["milestones"]:
        part["content_note"] = f"Part {part['order']} is hard to read." if part["order"] in (2, 5) else ""
    html = render_case(Document("case", "x", "en", content))
    document = Reading(html)
    skips = [each["href"] for each in document.all("a") if each["href"] in ("#step-3", "#needs")]
    assert html.count("Skip this part") == 2 and {"#step-3", "#needs"} <= set(skips)
    for part in (1, 4):
        heading = content["milestones"][part]["heading"]
        assert html.index(f"Part {part + 1} is hard to read.") < html.index(f"<h3>{heading}</h3>")


def test_words_of_the_story_are_never_markup():
    content = told("x" * 20, summary="<script>alert(1)</script>", content_note='"><b>')
    html = render_case(Document("case", "x", "en", content))
    assert "<script>alert" not in html and '"><b>' not in html


def test_a_preview_stands_alone_and_leads_nowhere(django_assert_num_queries):
    with django_assert_num_queries(0):
        html = render_case(Document("case", "x", "en", told("x" * 20), None, preview=True))
    document = Reading(html)
    assert "Preview: this is not public." in document.text
    assert all(each["href"].startswith("#") for each in document.all("a"))
    assert document.all("form") == document.all("script") == []


@pytest.mark.parametrize("locale", ["en", "id", "th", "zh-hans"])
def test_every_language_draws_every_kind(locale):
    case = told("x" * 20, locale)
    assert 'class="map"' in render_case(Document("case", "x", locale, case, None, preview=True))
    assert "loom" in render_update(Document("update", "x", locale, update_story("c", "x", locale)))
    page = page_story("x", locale=locale, body=[{"type": "paragraph", "text": "A programme."}])
    assert "A programme." in render_page(Document("page", "x", locale, page))


def test_an_unfinished_draft_is_drawn_as_far_as_it_goes():
    draft = told(
        "x" * 20, steps=[], needs=[], goal=None, age_band="", origin=None, period=None, exploitation=[]
    )
    assert "Tam" in render_case(Document("case", "x", "en", draft, None, preview=True))


def test_a_figure_is_never_shown_without_its_source_and_date(stranger, about):
    text = read(stranger.get("/en/about/")).text
    assert "about 70,000" in text and "Platform overview, undated" in text
