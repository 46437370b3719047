"""A year's table of open data in the reader's words."""

import json
from typing import Any

from django.utils.translation import gettext as _

from home.documents import vocabulary
from home.documents.languages import babel_locale
from publication.documents import address
from publication.open_data.edition import AT_LEAST
from publication.open_data.regions import NOT_TOLD, SUBREGIONS
from publication.readers import YearTable


def shown(table: YearTable, locale: str) -> dict[str, Any]:
    """`{year, sha256, json, csv, tables: [{title, rows: [{group, at_least}]}]}`, tables with rows alone."""
    content = json.loads(table.body)
    return {
        "year": table.year,
        "sha256": table.digest,
        "json": address("open_data_year", year=table.year),
        "csv": address("open_data_csv", year=table.year),
        "tables": [
            {"title": _title(each["by"]), "rows": [_row(row, each["by"], locale) for row in each["rows"]]}
            for each in content["tables"]
            if each["rows"]
        ],
    }


def _title(by: list[str]) -> str:
    named = {
        "exploitation": _("Kind of exploitation"),
        "need": _("What is needed"),
        "origin": _("Region of origin"),
        "age_band": _("Age"),
    }
    return " · ".join(named[name] for name in by) or _("All stories of the year")


def _row(row: dict[str, Any], by: list[str], locale: str) -> dict[str, Any]:
    group = " · ".join(_word(name, row[name], locale) for name in by)
    return {"group": group or _("All stories of the year"), "at_least": row[AT_LEAST]}


def _word(name: str, value: str, locale: str) -> str:
    """In the reader's language; a value we have no word for stays as it was signed."""
    if value == NOT_TOLD:
        return _("Not told")
    match name:
        case "exploitation":
            return str(vocabulary.EXPLOITATION.get(value, value))
        case "need":
            return str(vocabulary.NEEDS.get(value, value))
        case "origin" if value in SUBREGIONS:
            return str(babel_locale(locale).territories.get(SUBREGIONS[value][0], value))
        case "age_band":
            return vocabulary.age_band(value)
    return value
