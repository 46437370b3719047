"""A query in the language of a database's full text, from terms and filters that know neither."""

from collections.abc import Collection, Iterable, Sequence
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

    def phrase(self, tokens: Sequence[str]) -> str:
        """These tokens one after the other."""

    def beginning(self, token: str) -> str: ...

    def both(self, parts: Sequence[str]) -> str: ...

    def either(self, parts: Sequence[str]) -> str: ...

    def matches(self, query: str, foremost: bool) -> Expression:
        """Whether a row of the index answers the query; with `foremost` by its marks and head alone."""

    def by_index(self) -> AbstractContextManager[None]:
        """Within it rows are found by the inverted index, whatever the planner thinks."""

    def alone(self) -> AbstractContextManager[None]:
        """A transaction that waits for every other such one, and reads what was committed before it."""

    def write(self, rows: Sequence[IndexedRecord]) -> None:
        """After rows were written: have the full text hold what they hold."""

    def forget(self, keys: Sequence[int]) -> None: ...

    def written(self, records: Collection[int] | None = None) -> set[int]:
        """Keys of all records that it holds words of, or of these of them."""

    def whole(self, rows: Sequence[IndexedRecord]) -> set[int]:
        """Keys of those rows of which it holds what `write` would have it hold."""


def full_text() -> FullText:
    return sqlite if connection.vendor == "sqlite" else postgresql


def query(sought: Sought, terms: Iterable[Term]) -> str:
    """What a row must answer."""
    text = full_text()
    asked = [_term(term) for term in terms]
    asked.append(text.phrase([serving(sought.locale)]))
    for name, values in sought.filters.items():
        asked.append(text.either([text.phrase([mark(name, value)]) for value in values]))
    return text.both(asked)


def _term(term: Term) -> str:
    text = full_text()
    phrases = {term.words, *term.stems, *term.synonyms, *((mark,) for mark in term.marks)}
    forms = [text.phrase(phrase) for phrase in sorted(phrases)]
    if term.beginning:
        forms.append(text.beginning(term.beginning))
    return text.either(forms)
