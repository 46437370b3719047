"""Why something was recalled can be read at the desk, and nowhere else."""

import pytest
from django.urls import reverse

from publication.models import PublicRecord
from review.actions import recall, submit
from tests.kept import kept

pytestmark = pytest.mark.django_db

RECALLS = "review_desk:recalls"
REASON = "A street <b>was</b> named."


@pytest.fixture
@kept
def recalled(draft, editor, reviewer, signs):
    signs(reviewer, submit(draft, editor).candidate)
    record = PublicRecord.objects.get()
    recall(record.subject, "en", reviewer, REASON)
    return record


def shown(client, name=RECALLS):
    return client.get(reverse(name), follow=True).content.decode()


def test_reviewers_read_what_was_recalled_when_by_whom_and_why(recalled, reviewer, signed_in):
    page = shown(signed_in(reviewer))
    for told in ("Sari", "English", str(reviewer), "A street &lt;b&gt;was&lt;/b&gt; named.", "Hidden"):
        assert told in page, told


def test_the_way_there_is_in_public(recalled, reviewer, officer, signed_in):
    assert reverse(RECALLS) in shown(signed_in(reviewer), "review_desk:released")
    assert reverse(RECALLS) not in shown(signed_in(officer), "review_desk:released")


def test_a_recall_of_everything_by_command_says_so(recalled, draft, editor, reviewer, signs, signed_in):
    from publication.actions.recall import recall as by_command

    signs(reviewer, submit(draft, editor).candidate)
    by_command(recalled.subject, None, None)
    page = shown(signed_in(reviewer))
    assert "All languages" in page
    assert "Released again" in page


def test_the_answer_is_kept_by_no_browser(recalled, reviewer, signed_in):
    assert "no-store" in signed_in(reviewer).get(reverse(RECALLS))["Cache-Control"]


@pytest.mark.parametrize("who", ["editor", "officer", "finance_officer", "operator"])
def test_others_read_no_reason(recalled, signed_in, request, who):
    client = signed_in(request.getfixturevalue(who))
    names = (RECALLS, "review_desk:recalls_results", "review_desk:released", "wagtailadmin_home")
    for name in names:
        assert "street" not in shown(client, name), name
    assert client.get(reverse(RECALLS)).status_code in {302, 403}


def test_a_stranger_is_asked_to_sign_in(recalled, stranger):
    assert stranger.get(reverse(RECALLS)).status_code == 302
    assert "street" not in stranger.get(f"/api/v1/cases/{recalled.subject}/").content.decode()


def test_a_superuser_sees_that_it_was_recalled_and_not_why(recalled, superuser, signed_in):
    page = shown(signed_in(superuser))
    assert "Sari" in page
    assert "street" not in page


def test_nor_does_a_superuser_read_it_in_the_history_of_the_text(
    recalled, draft, editor, reviewer, superuser, signed_in
):
    again = reverse("review_desk:candidate", args=[submit(draft, editor).candidate.pk])
    assert "street" in signed_in(reviewer).get(again).content.decode()
    told = signed_in(superuser).get(again).content.decode()
    assert "Recalled" in told
    assert "street" not in told
