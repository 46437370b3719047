"""Whether a form was sent from this very site: what replaces a token where no session acts."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest


def is_ours(request: HttpRequest) -> bool:
    """By `Origin`; where an old browser sends none, by the page it came from. `null` is nobody's."""
    sent_from = request.headers.get("Origin")
    if sent_from is None:
        sent_from = _origin_of(request.headers.get("Referer", ""))
    own = f"{request.scheme}://{request.get_host()}"
    return sent_from in (own, *settings.CSRF_TRUSTED_ORIGINS)


def _origin_of(address: str) -> str:
    """Empty for what is no address."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""
