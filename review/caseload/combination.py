"""What a reader who knows a person could match: origin, age band, form of exploitation, period."""

from dataclasses import dataclass, replace
from typing import Any

from storymap import gazetteer

Years = tuple[int, int]


@dataclass(frozen=True)
class Combination:
    """As published: `origin` an area code or None, `age_band` perhaps empty, `period` (from, to) or None."""

    origin: str | None
    age_band: str
    exploitation: tuple[str, ...]
    period: Years | None

    def without_period(self) -> "Combination":
        return replace(self, period=None)

    def with_country(self) -> "Combination":
        return replace(self, origin=gazetteer.area(self.origin).country if self.origin else None)

    def without_origin(self) -> "Combination":
        return replace(self, origin=None)


def published(public: dict[str, Any]) -> Combination:
    """Read off a case's public content or its card."""
    period = public.get("period")
    return Combination(
        origin=(public.get("origin") or {}).get("code"),
        age_band=public.get("age_band") or "",
        exploitation=tuple(sorted(public.get("exploitation") or [])),
        period=(period["from"], period["to"]) if period else None,
    )
