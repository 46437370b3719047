"""One record among the locales of its subject, or the refusal that fits."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import BinaryField, Case, ExpressionWrapper, F, Q, QuerySet, Value, When
from django.db.models.fields import BooleanField
from django.utils.translation import gettext as _

from payments.readers import Funding
from payments.statements import Statement, given
from publication.exceptions import Gone, NotFound
from publication.models import PublicRecord
from publication.readers.visibility import public


@dataclass(frozen=True, slots=True)
class Found:
    """A public record as it stands now. `body` is the signed bytes; `locales` every locale public now.

    `searchable` tells whether consent lets search engines in, `shareable` whether it allows a picture for
    sharing, `mailable` news to those who follow; pages and the site always do.
    """

    kind: str
    subject: str
    locale: str
    body: bytes
    digest: str
    locales: tuple[str, ...] = ()
    searchable: bool = True
    shareable: bool = True
    mailable: bool = True
    consent_version: int = 0
    campaign: str = ""
    funding: Funding | None = None

    @property
    def content(self) -> dict[str, Any]:
        content: dict[str, Any] = json.loads(self.body)
        return content


_ROW = (
    "kind", "subject", "locale", "digest", "is_public", "is_asked", "body",
    "consent__channels", "consent__version", "term__campaign_ref",
)  # fmt: skip


class One:
    """The record in a locale, or without one in the source locale, of records that share a subject.

    `records` may depend on nothing but what a call of `found` names (`payments.statements.given`).
    """

    def __init__(self, records: Callable[[], QuerySet[PublicRecord]]) -> None:
        self._told_in = Statement(lambda: _rows(records(), Q(locale=given("locale"))))
        self._source = Statement(lambda: _rows(records(), Q(is_source=True)))

    def found(self, locale: str | None, **named: str) -> Found:
        """Raises `NotFound` where nothing was ever public there and `Gone` where it no longer is.

        Both name, in `locales`, the locales that are.
        """
        rows = self._told_in.rows(locale=locale, **named) if locale else self._source.rows(**named)
        return _chosen([dict(zip(_ROW, row, strict=True)) for row in rows])


def _rows(records: QuerySet[PublicRecord], asked: Q) -> QuerySet[Any, Any]:
    return records.annotate(
        is_public=Case(When(public(), then=Value(True)), default=Value(False)),
        is_asked=ExpressionWrapper(asked, output_field=BooleanField()),
        body=Case(When(asked, then=F("bytes")), default=None, output_field=BinaryField()),
    ).values_list(*_ROW)


def _chosen(rows: Sequence[Mapping[str, Any]]) -> Found:
    locales = tuple(sorted(row["locale"] for row in rows if row["is_public"]))
    if not rows:
        raise NotFound(_("There is nothing public at this address."))
    if not locales:
        raise Gone(_("This is no longer public."))
    row = next((row for row in rows if row["is_asked"]), None)
    if row is None:
        raise NotFound(
            _("This is not public in that language. Ask for one of: %(locales)s.")
            % {"locales": ", ".join(locales)},
            locales=list(locales),
        )
    if not row["is_public"]:
        raise Gone(
            _("This is no longer public in that language. Ask for one of: %(locales)s.")
            % {"locales": ", ".join(locales)},
            locales=list(locales),
        )
    return found(row, locales)


def found(row: Mapping[str, Any], locales: Iterable[str]) -> Found:
    channels = row["consent__channels"]
    return Found(
        kind=row["kind"],
        subject=row["subject"],
        locale=row["locale"],
        body=bytes(row["body"]),
        digest=row["digest"],
        locales=tuple(locales),
        searchable=channels is None or "search_engines" in channels,
        shareable=channels is None or "share_picture" in channels,
        mailable=channels is None or "news_mails" in channels,
        consent_version=row["consent__version"] or 0,
        campaign=row["term__campaign_ref"] or "",
    )
