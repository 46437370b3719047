"""A query in the language of a database's full text, from terms and filters that know neither."""

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from typing import Protocol

from django.db import connection
from django.db.models import Expression

from search.analysis.layers import serving
from search.analysis.terms import Term, mark
from search.engines.embedded import postgresql, sqlite
from search.models import IndexedRecord
from search.query import Sought


class FullText(Protocol):
    """What a database's own full text has to offer."""

    def phrase(self, tokens: Sequence[str], foremost: bool) -> str:
        """These tokens one after the other; with `foremost` in marks or head alone."""

    def beginning(self, token: str, foremost: bool) -> str: ...

    def both(self, parts: Sequence[str]) -> str: ...

    def either(self, parts: Sequence[str]) -> str: ...

    def matches(self, query: str) -> Expression:
        """Whether a row of the index answers the query."""

    def by_index(self) -> AbstractContextManager[None]:
        """Within it rows are found by the inverted index, whatever the planner thinks."""

    def alone(self) -> AbstractContextManager[None]:
        """A transaction that waits for every other such one, and reads what was committed before it."""

    def write(self, rows: Sequence[IndexedRecord]) -> None:
        """After rows were written: have the full text hold what they hold."""

    def forget(self, keys: Sequence[int]) -> None: ...

    def written(self) -> set[int]:
        """Keys of all records that it holds words of."""


def full_text() -> FullText:
    return sqlite if connection.vendor == "sqlite" else postgresql


def query(sought: Sought, terms: Iterable[Term], *, foremost: bool = False) -> str:
    """What a row must answer; with `foremost` every term in what a record is named or filed by."""
    text = full_text()
    asked = [_term(term, foremost) for term in terms]
    asked.append(text.phrase([serving(sought.locale)], False))
    for name, values in sought.filters.items():
        asked.append(text.either([text.phrase([mark(name, value)], False) for value in values]))
    return text.both(asked)


def _term(term: Term, foremost: bool) -> str:
    text = full_text()
    phrases = {term.words, *term.stems, *term.synonyms, *((mark,) for mark in term.marks)}
    forms = [text.phrase(phrase, foremost) for phrase in sorted(phrases)]
    if term.beginning:
        forms.append(text.beginning(term.beginning, foremost))
    return text.either(forms)
