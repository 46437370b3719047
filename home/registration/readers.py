"""What may be read of registrations: counts, and for an operator one address's own entry."""

from datetime import date
from typing import Any, NamedTuple

from home.registration import sealed
from home.registration.models import Registration


class Count(NamedTuple):
    confirmed: int
    waiting: int


def count(since: date | None = None, until: date | None = None) -> Count:
    """Addresses by the day on which they were confirmed, both days included; `waiting` is of now."""
    confirmed = Registration.objects.exclude(confirmed_on=None)
    if since:
        confirmed = confirmed.filter(confirmed_on__gte=since)
    if until:
        confirmed = confirmed.filter(confirmed_on__lte=until)
    return Count(confirmed.count(), Registration.objects.filter(confirmed_on=None).count())


def entry_of(email: str) -> dict[str, Any] | None:
    """All that is kept about an address, for its owner."""
    found = Registration.objects.filter(email_hash=sealed.fingerprint(email)).first()
    if found is None:
        return None
    return {
        "email": sealed.unseal(found.email),
        "locale": found.locale,
        "proved": found.proved,
        "asked_on": found.asked_on,
        "confirmed_on": found.confirmed_on,
        "mailed_on": found.mailed_on,
    }
