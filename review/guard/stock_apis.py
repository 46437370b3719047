"""Wagtail's own APIs of pages, where a host mounts them, tell nothing of a guarded page, released or not.

Its row says when it was edited, what code wrote into it, and, until the worker comes round, what was
withdrawn a moment ago. Strangers read the public record.
"""

from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any

from wagtail.api.v2.serializers import RelatedField
from wagtail.models import Page

from casepages import strangers
from review.guard import live
from review.guard.wrapping import wrap_once
from review.projection import kinds

# Where Wagtail 8.0 keeps the one function by which its APIs choose what strangers see; a contract test of
# ours watches for another.
ASKED_IN = ("wagtail.api.querysets", "wagtail.api.v2.views", "wagtail.api.v3.querysets")
TOLD = "to_representation"
NAME = "get_public_pages_queryset"
VIEW = "view_func"
OF_PAGES = "wagtail.api.v3.routers.pages"


def connect() -> None:
    for name in ASKED_IN:
        wrap_once(import_module(name), NAME, without_guarded)
    wrap_once(RelatedField, TOLD, silent_of_guarded)
    for operation in _operations(import_module(OF_PAGES).router):
        wrap_once(operation, VIEW, asking_first)


def _operations(router: Any) -> Iterator[Any]:
    for path in router.path_operations.values():
        yield from path.operations
    for _prefix, below, *_ in router._routers:
        yield from _operations(below)


def asking_first(view: Callable[..., Any]) -> Callable[..., Any]:
    """v3 tells whoever has a token which numbers are pages: 403 where one is, 404 where none is."""

    def leaving_out(request: Any, *args: Any, **kwargs: Any) -> Any:
        if "page_id" in kwargs:
            kwargs["page_id"] = strangers.shown(request.user, kwargs["page_id"])
        return view(request, *args, **kwargs)

    return leaving_out


def silent_of_guarded(told: Callable[..., Any]) -> Callable[..., Any]:
    """v2 tells the title of any page a host's own field points at, drafts too: of ours, nothing."""

    def leaving_out(self: Any, value: Any) -> Any:
        return None if isinstance(value, Page) and live.kind_of_page(value) else told(self, value)

    return leaving_out


def without_guarded(asked: Callable[..., Any]) -> Callable[..., Any]:
    def leaving_out(*args: Any, **kwargs: Any) -> Any:
        return asked(*args, **kwargs).not_type(*(kind.page_model for kind in kinds()))

    return leaving_out
