"""`GET previews/{token}/`: one document of a draft, for front ends on another origin."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Schema

from payments.routing import Router
from review.previews.renderer import inlined, preview_of
from review.previews.tokens import look, redeem

router = Router(tags=["previews"])


class Preview(Schema):
    """`document` has the shape of a released one of its kind, parts that are not written yet left empty.

    `media` has the pictures it names, by digest, as `data:` addresses: a draft's are at no other.
    """

    kind: str
    locale: str
    document: dict[str, Any]
    media: dict[str, str] = {}


@router.get("previews/{token}/", response=Preview, summary="A draft's document, once")
def read_preview(request: HttpRequest, response: HttpResponse, token: str) -> dict[str, Any]:
    """The token is used up by this request; it names a draft and the editor who asked for it."""
    revision = look(token) if request.method == "HEAD" else redeem(token)
    kind, projection = preview_of(revision.as_object())
    response["Cache-Control"] = "no-store, private"
    response["X-Robots-Tag"] = "noindex, noarchive"
    response["Referrer-Policy"] = "no-referrer"
    return {
        "kind": kind,
        "locale": projection.locale,
        "document": projection.public,
        "media": inlined(projection),
    }
