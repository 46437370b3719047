"""An editor makes a link to her draft for a front end; nobody else can, and nothing is made by looking."""

import re
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from casepages.models import CasePage
from review.models import PreviewToken

pytestmark = pytest.mark.django_db


def link(page):
    return reverse("review_previews:link", args=[page.pk])


def made(client, page):
    answer = client.post(link(page))
    [address] = re.findall(r'id="preview-address"[^>]*>([^<]+)<', answer.content.decode())
    return answer, address


def test_the_editor_makes_a_link_that_opens_the_draft_once(draft, editor, signed_in, stranger):
    answer, address = made(signed_in(editor), draft)
    assert "no-store" in answer["Cache-Control"]
    assert "within 5 minutes" in answer.content.decode()
    path = urlsplit(address).path
    assert stranger.get(path).json()["document"]["alias"] == "Sari"
    assert stranger.get(path).status_code == 404


def test_looking_makes_nothing(draft, editor, signed_in):
    page = signed_in(editor).get(link(draft)).content.decode()
    assert "Make a link" in page
    assert "preview-token" not in page
    assert not PreviewToken.objects.exists()


def test_another_site_cannot_make_one(draft, editor):
    client = Client(enforce_csrf_checks=True)
    client.force_login(editor)
    assert client.post(link(draft)).status_code == 403
    assert not PreviewToken.objects.exists()


def test_the_page_editor_leads_there(draft, editor, signed_in):
    edit = reverse("wagtailadmin_pages:edit", args=[draft.pk])
    assert link(draft) in signed_in(editor).get(edit).content.decode()


def test_a_page_of_no_kind_of_ours_has_none(superuser, signed_in):
    plain = Page(title="Jobs", slug="jobs")
    Page.get_first_root_node().add_child(instance=plain)
    plain.save_revision()
    client = signed_in(superuser)
    edit = reverse("wagtailadmin_pages:edit", args=[plain.pk])
    assert link(plain) not in client.get(edit).content.decode()
    assert client.post(link(plain)).status_code in {302, 403}


def test_a_page_that_was_never_saved_as_a_draft_has_none(index, editor, signed_in):
    page = index.add_child(instance=CasePage(title="Nobody yet"))
    assert signed_in(editor).post(link(page)).status_code in {302, 403}


@pytest.mark.parametrize("who", ["reviewer", "officer", "finance_officer", "operator"])
def test_who_may_not_edit_makes_none(draft, signed_in, request, who):
    client = signed_in(request.getfixturevalue(who))
    for answer in (client.get(link(draft)), client.post(link(draft))):
        assert answer.status_code in {302, 403}
    assert not PreviewToken.objects.exists()


def test_a_stranger_is_asked_to_sign_in(draft, stranger):
    assert stranger.post(link(draft))["Location"].startswith(reverse("wagtailadmin_login"))
    assert not PreviewToken.objects.exists()
