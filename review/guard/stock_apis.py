"""Wagtail's own APIs of pages, where a host mounts them, tell nothing of a guarded page, released or not.

Its row says when it was edited, what code wrote into it, and, until the worker comes round, what was
withdrawn a moment ago. Strangers read the public record.
"""

from collections.abc import Callable
from functools import wraps
from importlib import import_module
from typing import Any

from wagtail.api.v2.serializers import RelatedField
from wagtail.models import Page

from review.guard import live
from review.projection import kinds

# Where Wagtail 8.0 keeps the one function by which its APIs choose what strangers see; a contract test of
# ours watches for another.
ASKED_IN = ("wagtail.api.querysets", "wagtail.api.v2.views", "wagtail.api.v3.querysets")
TOLD = "to_representation"
NAME = "get_public_pages_queryset"


def connect() -> None:
    for name in ASKED_IN:
        module = import_module(name)
        asked = getattr(module, NAME)
        if not hasattr(asked, "leaves_out_guarded"):
            setattr(module, NAME, without_guarded(asked))
    if not hasattr(RelatedField.to_representation, "leaves_out_guarded"):
        told = silent_of_guarded(RelatedField.to_representation)
        setattr(RelatedField, TOLD, told)


def silent_of_guarded(told: Callable[..., Any]) -> Callable[..., Any]:
    """v2 tells the title of any page a host's own field points at, drafts too: of ours, nothing."""

    @wraps(told)
    def leaving_out(self: Any, value: Any) -> Any:
        return None if isinstance(value, Page) and live.kind_of_page(value) else told(self, value)

    leaving_out.leaves_out_guarded = True  # type: ignore[attr-defined]
    return leaving_out


def without_guarded(asked: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(asked)
    def leaving_out(*args: Any, **kwargs: Any) -> Any:
        return asked(*args, **kwargs).not_type(*(kind.page_model for kind in kinds()))

    leaving_out.leaves_out_guarded = True  # type: ignore[attr-defined]
    return leaving_out
