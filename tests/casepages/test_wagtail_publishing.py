"""Wagtail's own ways to publish, copy, mirror, hide and schedule, tried by a superuser on a case page."""

import json

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from wagtail.actions.copy_page import CopyPageAction
from wagtail.actions.create_alias import CreatePageAliasAction
from wagtail.actions.publish_page_revision import PublishPageRevisionAction

from casepages.models import CasePage

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed_in(client, grace):
    client.force_login(grace)
    return client


def form(page, **more):
    """What a browser sends from the page editor, with an empty journey."""
    data = {"title": page.title, "case_file": page.case_file_id or "", "age_band": "", "summary": ""}
    data |= {"origin": "", "period_from": "", "period_to": "", "first_published_on": "", "content_note": ""}
    data |= {"milestones-count": "0"}
    return data | more


def test_no_button_offers_it(signed_in, case_page):
    page = signed_in.get(reverse("wagtailadmin_pages:edit", args=[case_page.pk])).content.decode()
    listing = signed_in.get(
        reverse("wagtailadmin_explore", args=[case_page.get_parent().pk])
    ).content.decode()
    assert "action-publish" not in page
    for name in ("copy", "unpublish", "privacy"):
        address = f"/pages/{case_page.pk}/{name}/"
        assert address not in page, name
        assert address not in listing, name
    assert "go_live_at" not in page
    assert "Visible to all" not in page + listing
    assert "never this page" in page


def test_pressing_publish_on_an_edited_page_saves_a_draft(signed_in, case_page):
    data = form(case_page, title="Dewi", **{"action-publish": "action-publish"})
    signed_in.post(reverse("wagtailadmin_pages:edit", args=[case_page.pk]), data)
    page = CasePage.objects.get()
    assert (page.live, page.get_latest_revision_as_object().title) == (False, "Dewi")


def test_pressing_publish_on_a_new_page_saves_a_draft(signed_in, index):
    data = form(CasePage(title="Arif"), **{"action-publish": "action-publish"})
    signed_in.post(
        reverse("wagtailadmin_pages:add", args=["sixdegree_casepages", "casepage", index.pk]), data
    )
    page = CasePage.objects.get()
    assert (page.title, page.live) == ("Arif", False)


@pytest.mark.parametrize("action", ["publish", "unpublish", "copy", "create_alias"])
def test_the_admin_s_own_api_refuses(signed_in, case_page, action):
    address = reverse("wagtailadmin_api:pages:action", args=[case_page.pk, action])
    answer = signed_in.post(address, json.dumps({"slug": "another"}), content_type="application/json")
    assert answer.status_code == 403
    assert [page.live for page in CasePage.objects.all()] == [False]


def test_publishing_in_bulk_leaves_a_draft(signed_in, case_page):
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    signed_in.post(f"{address}?id={case_page.pk}", {"include_descendants": "on"})
    assert not CasePage.objects.get().live


@pytest.mark.parametrize("screen", ["copy", "unpublish", "set_privacy"])
def test_the_screens_refuse(signed_in, case_page, screen):
    address = reverse(f"wagtailadmin_pages:{screen}", args=[case_page.pk])
    assert signed_in.get(address).status_code in (302, 403)
    assert signed_in.post(address, {"restriction_type": "none"}).status_code in (302, 403)
    assert CasePage.objects.count() == 1


@pytest.mark.parametrize(
    "action",
    [
        lambda page, user: PublishPageRevisionAction(page.latest_revision, user=user),
        lambda page, user: CopyPageAction(page, update_attrs={"slug": "another"}, user=user),
        lambda page, user: CreatePageAliasAction(page, update_slug="another", user=user),
    ],
    ids=["publish", "copy", "alias"],
)
def test_wagtail_s_actions_refuse_a_superuser(case_page, grace, action):
    with pytest.raises(PermissionDenied):
        action(case_page, grace).execute()


def test_a_stranger_reaches_no_screen(client, case_page):
    for screen in ("edit", "copy", "view_draft", "history", "workflow_history"):
        answer = client.get(reverse(f"wagtailadmin_pages:{screen}", args=[case_page.pk]))
        assert answer.status_code == 302
        assert "login" in answer["Location"]
