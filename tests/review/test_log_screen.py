"""The log as reviewers and operators read it, with its chain proved; others and strangers read none."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from publication import log
from publication.models import LogEntry
from review.actions import submit
from tests.publication.lifting import lifted

pytestmark = pytest.mark.django_db
LOG = "review_desk:log"


@pytest.fixture
def entries(draft, editor, reviewer, signs):
    signs(reviewer, submit(draft, editor).candidate)
    return log.link()


def shown(client, query="", name=LOG):
    return client.get(reverse(name) + query).content.decode()


@pytest.mark.parametrize("who", ["reviewer", "operator"])
def test_it_tells_who_did_what_to_which_id_and_that_the_chain_holds(entries, signed_in, request, who):
    page = shown(signed_in(request.getfixturevalue(who)))
    for told in ("candidate.sign", "release", "ruth", f"{entries} entries are chained"):
        assert told in page
    assert "Sari" not in page
    assert "locales: en, release:" in page


def test_a_broken_chain_is_said_at_the_top(entries, reviewer, signed_in):
    with lifted("publication_log_frozen", "logentry"):
        LogEntry.objects.filter(position=2).update(actor="999")
    assert "The log is not whole" in shown(signed_in(reviewer))


def test_it_is_filtered_by_verb_person_and_id(entries, reviewer, editor, signed_in):
    client = signed_in(reviewer)
    only = shown(client, "?verb=candidate.sign", "review_desk:log_results")
    assert "candidate.sign" in only
    assert "candidate.freeze" not in only
    only = shown(client, f"?actor={editor.pk}", "review_desk:log_results")
    assert "candidate.freeze" in only
    assert "candidate.sign" not in only
    assert "No entry fits" in shown(client, "?subject=nowhere", "review_desk:log_results")


@pytest.mark.parametrize("name", [LOG, "review_desk:log_results"])
def test_the_log_is_gone_through_once_for_its_verbs_and_once_for_its_people(
    entries, reviewer, signed_in, name
):
    client = signed_in(reviewer)
    with CaptureQueriesContext(connection) as asked:
        shown(client, name=name)
    assert sum("DISTINCT" in query["sql"] for query in asked) == 2


@pytest.mark.parametrize("who", ["editor", "officer", "finance_officer", "superuser"])
def test_others_do_not_read_it(entries, signed_in, request, who):
    client = signed_in(request.getfixturevalue(who))
    for name in (LOG, "review_desk:log_results"):
        answer = client.get(reverse(name))
        assert answer.status_code in {302, 403}
        assert "candidate.sign" not in answer.content.decode()


def test_a_stranger_is_asked_to_sign_in(entries, stranger):
    assert stranger.get(reverse(LOG)).status_code == 302
