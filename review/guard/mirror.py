"""Sets Wagtail's `live` flag after the public record, for the editors' benefit. Nothing public reads it."""

from typing import Any

import swapper
from django.db.models.functions import Coalesce, Now
from wagtail.log_actions import log

from review.models import ReleasedPage


def put_up(page: Any, revision: Any, kind: str, subject: str, locale: str, user: Any) -> None:
    """Mark the page live at the released revision. Drafts saved since stay drafts."""
    ReleasedPage.objects.update_or_create(
        page_id=page.pk, defaults={"kind": kind, "subject": subject, "locale": locale}
    )
    _pages().filter(pk=page.pk).update(
        live=True,
        live_revision=revision,
        has_unpublished_changes=page.latest_revision_id != revision.pk,
        first_published_at=Coalesce("first_published_at", Now()),
        last_published_at=Now(),
        expired=False,
    )
    log(instance=page.specific, action="wagtail.publish", user=user, revision=revision)


def take_down(kind: str | None, subject: str, locale: str | None) -> int:
    """Mark the pages behind a subject's records (all kinds, all locales where None is given) as drafts again."""
    released = ReleasedPage.objects.filter(subject=subject)
    if kind is not None:
        released = released.filter(kind=kind)
    if locale is not None:
        released = released.filter(locale=locale)
    ids = list(released.values_list("page_id", flat=True))
    count = _pages().filter(pk__in=ids, live=True).update(
        live=False, live_revision=None, has_unpublished_changes=True, go_live_at=None
    )
    released.delete()
    return int(count)


def _pages() -> Any:
    return swapper.load_model("wagtailcore", "Page").objects
