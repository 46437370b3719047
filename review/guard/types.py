"""Tells the database which page types are guarded."""

from django.contrib.contenttypes.models import ContentType
from wagtail.models import get_page_models

from review.models import GuardedType
from review.projection import kind_of


def install() -> None:
    """Write down the registered page types and those that extend them; none is ever taken off again."""
    for page_model in get_page_models():
        kind = kind_of(page_model)
        if kind is not None:
            content_type = ContentType.objects.get_for_model(page_model)
            GuardedType.objects.get_or_create(content_type=content_type, defaults={"kind": kind.name})
