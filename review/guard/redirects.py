"""Wagtail's redirects, where a host has them: none is made by itself to a page of ours.

They name a page's earlier address to everybody, whether or not it was ever public, and go on after a recall.
Ours are found by ids and slugs of the public record.
"""

from collections.abc import Callable
from typing import Any

from django.apps import apps

from review.guard import live
from review.guard.wrapping import wrap_once

APP = "wagtail.contrib.redirects"
ADD = "add"


def connect() -> None:
    if apps.is_installed(APP):
        from wagtail.contrib.redirects.signal_handlers import BatchRedirectCreator

        wrap_once(BatchRedirectCreator, ADD, without_guarded)


def without_guarded(add: Callable[..., None]) -> Callable[..., None]:
    def leaving_out(self: Any, *args: Any, **kwargs: Any) -> None:
        page = kwargs.get("redirect_page")
        if page is None or live.kind_of_page(page) is None:
            add(self, *args, **kwargs)

    return leaving_out
