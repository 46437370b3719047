"""Documents that may be stored: revalidated on every request, drawn once for as long as nothing changes.

A tag names all that the drawing depends on, so that nothing withdrawn or renewed is ever answered from here:
the view has read what is public now before it asks.
"""

import gzip
import hashlib
import json
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags

from home.documents.build import build
from home.documents.headers import REVALIDATED, protect
from publication.conf import fund

KEPT = 256  # finished documents in the memory of each worker process, some 30 kB each

_kept: OrderedDict[str, bytes] = OrderedDict()
_lock = Lock()


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
    packed = "gzip" in request.headers.get("Accept-Encoding", "")
    etag = f'"{name}{"-gz" if packed else ""}"'
    if etag in parse_etags(request.headers.get("If-None-Match", "")):
        response: HttpResponse = HttpResponseNotModified()
    else:
        compressed = _compressed(name, draw)
        response = HttpResponse(
            compressed if packed else gzip.decompress(compressed), content_type=content_type
        )
        if packed:
            response["Content-Encoding"] = "gzip"
    response["ETag"] = etag
    patch_vary_headers(response, ["Accept-Encoding"])
    return protect(response, cache=REVALIDATED, searchable=searchable)


def _compressed(name: str, draw: Callable[[], str]) -> bytes:
    with _lock:
        if name in _kept:
            _kept.move_to_end(name)
            return _kept[name]
    drawn = gzip.compress(draw().encode(), compresslevel=6, mtime=0)
    with _lock:
        _kept[name] = drawn
        while len(_kept) > KEPT:
            _kept.popitem(last=False)
    return drawn
