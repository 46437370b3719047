"""Stems of English (Porter 2) and Indonesian words, each marked with its language: `en=fish`."""

import threading
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import snowballstemmer

from search.analysis import tokens

# The language of a locale → the name of its algorithm. Words of other languages are stemmed as English ones:
# Thai and Chinese have no endings, and what is in Latin letters there is mostly English.
ALGORITHMS = {"en": "english", "id": "indonesian"}
OTHERS = "en"

# A stemmer holds the word it works on.
_own = threading.local()


def of_locale(locale: str) -> str:
    """The language whose stems the words of a record in this locale have."""
    language = locale.partition("-")[0]
    return language if language in ALGORITHMS else OTHERS


def stem(language: str, word: str) -> str:
    """Not remembered: for words that a reader typed."""
    stemmers = _own.__dict__
    if language not in stemmers:
        stemmers[language] = _made(ALGORITHMS[language])
    return f"{language}={stemmers[language].stemWord(word)}"


def _made(algorithm: str) -> Any:
    """In C where PyStemmer is installed, which would remember the words of readers."""
    made = snowballstemmer.stemmer(algorithm)
    if hasattr(made, "maxCacheSize"):
        made.maxCacheSize = 0
    return made


def phrases(words: Sequence[str]) -> set[tuple[str, ...]]:
    """The words of a query as stems, in each language; none where a writing without spaces is among them."""
    if any(tokens.is_unspaced(word) for word in words):
        return set()
    return {tuple(stem(language, word) for word in words) for language in ALGORITHMS if words}


# Of released words alone.
known = lru_cache(maxsize=100_000)(stem)
