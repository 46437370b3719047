"""Reading the public record for an index: what is public at this moment. Documents are made nowhere else."""

import time
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from payments.readers import open_parts
from publication import canonical
from publication.models import PublicRecord
from publication.models.kinds import Kind
from publication.readers.visibility import visible
from search.document import Document, NotIndexable
from search.extraction import extract, passages
from search.serving import serves

# Read as values: a model's instance would take longer than its analysis.
_COLUMNS = (
    "pk", "subject", "locale", "is_source", "digest", "bytes", "status", "waiting_since",
    "term__campaign_ref", "consent__expires_at",
)  # fmt: skip


def clock() -> int:
    """Microseconds of the database's clock, which is the same for every process."""
    if connection.vendor == "sqlite":
        return time.time_ns() // 1000
    with connection.cursor() as cursor:
        cursor.execute("SELECT (extract(epoch FROM clock_timestamp()) * 1000000)::bigint")
        return int(cursor.fetchone()[0])


def of_subjects(subjects: Iterable[str]) -> list[Document]:
    """Every document there is now of these cases; none of one that is not public."""
    return _read(PublicRecord.objects.filter(subject__in=list(subjects)))


def of_records(keys: Collection[int]) -> list[Document]:
    """Those of these public records that are public now."""
    same = PublicRecord.objects.filter(kind=Kind.CASE, pk__in=list(keys)).values("subject")
    found = _read(PublicRecord.objects.filter(subject__in=same))
    return [document for document in found if document.pk in keys]


def texts(keys: Iterable[int]) -> list[tuple[int, str, list[str]]]:
    """What those of these cases' records that are public now tell: key, language, passages. One statement."""
    records = PublicRecord.objects.filter(kind=Kind.CASE, pk__in=list(keys))
    rows = visible(records).values_list("pk", "locale", "bytes")
    return [(pk, locale, passages(extract(bytes(signed)))) for pk, locale, signed in rows if signed]


def everything(batch: int = 500) -> Iterator[list[Document]]:
    """The documents of all public cases, whole cases together, in parts of at most so many cases."""
    last = ""
    while subjects := _subjects_after(last, batch):
        yield of_subjects(subjects)
        last = subjects[-1]


def total() -> int:
    """How many documents `everything` gives."""
    return visible(PublicRecord.objects.filter(kind=Kind.CASE)).count()


def _read(records: QuerySet[PublicRecord]) -> list[Document]:
    """`records` are of whole cases. One statement: text, consent and the languages left are of one moment."""
    as_of = clock()
    rows = list(visible(records.filter(kind=Kind.CASE)).order_by("pk").values_list(*_COLUMNS))
    served = serves(row[:4] for row in rows)
    left = open_parts({row[8] for row in rows})
    return [_document(row, served[row[0]], left.get(row[8]), as_of) for row in rows]


def _document(row: tuple[Any, ...], serves: tuple[str, ...], left: float | None, as_of: int) -> Document:
    pk, subject, locale, _source, digest, signed, status, waiting_since, _campaign, expires_at = row
    _refuse_unless_signed(pk, signed, digest)
    return Document(
        pk=pk,
        subject=subject,
        locale=locale,
        serves=serves,
        digest=digest,
        status=status,
        waiting_since=waiting_since,
        expires_at=expires_at,
        as_of=as_of,
        left=left,
        **extract(bytes(signed)),
    )


def _refuse_unless_signed(pk: int, signed: bytes | None, digest: str) -> None:
    if signed is None or canonical.digest(bytes(signed)) != digest:
        raise NotIndexable(f"Record {pk} does not hold the bytes that were signed.")


def _subjects_after(last: str, batch: int) -> list[str]:
    """Public or not: the key's own index answers, however many there are."""
    cases = PublicRecord.objects.filter(kind=Kind.CASE, subject__gt=last)
    return list(cases.order_by("subject").values_list("subject", flat=True).distinct()[:batch])
