from django.http import HttpRequest, HttpResponse

from payments.parameters import Text
from payments.routing import Router
from publication import readers
from publication.api.answers import NO_ROBOTS, answer, entity_tag
from publication.api.schemas import Problem

router = Router()


@router.get("media/{sha256}", response={200: None, 404: Problem, 410: Problem}, summary="A released picture")
def media(request: HttpRequest, sha256: Text) -> HttpResponse:
    """Public while a public record names its hash, and not a moment longer."""
    picture = readers.media(sha256)
    response = answer(request, bytes(picture.content), entity_tag("media", sha256), picture.content_type)
    response["X-Robots-Tag"] = NO_ROBOTS
    response["Content-Security-Policy"] = "default-src 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    return response
