"""Where a case stands in public, in a sentence for its officer."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from casepages.models import CaseFile, ConsentRecord
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
    return standings([case_file])[case_file.pk]


def standings(case_files: Sequence[CaseFile]) -> dict[int, Standing]:
    """By the key of each file, in four statements however many there are."""
    refs = [file.ref for file in case_files]
    # The newest last: it is the one that stays.
    terms = PublicationTerm.objects.filter(case_ref__in=refs).order_by("ordinal")
    public_ids = dict(terms.values_list("case_ref", "public_id"))
    asked = list(public_ids.values())
    # The day alone: the record's note is encrypted, and a lost key must not stand before a withdrawal.
    consents = ConsentRecord.objects.filter(case_file__in=[file.pk for file in case_files])
    ends = dict(consents.order_by("recorded_at", "pk").values_list("case_file", "expires_on"))
    withdrawn = dict(Withdrawal.objects.filter(public_id__in=asked).values_list("public_id", "at"))
    records = visible(PublicRecord.objects.filter(kind=Kind.CASE, subject__in=asked)).order_by("locale")
    public: dict[str, list[str]] = defaultdict(list)
    for subject, locale in records.values_list("subject", "locale"):
        public[subject].append(locale)
    return {
        file.pk: Standing(
            ends.get(file.pk),
            tuple(public.get(public_ids.get(file.ref, ""), ())),
            withdrawn.get(public_ids.get(file.ref, "")),
            has_term=file.ref in public_ids,
        )
        for file in case_files
    }


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
