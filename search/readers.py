"""The one place that finds: asks an engine, and shows of its hits what is public at this moment."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from publication.readers.cases import Card, cards
from publication.readers.unapplied import Unapplied, unapplied
from search import conf, engines
from search.areas import Area
from search.engines import Engine
from search.failover import ask
from search.indexing import RELAY, STEP
from search.query import Found, Highlight, Sought, Suggestion


@dataclass(frozen=True, slots=True)
class Hit:
    card: Card
    highlight: Highlight | None


@dataclass(frozen=True, slots=True)
class Answer:
    """`total`, `facets` and `areas` (where the stories come from, most first) count every hit, not only
    `results`. `near`: no story has the very words, these are close to them. `lacks`: what the engine that
    answered cannot do.
    """

    results: list[Hit]
    total: int
    facets: Mapping[str, Mapping[str, int]]
    areas: Sequence[Area]
    engine: str
    lacks: Sequence[str]
    near: bool = False


@dataclass(frozen=True, slots=True)
class Suggestions:
    results: list[Suggestion]
    engine: str


def search(sought: Sought) -> Answer:
    """Public cases, best first; without words those that still wait first, longest waiting before others."""
    sought = _in_a_known_language(sought)
    found, engine = ask(lambda engine: engine.search(sought, _unapplied(engine)))
    return _shown(found, engine)


def suggest(text: str, locale: str) -> Suggestions:
    """What a reader may mean who has typed this much; nothing before the first letter."""
    typed = " ".join(text.split())
    if not typed:
        return Suggestions([], engines.first().name)
    asked = locale if locale in conf.locales() else ""
    found, engine = ask(lambda engine: engine.suggest(typed, asked, conf.suggestions(), _unapplied(engine)))
    return Suggestions(found, engine.name)


def _shown(found: Found, engine: Engine) -> Answer:
    public = cards(found.records)
    shown = [key for key in found.records if key in public and _as_found(found, key, public[key])]
    hits = [Hit(public[key], found.highlights.get(key)) for key in shown]
    # Withdrawn between the engine's answer and this statement, or found by words that are others now.
    total = found.total - (len(found.records) - len(hits))
    return Answer(hits, total, found.facets, found.areas, engine.name, engine.lacks, found.near)


def _as_found(found: Found, key: int, card: Card) -> bool:
    return found.digests.get(key, card.digest) == card.digest


def _unapplied(engine: Engine) -> Unapplied:
    return unapplied(STEP, RELAY if engine.outside else "")


def _in_a_known_language(sought: Sought) -> Sought:
    return sought if sought.locale in ("", *conf.locales()) else replace(sought, locale="")
