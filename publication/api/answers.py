"""The headers every public answer carries: revalidated each time, and named by all that it is made of."""

import hashlib
import json
from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response

from publication import conf, packing
from publication.readers import Found

NO_ROBOTS = "noindex, noarchive"


def entity_tag(route: str, *parts: str | int) -> str:
    """A strong ETag over route, build, and the parts that decide the body; what is packed gets its own."""
    named = json.dumps([route, "identity", conf.build(), *parts])
    return f'"{hashlib.sha256(named.encode()).hexdigest()[:40]}"'


def tag_of(route: str, found: Found) -> str:
    version = f"{found.funding.campaign}:{found.funding.version}" if found.funding else ""
    return entity_tag(
        route, found.kind, found.subject, found.locale, found.digest, version, found.consent_version
    )


def answer(
    request: HttpRequest,
    body: bytes,
    tag: str,
    content_type: str = "application/json",
    searchable: bool = True,
) -> HttpResponse:
    """200, or 304 where the client holds these very bytes. Only called for what a reader found public."""
    if content_type.startswith("image/"):
        response = HttpResponse(body, content_type=content_type)
    else:
        response = packing.answered(
            request, lambda: packing.kept(tag, lambda: body), lambda: body, content_type
        )
        tag = packing.tagged(tag, request)
    response["ETag"] = tag
    response["Cache-Control"] = "no-cache"
    if not searchable:
        response["X-Robots-Tag"] = NO_ROBOTS
    # "*" asks for nothing but that something is here: a list from which a story went would seem unchanged.
    if request.headers.get("If-None-Match", "").strip() == "*":
        return response
    conditional = get_conditional_response(request, etag=tag, response=response)
    if conditional is None or conditional is response:
        return response
    for name in ("Cache-Control", "X-Robots-Tag"):
        if name in response:
            conditional[name] = response[name]
    return conditional


def composed(
    request: HttpRequest, route: str, content: dict[str, Any], searchable: bool = True
) -> HttpResponse:
    """What is put together from records: tagged by its own content."""
    body = encoded(content)
    tag = entity_tag(route, hashlib.sha256(body).hexdigest())
    return answer(request, body, tag, searchable=searchable)


def listed(
    request: HttpRequest, route: str, content: dict[str, Any], searchable: bool = True
) -> HttpResponse:
    """A list, with its `next` in a Link header as well."""
    response = composed(request, route, content, searchable)
    if content.get("next"):
        response["Link"] = f'<{content["next"]}>; rel="next"'
    return response


def encoded(content: Any) -> bytes:
    return orjson.dumps(content)


def spliced(**members: bytes | Any) -> bytes:
    """A JSON object whose `bytes` members stand in it as they are: what was signed is what is served."""
    parts = [
        encoded(name) + b":" + (value if isinstance(value, bytes) else encoded(value))
        for name, value in members.items()
    ]
    return b"{" + b",".join(parts) + b"}"


def next_page(request: HttpRequest, cursor: str | None) -> str | None:
    """The address of the page after this one: same query, next cursor."""
    if cursor is None:
        return None
    query = request.GET.copy()
    query["cursor"] = cursor
    return request.build_absolute_uri(f"{request.path}?{query.urlencode()}")
