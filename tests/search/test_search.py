"""A stranger looks for stories by words, and leaves no trace of having done so."""

import logging

import pytest

from publication.actions.recall import recall
from publication.actions.withdraw import withdraw
from tests.search.conftest import ids, person, place

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("engine")]


def test_every_word_must_occur_somewhere_in_the_card(find, fisher, seamstress):
    assert ids(find(q="workshop")) == [fisher]
    assert ids(find(q="RAYONG engines")) == [fisher]
    assert ids(find(q="engines machine")) == []
    assert ids(find(q="fishing")) == [fisher]


def test_without_words_all_public_cases_are_found(find, fisher, seamstress):
    assert set(ids(find())) == {fisher, seamstress}


def test_signs_of_the_database_language_are_only_signs(find, fisher):
    for signs in ("%", "_", "' OR 1=1 --", "\\"):
        assert ids(find(q=signs)) == []


def test_filters_narrow_and_facets_count(find, fisher, seamstress):
    answer = find(need="small_business")
    assert ids(answer) == [fisher]
    assert answer["facets"] == {
        "need": {"small_business": 1},
        "exploitation": {"fishing": 1},
        "region": {"THA-1": 1},
        "status": {"open": 1},
    }
    assert answer["total"] == 1
    assert set(ids(find(need=["small_business", "education_and_skills"]))) == {fisher, seamstress}
    assert ids(find(region="IDN-538", exploitation="fishing")) == []


def test_a_code_is_found_as_it_stands_and_by_no_spelling_like_it(find, fisher, seamstress):
    assert ids(find(region="IDN-538")) == [seamstress]
    spelled = {
        "region": ("idn-538", "Idn-538", "^49^^44^^4e^-538", "THA-1 #region/IDN-538"),
        "need": ("MEDICAL", "Small_business", "small_busine\u017f\u017f"),
        "exploitation": ("FISHING", "\uff46ishing"),
    }
    for name, values in spelled.items():
        for value in values:
            answer = find(**{name: value})
            assert (answer["results"], answer["total"]) == ([], 0), value


def test_a_hit_is_the_card_of_the_list_with_its_funding(client, find, fisher):
    (hit,) = find(q="Somchai")["results"]
    (listed,) = client.get("/api/v1/cases/").json()["results"]
    assert hit.pop("highlight") is None
    assert hit == listed


def test_it_says_who_answered_and_what_that_engine_cannot_do(find, fisher, engine):
    answer = find(q="workshpo")
    assert answer["engine"] == engine
    forgives_typos = "typo tolerance" not in answer["lacks"]
    assert ids(answer) == ([fisher] if forgives_typos else [])


def test_a_case_is_shown_once_in_the_language_asked(find, seamstress):
    assert [card["locale"] for card in find(locale="id")["results"]] == ["id"]
    assert [card["locale"] for card in find()["results"]] == ["en"]
    assert ids(find(q="menjahit", locale="id")) == [seamstress]


def test_an_area_has_its_signed_name_in_the_language_asked_else_in_one_of_its_stories(find, released):
    thai = {"code": "THA-1", "name": "ระยอง", "lang": "th", "kind": "region"}
    released("Somchai", "He mends engines.", origin=place("THA-1", "Rayong"))
    released("Malee", "She mends nets.", origin=thai, locales=("th",), translated={"th": "เธอซ่อมแห"})
    released("Melati", "She sews.", origin=place("IDN-538", "East Java"))
    assert find()["areas"] == [
        {"code": "THA-1", "name": "Rayong", "lang": "en", "count": 2, "point": None},
        {"code": "IDN-538", "name": "East Java", "lang": "en", "count": 1, "point": None},
    ]
    assert [area["name"] for area in find(locale="th")["areas"]] == ["ระยอง", "East Java"]
    assert [area["name"] for area in find(locale="id")["areas"]] == ["Rayong", "East Java"]


def test_a_withdrawn_story_cannot_be_found_from_the_next_request_on(client, find, fisher):
    withdraw(fisher, person("officer"), "asked for it by telephone")
    answer = find(q="workshop")
    assert answer["results"] == []
    assert (answer["total"], answer["areas"]) == (0, [])
    assert answer["facets"] == {"need": {}, "exploitation": {}, "region": {}, "status": {}}
    assert client.get("/api/v1/search/suggest/", {"q": "Som"}).json()["results"] == []


def test_a_recalled_story_cannot_be_found(find, fisher):
    recall(fisher, None, person("reviewer"), "a place was too small")
    assert find(q="workshop")["results"] == []


def test_suggestions_complete_aliases_and_regions(client, fisher, seamstress):
    def suggest(q):
        return client.get("/api/v1/search/suggest/", {"q": q}).json()["results"]

    assert suggest("mel") == [{"text": "Melati", "kind": "story"}]
    assert suggest("Ra") == [{"text": "Rayong", "kind": "region"}]
    assert suggest("work") == []
    assert suggest("  ") == []


@pytest.mark.parametrize("route", ["search/", "search/suggest/"])
def test_what_was_typed_is_told_to_nobody_and_kept_nowhere(client, caplog, route):
    with caplog.at_level(logging.DEBUG, logger="root"):
        answer = client.get(f"/api/v1/{route}", {"q": "Putri from Malang"})
    assert answer["Referrer-Policy"] == "no-referrer"
    assert answer["Cache-Control"] == "no-store"
    assert answer["X-Robots-Tag"] == "noindex, noarchive"
    assert not client.cookies
    said = [record for record in caplog.records if not record.name.startswith("django.db")]
    assert not any("Putri" in record.getMessage() for record in said)


def test_too_long_a_question_is_refused_without_repeating_it(client):
    answer = client.get("/api/v1/search/", {"q": "Putri " * 60})
    assert answer.status_code == 422
    assert answer["Content-Type"] == "application/problem+json"
    assert b"Putri" not in answer.content
