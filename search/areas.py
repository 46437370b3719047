"""Areas that public stories come from: their names as signed, and where they are."""

from collections.abc import Mapping
from dataclasses import dataclass

from search.models import IndexedArea


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
    rows: dict[str, list[IndexedArea]] = {}
    for row in IndexedArea.objects.filter(code__in=list(counts)).order_by("locale"):
        rows.setdefault(row.code, []).append(row)
    found = [_area(known, counts[code], locale) for code, known in rows.items()]
    return sorted(found, key=lambda area: (-area.count, area.code))


def _area(rows: list[IndexedArea], count: int, locale: str) -> Area:
    named = next((row for row in rows if row.locale == locale), rows[0])
    point = next((row.point for row in rows if row.point), None)
    return Area(named.code, named.name, named.lang, count, point)
