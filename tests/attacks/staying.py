"""Ways by which what was public does not vanish when it is taken down."""

from datetime import timedelta
from typing import Any

from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, Revision

from tests.attacks.rows import attack
from tests.attacks.world import Sort


def public(at: Sort, secret: str) -> Any:
    page = at.submittable(secret)
    if at.guarded:
        at.world.release(page)
    else:
        page.get_latest_revision().publish()
    return at.fresh(page)


def taken_down(at: Sort, page: Any) -> None:
    """An open page by Wagtail's unpublish, of a superuser; a case by the withdrawal of its consent."""
    if at.guarded:
        at.world.withdraw(page)
    else:
        address = reverse("wagtailadmin_pages:unpublish", args=[page.pk])
        at.browser(at.world.superuser).post(address)


@attack("W1")
def locked_by_somebody_else(at: Sort, secret: str) -> None:
    page = public(at, secret)
    Page.objects.filter(pk=page.pk).update(locked=True, locked_by=at.world.editor, locked_at=timezone.now())
    taken_down(at, page)


@attack("W1")
def with_a_newer_revision_on_the_clock(at: Sort, secret: str) -> None:
    page = public(at, secret)
    later = timezone.now() + timedelta(days=1)
    Revision.objects.filter(pk=page.save_revision().pk).update(approved_go_live_at=later)
    taken_down(at, page)


@attack("W2")
def taken_down_while_it_only_waits_for_the_clock(at: Sort, secret: str) -> None:
    page = at.submittable(secret)
    later, past = timezone.now() + timedelta(days=1), timezone.now() - timedelta(minutes=1)
    Revision.objects.filter(pk=page.latest_revision_id).update(approved_go_live_at=later)
    taken_down(at, page)
    Revision.objects.filter(approved_go_live_at=later).update(approved_go_live_at=past)
    call_command("publish_scheduled")


@attack("W3")
def copied_before(at: Sort, secret: str) -> None:
    page = public(at, secret)
    try:
        page.copy(update_attrs={"slug": f"{secret.lower()}-copy"})
    finally:
        taken_down(at, page)
