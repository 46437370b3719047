"""What a reader newly learns: told by members and by words, since every release in any language."""

import copy

import pytest

from review.disclosure import facts, learned
from review.disclosure.compare import CHANGED, COARSER, FINER, NEW, REMOVED

INDONESIA, EAST_JAVA, SURABAYA, WEST_KALIMANTAN = "ID", "IDN-1233", "c-1625822", "IDN-1228"


def place(code, name):
    return {"code": code, "name": name, "lang": "en", "kind": "region"}


def story(locale="en", **changes):
    """Sari's, as it would be served."""
    told = {
        "kind": "case",
        "locale": locale,
        "alias": "Sari",
        "age_band": "25-34",
        "summary": "She came home.",
        "exploitation": ["domestic_work_and_hospitality"],
        "origin": place(WEST_KALIMANTAN, "West Kalimantan"),
        "period": {"from": 2008, "to": 2014},
        "goal": {"amount": 150_000, "currency": "USD"},
        "needs": [
            {"category": "medical", "label": "Medicine", "amount": {"amount": 150_000, "currency": "USD"}}
        ],
        "milestones": [part("a", 1), part("b", 2, place=place(EAST_JAVA, "East Java"), period="2008–2014")],
        "picture": None,
    }
    return {**told, **changes}


def part(block, order, *narrative, heading="", place=None, period=""):
    told = {"heading": heading, "narrative": list(narrative), "place": place, "period": period}
    return {"id": block, "order": order, "stage": "before", **told}


def with_words(*narrative, locale="en"):
    return story(locale, summary="", milestones=[part("a", 1, *narrative), story()["milestones"][1]])


def read(public, *released):
    return {(one.change, one.fact.kind, one.fact.value) for one in learned(public, released)}


def test_of_a_first_release_everything_is_new():
    found = read(with_words("Her mother sewed."))
    assert {change for change, _kind, _value in found} == {NEW}
    assert {(kind, value) for _change, kind, value in found} == {
        ("alias", "sari"),
        ("age_band", "25-34"),
        ("exploitation", "domestic_work_and_hospitality"),
        ("place", WEST_KALIMANTAN),
        ("place", EAST_JAVA),
        ("period", "2008-2014"),
        ("need", "150000 USD"),
        ("goal", "150000 USD"),
        ("relation", "mother"),
        ("occupation", "sewing"),
    }


def test_the_same_again_teaches_nothing():
    assert learned(story(), [story()]) == []


def test_other_words_for_the_same_teach_nothing():
    assert read(with_words("She has a mother."), with_words("Her mum was there.")) == set()


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [
        (INDONESIA, EAST_JAVA, FINER),
        (EAST_JAVA, SURABAYA, FINER),
        (INDONESIA, SURABAYA, FINER),
        (EAST_JAVA, INDONESIA, COARSER),
        (EAST_JAVA, WEST_KALIMANTAN, CHANGED),
        (EAST_JAVA, "area-of-an-old-gazetteer", CHANGED),
    ],
)
def test_a_place_is_finer_coarser_or_another(before, after, change):
    told = [story(milestones=[part("b", 1, place=place(code, code))]) for code in (before, after)]
    assert read(told[1], told[0]) == {(change, "place", after)}


def test_a_place_that_another_part_told_is_new_for_this_one_and_says_so():
    newer = story(milestones=[part("a", 1, place=place(EAST_JAVA, "East Java")), story()["milestones"][1]])
    (one,) = learned(newer, [story()])
    assert (one.change, one.fact.slot, one.elsewhere) == (NEW, "a", True)


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [("2008–2014", "2009", FINER), ("2009", "2008–2014", COARSER), ("2009", "2011", CHANGED)],
)
def test_years_are_finer_coarser_or_others(before, after, change):
    told = [story(milestones=[part("b", 1, period=period)]) for period in (before, after)]
    assert {change for change, _kind, _value in read(told[1], told[0])} == {change}


def test_age_band_alias_needs_and_goal_change_in_their_place():
    newer = story(
        age_band="35-44", alias="Dewi", goal={"amount": 200_000, "currency": "USD"}, needs=story()["needs"]
    )
    newer["needs"] = copy.deepcopy(newer["needs"])
    newer["needs"][0]["amount"]["amount"] = 200_000
    assert read(newer, story()) == {
        (CHANGED, "age_band", "35-44"),
        (CHANGED, "alias", "dewi"),
        (CHANGED, "goal", "200000 USD"),
        (CHANGED, "need", "200000 USD"),
    }


def test_what_is_left_out_is_named_for_it_stays_known():
    newer = story(exploitation=[])
    assert read(newer, story()) == {(REMOVED, "exploitation", "domestic_work_and_hospitality")}


def test_what_an_older_release_told_is_no_news_when_it_comes_back():
    told, silent = with_words("Her husband waited."), with_words("Somebody waited.")
    assert read(told, told, silent) == set()


def test_what_another_language_told_is_known():
    indonesian = with_words("Ibunya bekerja di restoran selama enam tahun.", locale="id")
    english = with_words("Her mother worked in a restaurant for six years. Her husband left.")
    assert read(english, indonesian) == {(NEW, "relation", "husband")}


def test_a_picture_is_new_by_its_bytes():
    pictured = story(picture={"sha256": "a" * 64, "alt": "A sewing machine"})
    assert (NEW, "picture", "a" * 64) in read(pictured, story())
    assert read(pictured, pictured) == set()


def test_a_word_is_quoted_and_leads_to_its_part():
    (one,) = [fact for fact in facts(with_words("Then her husband came.")) if fact.kind == "relation"]
    assert (one.before, one.shown, one.after) == ("Then her ", "husband", " came.")
    assert (one.slot, one.order) == ("a", 1)


def test_alias_and_released_places_in_the_text_are_not_names():
    told = facts(with_words("In East Java, Sari met Dewi."))
    assert [fact.shown for fact in told if fact.kind == "name"] == ["Dewi"]


def test_years_of_the_period_in_the_text_teach_nothing_more():
    told = facts(with_words("In 2014 she left, and in 2016 she sewed."))
    assert [fact.value for fact in told if fact.kind == "date"] == ["2016"]


def test_a_content_page_tells_names_numbers_and_links():
    page = {
        "kind": "page",
        "locale": "en",
        "slug": "about",
        "title": "About us",
        "body": [
            {"type": "paragraph", "text": "we work with Harapan in 12 countries, two days each."},
            {"type": "link", "text": "more", "url": "https://example.org/", "slug": None},
        ],
    }
    assert {(fact.kind, fact.value) for fact in facts(page)} == {
        ("name", "harapan"),
        ("number", "12"),
        ("number", "2 day"),
        ("link", "https://example.org/"),
    }


def test_an_update_tells_what_its_words_tell():
    update = {"kind": "update", "locale": "en", "title": "News", "body": ["Her daughter came."], "date": ""}
    assert ("relation", "daughter") in {(fact.kind, fact.value) for fact in facts(update)}
