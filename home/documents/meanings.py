"""A word of the interface, in any of its languages, for what cases are filed under: `渔业` is `fishing`."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile

from babel.core import get_global
from django.utils import translation

from home.documents import languages, vocabulary
from home.documents.countries import countries
from search.vocabulary import Meaning

SHORTEST = 3
Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Labels:
    """`((label, code), …)`, and the same by each word of a label: sorted, for beginnings."""

    whole: Pairs
    words: Pairs


def meaning(word: str) -> Meaning:
    """Kinds of exploitation, needs and countries with a label that has the word; none of a word like `of`."""
    if word.isascii() and len(word) < SHORTEST:
        return Meaning()
    filed, lands = _labels(tuple(languages.codes()))
    return Meaning(codes=_labelled(word, filed), origins=_in_areas(_labelled(word, lands)))


@lru_cache
def _labels(locales: tuple[str, ...]) -> tuple[Labels, Labels]:
    """Of needs and kinds of exploitation, and of countries."""
    filed: set[tuple[str, str]] = set()
    lands: set[tuple[str, str]] = set()
    for locale in locales:
        with translation.override(locale):
            for words in (vocabulary.EXPLOITATION, vocabulary.NEEDS):
                filed |= {(str(label).casefold(), code) for code, label in words.items()}
            lands |= {(name.casefold(), code) for code, name in countries()}
    return _sorted(filed), _sorted(lands)


def _sorted(pairs: Iterable[tuple[str, str]]) -> Labels:
    whole = tuple(sorted(pairs))
    return Labels(whole, tuple(sorted((word, code) for label, code in whole for word in label.split())))


def _labelled(word: str, labels: Labels) -> frozenset[str]:
    """Begins one of a label's words; where writing sets no spaces, either occurs in the other."""
    if word.isascii():
        return frozenset(_begun(word, labels.words))
    return frozenset(code for label, code in labels.whole if word in label or label in word)


def _begun(word: str, words: Pairs) -> Iterator[str]:
    later = words[bisect_left(words, (word, "")) :]
    return (code for _word, code in takewhile(lambda pair: pair[0].startswith(word), later))


def _in_areas(lands: frozenset[str]) -> frozenset[str]:
    """With the three letters by which the codes of areas in a country begin: `TH` and `THA`."""
    return lands | {letters for letters, known in _long_codes() if known in lands}


@lru_cache
def _long_codes() -> Pairs:
    aliases = get_global("territory_aliases")
    return tuple(
        (code, known[0])
        for code, known in aliases.items()
        if len(code) == 3 and code.isalpha() and len(known) == 1
    )
