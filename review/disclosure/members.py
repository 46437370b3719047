"""What public content tells by its members: places, years, ages, needs, pictures."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from casepages import money
from casepages.vocabulary import EXPLOITATION
from review.disclosure.fact import Fact, Public
from review.projection.journey import where

ORIGIN = "origin"


def told_by_members(public: Public) -> Iterator[Fact]:
    yield from _person(public)
    yield from _money(public)
    yield from _journey(public)
    for sha256 in dict.fromkeys(picture_hashes(public)):
        yield Fact("picture", sha256, _("Picture %(hash)s…") % {"hash": sha256[:8]}, "picture", _("Picture"))
    for name, url in _links(public):
        yield Fact("link", url, url, name, _("Link"))


def _person(public: Public) -> Iterator[Fact]:
    if public.get("alias"):
        yield Fact("alias", public["alias"].casefold(), public["alias"], "alias", _("Alias"))
    if public.get("age_band"):
        yield Fact("age_band", public["age_band"], public["age_band"], "age_band", _("Age band"))
    for form in public.get("exploitation") or []:
        yield Fact("exploitation", form, str(EXPLOITATION.get(form, form)), form, _("Form of exploitation"))
    if public.get("origin"):
        yield _place(public["origin"], ORIGIN, _("Area of origin"), None)
    if public.get("period"):
        first, last = public["period"]["from"], public["period"]["to"]
        yield _period(first, last, "period", _("Period"), None)


def _money(public: Public) -> Iterator[Fact]:
    for need in public.get("needs") or []:
        value, shown = _amount(need["amount"])
        yield Fact("need", value, f"{need['label']}: {shown}", need["category"], _("Needs"))
    if public.get("goal"):
        yield Fact("goal", *_amount(public["goal"]), "goal", _("Goal"))


def _amount(paid: dict[str, Any]) -> tuple[str, str]:
    """The amount for comparing, and as the desk shows it."""
    return f"{paid['amount']} {paid['currency']}", money.label(paid["amount"], paid["currency"])


def _journey(public: Public) -> Iterator[Fact]:
    for milestone in public.get("milestones") or []:
        order, slot = milestone["order"], milestone["id"]
        if milestone.get("place"):
            yield _place(milestone["place"], slot, where(order), order)
        years = str(milestone.get("period") or "").replace("–", "-").split("-")
        if years[0].strip():
            yield _period(years[0].strip(), years[-1].strip(), slot, where(order), order)


def _place(place: dict[str, str], slot: str, part: str, order: int | None) -> Fact:
    return Fact("place", place["code"], place["name"], slot, part, order)


def _period(first: Any, last: Any, slot: str, part: str, order: int | None) -> Fact:
    shown = str(first) if str(first) == str(last) else f"{first}–{last}"
    return Fact("period", f"{first}-{last}", shown, slot, part, order)


def _links(value: Any, name: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, item in value.items():
            if key in ("url", "href", "exit_url") and isinstance(item, str) and item:
                yield name or key, item
            else:
                yield from _links(item, name or key)
    elif isinstance(value, list):
        for item in value:
            yield from _links(item, name)


def picture_hashes(value: Any) -> Iterator[str]:
    """The hashes by which a content names its pictures."""
    if isinstance(value, dict):
        if isinstance(value.get("sha256"), str):
            yield value["sha256"]
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from picture_hashes(item)
