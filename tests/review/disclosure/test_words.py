"""Facts told in words, in each language that has a list."""

import tomllib
from importlib import resources

import pytest

from review.disclosure import names
from review.disclosure.lexicon import KINDS, lexicon
from review.disclosure.words import told_in
from review.projection.passages import Passage

LOCALES = ("en", "id", "th", "zh-hans")


def told(locale, text):
    return [
        (fact.kind, fact.value) for fact in told_in(Passage("Milestone 1", text, "narrative", "a"), locale)
    ]


@pytest.mark.parametrize(
    ("locale", "text", "expected"),
    [
        ("en", "Her mother cooked.", [("relation", "mother"), ("occupation", "cooking")]),
        ("id", "ibunya memasak", [("relation", "mother"), ("occupation", "cooking")]),
        ("th", "แม่ทำอาหาร", [("relation", "mother"), ("occupation", "cooking")]),
        ("zh-hans", "母亲做饭", [("relation", "mother"), ("occupation", "cooking")]),
        ("en", "a fishing boat", [("workplace", "fishing-boat")]),
        ("id", "di kapal ikan", [("workplace", "fishing-boat")]),
        ("th", "บนเรือประมง", [("workplace", "fishing-boat")]),
        ("zh-hans", "在渔船", [("workplace", "fishing-boat")]),
        ("en", "she was pregnant", [("trait", "pregnant")]),
        ("en", "during Ramadan", [("date", "ramadan")]),
        ("th", "แม่น้ำ", []),
        ("en", "her mother tongue", []),
        ("en", "smothered", []),
    ],
)
def test_words_of_a_list(locale, text, expected):
    assert [one for one in told(locale, text) if one[0] != "name"] == expected


@pytest.mark.parametrize(
    ("locale", "text", "value"),
    [
        ("en", "for six years", "6 year"),
        ("en", "for 6 years", "6 year"),
        ("en", "twelve long hours", "12 hour"),
        ("en", "USD 1,500", "1500 usd"),
        ("en", "USD 1.26 a day", "1.26 usd"),
        ("en", "300 baht", "300 thb"),
        ("id", "enam tahun", "6 year"),
        ("id", "Rp 50.000", "50000 idr"),
        ("th", "หกปี", "6 year"),
        ("th", "๓๐๐ บาท", "300 thb"),
        ("zh-hans", "六年", "6 year"),
        ("zh-hans", "20元", "20 cny"),
        ("fr", "12 ouvriers", "12"),
    ],
)
def test_numbers_are_the_same_in_every_language(locale, text, value):
    assert ("number", value) in told(locale, text)


@pytest.mark.parametrize(("locale", "text"), [("en", "in 2009"), ("th", "ปี 2552"), ("id", "tahun 2009")])
def test_years_also_of_the_buddhist_era(locale, text):
    assert ("date", "2009") in told(locale, text)


def test_a_number_without_a_unit_in_words_is_no_fact():
    assert told("en", "one of them said no") == []


@pytest.mark.parametrize(
    ("locale", "text", "shown"),
    [
        ("en", "Then Budi came.", ["Budi"]),
        ("en", "Budi came.", ["Budi"]),
        ("en", "She came with Pak Budi Santoso.", ["Pak Budi Santoso"]),
        ("en", "She came. Nobody knew.", []),
        ("id", "Lalu Siti datang.", ["Siti"]),
        ("th", "นางสาวสมใจ มา", ["นางสาวสมใจ"]),
        ("th", "นายจ้างมา", []),
        ("th", "เธอพบ Budi", ["Budi"]),
        ("zh-hans", "王先生来了", ["王先生"]),
        ("zh-hans", "小时", []),
        ("zh-hans", "玛丽亚·桑托斯来了", ["玛丽亚·桑托斯来了"]),
        ("ja", "マリア・サントスは", ["マリア・サントス"]),
    ],
)
def test_what_looks_like_a_name(locale, text, shown):
    assert [text[begins:ends] for _kind, _value, begins, ends in names.names(text, lexicon(locale))] == shown


def test_an_age_is_an_age_and_no_number_beside():
    assert told("en", "when she was 16 years old") == [("age", "she was 16")]


def test_long_texts_are_quoted_in_part():
    (fact,) = [
        one
        for one in told_in(Passage("Text", "word " * 40 + "her husband " + "word " * 40, "body"), "en")
        if one.kind == "relation"
    ]
    assert fact.before.startswith("…")
    assert fact.after.endswith("…")


@pytest.mark.parametrize("locale", LOCALES)
def test_the_lists_speak_of_the_same_things(locale):
    """A canonical word that English does not know would never meet what another language told."""
    lists = {
        name: tomllib.loads(
            (resources.files("review.disclosure") / "data" / f"{name}.toml").read_text("utf-8")
        )
        for name in ("en", locale)
    }
    for kind in (*KINDS, "unit"):
        assert set(lists[locale][kind]) <= set(lists["en"][kind])


def test_a_language_without_a_list_is_told_apart():
    assert lexicon("en").is_known
    assert not lexicon("fr").is_known
