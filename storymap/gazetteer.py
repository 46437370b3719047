"""Every place Sixdegree knows: countries, their regions, cities of a million. Nothing smaller exists here.

`storymap.build` derives the data. It is read when first asked for, some tenths of a second a process.
"""

import gzip
import json
import unicodedata
from dataclasses import dataclass
from functools import cache
from math import cos, pi, radians, sin
from pathlib import Path
from typing import Any, Literal, cast

from django.utils.translation import gettext as _

DATA = Path(__file__).with_name("data")
Kind = Literal["country", "region", "city"]

# With fewer people than this, or where nobody knows how many, a place says too much about one of them.
SMALL = 100_000
SMALL_FOR_MINORS = 1_000_000
DISC_KILOMETRES = 20
DISC_CORNERS = 32
BCP_47 = {"zh-hans": "zh-Hans"}
# Chinese names the larger place first and puts nothing between.
LABELS = {"zh-Hans": "{country}{name}"}


class UnknownArea(LookupError):
    """The gazetteer holds no area of this code; its text is a sentence for the person who sent it."""


@dataclass(frozen=True, slots=True)
class Area:
    """A place. `population` is a lower bound (None: unknown), `anchor` is longitude and latitude."""

    code: str
    kind: Kind
    name: str
    country: str
    parent: str | None
    population: int | None
    anchor: tuple[float, float]


def area(code: str) -> Area:
    """Raises `UnknownArea`."""
    try:
        return _areas()[code]
    except KeyError:
        raise UnknownArea(
            _("There is no place with the code “%s”. Choose one from the list.") % code
        ) from None


def name(code: str, locale: str) -> tuple[str, str]:
    """The name and the language tag it is really in: English where the gazetteer has no other."""
    area(code)
    names = _names()[code]
    return (names[locale], BCP_47.get(locale, locale)) if locale in names else (names["en"], "en")


def label(code: str, locale: str) -> str:
    """The name with its country, both in one language: "East Java, Indonesia"."""
    found = area(code)
    text, language = name(code, locale)
    if found.kind == "country":
        return text
    country = name(found.country, language.lower())[0]
    return LABELS.get(language, "{name}, {country}").format(name=text, country=country)


def offered(code: str, under_18: bool = False) -> Area:
    """The area a milestone may name in place of `code`: itself, or what contains it and is large enough.

    For someone under 18 then it is a region of a million people or the country, never a city.
    Raises `UnknownArea`.
    """
    found = area(code)
    least = SMALL_FOR_MINORS if under_18 else SMALL
    while found.parent and ((found.population or 0) < least or (under_18 and found.kind == "city")):
        found = area(found.parent)
    return found


def contains(outer: str, inner: str) -> bool:
    """Whether `inner` is `outer` or lies in it. Raises `UnknownArea`."""
    area(outer)
    found = area(inner)
    while found.code != outer and found.parent:
        found = area(found.parent)
    return found.code == outer


def around(code: str) -> list[Area]:
    """The larger areas that it lies in, the nearest first. Raises `UnknownArea`."""
    found, larger = area(code), []
    while found.parent:
        found = area(found.parent)
        larger.append(found)
    return larger


def within(code: str) -> list[str]:
    """The codes of an area and of all that lies in it, sorted. Raises `UnknownArea`."""
    area(code)
    return sorted(inner for inner in _areas() if contains(code, inner))


def geometry(code: str) -> dict[str, Any]:
    """The outline as a GeoJSON geometry, three decimals; a city is a disc of fixed size.

    Of an area that is not offered it is the outline of the one offered in its place. Raises `UnknownArea`.
    """
    found = offered(code)
    return _disc(found.anchor) if found.kind == "city" else json.loads(_outline(found.code))


def search(text: str, locale: str, limit: int = 10) -> list[Area]:
    """Offered areas with a name, in any language, that begins with `text`, then with a word that does."""
    wanted = folded(text)
    if not wanted:
        return []
    ranked = []
    for code, names in _search_index():
        rank = min(
            (0 if name.startswith(wanted) else 1 for name in names if f" {wanted}" in f" {name}"),
            default=None,
        )
        if rank is not None:
            found = _areas()[code]
            ranked.append((rank, -(found.population or 0), name(code, locale)[0], found))
    return [found for *_order, found in sorted(ranked, key=lambda entry: entry[:3])[:limit]]


def folded(text: str) -> str:
    """The text without case, Latin accents and punctuation, as names are compared (also in `places.js`)."""
    plain = [c for c in unicodedata.normalize("NFKD", text.casefold()) if not "\u0300" <= c <= "\u036f"]
    return " ".join("".join(c if unicodedata.category(c)[0] in "LMN" else " " for c in plain).split())


@cache
def _records() -> list[dict[str, Any]]:
    return cast("list[dict[str, Any]]", _unpacked("areas.json.gz"))


@cache
def _areas() -> dict[str, Area]:
    return {
        record["code"]: Area(
            code=record["code"],
            kind=record["kind"],
            name=record["names"]["en"],
            country=record["country"],
            parent=record["parent"],
            population=record["population"],
            anchor=(record["anchor"][0], record["anchor"][1]),
        )
        for record in _records()
    }


@cache
def _names() -> dict[str, dict[str, str]]:
    return {record["code"]: record["names"] for record in _records()}


@cache
def _search_index() -> list[tuple[str, list[str]]]:
    return [
        (record["code"], [folded(text) for text in (*record["names"].values(), *record.get("also", []))])
        for record in _records()
        if offered(record["code"]).code == record["code"]
    ]


@cache
def _shapes() -> dict[str, dict[str, Any]]:
    return cast("dict[str, dict[str, Any]]", _unpacked("shapes.json.gz"))


@cache
def _outline(code: str) -> str:
    # Each caller gets an outline of its own, and reading one is quicker than copying it.
    return json.dumps(_shapes()[code])


def _unpacked(file: str) -> object:
    return json.loads(gzip.decompress((DATA / file).read_bytes()))


def _disc(anchor: tuple[float, float]) -> dict[str, Any]:
    longitude, latitude = anchor
    high = DISC_KILOMETRES / 111.32
    wide = high / cos(radians(latitude))
    turns = [2 * pi * corner / DISC_CORNERS for corner in range(DISC_CORNERS)]
    ring = [[round(longitude + wide * cos(turn), 3), round(latitude + high * sin(turn), 3)] for turn in turns]
    return {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}
