"""Ways by which something goes live without a signature: the forms and interfaces that publish."""

from typing import Any

from django.urls import reverse
from wagtail.models import (
    Page,
)

from tests.attacks.rows import EVERY, attack
from tests.attacks.world import Sort

PUBLISH = {"action-publish": "action-publish"}


def admin_api(page: Any, action: str) -> str:
    return reverse("wagtailadmin_api:pages:action", args=[page.pk, action])


def v3(page: Any, action: str) -> str:
    return f"/api/v3/pages/{page.pk}/actions/{action}/"


def bulk(action: str, *pages: Any) -> str:
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    return address + "?" + "&".join(f"id={page.pk}" for page in pages)


@attack("P1", *EVERY)
def created_and_published_in_one(at: Sort, secret: str) -> None:
    """Wagtail's create view inserts the row live before any hook or permission is asked."""
    at.browser(at.world.superuser).post(at.add_address(), at.form(secret, **PUBLISH))


@attack("P2", *EVERY)
def edited_and_published(at: Sort, secret: str) -> None:
    page = at.draft("Harmless")
    at.browser(at.world.superuser).post(at.edit_address(page), at.form(secret, **PUBLISH))


@attack("P3", *EVERY)
def published_anew_over_a_release(at: Sort, secret: str) -> None:
    page = at.public()
    for person in (at.world.publisher, at.world.superuser):
        at.browser(person).post(at.edit_address(page), at.form(secret, **PUBLISH))


@attack("P4", *EVERY)
def published_in_bulk(at: Sort, secret: str) -> None:
    page = at.draft(secret)
    at.browser(at.world.superuser).post(bulk("publish", page), {"include_descendants": "on"})


@attack("P4")
def published_in_bulk_from_above(at: Sort, secret: str) -> None:
    above = at.draft(secret).get_parent()
    at.browser(at.world.superuser).post(bulk("publish", above), {"include_descendants": "on"})


@attack("P5", *EVERY)
def published_by_the_admin_s_own_api(at: Sort, secret: str) -> None:
    at.browser(at.world.superuser).json("POST", admin_api(at.draft(secret), "publish"))


@attack("P6", *EVERY)
def published_by_v3(at: Sort, secret: str) -> None:
    page = at.draft(secret)
    # Locked by somebody else: v3 does not ask.
    Page.objects.filter(pk=page.pk).update(locked=True, locked_by=at.world.editor)
    at.bearer(at.world.superuser).json("POST", v3(page, "publish"))


@attack("P7", *EVERY)
def created_and_published_by_v3(at: Sort, secret: str) -> None:
    body = at.api(secret)
    body["meta"] |= {"parent_id": at.parent().pk, "action": "publish"}
    at.bearer(at.world.superuser).json("POST", "/api/v3/pages/", body)


@attack("P8", *EVERY)
def edited_and_published_by_v3(at: Sort, secret: str) -> None:
    page = at.draft("Harmless")
    body = at.api(secret)
    body["meta"]["action"] = "publish"
    at.bearer(at.world.superuser).json("PATCH", f"/api/v3/pages/{page.pk}/", body)
