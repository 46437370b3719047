"""Words become the same tokens wherever they are written."""

import re
from importlib import import_module
from pathlib import Path

import pytest

from bench.search import words as told
from search.analysis import stems, synonyms, tokens
from search.analysis.terms import FORGIVEN, terms
from search.query import Sought, parted


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Café crème", ["cafe", "creme"]),
        ("well-paid, twice!", ["well", "paid", "twice"]),
        ("渔业工", ["渔业", "业工", "工"]),
        ("ABC公司", ["abc", "公司", "司"]),
        ("ทำ", ["ท\u0e4d", "\u0e4dา", "า"]),
    ],
)
def test_a_text_is_cut_into_words_and_into_pairs_of_signs(text, found):
    assert tokens.indexed(text) == found


def test_what_is_looked_for_promises_nothing_of_the_sign_that_follows():
    assert tokens.sought("渔业") == ["渔业"]
    assert tokens.sought("渔") == ["渔"]
    assert tokens.sought("%_'") == []


def test_places_in_a_folded_text_lead_back_to_the_text():
    text = "Straße, café ﬁn"
    folded, places = tokens.folded_in_place(text)
    assert folded == tokens.folded(text) == "strasse, cafe fin"
    assert [text[place] for place in places][-3:] == ["ﬁ", "ﬁ", "n"]


def test_stems_are_those_of_the_language():
    assert stems.stem("en", "sewing") == stems.known("en", "sews") == "en=sew"
    assert stems.stem("id", "menjahit") == "id=jahit"
    assert stems.of_locale("zh-hans") == "en"


def test_an_expression_of_two_words_means_what_each_of_them_is_found_by():
    trawler = synonyms.spellings("trawler")
    boat, other = synonyms.meant_by(["fishing", "boat"])
    assert trawler <= boat & other
    assert not trawler & synonyms.meant_by(["boat"])[0]


def test_no_expression_of_the_file_is_empty_or_means_only_itself():
    assert min(len(line) for line in synonyms._lines()) > 1
    assert all(synonyms.spellings(expression) for line in synonyms._lines() for expression in line)


@pytest.mark.parametrize(
    ("typed", "words", "exact"),
    [
        ('sewing "own shop" quick', ("sewing", "quick"), ("own shop",)),
        ("“ein”«zwei» 「三」", (), ("ein", "zwei", "三")),
        ('never "closed', ("never", "closed"), ()),
        ('"" " "', (), ()),
    ],
)
def test_what_was_typed_is_parted_at_quotation_marks(typed, words, exact):
    assert parted(typed, 8) == (words, exact)


def test_a_sign_that_stands_for_a_sentence_asks_no_engine_for_thousands_of_words():
    (term,) = terms(Sought(words=("\ufdfa" * 200,)))
    assert sum(map(len, term.words)) <= tokens.LONGEST


@pytest.mark.parametrize("typed", ["abcdefgh" * 25, " ".join(["stranger", "than", "any"] * 12)])
def test_typos_are_looked_for_in_as_many_letters_as_somebody_types_who_looks_for_something(typed):
    found = terms(Sought(words=tuple(typed.split())))
    forgiven = [word for term in found if term.forgiven for word in term.words]
    assert len("".join(forgiven)) <= FORGIVEN < len(typed.replace(" ", ""))
    assert terms(Sought(words=("tralwer",)))[0].forgiven


@pytest.mark.parametrize("language", stems.ALGORITHMS)
def test_stems_in_c_are_those_in_python_and_no_word_is_remembered(language):
    """A host without a compiler has the same hits."""
    texts = [path.read_text().casefold() for path in Path(told.__path__[0]).glob("*.py")]
    words = {word for text in texts for word in re.findall(r"[a-z]{3,}", text)}
    algorithm = stems.ALGORITHMS[language]
    plain = import_module(f"snowballstemmer.{algorithm}_stemmer")
    in_python = getattr(plain, f"{algorithm.capitalize()}Stemmer")()
    assert len(words) > 500
    assert {word: stems.stem(language, word) for word in words} == {
        word: f"{language}={in_python.stemWord(word)}" for word in words
    }
    assert stems._made(algorithm).maxCacheSize == 0
