"""What an operator may have set wrongly."""

from collections.abc import Iterator
from importlib.util import find_spec
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core import checks
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import DatabaseError

from search import conf

LOOPBACK = {"127.0.0.1", "localhost", "::1"}


@register()
def limits_are_numbers(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    wrong = [name for name in conf.LIMITS if not _sensible(conf.value(name))]
    return [
        Error(
            f"SIXDEGREE_SEARCH_{name} must be a whole number from 1 to 100.",
            hint=f"Leave it out for {conf.LIMITS[name]}.",
            id="sixdegree_search.E001",
        )
        for name in wrong
    ]


@register()
def drafts_stay_in_the_database(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Wagtail's own search indexes every page, drafts of cases with it."""
    backends = getattr(settings, "WAGTAILSEARCH_BACKENDS", {})
    return [
        Error(
            f"The Wagtail search backend {name!r} sends pages out of the database, drafts of cases too.",
            hint="In WAGTAILSEARCH_BACKENDS use 'wagtail.search.backends.database'. The public search has an"
            " index of its own: SIXDEGREE_SEARCH_ELASTICSEARCH_URL.",
            id="sixdegree_search.E002",
        )
        for name, backend in backends.items()
        if any(engine in backend.get("BACKEND", "") for engine in ("elasticsearch", "opensearch"))
    ]


@register()
def client_is_installed(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    if not conf.elasticsearch_url() or _is_installed():
        return []
    return [
        Error(
            "SIXDEGREE_SEARCH_ELASTICSEARCH_URL is set, and the client of Elasticsearch is not installed.",
            hint="pip install 'sixdegree[elasticsearch]', or leave the setting out.",
            id="sixdegree_search.E003",
        )
    ]


@register()
def address_names_a_server(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    if not conf.elasticsearch_url() or _names_a_server(conf.elasticsearch_url()):
        return []
    return [
        Error(
            "SIXDEGREE_SEARCH_ELASTICSEARCH_URL is no address of a server: only the database would answer.",
            hint="Write scheme, host and port, such as https://search.example.org:9200.",
            id="sixdegree_search.E004",
        )
    ]


@register(Tags.security, deploy=True)
def words_travel_encrypted(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    address = urlsplit(conf.elasticsearch_url())
    if address.scheme in ("", "https") or address.hostname in LOOPBACK:
        return []
    return [
        checks.Warning(
            "What people look for goes to Elasticsearch without TLS.",
            hint="Give SIXDEGREE_SEARCH_ELASTICSEARCH_URL an https address.",
            id="sixdegree_search.W001",
        )
    ]


@register(deploy=True)
def engine_is_ready(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    return list(_answering()) if conf.elasticsearch_url() and _is_installed() else []


def _is_installed() -> bool:
    return all(map(find_spec, ("elasticsearch", "pycurl")))


def _answering() -> Iterator[CheckMessage]:
    # Its client is no part of every installation.
    from search.engines import EngineFailed
    from search.engines.elasticsearch import client, indices

    try:
        found = indices.behind(client.reading())
    except EngineFailed as failure:
        yield checks.Warning(
            f"Elasticsearch does not answer ({failure}): the database does.", id="sixdegree_search.W002"
        )
        return
    if not found:
        yield checks.Warning(
            f"Elasticsearch has no index behind {conf.elasticsearch_index()!r}: the database answers.",
            hint="manage.py rebuild_search makes one.",
            id="sixdegree_search.W003",
        )
    elif conf.elasticsearch_index() not in _followed():
        yield checks.Warning(
            f"The index {conf.elasticsearch_index()!r} is told of no change: the database answers.",
            hint="manage.py rebuild_search makes it anew and has every worker tell it of changes.",
            id="sixdegree_search.W004",
        )


@register(deploy=True)
def who_is_told_can_be_told(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """The worker's settings are the ones that matter, and nobody sees them from a request."""
    if conf.elasticsearch_url() or not _followed():
        return []
    return [
        checks.Warning(
            "An Elasticsearch is to be told of every change, and these settings have no address of it.",
            hint="Give SIXDEGREE_SEARCH_ELASTICSEARCH_URL to web and worker alike, or, when it was given up,"
            " run manage.py leave_elasticsearch.",
            id="sixdegree_search.W005",
        )
    ]


def _followed() -> set[str]:
    from search.models import FollowedIndex

    try:
        return set(FollowedIndex.objects.values_list("name", flat=True))
    except DatabaseError:
        # Not there yet, or not migrated: others say so.
        return set()


def _names_a_server(url: str) -> bool:
    """As the client reads it: without a port only https has one."""
    try:
        address = urlsplit(url)
        port = address.port
    except ValueError:
        return False
    with_port = bool(port) or address.scheme == "https"
    return address.scheme in ("http", "https") and bool(address.hostname) and with_port


def _sensible(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= 100
