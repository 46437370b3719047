"""Which days an export holds."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.db.models import Q


@dataclass(frozen=True, slots=True)
class Period:
    """Both days belong to it; days are UTC's. None is without bound."""

    since: date | None = None
    until: date | None = None

    def on(self, field: str) -> Q:
        """Rows of it by a column of dates."""
        return _between(field, self.since, self.until and self.until + timedelta(days=1))

    def at(self, field: str) -> Q:
        """Rows of it by a column of times."""
        return _between(
            field,
            self.since and datetime.combine(self.since, time(), UTC),
            self.until and datetime.combine(self.until + timedelta(days=1), time(), UTC),
        )

    def before(self, field: str) -> Q:
        """Rows before its first day by a column of dates; none where it has no first."""
        return Q(**{f"{field}__lt": self.since}) if self.since else Q(pk__in=[])

    def __str__(self) -> str:
        return "-".join(f"{day:%Y%m%d}" for day in (self.since, self.until) if day) or "all"


def _between(field: str, start: Any, end: Any) -> Q:
    bounds = {f"{field}__gte": start, f"{field}__lt": end}
    return Q(**{bound: value for bound, value in bounds.items() if value is not None})
