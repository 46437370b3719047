"""A candidate's facts held against everything ever released of its subject, in any language."""

from collections.abc import Iterable
from dataclasses import dataclass

from review.disclosure.fact import KINDS, Fact, Public
from review.disclosure.facts import facts
from storymap import gazetteer
from storymap.gazetteer import UnknownArea

NEW, FINER, CHANGED, COARSER, REMOVED = "new", "finer", "changed", "coarser", "removed"
CHANGES = (NEW, FINER, CHANGED, COARSER, REMOVED)
# Of these a part tells one at a time, so that another one takes its place.
ONE_EACH = ("place", "period", "age_band", "alias", "need", "goal")
# Where in the story a word stands changes nothing: what was read in one part is known in all.
ANYWHERE = ("name", "relation", "workplace", "occupation", "trait", "number", "date", "age", "exploitation",
            "picture", "link")  # fmt: skip


@dataclass(frozen=True)
class Learned:
    """`change` is one of `CHANGES`; `was` is what was released in this fact's place, where something was.

    `elsewhere` says that the same place was released for another part of the story.
    """

    change: str
    fact: Fact
    was: Fact | None = None
    elsewhere: bool = False


def learned(public: Public, released: Iterable[Public]) -> list[Learned]:
    """What a reader of every release so far would newly learn, and what is said no longer (yet stays known).

    `released` are the public contents of all releases of this subject in any language, oldest first; with
    none of them all is new.
    """
    told, before = facts(public), [(content, facts(content)) for content in released]
    known = [fact for _content, found in before for fact in found]
    changes = [change for fact in told if (change := _change(fact, known))]
    return sorted([*changes, *_removed(told, before, public)], key=_weight)


def _weight(one: Learned) -> tuple[int, int]:
    return CHANGES.index(one.change) if one.change == REMOVED else 0, KINDS.index(one.fact.kind)


def _change(fact: Fact, known: list[Fact]) -> Learned | None:
    alike = [one for one in known if one.kind == fact.kind]
    if fact.kind in ANYWHERE:
        return None if any(one.value == fact.value for one in alike) else Learned(NEW, fact)
    here = [one for one in alike if one.slot == fact.slot]
    if any(one.value == fact.value for one in here):
        return None
    if here:
        return Learned(_compared(fact, here[-1]), fact, here[-1])
    return Learned(NEW, fact, elsewhere=any(one.value == fact.value for one in alike))


def _compared(fact: Fact, was: Fact) -> str:
    inside = {"place": _lies_in, "period": _within}.get(fact.kind)
    if inside and inside(fact.value, was.value):
        return FINER
    return COARSER if inside and inside(was.value, fact.value) else CHANGED


def _lies_in(code: str, outer: str) -> bool:
    try:
        return code != outer and gazetteer.contains(outer, code)
    except UnknownArea:
        return False


def _within(years: str, outer: str) -> bool:
    (first, last), (begins, ends) = (value.split("-") for value in (years, outer))
    return years != outer and begins <= first and last <= ends


def _removed(told: list[Fact], before: list[tuple[Public, list[Fact]]], public: Public) -> list[Learned]:
    """Against the newest release in this language, else the newest in any."""
    own = [found for content, found in before if content.get("locale") == public.get("locale")]
    newest = (own or [found for _content, found in before] or [[]])[-1]
    said = {_key(fact) for fact in told}
    taken = {(fact.kind, fact.slot) for fact in told if fact.kind in ONE_EACH}
    return [
        Learned(REMOVED, fact)
        for fact in _once(newest)
        if _key(fact) not in said and (fact.kind, fact.slot) not in taken
    ]


def _key(fact: Fact) -> tuple[str, ...]:
    place = () if fact.kind in ANYWHERE else (fact.slot,)
    return (fact.kind, fact.value, *place)


def _once(found: list[Fact]) -> list[Fact]:
    return list({_key(fact): fact for fact in reversed(found)}.values())[::-1]
