"""Whoever takes a page down in Wagtail takes it from the public: on every path both happen, or neither."""

import pytest
from django.core.management import call_command
from django.db import DataError
from django.urls import reverse
from django.utils import timezone
from wagtail.models import APIToken, Page

from casepages.models import CasePage
from publication.actions import recall as recalling
from publication.models import PublicRecord
from review import mounted_checks
from review.actions import submit
from tests.kept import kept

pytestmark = pytest.mark.django_db


@pytest.fixture
@kept
def released(draft, editor, reviewer, signs):
    signs(reviewer, submit(draft, editor).candidate)
    return CasePage.objects.get(pk=draft.pk)


@pytest.fixture
def state(stranger, released):
    """Whether Wagtail's row is live, and what a stranger is answered."""

    def look():
        record = PublicRecord.objects.get()
        answer = stranger.get(f"/api/v1/cases/{record.subject}/?locale=en")
        return Page.objects.get(pk=released.pk).live, answer.status_code

    return look


UP, DOWN = (True, 200), (False, 410)


def in_code(page):
    page.unpublish()


def as_a_plain_page(page):
    plain = Page.objects.get(pk=page.pk)
    plain.live = False
    plain.save()


def by_the_clock(page):
    Page.objects.filter(pk=page.pk).update(expire_at=timezone.now())
    call_command("publish_scheduled")


@pytest.mark.parametrize("take_down", [in_code, as_a_plain_page, by_the_clock])
def test_taken_down_in_code_it_is_gone(released, state, take_down):
    take_down(released)
    assert state() == DOWN


def test_what_cannot_be_recalled_stays_live(released, state, monkeypatch):
    def refuse(*args):
        raise recalling.RecallRefused("Not now.")

    monkeypatch.setattr(recalling, "recall", refuse)
    with pytest.raises(recalling.RecallRefused):
        released.unpublish()
    assert state() == UP


@pytest.mark.postgresql
def test_a_save_that_fails_recalls_nothing(released, state):
    released.live, released.seo_title = False, "x" * 300
    with pytest.raises(DataError):
        released.save(clean=False)
    assert state() == UP


def test_a_save_of_other_fields_recalls_nothing(released, state):
    released.live = False
    released.save(update_fields=["seo_title"])
    assert state() == UP


@pytest.mark.parametrize("rights", ["superuser", "reviewer", "editor"])
def test_the_apis_refuse_whole(released, state, request, rights, signed_in, client, settings):
    settings.ROOT_URLCONF = "tests.attacks.careless"
    person = request.getfixturevalue(rights)
    _token, plaintext = APIToken.create_token(user=person, name="a script")
    headers = {"Authorization": f"Bearer {plaintext}"}
    address = f"/api/v3/pages/{released.pk}/actions/unpublish/"
    answer = client.post(address, "{}", content_type="application/json", headers=headers)
    assert answer.status_code in (401, 403, 404)
    own = reverse("wagtailadmin_api:pages:action", args=[released.pk, "unpublish"])
    assert signed_in(person).post(own, "{}", content_type="application/json").status_code in (302, 403, 404)
    assert state() == UP


@pytest.mark.parametrize("rights", ["superuser", "reviewer"])
def test_in_bulk_nothing_is_half_done(released, state, request, rights, signed_in):
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "unpublish"])
    signed_in(request.getfixturevalue(rights)).post(f"{bulk}?id={released.pk}", {"include_descendants": "on"})
    assert state() == UP


def test_a_query_that_says_otherwise_changes_nothing_public_and_is_named(released, state):
    assert mounted_checks.the_mirror_agrees(None, databases=["default"]) == []
    Page.objects.filter(pk=released.pk).update(live=False)
    assert state() == (False, 200)
    [found] = mounted_checks.the_mirror_agrees(None, databases=["default"])
    assert str(released.pk) in found.msg
