"""The written rule (README.md) as code: what a query asks for, and how well a case's facts answer it."""

from dataclasses import dataclass

from bench.search.facts import SETTINGS, Facts
from storymap.gazetteer import contains


@dataclass(frozen=True, slots=True)
class Asked:
    """Facts somebody looks for; None is not asked for. `place` is an area code."""

    need: str | None = None
    work: str | None = None
    setting: str | None = None
    exploitation: str | None = None
    place: str | None = None
    alias: str | None = None


@dataclass(frozen=True, slots=True)
class Query:
    """`held_out` queries are reported apart and never tuned on."""

    text: str
    locale: str
    kind: str
    asked: Asked
    held_out: bool = False


def grade(asked: Asked, facts: Facts) -> int:
    """0 to 3: as well as the worst of the asked facts is answered."""
    answers = {
        "need": _need(asked.need, facts),
        "work": _work(asked.work, facts),
        "setting": 3 * (asked.setting == facts.setting),
        "exploitation": 3 * (asked.exploitation == facts.exploitation),
        "place": _place(asked.place, facts),
        "alias": 3 * (asked.alias == facts.alias),
    }
    graded = [answers[name] for name in answers if getattr(asked, name) is not None]
    if not graded:
        raise ValueError("A query asks for at least one fact.")
    return min(graded)


def _need(need: str | None, facts: Facts) -> int:
    if need == facts.main_need:
        return 3
    return 2 if need in facts.needs else 0


def _work(work: str | None, facts: Facts) -> int:
    if work == facts.after:
        return 3
    if facts.setting and work == SETTINGS[facts.setting][1]:
        return 2
    return 1 if work == facts.before else 0


def _place(place: str | None, facts: Facts) -> int:
    if place is None:
        return 0
    if contains(place, facts.origin):
        return 3
    return 1 if facts.kept_in and contains(place, facts.kept_in) else 0
