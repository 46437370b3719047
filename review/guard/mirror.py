"""Sets Wagtail's `live` flag after the public record, for the editors' benefit. Nothing public reads it."""

from typing import Any

import swapper
from django.db.models import Q
from django.db.models.functions import Coalesce, Now
from wagtail.log_actions import log

from publication.models import PublicRecord
from publication.readers.visibility import recalled, withdrawn
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


def take_down(public_id: str, subject: str | None = None) -> int:
    """Mark the pages behind a subject's hidden records as drafts again, its case's updates included.

    Twice is as good as once. A record that was released again in the meantime keeps its page live.
    """
    named = Q(subject=subject or public_id) | Q(term__public_id=public_id)
    hidden = PublicRecord.objects.filter(named).filter(Q(withdrawn()) | Q(recalled()))
    count = 0
    for kind, hidden_subject, locale in hidden.values_list("kind", "subject", "locale"):
        released = ReleasedPage.objects.filter(kind=kind, subject=hidden_subject, locale=locale)
        pages = _pages().filter(pk__in=list(released.values_list("page_id", flat=True)))
        count += pages.update(live=False, live_revision=None, has_unpublished_changes=True)
        released.delete()
    return count


def on_withdrawal(payload: dict[str, Any]) -> None:
    take_down(payload["public_id"])


def on_recall(payload: dict[str, Any]) -> None:
    take_down(payload["public_id"], payload["subject"])


def _pages() -> Any:
    return swapper.load_model("wagtailcore", "Page").objects
