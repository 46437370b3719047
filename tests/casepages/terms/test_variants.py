"""Thirty-two ways in which a name slips into a text, and how many a plain search and this one find."""

import unicodedata

import pytest

from tests.casepages.terms.kept import found, stored

# Invented people. What an officer enters: the full name; then also its parts and romanisations.
FULL = ["Maria Fernandosa", "สมใจ ใจดีงาม", "陈美玲", "Nguyễn Thị Ánh Hoa", "فاطمة الزهراني"]
PARTS = ["Maria", "Fernandosa", "Somjai Jaidee", "Hoa Nguyễn"]

VARIANTS = [
    "Maria Fernandosa came home.",
    "MARIA FERNANDOSA came home.",
    "maria   fernandosa",
    "Maria\u00a0Fernandosa",
    "Maria-Fernandosa",
    "M a r i a F e r n a n d o s a",
    "M.a.r.i.a. Fernandosa",
    "Mar\u200bia Fern\u200dandosa",
    "Ma\u00adria Fernan\u00addosa",
    "Mariá Fernandósa",
    "Maria Fernandosa",
    "Маria Fеrnаndоsа",
    "M4r1a F3rn4nd0s4",
    "Mar!a Fern@ndo$a",
    "Ⓜⓐⓡⓘⓐ Ⓕⓔⓡⓝⓐⓝⓓⓞⓢⓐ",
    "𝑀𝑎𝑟𝑖𝑎 𝐹𝑒𝑟𝑛𝑎𝑛𝑑𝑜𝑠𝑎",
    "Maria Fernandoza",
    "Maria Fernndosa",
    "Maria Fernanddosa",
    "Mraia Fernandosa",
    "&#77;aria Fernandosa",
    "<b>Ma</b>ria Fernandosa",
    "สมใจ ใจดีงาม",
    "เธอชื่อสมใจใจดีงามและเย็บผ้า",
    "สมใจ\u200b ใจดี๋งาม",
    "她叫陈美玲，会缝纫。",
    "陳 美 玲",
    "nguyen thi anh hoa",
    "NGUYỄN THỊ ÁNH HOA",
    "قالت فَاطِمَة الزهراني",
    "فاطمه الزهرانى",
    "Then Maria was alone, and Mr. Fernandosa left.",
]
ONLY_BY_PARTS = ["Then Maria was alone.", "Maria Fxrnandoxa", "Somjai Jaidee sews.", "Hoa Nguyen sews."]


def plainly(text):
    folded = unicodedata.normalize("NFKC", text).casefold()
    return any(unicodedata.normalize("NFKC", name).casefold() in folded for name in FULL)


def test_thirty_one_of_thirty_two_variants_are_found_by_the_full_name_and_few_by_a_plain_search():
    terms = stored(FULL)
    missed = [text for text in VARIANTS if not found(text, terms)]
    assert (len(VARIANTS), sum(map(plainly, VARIANTS))) == (32, 9)
    assert missed == VARIANTS[-1:]


@pytest.mark.parametrize("text", [VARIANTS[-1], *ONLY_BY_PARTS])
def test_parts_and_romanisations_are_found_where_they_were_entered_themselves(text):
    assert found(text, stored(FULL)) == []
    assert found(text, stored([*FULL, *PARTS]))
