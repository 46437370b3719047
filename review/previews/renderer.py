"""A draft as the public would see it: projected leniently, drawn as its kind is, stored nowhere."""

from base64 import b64encode
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from publication.documents import Document, render
from review.guard.live import kind_of_page
from review.projection import Context, Projection
from review.submission import newest_released, original_of


def preview_of(page: Any) -> tuple[str, Projection]:
    """The kind of a page and its lenient projection. Raises LookupError for a page of no registered kind."""
    kind = kind_of_page(page)
    if kind is None:
        raise LookupError(_("Pages of this type have no public document."))
    context = Context(
        locale=page.locale.language_code,
        today=timezone.localdate(),
        lenient=True,
        released=newest_released,
        original=original_of,
    )
    return kind.name, kind.project(page, context)


def inlined(projection: Projection) -> dict[str, str]:
    """The draft's pictures by digest as `data:` addresses: no other address has them."""
    return {
        sha256: f"data:{medium.content_type};base64,{b64encode(medium.content).decode()}"
        for sha256, medium in projection.media.items()
    }


def render_preview(page: Any, request: HttpRequest) -> HttpResponse:
    """What Wagtail's live preview shows in the editor."""
    kind, projection = preview_of(page)
    document = Document(
        kind, projection.subject, projection.locale, projection.public, None, True, inlined(projection)
    )
    return HttpResponse(render(document, request))
