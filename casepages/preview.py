"""The one hook of this app: who draws a case page in Wagtail's preview. `review` sets it in `ready()`."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from wagtail.models import Page

PreviewRenderer = Callable[[Page, HttpRequest], HttpResponse]


class _Hook:
    renderer: PreviewRenderer | None = None


def set_preview_renderer(renderer: PreviewRenderer | None) -> None:
    """`renderer(page, request)` answers the page, complete or not, as the public would see it."""
    _Hook.renderer = renderer


def get_preview_renderer() -> PreviewRenderer | None:
    return _Hook.renderer


def render_preview(page: Page, request: HttpRequest) -> HttpResponse:
    """The page as the public would see it, never to be stored by a browser or proxy."""
    renderer = get_preview_renderer()
    response = renderer(page, request) if renderer else _unavailable()
    response["Cache-Control"] = "no-store, private"
    response["X-Robots-Tag"] = "noindex, noarchive"
    return response


def _unavailable() -> HttpResponse:
    sentence = _("There is no preview here: the app that shows case pages to the public is not installed.")
    return HttpResponse(sentence, content_type="text/plain; charset=utf-8")
