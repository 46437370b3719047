"""Settings of this app, prefix `SIXDEGREE_SEARCH_`, read when asked so that tests may change them."""

from functools import cache
from typing import Any

from django.conf import settings
from django.utils.crypto import salted_hmac
from wagtail.coreutils import get_content_languages

# Each a whole number from 1 to 100.
LIMITS = {"RESULTS": 20, "WORDS": 8, "SUGGESTIONS": 8, "RETRY_SECONDS": 5}
DEFAULTS: dict[str, Any] = {
    **LIMITS,
    "ELASTICSEARCH_URL": "",
    "ELASTICSEARCH_INDEX": "sixdegree-cases",
    "ELASTICSEARCH_API_KEY": "",
    "ELASTICSEARCH_CA": "",
    "ELASTICSEARCH_SECONDS": 0.25,
}


def value(name: str) -> Any:
    return getattr(settings, f"SIXDEGREE_SEARCH_{name}", DEFAULTS[name])


def results() -> int:
    """Cases in one answer."""
    return int(value("RESULTS"))


def words() -> int:
    """Words of a query that are looked at; the rest is ignored."""
    return int(value("WORDS"))


def suggestions() -> int:
    return int(value("SUGGESTIONS"))


def retry_seconds() -> int:
    """How long an engine that failed is left alone before one request tries it again."""
    return int(value("RETRY_SECONDS"))


def elasticsearch_url() -> str:
    """Where Elasticsearch is; empty where the embedded engine answers alone."""
    return str(value("ELASTICSEARCH_URL"))


def elasticsearch_index() -> str:
    """The name that searches read; the index behind it has the same name with a random end.

    It ends in a sign of the site's `SECRET_KEY`. A cluster may serve several sites whose settings name no
    index, or one and a copy of it: none takes over, fills or counts what is another's.
    """
    return _signed(str(value("ELASTICSEARCH_INDEX")), settings.SECRET_KEY)


@cache
def _signed(name: str, secret: str) -> str:
    return f"{name}-{salted_hmac('search.index', name, secret, algorithm='sha256').hexdigest()[:8]}"


def elasticsearch_api_key() -> str:
    return str(value("ELASTICSEARCH_API_KEY"))


def elasticsearch_ca() -> str:
    """A file of the certificates to trust; empty for those that everybody trusts."""
    return str(value("ELASTICSEARCH_CA"))


def elasticsearch_seconds() -> float:
    """How long a reader waits for it, once: then the database answers."""
    return float(value("ELASTICSEARCH_SECONDS"))


def locales() -> list[str]:
    """Codes of the languages a reader may ask for. After a change of them the indexes are rebuilt."""
    return list(get_content_languages())
