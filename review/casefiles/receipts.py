"""What was done when a survivor withdrew, line by line, and what still waits."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

import payments.readers as money
from casepages.models import CaseFile
from publication.models import PublicationTerm, PublicRecord, Withdrawal
from publication.models.kinds import Kind
from publication.readers import consequences
from publication.readers.visibility import visible


@dataclass(frozen=True)
class Line:
    """`at` is set when it is done. `stuck`: it failed so often that the operators were told."""

    what: str
    at: datetime | None
    stuck: bool = False
    detail: str = ""


@dataclass(frozen=True)
class Receipt:
    at: datetime
    lines: list[Line]

    @property
    def waiting(self) -> int:
        return sum(line.at is None for line in self.lines)

    @property
    def stuck(self) -> int:
        return sum(line.stuck for line in self.lines)


def receipts(case_file: CaseFile) -> list[Receipt]:
    """One for each withdrawn term of the file, the newest first."""
    terms = PublicationTerm.objects.filter(case_ref=case_file.ref).order_by("-ordinal")
    found = (
        (term, Withdrawal.objects.filter(public_id=term.public_id).order_by("pk").first()) for term in terms
    )
    return [_receipt(term, withdrawal) for term, withdrawal in found if withdrawal is not None]


def _receipt(term: PublicationTerm, withdrawal: Withdrawal) -> Receipt:
    lines = [
        _hidden(term, withdrawal),
        Line(_("No new gift is taken"), money.stopped_at(term.campaign_ref)),
        _checkouts(term, withdrawal),
        *_steps(term),
        *_front_ends(term),
    ]
    return Receipt(withdrawal.at, lines)


def _hidden(term: PublicationTerm, withdrawal: Withdrawal) -> Line:
    """Asked of the readers now, not remembered: they decide at every request, caches and search included."""
    records = PublicRecord.objects.filter(term=term)
    stories, news = (records.filter(kind=kind).count() for kind in (Kind.CASE, Kind.UPDATE))
    what = _("Gone from all pages and documents, the data feed, search, pictures and caches")
    if visible(records).exists():
        return Line(what, None, stuck=True)
    if not stories:
        return Line(what, withdrawal.at, detail=_("Nothing of it had been public."))
    told = ngettext("%(count)d language", "%(count)d languages", stories) % {"count": stories}
    if news:
        told += ", " + ngettext("%(count)d update", "%(count)d updates", news) % {"count": news}
    return Line(what, withdrawal.at, detail=told)


def _checkouts(term: PublicationTerm, withdrawal: Withdrawal) -> Line:
    found = money.checkouts(term.campaign_ref, withdrawal.at)
    detail = _("%(expired)d ended, %(paid)d found paid, %(open)d still open") % {
        "expired": found.expired,
        "paid": found.paid,
        "open": found.open,
    }
    if not found.open and not found.expired and not found.paid:
        detail = _("There were none.")
    done_at = None if found.open else found.last or withdrawal.at
    return Line(_("Payments that were under way are ended at the provider"), done_at, detail=detail)


def _steps(term: PublicationTerm) -> list[Line]:
    return [
        Line(step_label(step.name), step.done_at, step.stuck, _tries(step))
        for step in consequences.of_withdrawal(term.public_id)
    ]


def _front_ends(term: PublicationTerm) -> list[Line]:
    return [
        Line(_("Told: %(site)s") % {"site": told.name}, told.done_at, told.stuck, _tries(told))
        for told in consequences.told_of_withdrawal(term.public_id)
    ]


def _tries(step: consequences.Consequence) -> str:
    if step.done_at is not None or not step.attempts:
        return ""
    tried = ngettext("tried %(count)d time", "tried %(count)d times", step.attempts)
    return tried % {"count": step.attempts}


def step_label(name: str) -> str:
    """A step of the outbox in an officer's words; one that a host added under its own name."""
    labels = {
        "campaign": _("The campaign is closed for good"),
        "candidates": _("What waited for a signature can no longer be signed"),
        "submissions": _("Submissions are taken off the desk"),
        "live": _("The pages are drafts again in Wagtail"),
        "search": _("The search no longer holds a word of it"),
        "schedules": _("Schedules and old addresses are cleared"),
        "previews": _("Links to drafts are ended"),
        "forget_forms": _("What an editor's preview kept is deleted"),
        "front_ends": _("Messages to the registered front ends are on their way"),
        "card": _("The number on the card is used up"),
        "protected-terms": _("The protected terms are forgotten"),
    }
    return labels.get(name, name)
