"""Whether a form was sent from this very site: what replaces a token where no session acts."""

from django.conf import settings
from django.http import HttpRequest


def is_ours(request: HttpRequest) -> bool:
    own = f"{request.scheme}://{request.get_host()}"
    return request.headers.get("Origin") in (own, *settings.CSRF_TRUSTED_ORIGINS)
