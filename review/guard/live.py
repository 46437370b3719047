"""Refuses `live` and deletion in Django, before the database's triggers would."""

from typing import Any

import swapper
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from publication.models import PublicRecord
from publication.readers.visibility import visible
from review.models import ReleasedPage
from review.projection import Kind, kind_of


def kind_of_page(page: Any) -> Kind | None:
    """The registered kind of a page, also of one loaded as a plain `Page`."""
    return kind_of(type(page)) or (kind_of(page.specific_class) if page.content_type_id else None)


def refuse_unreleased(sender: type, instance: Any, **kwargs: Any) -> None:
    """`pre_save` of all models, fixtures too: PermissionDenied for a live page without a release."""
    if not isinstance(instance, swapper.load_model("wagtailcore", "Page")) or not instance.live:
        return
    if kind_of_page(instance) is None or ReleasedPage.objects.filter(page_id=instance.pk or 0).exists():
        return
    raise PermissionDenied(unreleased())


def unreleased() -> str:
    return _(
        "This page becomes public only when a privacy reviewer signs it. Save it as a draft and submit it "
        "for privacy review."
    )


def still_released(pages: Any) -> bool:
    """Whether one of these pages, or a page below one of them, stands behind a public record."""
    return any(ReleasedPage.objects.filter(page__path__startswith=page.path).exists() for page in pages)


def shown_record(page_id: int) -> PublicRecord | None:
    """What the public reads of a page at this moment."""
    released = ReleasedPage.objects.filter(page_id=page_id).values("kind", "subject", "locale").first()
    return visible(PublicRecord.objects.filter(**released)).first() if released else None


def undeletable() -> str:
    return _(
        "This page, or one below it, stands behind what the public can read now. Recall the release or "
        "withdraw the consent first; then the page can be deleted."
    )
