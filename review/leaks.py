"""The blind leak check at submission: bounded, because its answers could be used for guessing, and logged."""

from dataclasses import replace
from typing import Any

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from casepages.terms import folding
from publication import log
from review import conf
from review.checks import protected
from review.models import TermChecks
from review.projection import HOLD, REFUSE, Finding, Projection

TOO_MANY = "too-many-term-checks"


def looked_through(projection: Projection, author: Any) -> Projection:
    """The projection with what the check found. Where it was asked too often today, with a refusal alone.

    What was spent stays spent in the submission's transaction; the log holds ids and a count.
    """
    if not _spend(projection.case_ref or projection.subject, author):
        log.record("terms.too_many", projection.subject, author, locale=projection.locale)
        return replace(projection, findings=[*projection.findings, _too_many()])
    found = protected.stand_in_no_text(projection.public, projection.case_ref)
    held = sum(finding.severity == HOLD for finding in found)
    if held:
        log.record("terms.found", projection.subject, author, locale=projection.locale, places=held)
    return replace(
        projection,
        findings=[*projection.findings, *found],
        review={**projection.review, "term_check": folding.VERSION},
    )


def _spend(scope: str, author: Any) -> bool:
    """Both are counted, so that neither many cases nor many people make more guesses."""
    of_case = _count(scope, conf.term_checks_per_day())
    of_person = _count(f"person:{author.pk}", conf.term_checks_per_person())
    return of_case and of_person


def _count(scope: str, most: int) -> bool:
    checks, _made = TermChecks.objects.get_or_create(scope=scope, day=timezone.localdate())
    # One statement asks and counts: submissions at once cannot both take the last.
    return bool(TermChecks.objects.filter(pk=checks.pk, spent__lt=most).update(spent=F("spent") + 1))


def _too_many() -> Finding:
    sentence = _(
        "This was submitted too often today to be checked again for protected terms. Your draft is kept: "
        "submit it tomorrow, or ask a privacy reviewer to look at it with you."
    )
    return Finding(TOO_MANY, sentence, severity=REFUSE)


def purge() -> int:
    """Forget the counts of days gone by. Returns how many."""
    return TermChecks.objects.filter(day__lt=timezone.localdate()).delete()[0]
