"""The settings of this app, read when used so that tests and hosts can change them."""

from typing import Any

from django.conf import settings
from wagtail.coreutils import get_content_languages


def currencies() -> dict[str, int]:
    """ISO 4217 code → number of decimals of its minor unit, the ones a case may be budgeted in."""
    return dict(getattr(settings, "SIXDEGREE_CASEPAGES_CURRENCIES", {"USD": 2}))


def encryption_keys() -> list[str]:
    """Fernet keys, newest first: the first encrypts, all of them decrypt."""
    return list(getattr(settings, "SIXDEGREE_CASEPAGES_ENCRYPTION_KEYS", []))


def lookup_key() -> str:
    """The secret under which case numbers are hashed for look-up."""
    return str(getattr(settings, "SIXDEGREE_CASEPAGES_LOOKUP_KEY", ""))


def term_keys() -> list[str]:
    """The secrets under which protected terms are hashed, newest first; kept out of database and backups."""
    return list(getattr(settings, "SIXDEGREE_CASEPAGES_TERM_KEYS", []))


def extra_stages() -> list[tuple[str, Any, str]]:
    """Stages of a journey that a host adds: (slug, label, glyph of a built-in stage)."""
    return list(getattr(settings, "SIXDEGREE_CASEPAGES_STAGES", []))


def content_languages() -> dict[str, str]:
    """Locale code → its own name, the languages a case can be told in."""
    return dict(get_content_languages())
