"""Areas that public stories come from: their names as signed, and where they are."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

# Code, language of the record, name, the name's language, longitude, latitude.
Row = tuple[str, str, str, str, float | None, float | None]


@dataclass(frozen=True, slots=True)
class Area:
    """`count` stories come from there; `point` is its anchor `(longitude, latitude)`, if a map has it."""

    code: str
    name: str
    lang: str
    count: int
    point: tuple[float, float] | None


def named(told: Iterable[Row], counts: Mapping[str, int], locale: str) -> list[Area]:
    """Code → number as areas, most first, named in the language asked where what is told is in it.

    `told` is what records tell of these areas, in the order in which one that tells it in no such language
    is taken.
    """
    rows: dict[str, list[Row]] = {}
    for row in told:
        rows.setdefault(row[0], []).append(row)
    found = [_area(known, counts[code], locale) for code, known in rows.items()]
    return sorted(found, key=lambda area: (-area.count, area.code))


def _area(rows: list[Row], count: int, locale: str) -> Area:
    chosen, point = rows[0], None
    for row in rows:
        longitude, latitude = row[4:]
        if row[1] == locale != chosen[1]:
            chosen = row
        if point is None and longitude is not None and latitude is not None:
            point = (longitude, latitude)
    return Area(chosen[0], chosen[2], chosen[3], count, point)
