"""Ways to narrow what was found, each with the number of stories it leads to."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from django.utils.translation import gettext_lazy as _

from home.documents import cards
from home.documents.finding.asked import NARROWING, VOCABULARIES, Asked
from search.areas import Area

LABELS = {
    "need": _("Need"),
    "exploitation": _("Kind of exploitation"),
    "region": _("Place"),
    "status": _("Gifts"),
}


def groups(asked: Asked, facets: Mapping[str, Mapping[str, int]]) -> list[dict[str, Any]]:
    """Of the vocabularies in their order, without what was chosen already and what leads nowhere."""
    found = [
        {"name": name, "label": LABELS[name], "values": _values(asked, name, facets.get(name, {}))}
        for name in VOCABULARIES
        if not asked.chosen[name]
    ]
    return [group for group in found if group["values"]]


def _values(asked: Asked, name: str, counts: Mapping[str, int]) -> list[dict[str, Any]]:
    return [
        {"text": word, "lang": "", "count": counts[value], "url": asked.address(**{name: value})}
        for value, word in VOCABULARIES[name].items()
        if counts.get(value)
    ]


def areas(asked: Asked, found: Sequence[Area], counts: Mapping[str, int]) -> list[dict[str, Any]]:
    """Where the found stories come from, most stories first. `count` is what the link leads to: stories that
    come from there or pass through, which may be more than those that come from there."""
    told = [
        {
            **cards.place({**asdict(area), "kind": _kind(area)}, asked.locale),
            "code": area.code,
            "point": area.point,
            "count": max(counts.get(area.code, 0), area.count),
            "url": asked.address(region=area.code),
            "chosen": area.code == asked.chosen["region"],
        }
        for area in found
    ]
    return sorted(told, key=lambda area: (-area["count"], area["text"].casefold()))


def _kind(area: Area) -> str:
    """The codes of countries are those of ISO 3166-1."""
    return "country" if len(area.code) == 2 else "region"


def taken(asked: Asked) -> list[dict[str, Any]]:
    """What was chosen, each with the address of the same question without it."""
    return [
        {
            "label": LABELS[name],
            **asked.word(name, asked.chosen[name]),
            "name": name,
            "value": asked.chosen[name],
            "url": asked.address(**{name: ""}),
        }
        for name in NARROWING
        if asked.chosen[name]
    ]
