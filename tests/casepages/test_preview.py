"""Wagtail's preview shows what the app above draws, and nothing where there is none."""

import pytest
from django.http import HttpResponse
from django.urls import reverse

from casepages.models import CaseUpdate
from casepages.preview import get_preview_renderer, set_preview_renderer

pytestmark = pytest.mark.django_db


@pytest.fixture
def drawn_by():
    before = get_preview_renderer()
    yield set_preview_renderer
    set_preview_renderer(before)


def view_draft(client, page):
    return client.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]))


def test_tomasz_sees_his_draft_as_it_is_drawn_above(client, tomasz, case_page, drawn_by):
    drawn_by(lambda page, request: HttpResponse(f"{type(page).__name__} {page.title} for {request.user}"))
    client.force_login(tomasz)
    answer = view_draft(client, case_page)
    assert answer.content == b"CasePage Sari for tomasz"
    assert "no-store" in answer["Cache-Control"]
    assert answer["X-Robots-Tag"] == "noindex, noarchive"


def test_an_update_is_drawn_by_the_same(client, tomasz, case_page, drawn_by):
    drawn_by(lambda page, _request: HttpResponse(page.title))
    update = case_page.add_child(instance=CaseUpdate(title="A first week"))
    client.force_login(tomasz)
    assert view_draft(client, update).content == b"A first week"


def test_without_an_app_above_a_sentence_says_so(client, tomasz, case_page, drawn_by):
    drawn_by(None)
    client.force_login(tomasz)
    assert b"There is no preview here" in view_draft(client, case_page).content


def test_an_unsaved_incomplete_form_is_drawn_too(client, tomasz, index, drawn_by):
    drawn_by(lambda page, _request: HttpResponse(f"{page.title}, {len(page.milestones)} milestones"))
    client.force_login(tomasz)
    address = reverse("wagtailadmin_pages:preview_on_add", args=["sixdegree_casepages", "casepage", index.pk])
    typed = {
        "title": "Arif",
        "milestones-count": "1",
        "milestones-0-type": "milestone",
        "milestones-0-order": "0",
    }
    typed |= {"milestones-0-deleted": "", "milestones-0-id": "", "milestones-0-value-under_18": "unknown"}
    assert client.post(address, typed).json() == {"is_valid": True, "is_available": True}
    assert client.get(address).content == b"Arif, 1 milestones"


def test_a_stranger_sees_no_draft(client, case_page):
    assert view_draft(client, case_page).status_code == 302
