"""Settings of the registration, prefix `SIXDEGREE_HOME_`, read at call time."""

from django.conf import settings


def encryption_keys() -> list[str]:
    """Fernet keys, newest first: addresses are stored encrypted."""
    return list(getattr(settings, "SIXDEGREE_HOME_REGISTRATION_KEYS", []))


def public_url() -> str:
    """Scheme and host of this site, for the links in mails."""
    return str(getattr(settings, "SIXDEGREE_HOME_PUBLIC_URL", "")).rstrip("/")


def programme() -> str:
    """The name mails speak in."""
    return str(getattr(settings, "SIXDEGREE_PAYMENTS_PROGRAMME", "Sixdegree"))


def a_day() -> int:
    """New addresses a day that come from the form; ten times as many with a proof of work."""
    return int(getattr(settings, "SIXDEGREE_HOME_REGISTRATIONS_A_DAY", 200))


def days_to_confirm() -> int:
    """After so many days an address that nobody confirmed is forgotten."""
    return int(getattr(settings, "SIXDEGREE_HOME_REGISTRATION_DAYS", 7))
