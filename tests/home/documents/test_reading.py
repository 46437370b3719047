"""How the parts of a page stand on it: a way past what is hard, hotlines side by side, headings in order."""

import pytest

from home.documents.languages import direction
from home.documents.reading import arranged

HEADING = {"type": "heading", "text": "Next"}
NOTE = {"type": "note", "text": "Hard to read."}
HOTLINE = {"type": "hotline", "country": {"code": "TH", "name": "Thailand"}, "number": "(0) 555-0102"}


def test_the_way_past_a_note_leads_to_the_next_heading():
    body = arranged([HEADING, NOTE, {"type": "paragraph", "text": "What is hard."}, HEADING], "en")
    assert body[1]["past"] == body[3]["anchor"] != body[0]["anchor"]


def test_where_nothing_follows_it_leads_to_the_foot_of_the_page():
    assert arranged([HEADING, NOTE], "en")[1]["past"] == "after"


def test_hotlines_that_follow_each_other_stand_together_and_are_dialled_as_written():
    body = arranged([HEADING, HOTLINE, HOTLINE, {"type": "paragraph", "text": "–"}, HOTLINE], "en")
    assert [part["type"] for part in body] == ["heading", "hotlines", "paragraph", "hotlines"]
    assert [len(part["items"]) for part in body if part["type"] == "hotlines"] == [2, 1]
    assert body[1]["items"][0]["dialled"] == "05550102"


def test_no_level_of_headings_is_left_out():
    assert arranged([HOTLINE], "en")[0]["level"] == 2
    assert arranged([HEADING, HOTLINE], "en")[1]["level"] == 3


def test_a_number_says_when_it_was_checked_in_the_readers_language():
    (part,) = arranged([{**HOTLINE, "checked_on": "2026-01-15"}], "id")
    assert part["items"][0]["checked"] == "15 Januari 2026"
    (part,) = arranged([HOTLINE], "id")
    assert part["items"][0]["checked"] == ""


@pytest.mark.parametrize(("code", "way"), [("en", "ltr"), ("zh-hans", "ltr"), ("ar", "rtl"), ("fa", "rtl")])
def test_a_language_runs_its_own_way(code, way):
    assert direction(code) == way
