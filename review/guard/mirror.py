"""Sets Wagtail's page row after the public record, for the editors' benefit. Nothing public reads it."""

from typing import Any

import swapper
from django.db.models import Q, QuerySet
from django.utils import timezone
from wagtail.log_actions import log

from publication.models import PublicRecord
from publication.readers.visibility import visible
from review.models import PrivacyReviewTaskState, ReleasedPage


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

    Hidden: withdrawn, recalled, expired, or no longer covered by consent. Twice is as good as once. A record
    that was released again in the meantime keeps its page live.
    """
    count = 0
    for record in _of(public_id, subject).exclude(pk__in=visible(_of(public_id, subject)).values("pk")):
        released = _behind(record)
        pages = _pages().filter(pk__in=list(released.values_list("page_id", flat=True)))
        count += pages.update(live=False, live_revision=None, has_unpublished_changes=True)
        released.delete()
    return count


def put_back(public_id: str) -> int:
    """Put up the pages of a case's records that are shown again, as they were released. Safe to repeat."""
    count = 0
    for record in visible(_of(public_id)).order_by("kind", "pk"):
        state = PrivacyReviewTaskState.objects.filter(candidate=record.candidate_id).first()
        if state is None or state.revision is None or _behind(record).exists():
            continue
        page = state.revision.content_object
        put_up(page, state.revision, record.kind, record.subject, record.locale, None)
        count += 1
    return count


def on_withdrawal(payload: dict[str, Any]) -> None:
    take_down(payload["public_id"])


def on_consent(payload: dict[str, Any]) -> None:
    """Of a changed or ended consent: down what it no longer covers, up again what it covers anew."""
    take_down(payload["public_id"])
    put_back(payload["public_id"])


def on_recall(payload: dict[str, Any]) -> None:
    take_down(payload["public_id"], payload["subject"])


def _of(public_id: str, subject: str | None = None) -> QuerySet[PublicRecord]:
    return PublicRecord.objects.filter(Q(subject=subject or public_id) | Q(term__public_id=public_id))


def _behind(record: PublicRecord) -> QuerySet[ReleasedPage]:
    return ReleasedPage.objects.filter(kind=record.kind, subject=record.subject, locale=record.locale)


def _pages() -> Any:
    return swapper.load_model("wagtailcore", "Page").objects
