"""The judged set: which cases there are, and how good an answer to one of the queries is."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from math import fsum
from typing import Any

from bench.search import demo
from bench.search.facts import LOCALES, Facts, facts
from bench.search.judging import Query, grade
from bench.search.ndcg import AT, ndcg
from bench.search.queries import QUERIES
from bench.search.telling import told

GENERATED = 300
BEGAN = date(2016, 1, 1)


def cases() -> list[Facts]:
    """The generated ones and those the demo releases."""
    return [*map(facts, range(GENERATED)), *(known for known, _public in demo.released())]


def publics() -> list[list[dict[str, Any]]]:
    """Their public bytes, each case in the languages it is told in; the source language goes round."""
    generated = [of_number(number) for number in range(GENERATED)]
    return [*generated, *([public] for _known, public in demo.released())]


def of_number(number: int, locales: Sequence[str] = LOCALES) -> list[dict[str, Any]]:
    """The generated case of this number in these languages; cases were first published over eight years."""
    day = BEGAN + timedelta(days=number * 37 % 2922)
    source = locales[number % len(locales)]
    return [told(facts(number), locale, source, day.isoformat()) for locale in locales]


def scores(answers: Callable[[Query], Sequence[str]]) -> dict[Query, float]:
    """Of every query; `answers` gives the public ids it was answered with, in order."""
    judged = cases()
    return {query: score(query, answers(query), judged) for query in QUERIES}


def mean(scored: dict[Query, float], held_out: bool) -> float:
    """Over the twenty that are held out, or over the others."""
    chosen = [value for query, value in scored.items() if query.held_out == held_out]
    return fsum(chosen) / len(chosen)


def score(query: Query, answered: Sequence[str], judged: Sequence[Facts]) -> float:
    """NDCG@10 of the public ids in the order of the answer; `judged` is `cases()`."""
    grades = {known.id: grade(query.asked, known) for known in judged}
    return ndcg([grades[public_id] for public_id in answered[:AT]], grades.values())
