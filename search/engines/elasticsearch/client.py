"""Connections to Elasticsearch that tell nobody what was asked: not a log, not an error, not the vendor.

An error of the official client carries the engine's answer, which may quote the query. Ours carries its kind
and status alone, and is raised where the client's is no longer at hand, so that no reporter follows it there.
"""

import logging
from collections.abc import Callable
from functools import cache
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from elastic_transport import TransportError
from elasticsearch import ApiError, Elasticsearch
from elasticsearch.serializer import NdjsonSerializer, OrjsonSerializer

from search import conf
from search.engines import EngineFailed
from search.engines.elasticsearch.node import CurlNode

BUSY = 429


class _Lines(OrjsonSerializer, NdjsonSerializer):
    """Of a bulk request."""


# As the client itself asks for the answers of its own version, whatever the server's.
_JSON = dict.fromkeys(("accept", "content-type"), "application/vnd.elasticsearch+json; compatible-with=8")
_SERIALIZERS = {each.mimetype: each for each in (OrjsonSerializer(), _Lines())}


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
    options |= {"serializers": _SERIALIZERS, "node_class": CurlNode}
    if key := conf.elasticsearch_api_key():
        options["api_key"] = key
    if certificates := conf.elasticsearch_ca():
        options["ca_certs"] = certificates
    try:
        return Elasticsearch(url, meta_header=False, **options)
    except ValueError:
        failure = EngineFailed("set up with an address or a file of certificates that is none")
    raise failure


def search(index: str, body: dict[str, Any]) -> Any:
    """The answer's body to a search. Raises `EngineFailed`.

    By the client's transport: its method for searches only puts the same body together once more.
    """
    target = f"/{quote(index, safe='')}/_search"
    try:
        answer = reading().transport.perform_request("POST", target, headers=_JSON, body=body)
    except TransportError as error:
        failure = EngineFailed(type(error).__name__)
    else:
        if answer.meta.status == HTTPStatus.OK:
            return answer.body
        failure = EngineFailed(f"status {answer.meta.status}")
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
