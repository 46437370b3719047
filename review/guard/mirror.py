"""Sets Wagtail's page row after the public record, for the editors' benefit. Nothing public reads it."""

from typing import Any

import swapper
from django.db.models import Q
from django.utils import timezone
from wagtail.log_actions import log

from publication.models import PublicRecord
from publication.readers.visibility import recalled, withdrawn
from review.models import ReleasedPage


def put_up(page: Any, revision: Any, kind: str, subject: str, locale: str, user: Any) -> None:
    """Make the row what was released, as Wagtail's own publishing does: translations are copied from it.

    Drafts saved since stay drafts. Raises ValidationError, PermissionDenied or IntegrityError where the tree
    has no place for it, a slug taken by another page for instance.
    """
    ReleasedPage.objects.update_or_create(
        page_id=page.pk, defaults={"kind": kind, "subject": subject, "locale": locale}
    )
    # A draft saved at this moment waits: the row saved here names the newest revision too.
    _pages().select_for_update().get(pk=page.pk)
    released = revision.as_object()
    now = timezone.now()
    released.live = True
    released.live_revision = revision
    released.has_unpublished_changes = released.latest_revision_id != revision.pk
    released.first_published_at = released.first_published_at or now
    released.last_published_at = now
    released.expired = False
    released.save()
    log(instance=released, action="wagtail.publish", user=user, revision=revision)


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
