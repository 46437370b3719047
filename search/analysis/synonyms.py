"""Words that mean the same to somebody who looks for a story, in four languages: one committed file."""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from search.analysis import stems, tokens

FILE = Path(__file__).parent / "data" / "synonyms.txt"
Phrase = tuple[str, ...]


def spellings(text: str) -> set[Phrase]:
    """The tokens of a text: as they are where writing sets no spaces, else as stems of each language."""
    words = tuple(tokens.sought(text))
    return stems.phrases(words) or ({words} if words else set())


def meant_by(words: Sequence[str]) -> list[set[Phrase]]:
    """For each word of a query the other spellings of what it, or an expression it is part of, stands for."""
    meant: list[set[Phrase]] = [set() for _word in words]
    for start in range(len(words)):
        for end in range(start + 1, min(len(words), start + _longest()) + 1):
            # Two words that are one expression each take all that it means: both or either meaning is asked.
            others = _others(" ".join(words[start:end]))
            for place in range(start, end):
                meant[place] |= others
    return meant


def _others(text: str) -> set[Phrase]:
    groups = _groups()
    return {phrase for spelling in spellings(text) for phrase in groups.get(spelling, ())}


@lru_cache
def _groups() -> dict[Phrase, frozenset[Phrase]]:
    """Each spelling → all that mean the same."""
    groups: dict[Phrase, frozenset[Phrase]] = {}
    for expressions in _lines():
        same = frozenset(spelling for expression in expressions for spelling in spellings(expression))
        for spelling in same:
            groups[spelling] = groups.get(spelling, frozenset()) | same
    return groups


@lru_cache
def _longest() -> int:
    return max(len(expression.split()) for expressions in _lines() for expression in expressions)


@lru_cache
def _lines() -> list[list[str]]:
    written = [line.partition("#")[0] for line in FILE.read_text(encoding="utf-8").splitlines()]
    lines = [[part.strip() for part in line.split(",") if part.strip()] for line in written]
    return [line for line in lines if line]
