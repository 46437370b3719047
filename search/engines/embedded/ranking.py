"""In which order hits are shown, the same on both databases: by where and how words match, then by need."""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from search.analysis.terms import Term

LAYERS = {"head": 3.0, "lead": 1.5, "story": 1.0}
AS_TYPED, BY_STEM, BY_MEANING, BY_BEGINNING = 1.0, 0.9, 0.7, 0.6
FILED = 2.5  # under a code that the word means
# How much those who wait longest, and those whose goal is nearly reached, are lifted at most.
WAITING, URGENT = 0.1, 0.1
LONG_WAIT_DAYS = 730


COLUMNS = ("record", "status", "waiting_since", "left", "marks", *LAYERS)


class Row(Protocol):
    """`COLUMNS` of an `IndexedRecord`."""

    record: int
    status: str
    waiting_since: date
    left: float | None
    marks: str


@dataclass(frozen=True, slots=True)
class _Asked:
    """A term as texts to look for among a row's words and marks."""

    marks: tuple[str, ...]
    forms: tuple[tuple[float, str], ...]


def ranked(rows: Iterable[Row], terms: Sequence[Term], today: date) -> list[int]:
    """Keys of records, best first; equals stay as they come."""
    asked = [_Asked(tuple(f" {mark} " for mark in term.marks), tuple(_forms(term))) for term in terms]
    scored = [(_score(row, asked) * boost(row, today), row.record) for row in rows]
    return [key for _value, key in sorted(scored, key=lambda pair: -pair[0])]


def boost(row: Row, today: date) -> float:
    """1 for what waits no longer."""
    if row.status != "open":
        return 1.0
    waited = min(max((today - row.waiting_since).days, 0) / LONG_WAIT_DAYS, 1.0)
    return 1.0 + WAITING * waited + URGENT * (1.0 - (1.0 if row.left is None else row.left))


def _score(row: Row, asked: Sequence[_Asked]) -> float:
    layers = [(weight, getattr(row, name)) for name, weight in LAYERS.items()]
    # Most synonyms stand in no row: one look tells so of all layers. Each begins and ends with a space.
    whole = "".join(text for _weight, text in layers)
    return sum(max(_scores(row.marks, layers, whole, term), default=0.0) for term in asked)


def _scores(marks: str, layers: Sequence[tuple[float, str]], whole: str, term: _Asked) -> Iterator[float]:
    if any(mark in marks for mark in term.marks):
        yield FILED
    for factor, form in term.forms:
        if form in whole:
            for weight, text in layers:
                if count := text.count(form):
                    yield weight * factor * (1.0 + 0.1 * math.log(count))


def _forms(term: Term) -> Iterator[tuple[float, str]]:
    yield AS_TYPED, _set_off(term.words)
    yield from ((BY_STEM, _set_off(phrase)) for phrase in term.stems)
    yield from ((BY_MEANING, _set_off(phrase)) for phrase in term.synonyms)
    if term.beginning:
        yield BY_BEGINNING, f" {term.beginning}"


def _set_off(phrase: Sequence[str]) -> str:
    return f" {' '.join(phrase)} "
