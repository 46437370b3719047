"""The editor's preview: the page projected as it would be frozen, rendered as the public would see it."""

import datetime

from django.http import HttpRequest
from django.utils import timezone

from home.pages.guarded import GuardedPage
from publication.documents import Document, render
from review.projection import Context, kind_of


def render_preview(page: GuardedPage, request: HttpRequest) -> str:
    kind = kind_of(type(page))
    if kind is None:
        raise LookupError(f"{type(page).__name__} is not registered with review: call register() in ready().")
    today: datetime.date = timezone.now().date()
    projection = kind.project(page, Context(page.locale.language_code, today, lenient=True))
    as_frozen = projection.public
    document = Document(kind.name, projection.subject, projection.locale, as_frozen, None, preview=True)
    return render(document, request)
