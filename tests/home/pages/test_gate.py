"""A content page becomes public by a signature, whatever an editor, a superuser or a stranger tries."""

import datetime
import json

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from home.models import ContentPage
from home.pages.projection import project_site, project_written_page
from publication.actions.candidates import freeze
from publication.actions.recall import recall
from publication.actions.release import release
from publication.actions.signoffs import sign
from review.projection import Context, kind_of
from tests.home.pages.conftest import FIGURE
from tests.publication.stories import may_sign

pytestmark = pytest.mark.django_db


def person(name: str):
    return get_user_model().objects.get_or_create(username=name)[0]


def signed_and_released(page, project) -> bytes:
    """The public bytes of a page the editor wrote and the reviewer signed."""
    projection = project(page, Context(page.locale.language_code, datetime.date(2026, 3, 1)))
    candidate = freeze(
        page.kind,
        projection.subject,
        projection.locale,
        projection.public,
        {"schema": 1},
        {person("editor").pk},
        1,
        person("editor"),
    )
    sign(
        candidate,
        may_sign(person("reviewer")),
        candidate.digest,
        candidate.review_digest,
        {"worse_off": "no"},
        reauthenticated_at=timezone.now(),
    )
    release([candidate], person("reviewer"))
    return bytes(candidate.public_bytes)


def test_a_new_page_is_a_draft(home_page, about, site_page):
    assert [page.live for page in (home_page, about, site_page)] == [False, False, False]
    assert ContentPage.objects.get(pk=about.pk).live is False


def test_every_page_type_is_behind_the_gate(home_page, about, site_page):
    assert [kind_of(type(page)).name for page in (home_page, about, site_page)] == ["page", "page", "site"]


def test_nobody_can_set_a_page_live_without_a_signature(about):
    about.live = True
    with pytest.raises(PermissionDenied):
        about.save()


def test_nobody_can_publish_a_revision_without_a_signature(about, admin_user):
    revision = about.save_revision(user=admin_user)
    with pytest.raises(PermissionDenied):
        revision.publish(user=admin_user)
    about.refresh_from_db()
    assert about.live is False


def test_not_even_a_superuser_is_offered_to_publish_or_copy(home_page, about, admin_user):
    for page in (home_page, about):
        allowed = page.permissions_for_user(admin_user)
        assert not allowed.can_publish()
        assert not allowed.can_publish_subpage()
        assert not allowed.can_unpublish()
        assert not allowed.can_copy()
        assert allowed.can_edit()


def test_a_stranger_reads_nothing_of_a_draft(client, about):
    assert client.get("/api/v1/pages/about/").status_code == 404
    assert client.get("/api/v1/pages/").json()["results"] == []


def test_a_stranger_reads_the_signed_bytes_of_a_page(client, about):
    signed = signed_and_released(about, project_written_page)
    answer = client.get("/api/v1/pages/about/")
    assert answer.status_code == 200
    assert signed in answer.content
    assert answer.json()["page"]["body"][-1] == {"type": "figure", **FIGURE, "url": None}


def test_a_later_draft_changes_nothing_in_public(client, about):
    signed = signed_and_released(about, project_written_page)
    about.title = "Something nobody signed"
    about.save_revision()
    about.save()
    assert signed in client.get("/api/v1/pages/about/").content


def test_a_recalled_page_is_gone(client, about):
    subject = json.loads(signed_and_released(about, project_written_page))["id"]
    recall(subject, None, person("reviewer"), "a wrong figure")
    assert client.get("/api/v1/pages/about/").status_code == 410


def test_a_stranger_reads_the_signed_bytes_of_the_site(client, site_page):
    signed = signed_and_released(site_page, project_site)
    answer = client.get("/api/v1/site/")
    assert answer.status_code == 200
    assert signed in answer.content
    assert answer.json()["site"]["name"] == "Sixdegree"


def test_an_address_of_the_site_itself_is_refused_as_a_slug(home_page):
    page = ContentPage(title="Cases", slug="cases", intro="All stories.", locale=home_page.locale)
    home_page.add_child(instance=page)
    with pytest.raises(ValidationError) as refused:
        page.full_clean()
    assert "slug" in refused.value.message_dict
    submitted = project_written_page(page, Context("en", datetime.date(2026, 3, 1)))
    assert [finding.code for finding in submitted.refusals] == ["slug-taken"]
