"""Answers packed for the way: compressed once by each process for as long as their tag names the same bytes.

A tag names all that an answer is made of, and whoever asks here has read what is public now before: nothing
withdrawn or renewed is ever answered from what is kept.
"""

import gzip
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

KEPT = 256  # packed answers in the memory of each worker process, some 10 to 30 kB each

_kept: OrderedDict[str, bytes] = OrderedDict()
_lock = Lock()


def accepted(request: HttpRequest) -> bool:
    """Whether this client takes gzip; a strong tag then names the packed bytes, not the plain ones."""
    return "gzip" in request.headers.get("Accept-Encoding", "")


def tagged(tag: str, request: HttpRequest) -> str:
    """The quoted strong tag of what this client gets (RFC 9110, 8.8.3.3: each encoding has its own)."""
    return f'{tag[:-1]}-gz"' if accepted(request) else tag


def answered(
    request: HttpRequest, packed: Callable[[], bytes], plain: Callable[[], bytes], content_type: str
) -> HttpResponse:
    """200 with the one of both that this client takes; the other is not asked for."""
    takes = accepted(request)
    response = HttpResponse(packed() if takes else plain(), content_type=content_type)
    if takes:
        response["Content-Encoding"] = "gzip"
    patch_vary_headers(response, ["Accept-Encoding"])
    return response


def kept(name: str, draw: Callable[[], bytes]) -> bytes:
    """What `draw` gives, packed; it is called only where this process has not packed `name` yet."""
    with _lock:
        if name in _kept:
            _kept.move_to_end(name)
            return _kept[name]
    drawn = gzip.compress(draw(), compresslevel=9, mtime=0)
    with _lock:
        _kept[name] = drawn
        while len(_kept) > KEPT:
            _kept.popitem(last=False)
    return drawn
