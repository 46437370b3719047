"""Editors see drafts as the public would; a front end elsewhere sees one, once, by a token that dies."""

from datetime import timedelta

import pytest
from django.utils import timezone

from casepages.models import CasePage
from publication import outbox
from publication.models import Candidate
from review.actions import withdraw
from review.exceptions import PreviewGone
from review.models import PreviewToken
from review.previews.tokens import issue

pytestmark = pytest.mark.django_db


def opened(client, token):
    return client.get(f"/api/v1/previews/{token}/")


def test_a_token_opens_its_draft_once(draft, editor, stranger):
    token = issue(draft, editor)
    first = opened(stranger, token)
    assert first.status_code == 200
    assert first.json()["document"]["alias"] == "Sari"
    assert "no-store" in first["Cache-Control"]
    assert opened(stranger, token).status_code == 404


def test_asking_after_a_token_uses_it_up_for_nobody(draft, editor, stranger):
    address = f"/api/v1/previews/{issue(draft, editor)}/"
    asked = stranger.head(address)
    first = stranger.get(address)
    assert asked.status_code == first.status_code == 200
    assert asked.headers == first.headers
    assert stranger.head(address).status_code == 404


def test_an_expired_and_an_invented_token_answer_alike(draft, editor, stranger):
    token = issue(draft, editor)
    PreviewToken.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    expired, invented = opened(stranger, token), opened(stranger, "invented")
    assert expired.status_code == invented.status_code == 404
    assert expired.json() == invented.json()


def test_a_token_dies_with_the_right_of_its_editor(draft, editor, stranger):
    token = issue(draft, editor)
    editor.groups.clear()
    draft.owner = None
    CasePage.objects.filter(pk=draft.pk).update(owner=None)
    assert opened(stranger, token).status_code == 404


@pytest.mark.parametrize("who", ["reviewer", "officer", "finance_officer"])
def test_who_may_not_edit_gets_no_token(draft, request, who):
    with pytest.raises(PreviewGone):
        issue(draft, request.getfixturevalue(who))


def test_the_token_itself_is_not_stored(draft, editor):
    token = issue(draft, editor)
    assert PreviewToken.objects.get().digest != token


def test_an_empty_draft_can_be_previewed_and_stores_nothing(index, editor, rf):
    page = CasePage(title="Nobody yet", owner=editor)
    index.add_child(instance=page)
    request = rf.get("/")
    request.user = editor
    answer = page.serve_preview(request, "")
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    assert not Candidate.objects.exists()


def test_a_token_of_a_withdrawn_case_opens_nothing_from_the_next_request_on(
    draft, editor, officer, case_file, stranger
):
    kept, later = issue(draft, editor), issue(draft, editor)
    assert opened(stranger, kept).status_code == 200
    withdraw(case_file, officer, "")
    assert opened(stranger, later).status_code == 404
    assert stranger.head(f"/api/v1/previews/{later}/").status_code == 404
    outbox.drain()
    assert not PreviewToken.objects.exists()
