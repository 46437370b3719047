"""Consents that run out. Readers hide the case by themselves; what follows from it is queued here."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Now
from django.utils import timezone

from publication import log, outbox
from publication.models import (
    Consent,
    ConsentExpiry,
    ConsentReminder,
    PublicationTerm,
    PublicRecord,
    Withdrawal,
)

# Days before its end on which officers are told.
REMINDERS = (60, 14)


def notice() -> int:
    """Queue what follows for every released consent that ran out, once for each end. Returns how many."""
    noticed = ConsentExpiry.objects.filter(consent=OuterRef("pk"), expires_at=OuterRef("expires_at"))
    released = PublicRecord.objects.filter(consent=OuterRef("pk"))
    due = _standing().filter(Exists(released), ~Exists(noticed), expires_at__lte=Now())
    return sum(_notice(consent) for consent in due)


def _notice(consent: Consent) -> bool:
    public_id = PublicationTerm.objects.values_list("public_id", flat=True).get(
        consent_ref=consent.consent_ref
    )
    with transaction.atomic():
        _row, created = ConsentExpiry.objects.get_or_create(consent=consent, expires_at=consent.expires_at)
        if created:
            log.record("consent.expire", public_id, None, version=consent.version)
            outbox.add("expiry", public_id=public_id)
    return created


def ending(days: int = REMINDERS[0]) -> QuerySet[Consent]:
    """Consents that allow showing something and end within so many days, the next one first."""
    soon = timezone.now() + timedelta(days=days)
    return (
        _standing()
        .filter(expires_at__gt=Now(), expires_at__lte=soon)
        .exclude(channels=[])
        .order_by("expires_at")
    )


def due_reminders() -> list[ConsentReminder]:
    """The reminders that nobody sent yet, unsaved: of one consent the nearest to its end alone."""
    due: list[ConsentReminder] = []
    for days in sorted(REMINDERS):
        sent = ConsentReminder.objects.filter(
            consent=OuterRef("pk"), expires_at=OuterRef("expires_at"), days__lte=days
        )
        for consent in ending(days).filter(~Exists(sent)):
            if all(reminder.consent_id != consent.pk for reminder in due):
                due.append(ConsentReminder(consent=consent, expires_at=consent.expires_at, days=days))
    return due


def _standing() -> QuerySet[Consent]:
    """Consents that nobody withdrew."""
    withdrawn = Withdrawal.objects.filter(
        public_id__in=PublicationTerm.objects.filter(consent_ref=OuterRef(OuterRef("consent_ref"))).values(
            "public_id"
        )
    )
    return Consent.objects.filter(~Exists(withdrawn))
