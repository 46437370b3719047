"""Connections to Elasticsearch that tell nobody what was asked: not a log, not an error, not the vendor.

An error of the official client carries the engine's answer, which may quote the query. Ours carries its kind
and status alone, and is raised where the client's is no longer at hand, so that no reporter follows it there.
"""

import logging
from collections.abc import Callable
from functools import cache
from typing import Any

from elastic_transport import TransportError
from elasticsearch import ApiError, Elasticsearch

from search import conf
from search.engines import EngineFailed

BUSY = 429


class Busy(EngineFailed):
    """It has no room for this now: later it may."""


# It writes a line for every request, and one with a traceback for every failure.
logging.getLogger("elastic_transport").setLevel(logging.CRITICAL)


def reading() -> Elasticsearch:
    """For a request that a person waits for."""
    return _connection(conf.elasticsearch_url(), conf.elasticsearch_seconds())


def writing() -> Elasticsearch:
    """For the worker."""
    return _connection(conf.elasticsearch_url(), 5)


def building() -> Elasticsearch:
    """For commands, at which a person looks: a whole index may take its time to be made ready."""
    return _connection(conf.elasticsearch_url(), 60)


@cache
def _connection(url: str, seconds: float) -> Elasticsearch:
    """Raises `EngineFailed`."""
    # The outbox repeats what failed, and a reader does not wait for a second try.
    options: dict[str, Any] = {"request_timeout": seconds, "max_retries": 0, "retry_on_timeout": False}
    if key := conf.elasticsearch_api_key():
        options["api_key"] = key
    if certificates := conf.elasticsearch_ca():
        options["ca_certs"] = certificates
    try:
        return Elasticsearch(url, meta_header=False, **options)
    except ValueError:
        failure = EngineFailed("set up with an address or a file of certificates that is none")
    raise failure


def ask(call: Callable[..., Any], /, **arguments: Any) -> Any:
    """The answer's body. Raises `EngineFailed`."""
    try:
        return call(**arguments).body
    except (TransportError, ApiError) as error:
        status = error.meta.status if isinstance(error, ApiError) else None
        kind = f"{type(error).__name__} {status}" if status else type(error).__name__
        failure = (Busy if status == BUSY else EngineFailed)(kind)
    raise failure
