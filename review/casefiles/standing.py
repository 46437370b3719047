"""Where a case stands in public, in a sentence for its officer."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from casepages.models import CaseFile
from publication.actions import expiries
from publication.models import PublicationTerm, PublicRecord, Withdrawal
from publication.models.kinds import Kind
from publication.readers.visibility import visible
from review.desk.reading import language


@dataclass(frozen=True)
class Standing:
    consent_ends: date | None
    locales: tuple[str, ...]
    withdrawn_at: datetime | None
    has_term: bool

    @property
    def sentence(self) -> str:
        if self.withdrawn_at:
            return _("Withdrawn")
        if self.locales:
            return _("Public in %(locales)s") % {"locales": ", ".join(map(language, self.locales))}
        return _("Not public")

    @property
    def can_withdraw(self) -> bool:
        return self.has_term and self.withdrawn_at is None


def standing(case_file: CaseFile) -> Standing:
    term = PublicationTerm.objects.filter(case_ref=case_file.ref).order_by("-ordinal").first()
    # The day alone: the record's note is encrypted, and a lost key must not stand before a withdrawal.
    ends = case_file.consents.values_list("expires_on", flat=True).first()
    if term is None:
        return Standing(ends, (), None, has_term=False)
    withdrawal = Withdrawal.objects.filter(public_id=term.public_id).first()
    records = visible(PublicRecord.objects.filter(kind=Kind.CASE, subject=term.public_id))
    return Standing(
        ends,
        tuple(records.order_by("locale").values_list("locale", flat=True)),
        withdrawal.at if withdrawal else None,
        has_term=True,
    )


@dataclass(frozen=True)
class Ending:
    name: str
    url: str
    day: date


def ending_soon() -> list[Ending]:
    """The files whose consent ends within the time of the first reminder, the next one first."""
    found = []
    for consent in expiries.ending():
        term = PublicationTerm.objects.get(consent_ref=consent.consent_ref)
        file = CaseFile.objects.without_private_texts().filter(ref=term.case_ref).first()
        if file is not None:
            url = reverse("case_files:edit", args=[file.pk])
            found.append(Ending(file.short_name, url, consent.expires_at.date()))
    return found


def without_consent() -> QuerySet[CaseFile]:
    """The files for which none was ever recorded; of an erased one there was."""
    had_one = PublicationTerm.objects.values("case_ref")
    return CaseFile.objects.without_private_texts().filter(consents=None).exclude(ref__in=had_one)
