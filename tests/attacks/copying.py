"""Ways by which something goes live without being published: as a copy, as an alias, at another place."""

from datetime import timedelta
from typing import Any

from django.test import override_settings
from django.urls import reverse
from django.utils import timezone
from wagtail.actions.create_alias import CreatePageAliasAction
from wagtail.contrib.simple_translation.models import after_create_page
from wagtail.models import (
    Page,
    PageViewRestriction,
    Site,
)

from tests.attacks.models import OpenPage
from tests.attacks.publishing import admin_api, v3
from tests.attacks.rows import EVERY, attack
from tests.attacks.world import Content, Sort


@attack("P9", *EVERY)
def copied_by_v3_under_another_title(at: Sort, secret: str) -> None:
    body = {"title": secret, "slug": secret.lower()}
    at.bearer(at.world.superuser).json("POST", v3(at.public(), "copy"), body)


@attack("P10", *EVERY)
def copied_by_the_admin_s_own_api(at: Sort, secret: str) -> None:
    body = {"title": secret, "slug": secret.lower()}
    at.browser(at.world.superuser).json("POST", admin_api(at.public(), "copy"), body)


@attack("P10", *EVERY)
def copied_by_the_form(at: Sort, secret: str) -> None:
    page = at.public()
    told = {"new_title": secret, "new_slug": secret.lower(), "new_parent_page": page.get_parent().pk}
    address = reverse("wagtailadmin_pages:copy", args=[page.pk])
    at.browser(at.world.superuser).post(address, {**told, "publish_copies": "on", "copy_subpages": "on"})


@attack("P11", *EVERY)
def copied_in_code(at: Sort, secret: str) -> None:
    at.public().copy(update_attrs={"title": secret, "slug": secret.lower()})


@attack("P11")
def copied_with_its_parent(at: Sort, secret: str) -> None:
    parent = at.public().get_parent().specific
    Page.objects.filter(pk=parent.pk).update(title=secret)
    parent.refresh_from_db()
    parent.copy(recursive=True, update_attrs={"slug": secret.lower()})


def alias_of(page: Any, secret: str) -> Any:
    return CreatePageAliasAction(page, update_slug=f"{secret.lower()}-too", user=None).execute()


@attack("P12", *EVERY)
def an_alias_of_what_is_only_scheduled(at: Sort, secret: str) -> None:
    page = at.draft(secret)
    alias_of(page, secret)
    page.go_live_at = timezone.now() + timedelta(days=1)
    page.save_revision(approved_go_live_at=page.go_live_at).publish()


@attack("P13", *EVERY)
def an_alias_of_what_is_published(at: Sort, secret: str) -> None:
    page = at.draft(secret)
    alias_of(page, secret)
    page.get_latest_revision().publish()


def hidden(at: Sort, secret: str) -> Any:
    """Not for the public: a live page in a section for members; what is guarded, a draft."""
    if at.guarded:
        return at.draft(secret)
    section = at.parent().add_child(instance=OpenPage(title="Members", slug=f"members-{secret.lower()}"))
    # In the other language it is open.
    section.copy_for_translation(at.world.indonesian, copy_parents=True, alias=True)
    PageViewRestriction.objects.create(page=section, restriction_type=PageViewRestriction.LOGIN)
    page = section.add_child(instance=at.unsaved(secret))
    page.save_revision()
    return at.fresh(page)


@attack("P14", Content)
def mirrored_into_every_language(at: Sort, secret: str) -> None:
    page = hidden(at, secret)
    # The mirror is another tree: the section's privacy does not reach it.
    with override_settings(WAGTAILSIMPLETRANSLATION_SYNC_PAGE_TREE=True):
        after_create_page(None, page)


@attack("P15", *EVERY)
def a_live_alias_by_somebody_who_may_not_publish(at: Sort, secret: str) -> None:
    page = hidden(at, secret)
    body = {"locale": "id", "alias": True, "copy_parents": True}
    at.browser(at.world.editor).json("POST", admin_api(page, "copy_for_translation"), body)


@attack("P15", *EVERY)
def a_live_alias_by_a_stolen_token_of_theirs(at: Sort, secret: str) -> None:
    page = hidden(at, secret)
    body = {"locale": "id", "alias": True, "copy_parents": True}
    at.bearer(at.world.editor).json("POST", v3(page, "copy_for_translation"), body)


@attack("P16", *EVERY)
def an_alias_outside_a_private_section(at: Sort, secret: str) -> None:
    page = hidden(at, secret)
    body = {"destination_page_id": at.parent().pk, "update_slug": f"{secret.lower()}-too"}
    at.browser(at.world.publisher).json("POST", admin_api(page, "create_alias"), body)


@attack("P16", *EVERY)
def an_alias_outside_by_v3(at: Sort, secret: str) -> None:
    page = hidden(at, secret)
    body = {"destination_id": at.parent().pk, "slug": f"{secret.lower()}-too"}
    at.bearer(at.world.publisher).json("POST", v3(page, "create_alias"), body)


@attack("P17", *EVERY)
def moved_out_of_a_private_section(at: Sort, secret: str) -> None:
    page = hidden(at, secret)
    body = {"destination_page_id": at.parent().pk}
    at.browser(at.world.publisher).json("POST", admin_api(page, "move"), body)


@attack("P17", *EVERY)
def its_section_made_public(at: Sort, secret: str) -> None:
    page = hidden(at, secret)
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    PageViewRestriction.objects.filter(page__in=page.get_ancestors(inclusive=True)).delete()


@attack("P17", *EVERY)
def the_site_pointed_at_it(at: Sort, secret: str) -> None:
    elsewhere = at.world.root.add_child(instance=OpenPage(title="Elsewhere", slug=f"else-{secret.lower()}"))
    page = at.draft(secret) if at.guarded else at.fresh(at.parent().add_child(instance=at.unsaved(secret)))
    site = Site.objects.get()
    Site.objects.update(root_page=elsewhere)
    body = {"hostname": site.hostname, "port": 80, "root_page_id": page.pk, "is_default_site": True}
    at.bearer(at.world.superuser).json("PUT", f"/api/v3/sites/{site.pk}/", body)
