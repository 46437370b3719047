"""The signed bytes of a case → what of them is searched. Neither database nor clock is asked."""

import json
from collections.abc import Iterator, Mapping
from typing import Any, TypedDict

from publication import derived
from search.document import Place


class Extract(TypedDict):
    """The members of a `Document` that stand in the signed bytes."""

    alias: str
    summary: str
    needs: tuple[str, ...]
    story: tuple[str, ...]
    need: tuple[str, ...]
    exploitation: tuple[str, ...]
    region: tuple[str, ...]
    origin: Place | None
    places: tuple[Place, ...]


def extract(signed: bytes) -> Extract:
    public = json.loads(signed)
    points = _points(public)
    places = [_place(place, points) for _slot, place in derived.slots(public)]
    needs = sorted(public.get("needs", []), key=lambda need: -need["amount"]["amount"])
    return Extract(
        alias=public["alias"],
        summary=public["summary"],
        needs=tuple(need["label"] for need in needs),
        story=tuple(_passages(public)),
        need=tuple(dict.fromkeys(need["category"] for need in needs)),
        exploitation=tuple(public.get("exploitation", ())),
        region=tuple(dict.fromkeys(place.code for place in places)),
        origin=_place(public["origin"], points) if public.get("origin") else None,
        places=tuple(dict.fromkeys(places)),
    )


def passages(extract: Extract) -> list[str]:
    """All that is told, in the order in which it is looked through for what to show."""
    places = (place.name for place in extract["places"])
    return [extract["summary"], *extract["story"], *extract["needs"], *places]


def _passages(public: Mapping[str, Any]) -> Iterator[str]:
    for milestone in public.get("milestones", []):
        yield milestone["heading"]
        yield from milestone["narrative"]


def _place(place: Mapping[str, str], points: Mapping[str, tuple[float, float]]) -> Place:
    return Place(place["code"], place["name"], place["lang"], points.get(place["code"]))


def _points(public: Mapping[str, Any]) -> dict[str, tuple[float, float]]:
    told = [feature.get("properties") or {} for feature in public.get("storymap", {}).get("features", [])]
    return {
        told_of["area"]["code"]: (told_of["anchor"][0], told_of["anchor"][1])
        for told_of in told
        if told_of.get("area") and told_of.get("anchor")
    }
