"""A donor types what comes to mind, in her own language; the words of a story are found as she means them."""

import pytest

from tests.search.conftest import ids, place

pytestmark = pytest.mark.django_db
on_each = pytest.mark.usefixtures("engine")


@pytest.fixture
def narin(released):
    """His milestones tell of what his summary does not."""
    told = ["He was sold to a trawler off Ambon.", "At the café of his aunt he learned to weld."]
    return released("Narin", "He mends engines now.", "small_business", "fishing", told=told)


@pytest.fixture
def mei(released):
    """Told in Thai and Chinese as well, which write no spaces between words."""
    translated = {"th": "เธอเย็บผ้าและอยากเปิดร้านเล็กๆ", "zh-hans": "她在工厂缝纫衣服,想开一家小店。"}
    return released(
        "Mei",
        "She sews.",
        "education_and_skills",
        "manufacturing",
        place("CN", "China"),
        locales=("en", "th", "zh-hans"),
        translated=translated,
    )


@on_each
def test_a_word_is_found_by_its_stem_its_synonyms_and_its_beginning(find, narin, mei):
    for typed in ("engine", "MENDING", "fishing boat", "tailor", "engin", "Ambon", "cafe"):
        assert len(ids(find(q=typed))) == 1, typed
    assert ids(find(q="mending")) == ids(find(q="trawlers")) == ids(find(q="fishing boat")) == [narin]
    assert ids(find(q="tailoring")) == ids(find(q="menjahit")) == ids(find(q="sew")) == [mei]
    assert ids(find(q="weld")) == [narin]
    assert ids(find(q="we")) == []
    assert ids(find(q="engines tailoring")) == []


@on_each
def test_words_in_quotation_marks_are_found_as_they_stand(find, narin, mei):
    assert ids(find(q='"mends engines"')) == ids(find(q="“mends engines” aunt")) == [narin]
    assert ids(find(q='"mend engines"')) == ids(find(q='"engines mends"')) == ids(find(q='"tailoring"')) == []
    # The end of one text and the beginning of the next are no phrase.
    assert ids(find(q='"Ambon at"')) == ids(find(q='"Ambon Step"')) == []


@on_each
@pytest.mark.parametrize("typed", ["缝纫", "缝", "小店", "工厂 缝纫"])
def test_chinese_is_found_by_any_of_its_signs_in_order(find, mei, typed):
    assert ids(find(q=typed, locale="zh-hans")) == [mei]


@on_each
def test_thai_and_chinese_are_found_without_spaces(find, mei, narin):
    assert ids(find(q="เย็บผ้า", locale="th")) == ids(find(q="อยากเปิด", locale="th")) == [mei]
    assert ids(find(q="店小", locale="zh-hans")) == []
    # A synonym finds the story in the language it is told in.
    assert ids(find(q="裁缝", locale="en")) == ids(find(q="เย็บผ้า")) == [mei]


@on_each
def test_what_a_story_is_named_and_filed_by_stands_before_what_it_mentions(find, released):
    mentioned = released("Dewi", "She is well.", "medical", "begging", told=["A lawyer took her to court."])
    filed = released("Sari", "She is well.", "legal", "begging")
    assert ids(find(q="legal")) == [filed, mentioned]


def test_a_highlight_is_plain_text_with_the_places_of_what_was_found(find, narin, mei):
    (hit,) = find(q="trawler welding")["results"]
    assert hit["highlight"]["text"] in (
        "He was sold to a trawler off Ambon.",
        "At the café of his aunt he learned to weld.",
    )
    assert marked(hit) == ["trawler"]
    (hit,) = find(q="cafe")["results"]
    assert marked(hit) == ["café"]
    (hit,) = find(q="缝纫", locale="zh-hans")["results"]
    assert marked(hit) == ["缝纫"]
    assert [hit["highlight"] for hit in find()["results"]] == [None, None]


def test_a_long_passage_is_cut_around_what_was_found(find, released):
    released("Dewi", "She waited. " * 40 + "Then a needle was all she had. " + "She waited. " * 40)
    (hit,) = find(q="needle")["results"]
    text = hit["highlight"]["text"]
    assert marked(hit) == ["needle"]
    assert text.startswith("… ") and text.endswith(" …") and len(text) < 240


def marked(hit):
    text, marks = hit["highlight"]["text"], hit["highlight"]["marks"]
    return [text[start:end] for start, end in marks]
