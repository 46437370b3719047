"""Areas that public stories come from: their names as signed, and where they are."""

from collections.abc import Mapping
from dataclasses import dataclass

from search.models import IndexedArea

# Code, language of the record, name, the name's language, longitude, latitude.
_Row = tuple[str, str, str, str, float | None, float | None]


@dataclass(frozen=True, slots=True)
class Area:
    """`count` stories come from there; `point` is its anchor `(longitude, latitude)`, if a map has it."""

    code: str
    name: str
    lang: str
    count: int
    point: tuple[float, float] | None


def named(counts: Mapping[str, int], locale: str) -> list[Area]:
    """Code → number as areas, most first, named in the language asked where a story there is told in it."""
    rows: dict[str, list[_Row]] = {}
    areas = IndexedArea.objects.filter(code__in=list(counts)).order_by("locale")
    for row in areas.values_list("code", "locale", "name", "lang", "longitude", "latitude"):
        rows.setdefault(row[0], []).append(row)
    found = [_area(known, counts[code], locale) for code, known in rows.items()]
    return sorted(found, key=lambda area: (-area.count, area.code))


def _area(rows: list[_Row], count: int, locale: str) -> Area:
    code, _locale, name, lang, _longitude, _latitude = next(
        (row for row in rows if row[1] == locale), rows[0]
    )
    points = ((longitude, latitude) for *_names, longitude, latitude in rows)
    point = next(((x, y) for x, y in points if x is not None and y is not None), None)
    return Area(code, name, lang, count, point)
