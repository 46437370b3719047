"""Public content → the facts that its reader learns."""

from collections.abc import Iterator
from typing import Any

from review.disclosure.fact import KINDS, Fact, Public
from review.disclosure.members import told_by_members
from review.disclosure.words import told_in
from review.projection.passages import Passage, texts


def facts(public: Public) -> list[Fact]:
    """Everything it tells, by its members and by its words, each (kind, value, slot) once."""
    found = [*told_by_members(public)]
    for passage in passages(public):
        found += told_in(passage, str(public.get("locale", "")))
    return _proper(list({(one.kind, one.value, one.slot): one for one in reversed(found)}.values())[::-1])


def passages(public: Public) -> list[Passage]:
    """The free texts: of a case or an update those of the story, of a page or the site all of its words."""
    if public.get("kind") in ("page", "site"):
        return [Passage(name, text, name) for name, text in _strings(public)]
    return list(texts(public))


def _proper(found: list[Fact]) -> list[Fact]:
    """Without words that only repeat a member (its years, alias and places), the most telling first."""
    years = {year for one in found if one.kind == "period" for year in one.value.split("-")}
    said = {one.shown.casefold() for one in found if one.kind in ("alias", "place")}
    repeated = {"date": years, "name": said}
    kept = [one for one in found if one.value not in repeated.get(one.kind, ())]
    return sorted(kept, key=lambda one: KINDS.index(one.kind))


# What a page holds besides words.
_NOT_WORDS = {
    "id",
    "kind",
    "locale",
    "source_locale",
    "type",
    "slug",
    "url",
    "theme",
    "sha256",
    "lang",
    "locales",
}


def _strings(value: Any, name: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, str) and value:
        yield name, value
    elif isinstance(value, dict):
        for key, item in value.items():
            if key not in _NOT_WORDS:
                yield from _strings(item, name or key)
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item, name)
