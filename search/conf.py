"""Settings of this app, prefix `SIXDEGREE_SEARCH_`, read when asked so that tests may change them."""

from django.conf import settings

DEFAULTS = {"RESULTS": 20, "WORDS": 8, "SUGGESTIONS": 8}


def value(name: str) -> int:
    chosen: int = getattr(settings, f"SIXDEGREE_SEARCH_{name}", DEFAULTS[name])
    return chosen


def results() -> int:
    """Cases in one answer."""
    return value("RESULTS")


def words() -> int:
    """Words of a query that are looked at; the rest is ignored, since each costs the database a scan."""
    return value("WORDS")


def suggestions() -> int:
    return value("SUGGESTIONS")
