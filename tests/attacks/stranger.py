"""What somebody without account, cookie or link finds: in ours, and in all that a careless host mounted."""

import re
from collections.abc import Iterator
from typing import Any

from django.core.files.storage import default_storage
from wagtail.contrib.redirects.models import Redirect
from wagtail.images import get_image_model
from wagtail.models import Page

from publication.models import PublicRecord

OURS = [
    "/en/",
    "/en/cases/",
    "/id/cases/",
    "/sitemap.xml",
    "/api/v1/cases/",
    "/api/v1/cases/?locale=id",
    "/api/v1/pages/",
    "/api/v1/site/",
    "/api/v1/statistics/",
    "/api/v1/open-data/",
]
STOCK = [
    "/api/v2/pages/?fields=*&limit=20",
    "/api/v2/images/?fields=*",
    "/api/v2/documents/?fields=*",
    "/api/v3/pages/?limit=20",
    "/api/v3/images/?limit=20",
    "/api/v3/documents/?limit=20",
    "/api/v2/redirects/?fields=*",
    "/api/v3/redirects/",
    "/api/v3/sites/",
    "/stock-sitemap.xml",
]


def addresses(secrets: tuple[str, ...]) -> Iterator[str]:
    # Where an open page stands first.
    for page in Page.objects.filter(depth__gt=1).order_by("-pk"):
        yield f"/api/v3/pages/{page.pk}/"
        yield "/tree" + page.url_path
        yield f"/api/v2/pages/{page.pk}/"
        yield f"/api/v3/pages/{page.pk}/?version=draft"
        yield f"/api/v3/pages/{page.pk}/revisions/"
    yield from STOCK
    yield from OURS
    for secret in secrets:
        yield f"/api/v1/search/?q={secret}"
    for record in PublicRecord.objects.all():
        yield f"/api/v1/cases/{record.subject}/?locale={record.locale}"
        yield f"/api/v1/cases/{record.subject}/updates/"
        yield f"/{record.locale}/cases/{record.subject}/"
        yield f"/{record.locale}/{record.card.get('slug', 'about')}/"
    for redirect in Redirect.objects.all():
        yield redirect.old_path


def found(client: Any, *secrets: str) -> Iterator[tuple[str, str]]:
    """Each address whose answer, or whose address after a redirect, holds a secret, and that secret."""
    for address in dict.fromkeys(addresses(secrets)):
        text = told(client, address)
        yield from ((address, secret) for secret in secrets if secret.lower() in text)


def sees(client: Any, secret: str) -> list[str]:
    return [address for address, _secret in found(client, secret)]


def told(client: Any, address: str) -> str:
    answer = client.get(address)
    said = b"".join(answer) if answer.streaming else answer.content
    # What was asked for is not told: a search, a page's own path.
    text = said.decode(errors="replace").lower() + answer.headers.get("Location", "").lower()
    return text.replace(address.lower(), "") if answer.status_code < 400 else ""


def originals() -> list[str]:
    """The media addresses of every picture an editor uploaded."""
    return ["/media/" + image.file.name for image in get_image_model().objects.all()]


def stored(name: str) -> bool:
    return default_storage.exists(re.sub("^/media/", "", name))
