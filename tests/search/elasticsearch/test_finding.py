"""What Elasticsearch adds: typos forgiven, passages shown, Thai and Chinese read."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from search import documents
from search.engines import first
from tests.search.conftest import ids

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("elasticsearch")]


def test_a_typo_finds_what_it_is_near_to_where_nothing_is_spelled_so(find, fisher, seamstress):
    answer = find(q="enginse wrokshop")
    assert (ids(answer), answer["total"]) == ([fisher], 1)
    assert answer["facets"]["need"] == {"small_business": 1}
    assert [area["code"] for area in answer["areas"]] == ["THA-1"]


def test_who_spelled_rightly_is_shown_no_near_miss(find, released):
    boat, coat = (released(name, f"Wants a {thing}.") for name, thing in (("Tam", "coat"), ("Lin", "coats")))
    goat = released("Ari", "Wants a goat.")
    answer = find(q="goat")
    assert (ids(answer), answer["total"]) == ([goat], 1)
    assert answer["facets"]["status"] == {"open": 1}
    assert set(ids(find(q="coat"))) == {boat, coat}


def test_who_has_waited_for_many_years_is_lifted_no_less_than_who_has_for_some(find, released):
    today = timezone.localdate()
    waited = {released(name, "Wants a coat."): years for name, years in (("Tam", 4), ("Lin", 9))}
    first().put(
        [
            replace(document, waiting_since=today - timedelta(days=366 * waited[document.subject]))
            for document in documents.of_subjects(waited)
        ]
    )
    some, many = waited
    assert ids(find(q="coat")) == [many, some]


def test_an_endless_word_is_looked_for_as_it_stands_and_costs_nobody_the_engine(find, fisher):
    for typed in ("fishermann" * 20, "\ufdfa" * 200, " ".join(["engimes" * 4] * 6)):
        answer = find(q=typed)
        assert (answer["engine"], ids(answer)) == ("elasticsearch", [])
    assert ids(find(q="engimes")) == [fisher]


def test_quoted_words_are_forgiven_nothing(find, fisher):
    assert ids(find(q='"mends engines"')) == [fisher]
    assert ids(find(q='"mend engines"')) == []
    assert ids(find(q='"mends enginse"')) == []


def test_the_passage_is_shown_with_what_was_found_in_it(find, fisher):
    (hit,) = find(q="engine")["results"]
    text, marks = hit["highlight"]["text"], hit["highlight"]["marks"]
    assert [text[start:end] for start, end in marks] == ["engines"]


def test_no_passage_is_shown_of_what_was_found_by_name_typo_beginning_or_synonym(find, fisher, released):
    released("Melati", "She sews.", form="begging")
    for typed in ("Somchai", "fishing", "enginse", "worksho", "menjahit"):
        (hit,) = find(q=typed)["results"]
        assert hit["highlight"] is None, typed


def test_thai_is_read_by_words_and_chinese_by_pairs(find, released):
    words = {"th": "เขาทำงานบนเรือประมง", "zh-hans": "她会缝纫，想要一台自己的缝纫机。"}
    tam = released("Tam", "He went to sea.", locales=("en", "th", "zh-hans"), translated=words)
    for locale, word in (("th", "ประมง"), ("zh-hans", "缝纫")):
        (hit,) = find(q=word, locale=locale)["results"]
        assert (hit["id"], hit["locale"]) == (tam, locale)
        text = hit["highlight"]["text"]
        assert word in [text[start:end] for start, end in hit["highlight"]["marks"]]


@pytest.mark.parametrize(
    "locale, told, nearly, right, wrong, short",
    [
        ("th", "เขาทำงานบนเรือประมง", "เขาทำงานบนเรือปรัมง", "เรือประมง", "เรือปรุมง", "ปรุม"),
        ("zh-hans", "她想要自己的缝纫机。", "她想要自已的缝纫机。", "自己的缝纫机", "自己得缝纫机", "缝刃机"),
    ],
)
def test_a_wrong_sign_where_no_spaces_are_written_finds_what_it_is_near_to(
    find, released, locale, told, nearly, right, wrong, short
):
    tam, _lin = (
        released(name, "Well.", locales=("en", locale), translated={locale: words})
        for name, words in (("Tam", told), ("Lin", nearly))
    )
    exactly = find(q=right, locale=locale)
    assert (ids(exactly), exactly["near"]) == ([tam], False)
    nearby = find(q=wrong, locale=locale)
    assert tam in ids(nearby) and nearby["near"]
    assert ids(find(q=f'"{wrong}"', locale=locale)) == ids(find(q=short, locale=locale)) == []
