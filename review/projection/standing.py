"""What stands behind a case in its review record: consent, and the people who had a hand in it."""

from typing import Any

from casepages import readers
from review.projection.material import Material


def standing(gathered: Material, disclosure: dict[str, Any]) -> dict[str, Any]:
    """Further members of the review record. Who explained the consent, and how, stays in the case file."""
    return {"consent": _consent(gathered), "disclosure": disclosure, **_source(gathered)}


def _source(gathered: Material) -> dict[str, Any]:
    """Of a translation: which bytes all but words is from, and whether they still wait to be signed."""
    original = gathered.original
    if original is None:
        return {}
    waits = original.candidate is not None
    return {"source": {"locale": gathered.source_locale, "digest": original.digest, "waits": waits}}


def contributors(gathered: Material) -> frozenset[int]:
    return frozenset(readers.contributors(gathered.file)) if gathered.file else frozenset()


def _consent(gathered: Material) -> dict[str, Any] | None:
    if gathered.consent is None or gathered.term is None:
        return None
    return {
        "ref": gathered.term.consent_ref,
        "given_on": gathered.consent.given_on.isoformat(),
        "expires_on": gathered.consent.expires_on.isoformat(),
        "locales": sorted(gathered.consent.locales),
        "channels": sorted(gathered.consent.channels),
    }
