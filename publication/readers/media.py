"""Pictures, public while a public record names their hash."""

from django.db.models import Case, Exists, OuterRef, Value, When
from django.utils.translation import gettext as _

from publication.exceptions import Gone, NotFound
from publication.models import Media, PublicRecord
from publication.readers.visibility import visible


def media(sha256: str) -> Media:
    """Raises `Gone` where it was public once, `NotFound` otherwise."""
    naming = PublicRecord.objects.filter(facets__name="media", facets__value=OuterRef("sha256"))
    stored = (
        Media.objects.filter(sha256=sha256)
        .annotate(
            is_public=Case(When(Exists(visible(naming)), then=Value(True)), default=Value(False)),
            was_public=Case(When(Exists(naming), then=Value(True)), default=Value(False)),
        )
        .first()
    )
    if stored is None:
        _refuse_erased(sha256)
    if stored is None or not stored.was_public:
        raise NotFound(_("There is no such picture."))
    if not stored.is_public:
        raise Gone(_("This picture is no longer public."))
    return stored


def _refuse_erased(sha256: str) -> None:
    if PublicRecord.objects.filter(facets__name="media", facets__value=sha256).exists():
        raise Gone(_("This picture is no longer public."))
