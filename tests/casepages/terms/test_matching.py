"""What is found, what is not, and what it costs."""

import pytest

from casepages.terms.entering import forms
from casepages.terms.folding import SHAPE, SOUND, fold
from sixdegree.demo.cases import CASES
from tests.casepages.terms.benign import BENIGN
from tests.casepages.terms.kept import found, stored

BENIGN_TEXT = " ".join(BENIGN)

# Invented, and of the lengths that real names and villages have.
NAMES = [
    *("Maria Fernandosa", "Fernandosa", "Somjai Jaidee", "Sukanya", "Mae Saiya", "Ban Nong Khwae"),
    *("Nguyễn Thị Ánh Hoa", "Siti Rahmadewi", "Dewi Lestariwati", "Kampung Baruwangi", "Lintang"),
    *(
        "สมใจ ใจดีงาม",
        "มาลีวรรณ",
        "บ้านหนองแควใหญ่",
        "陈美玲",
        "王小荷",
        "فاطمة الزهراني",
        "زهراء",
        "Thwe Thwe Myat",
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.alias)
def test_no_name_is_found_in_the_demos_stories(case):
    told = [case.summary, case.content_note, *(part.heading for part in case.milestones)]
    terms = stored(NAMES)
    for text in [*told, *(part.narrative for part in case.milestones)]:
        assert found(text, terms) == []


@pytest.mark.parametrize("text", BENIGN)
def test_no_name_is_found_in_texts_without_one(text):
    assert found(text, stored(NAMES)) == []


def test_short_names_are_found_as_words_and_not_within_words():
    terms = stored(["Sari"], "nickname")
    assert found("Then Sari's aunt said: S a r i, SÁRI, come.", terms) == ["Sari", "S a r i", "SÁRI"]
    assert found("She wore a sarin mask and necessary sarimanok feathers.", terms) == []


def test_middling_names_are_found_within_words_and_never_with_a_typo():
    terms = stored(["Lintang"])
    assert found("Lintangnya pergi.", terms) == ["Lintang"]
    assert found("Bintang, lintas, Lintbng.", terms) == []


@pytest.mark.parametrize(
    ("written", "stands"),
    [
        ("Fernandosa", 1),
        ("Fernandoza", 1),
        ("Frenandosa", 1),
        ("Fernadosa", 1),
        ("Fernanndosa", 1),
        ("Fxrnandoza", 0),
    ],
)
def test_long_names_are_found_with_one_typo(written, stands):
    assert len(found(f"It was {written} again.", stored(["Fernandosa"]))) == stands


def test_a_thai_name_is_found_within_a_sentence_and_not_across_syllables():
    terms = stored(["สมใจ"], "nickname")
    assert found("แล้วสมใจก็กลับบ้าน", terms) == ["สมใจ"]
    assert found("สมใจ่กลับบ้าน", terms) == ["สมใจ่"]
    assert found("เขาสมใจิตกลับบ้าน", terms) == []


def test_a_chinese_name_is_found_as_characters_and_as_pinyin():
    terms = stored(["陈美玲"])
    assert found("后来陈美玲回家了。", terms) == ["陈美玲"]
    assert found("Then Chen Meiling went home.", terms) == ["Chen Meiling"]


def test_numbers_and_accounts_are_found_however_they_are_written():
    terms = stored(["+66 81 234 5678"], "phone") + stored(["@mali.sews99"], "handle")
    assert found("Ring (66) 81-234.5678 or look for mali_sews_99.", terms) == [
        "66) 81-234.5678",
        "mali_sews_99",
    ]


def test_the_same_term_has_another_hash_in_another_case_kind_or_channel():
    tags = {
        form.tag
        for kind in ("legal_name", "alias")
        for scope in ("one", "another", "")
        for form in forms("Maria Fernandosa", kind, scope)
    }
    assert len(tags) == 12


def test_folding_is_what_it_was_when_terms_were_entered():
    # Other results would make stored terms unfindable: they need a new `folding.VERSION`.
    text = "Ⓜария ŁØŃÐ M4r!a &amp; <b>สมใจ</b> ใจดี๋ 陈美玲 فَاطِمَة ﻓﺎﻃﻤﻪ ĳ Straße 한글 ១២ क़"
    hangul = "\u1112\u1161\u11ab\u1100\u1173\u11af"
    shape = f"mapияiondmariaสมใจใจดี陈美玲فاطمهفاطمهijstrasse{hangul}i2क"
    assert fold(text, SHAPE).text == shape
    assert fold(text, SOUND).text == "mariyalondmrasmaichaichdichenmeilingftmhftmhijstrassehangeulk"


def test_six_thousand_benign_characters_are_like_no_term_of_any_kind():
    words = [part for case in CASES for part in (case.summary, *(one.narrative for one in case.milestones))]
    text = (" ".join(words) + BENIGN_TEXT)[:6000]
    kinds = ["legal_name", "name_part", "nickname", "family_name", "home_town", "school", "employer", "phone"]
    terms = [form for kind in kinds for form in stored(NAMES, kind)]
    assert len(text) == 6000 and found(text, terms) == []
