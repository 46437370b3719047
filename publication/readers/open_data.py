"""Yearly tables: the approved ones for everybody, and what a new one is made of for who makes it."""

from collections import Counter
from dataclasses import dataclass

from django.utils.translation import gettext as _

from publication.exceptions import Gone, NotFound
from publication.models import OpenDataTable
from publication.open_data.counting import Cohort, Profile, profile
from publication.readers.cases import shown

CHANNEL = "open_data"


@dataclass(frozen=True, slots=True)
class YearTable:
    """`body` is the bytes that were approved; `digest` their SHA-256."""

    year: int
    body: bytes
    digest: str


def open_data() -> list[YearTable]:
    """The approved tables, the newest year first."""
    rows = OpenDataTable.objects.exclude(approved_at=None).filter(recalled_at=None).order_by("-year")
    return [YearTable(row.year, bytes(row.content), row.digest) for row in rows]


def open_data_of(year: int) -> YearTable:
    """Raises `NotFound` where no table of this year was ever public, `Gone` where it was recalled."""
    row = OpenDataTable.objects.exclude(approved_at=None).filter(year=year).first()
    if row is None:
        raise NotFound(_("There is no table of this year."))
    if row.recalled_at is not None:
        raise Gone(_("The table of this year is no longer public."))
    return YearTable(row.year, bytes(row.content), row.digest)


def cohort(year: int) -> Cohort:
    """The cases that are public now and were first published in this year, each once."""
    counted: Counter[Profile] = Counter()
    others: Counter[Profile] = Counter()
    rows = shown(()).filter(waiting_since__year=year).values_list("card", "consent__channels")
    for card, channels in rows.iterator():
        (counted if CHANNEL in channels else others)[profile(card)] += 1
    return Cohort(counted, others)
