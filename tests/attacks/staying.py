"""Ways by which what was public does not vanish when it is taken down."""

import re
from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.images.models import Image
from wagtail.log_actions import log
from wagtail.models import Page, PageLogEntry, Revision

from casepages.actions import upload_picture
from publication.outbox import drain
from review.actions import erase
from tests.attacks.rows import attack
from tests.attacks.world import Sort
from tests.casepages.pictures.drawings import file, landscape


def public(at: Sort, secret: str) -> Any:
    page = at.submittable(secret)
    if at.guarded:
        at.world.release(page)
    else:
        page.get_latest_revision().publish()
    return at.fresh(page)


def sent(secret: str) -> UploadedFile:
    return UploadedFile(file(landscape(), "PNG"), f"{secret.lower()}.png")


def taken_down(at: Sort, page: Any) -> None:
    """An open page by a superuser's unpublish; a case by a withdrawal of consent; others by a recall."""
    if at.guarded:
        at.hide(page)
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


@attack("W5")
def its_picture_stays(at: Sort, secret: str) -> str:
    """The address of a picture that was public."""
    if not at.guarded:
        page = public(at, secret)
        image = Image.objects.create(title=secret, file=sent(secret))
        type(page).objects.filter(pk=page.pk).update(picture=image)
        addresses = ["/media/" + image.file.name]
        taken_down(at, page)
    else:
        picture = upload_picture(sent(secret), at.world.editor, kind="illustration", alt=secret)
        page = at.submittable(secret)
        page.picture = picture
        page.save_revision(user=at.world.editor)
        record = at.world.release(page)
        said = at.world.stranger.get(f"/api/v1/cases/{record.subject}/?locale=en").content.decode()
        addresses = [f"/api/v1/media/{sha256}" for sha256 in re.findall(r'"sha256":"(\w+)"', said)]
        assert addresses, said
        assert at.world.stranger.get(addresses[0]).status_code == 200
        taken_down(at, page)
    return secret if any(at.world.stranger.get(one).status_code < 400 for one in addresses) else ""


@attack("W8")
def its_title_in_the_log_of_what_was_deleted(at: Sort, secret: str) -> str:
    page = public(at, secret)
    log(page, "wagtail.edit", user=at.world.editor)
    key = page.pk
    taken_down(at, page)
    drain()
    if at.guarded:
        erase(page.case_file, at.world.officer)
    else:
        page.delete()
    return "".join(PageLogEntry.objects.filter(page=key).values_list("label", flat=True))
