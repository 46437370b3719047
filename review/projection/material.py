"""What a case's or an update's projection is made of, gathered once so that the projection itself is pure."""

import datetime
from dataclasses import dataclass, field
from typing import Any

from casepages.models import CaseFile, CasePage, CaseUpdate, ConsentRecord
from publication.actions.terms import current_term
from publication.models import PlaceLedgerEntry, PublicationTerm
from publication.readers.places import released_places
from review.projection.findings import Finding
from review.projection.registry import Context, Original

# Stands for the public id in previews of a case that has no term yet.
NO_ID = "preview"


@dataclass(frozen=True)
class Material:
    """`original` is the source as it waits, or as it was signed last; set for translations alone.
    `released_places` is the ledger of the case, oldest first."""

    page: Any
    file: CaseFile | None
    term: PublicationTerm | None
    consent: ConsentRecord | None
    locale: str
    source_locale: str
    today: datetime.date
    lenient: bool = False
    original: Original | None = None
    earlier: dict[str, Any] | None = None
    released_places: list[PlaceLedgerEntry] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    @property
    def source(self) -> dict[str, Any] | None:
        return self.original.public if self.original else None

    @property
    def source_review(self) -> dict[str, Any] | None:
        return self.original.review if self.original else None

    @property
    def follows(self) -> int | None:
        return self.original.candidate if self.original else None

    @property
    def public_id(self) -> str:
        return self.term.public_id if self.term else NO_ID

    @property
    def is_translation(self) -> bool:
        return self.locale != self.source_locale


def of_case(page: CasePage, context: Context) -> Material:
    file = page.case_file
    term = current_term(file.ref) if file else None
    source_locale = _source_locale(page, context)
    source = ("case", term.public_id if term else "", source_locale)
    translated = context.locale != source_locale
    return Material(
        page=page,
        file=file,
        term=term,
        consent=file.consent if file else None,
        locale=context.locale,
        source_locale=source_locale,
        today=context.today,
        lenient=context.lenient,
        original=context.original(*source) if translated else None,
        earlier=context.released(*source[:2], context.locale),
        released_places=released_places(file.ref) if file else [],
    )


def of_update(update: CaseUpdate, context: Context) -> Material:
    parent = update.get_parent()
    case_page = _as_written(parent.specific) if parent else None
    file = case_page.case_file if isinstance(case_page, CasePage) else None
    source_locale = _source_locale(update, context)
    source = ("update", str(first_translation(update).slug), source_locale)
    return Material(
        page=update,
        file=file,
        term=current_term(file.ref) if file else None,
        consent=file.consent if file else None,
        locale=context.locale,
        source_locale=source_locale,
        today=context.today,
        lenient=context.lenient,
        original=context.original(*source) if context.locale != source_locale else None,
    )


def _as_written(page: Any) -> Any:
    # Before its first release a page may be written in its revisions alone.
    return page if page.live else page.get_latest_revision_as_object()


def first_translation(page: Any) -> Any:
    """The page this one was translated from: the oldest of its translations, or itself."""
    if page.pk is None:
        return page
    return type(page).objects.filter(translation_key=page.translation_key).order_by("pk").first() or page


def _source_locale(page: Any, context: Context) -> str:
    source = first_translation(page)
    return str(source.locale.language_code) if source.locale_id else context.locale
