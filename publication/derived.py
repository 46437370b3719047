"""What is read off the signed bytes at release, and again by `verify_public`: cards, facets, dates, shape.

Every function takes the parsed public bytes and nothing else, so that what it gives can be recomputed.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from publication.models.kinds import Kind

Public = dict[str, Any]

# What tells who somebody is. An old translation would go on showing what was changed to protect them.
PERSON = ("alias", "age_band", "exploitation", "period")

ORIGIN = "origin"

# What a translation says in words of its own; the storymap is drawn from the rest.
WORDS = ("summary", "content_note", "title", "body", "storymap")
MILESTONE_WORDS = ("heading", "narrative", "content_note")

_CARD = {
    Kind.CASE: (
        "id", "locale", "source_locale", "alias", "age_band", "summary", "exploitation", "origin", "period",
        "first_published_on", "goal", "needs", "picture",
    ),
    Kind.UPDATE: ("id", "case", "locale", "title", "date"),
    Kind.PAGE: ("id", "slug", "locale", "source_locale", "title", "intro", "menu_order"),
    Kind.SITE: ("id", "locale", "source_locale", "name", "strapline"),
}  # fmt: skip


def card(public: Public) -> dict[str, Any]:
    """The members a list shows, each word for word as signed."""
    return {name: public[name] for name in _CARD[Kind(public["kind"])] if name in public}


def facets(public: Public) -> set[tuple[str, str]]:
    """(name, value) pairs: `need`, `exploitation`, `region` of a case; `slug` of a page; `host` of a
    site; `media` of all."""
    found = {("media", sha256) for sha256 in media(public)}
    if public["kind"] == Kind.CASE:
        found |= {("need", need["category"]) for need in public.get("needs", [])}
        found |= {("exploitation", form) for form in public.get("exploitation", [])}
        found |= {("region", code) for code in places(public)}
    if public["kind"] == Kind.PAGE:
        found.add(("slug", public["slug"]))
    if public["kind"] == Kind.SITE:
        found |= {("host", name) for name in public.get("hosts", [])}
    return found


def media(public: Public) -> set[str]:
    """The digests of all pictures that are named."""
    return set(_media(public))


def places(public: Public) -> list[str]:
    """Area codes: the origin's, then the milestones' in order."""
    return [place["code"] for _slot, place in slots(public)]


def slots(public: Public) -> list[tuple[str, dict[str, str]]]:
    """(slot, place) of each part that names one: `origin`, then the milestones by their ids, in order."""
    milestones = [(milestone["id"], milestone.get("place")) for milestone in public.get("milestones", [])]
    return [(slot, place) for slot, place in [(ORIGIN, public.get("origin")), *milestones] if place]


def shape(public: Public) -> tuple[Any, ...]:
    """What must be alike in every public locale of a case: all of `PERSON`, needs, goal, places, pictures."""
    person = [public.get(name) for name in PERSON]
    needs = [(need["category"], need["amount"]) for need in public.get("needs", [])]
    milestones = [
        (milestone.get("id"), (milestone.get("place") or {}).get("code"), list(_media(milestone)))
        for milestone in public.get("milestones", [])
    ]
    cover = list(_media(public.get("picture")))
    return (person, needs, public.get("goal"), (public.get("origin") or {}).get("code"), milestones, cover)


def frame(public: Public) -> Public:
    """All but words: what a translation takes from its source. The map only repeats the milestones."""
    milestones = [
        {name: value for name, value in milestone.items() if name not in MILESTONE_WORDS}
        for milestone in public.get("milestones", [])
    ]
    rest = {name: value for name, value in public.items() if name not in WORDS}
    return {**rest, "milestones": milestones}


def first_published_on(public: Public) -> date | None:
    value = public.get("first_published_on")
    return date.fromisoformat(value) if value else None


def waiting_since(public: Public) -> date | None:
    """A case waits since it was first published; an update bears its own date. None: since its release."""
    value = public.get("date") if public["kind"] == Kind.UPDATE else public.get("first_published_on")
    return date.fromisoformat(value) if value else None


def case_id(public: Public) -> str | None:
    """The public id of the case these bytes belong to; None for pages and the site."""
    if public["kind"] == Kind.CASE:
        return str(public["id"])
    return str(public["case"]) if public["kind"] == Kind.UPDATE else None


def _media(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("sha256"), str):
            yield value["sha256"]
        for item in value.values():
            yield from _media(item)
    elif isinstance(value, list):
        for item in value:
            yield from _media(item)
