"""Pages for those who want to know, see or report: what they are made of reaches the public whole, or not."""

import datetime

import pytest
from wagtail.blocks import StructBlockValidationError

from home.pages.blocks import HotlineBlock
from home.pages.findings import findings_of_written_page
from home.pages.projection import project_written_page
from review.projection import Context
from sixdegree.demo import content, prevention
from tests.home.pages.test_release import editor, release, reviewer

__all__ = ["editor", "reviewer"]

HOTLINE = {
    "country": "TH",
    "name": "Invented line",
    "number": "555-0102",
    "hours": "Day and night",
    "languages": "Thai, Khmer",
    "note": "",
    "url": "",
    "checked_on": "2026-01-15",
}
CAMPAIGNS = ("price-of-a-human-being", "iom-x", "ojo-a-la-trata")


def body_of(page, locale="en"):
    return project_written_page(page, Context(locale, datetime.date(2026, 3, 1))).public["body"]


@pytest.mark.parametrize("missing", ["country", "name", "number", "hours", "languages", "checked_on"])
def test_a_hotline_is_not_released_with_a_part_missing(about, missing):
    about.body = [("hotline", {**HOTLINE, missing: ""})]
    codes = [finding.code for finding in findings_of_written_page(about)]
    assert codes == ["hotline-unfinished"]


def test_not_even_a_draft_keeps_a_number_nobody_checked():
    block = HotlineBlock()
    with pytest.raises(StructBlockValidationError) as refused:
        block.clean_deferred(block.to_python({**HOTLINE, "checked_on": ""}))
    assert set(refused.value.block_errors) == {"checked_on"}


@pytest.mark.parametrize("number", ["555-0102", "*123#", "+66 (0) 555-0102"])
def test_a_number_is_written_as_it_is_dialled(number):
    block = HotlineBlock()
    assert block.clean(block.to_python({**HOTLINE, "number": number}))["number"] == number


@pytest.mark.parametrize("number", ["555-0102 / 555-0103", "555-0102 ext. 4", "๑๓๐๐", "the police"])
def test_what_would_be_dialled_as_another_number_is_refused_in_a_sentence(number):
    block = HotlineBlock()
    with pytest.raises(StructBlockValidationError) as refused:
        block.clean(block.to_python({**HOTLINE, "number": number}))
    assert "Write one number" in str(refused.value.block_errors["number"])


@pytest.mark.parametrize(("locale", "country"), [("en", "Thailand"), ("th", "ไทย"), ("zh-hans", "泰国")])
def test_a_country_is_named_in_the_language_of_the_page(about, locale, country):
    about.body = [{"type": "hotline", "value": HOTLINE}]
    (hotline,) = body_of(about, locale)
    assert hotline == {
        **HOTLINE,
        "type": "hotline",
        "country": {"code": "TH", "name": country},
        "url": None,
    }


def test_terms_and_notes_are_plain_data(about):
    about.body = [
        {"type": "note", "value": "The next part is  hard to read."},
        {"type": "terms", "value": {"items": [{"term": "An act", "text": "Someone recruits."}]}},
    ]
    assert body_of(about) == [
        {"type": "note", "text": "The next part is hard to read."},
        {"type": "terms", "items": [{"term": "An act", "text": "Someone recruits."}]},
    ]


@pytest.mark.django_db
def test_a_stranger_reads_it_only_after_a_signature(client, about, editor, reviewer):
    about.body = [{"type": "hotline", "value": HOTLINE}]
    about.save_revision(user=editor)
    assert client.get("/en/about/").status_code == client.get("/api/v1/pages/about/").status_code == 404
    release(about, editor, reviewer)
    document = client.get("/en/about/").content.decode()
    assert 'href="tel:5550102"' in document
    assert "Last checked on 15 January 2026" in document
    assert client.get("/api/v1/pages/about/").json()["page"]["body"][0]["number"] == "555-0102"


def test_the_demo_names_the_three_campaigns_and_the_palermo_protocol():
    slugs = [page.slug for page in content.PAGES]
    assert set(CAMPAIGNS) <= set(slugs)
    assert "Article 3" in str(prevention.DEFINITION.body)


def test_every_number_of_the_demo_is_kept_free_for_fiction_and_said_to_be_invented():
    hotlines = [part["value"] for part in prevention.REPORT.body if part["type"] == "hotline"]
    assert len(hotlines) >= 4
    assert all(hotline["number"].startswith("555-01") for hotline in hotlines)
    assert all("Invented" in hotline["name"] for hotline in hotlines)
    assert "every number below is invented" in str(prevention.REPORT.body)
