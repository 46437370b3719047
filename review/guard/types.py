"""Tells the database which page types are guarded."""

from django.contrib.contenttypes.models import ContentType

from review.models import GuardedType
from review.projection import kinds


def install() -> None:
    """Write down the registered page types; one no longer registered stays guarded."""
    for kind in kinds():
        content_type = ContentType.objects.get_for_model(kind.page_model)
        GuardedType.objects.update_or_create(content_type=content_type, defaults={"kind": kind.name})
