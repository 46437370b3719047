"""Documents that may be stored: revalidated on every request, drawn once for as long as nothing changes.

A tag names all that the drawing depends on, so that nothing withdrawn or renewed is ever answered from here:
the view has read what is public now before it asks.
"""

import gzip
import hashlib
import json
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags

from home.documents.build import build
from home.documents.headers import REVALIDATED, protect
from payments.conf import fund
from publication import packing


def tag(*parts: Any) -> str:
    """Of all that can change what is drawn; build and fund are added."""
    text = json.dumps([build(), fund(), *parts], sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def answer(
    request: HttpRequest,
    name: str,
    draw: Callable[[], str],
    *,
    searchable: bool,
    content_type: str = "text/html; charset=utf-8",
) -> HttpResponse:
    """200 or 304 with a strong ETag; `draw` is called only where this process has not drawn it yet."""
    etag = packing.tagged(f'"{name}"', request)
    if etag in parse_etags(request.headers.get("If-None-Match", "")):
        response: HttpResponse = HttpResponseNotModified()
        patch_vary_headers(response, ["Accept-Encoding"])
    else:
        kept = packing.kept(name, lambda: draw().encode())
        response = packing.answered(request, lambda: kept, lambda: gzip.decompress(kept), content_type)
    response["ETag"] = etag
    return protect(response, cache=REVALIDATED, searchable=searchable)
