"""What a value is in a file that somebody opens with a spreadsheet."""

from datetime import UTC, date, datetime
from typing import Any

# What a spreadsheet takes for a formula, were it the first sign of a cell.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def cell(value: Any) -> str:
    """Times in UTC (ISO 8601). An apostrophe leads a text that a spreadsheet would run."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return f"'{value}" if value.startswith(FORMULA) else value
    return "" if value is None else str(value)
