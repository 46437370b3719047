"""A year's table as bytes: canonical JSON, which is stored and approved, and CSV made of it."""

import csv
import io
import json
from collections.abc import Iterator, Mapping
from typing import Any

from payments.spreadsheets import cell as harmless
from publication import canonical
from publication.open_data.counting import DIMENSIONS, TABLES, Cell, K

AT_LEAST = "at_least"


def encode(year: int, listed: Mapping[Cell, int]) -> bytes:
    """`{schema, kind, year, k, tables: [{by: [dimension], rows: [{dimension: value, at_least}]}]}`.

    Every table stands in it, also one without a row: which of them hold nothing tells nothing.
    """
    tables = [{"by": list(table), "rows": list(_rows(table, listed))} for table in TABLES]
    return canonical.encode({"schema": 1, "kind": "open-data", "year": year, "k": K, "tables": tables})


def as_csv(content: bytes) -> bytes:
    """One row for each listed cell, RFC 4180; a dimension that a row does not speak of is empty."""
    public: dict[str, Any] = json.loads(content)
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(["year", *DIMENSIONS, AT_LEAST])
    for table in public["tables"]:
        for row in table["rows"]:
            named = [harmless(row.get(dimension, "")) for dimension in DIMENSIONS]
            writer.writerow([public["year"], *named, row[AT_LEAST]])
    return text.getvalue().encode()


def _rows(table: tuple[str, ...], listed: Mapping[Cell, int]) -> Iterator[dict[str, Any]]:
    for cell in sorted(listed):
        if tuple(dimension for dimension, _value in cell) == table:
            yield {**dict(cell), AT_LEAST: listed[cell]}
