"""Reading the organisation's caseload from CSV: all of it is right, or nothing is imported."""

import csv
from collections.abc import Iterator
from typing import TextIO

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from casepages.vocabulary import AGE_BANDS, EXPLOITATION
from publication import log
from review.models import CaseloadRow
from storymap import gazetteer
from storymap.gazetteer import UnknownArea

COLUMNS = ("origin", "age_band", "exploitation", "people")
YEARS = ("year_from", "year_to")


class WrongTable(Exception):
    """Carries a sentence naming the line and what is wrong with it."""


@transaction.atomic
def import_table(file: TextIO) -> tuple[int, int]:
    """Replace the caseload by a CSV file's. Returns (rows, people). Raises WrongTable; then nothing changed.

    Columns `origin` (area code), `age_band`, `exploitation` (slugs with `;` between them), `people`, and
    where they are known `year_from` and `year_to`.
    """
    rows = list(_rows(file))
    CaseloadRow.objects.all().delete()
    CaseloadRow.objects.bulk_create(rows, batch_size=1000)
    people = sum(row.people for row in rows)
    log.record("caseload.import", "caseload", None, rows=len(rows), people=people)
    return len(rows), people


def _rows(file: TextIO) -> Iterator[CaseloadRow]:
    reader = csv.DictReader(file)
    missing = [name for name in COLUMNS if name not in (reader.fieldnames or [])]
    if missing:
        raise WrongTable(
            _("The first line names the columns. Missing: %(names)s.") % {"names": ", ".join(missing)}
        )
    for told in reader:
        try:
            yield _row(told)
        except (ValueError, UnknownArea, ValidationError) as error:
            why = "; ".join(error.messages) if isinstance(error, ValidationError) else str(error)
            raise WrongTable(
                _("Line %(line)d: %(why)s Nothing was imported.") % {"line": reader.line_num, "why": why}
            ) from error


def _row(told: dict[str, str | None]) -> CaseloadRow:
    said = {name: (told.get(name) or "").strip() for name in (*COLUMNS, *YEARS)}
    forms = sorted(form.strip() for form in said["exploitation"].split(";") if form.strip())
    unknown = [form for form in forms if form not in EXPLOITATION]
    if unknown or (said["age_band"] and said["age_band"] not in AGE_BANDS):
        raise ValueError(
            _("“%(value)s” is not known. Choose from: %(known)s.")
            % {
                "value": ", ".join(unknown) or said["age_band"],
                "known": ", ".join(EXPLOITATION if unknown else AGE_BANDS),
            }
        )
    row = CaseloadRow(
        origin=gazetteer.area(said["origin"]).code if said["origin"] else "",
        age_band=said["age_band"],
        exploitation=f"|{'|'.join(forms)}|",
        people=_number(said["people"], "people"),
        **{name: _number(said[name], name) if said[name] else None for name in YEARS},
    )
    row.full_clean(exclude=["origin", "age_band"])
    return row


def _number(text: str, column: str) -> int:
    if not text.isdecimal() or not text.isascii():
        raise ValueError(
            _("“%(value)s” is no number in the column %(column)s.") % {"value": text, "column": column}
        )
    return int(text)
