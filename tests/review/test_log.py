"""What is looked at, signed, tried and returned stands in the log by ids and digests, in no word of it."""

import json
import re

import pytest
from django.urls import reverse
from wagtail.models import PageLogEntry

from publication.models import LogEntry
from review.actions import return_, submit
from review.exceptions import CannotSign
from tests.kept import kept

pytestmark = pytest.mark.django_db


@pytest.fixture
@kept
def candidate(draft, editor):
    return submit(draft, editor).candidate


def entries(verb):
    return list(LogEntry.objects.filter(verb=verb).order_by("pk"))


@pytest.mark.parametrize(
    ("name", "seen"), [("candidate", "page"), ("document", "document"), ("bytes", "bytes")]
)
def test_each_face_of_a_candidate_that_is_looked_at_is_noted(candidate, reviewer, signed_in, name, seen):
    client, address = signed_in(reviewer), reverse(f"review_desk:{name}", args=[candidate.pk])
    client.get(address)
    client.get(address)
    (look,) = entries("candidate.view")
    assert (look.subject, look.actor) == (candidate.subject, str(reviewer.pk))
    assert look.detail == {"seen": seen, "digest": candidate.digest}


def test_a_refused_answer_shows_the_page_again_and_is_a_look(candidate, reviewer, signed_in):
    signed_in(reviewer).post(
        reverse("review_desk:candidate", args=[candidate.pk]), {"return": "", "reason": ""}
    )
    (look,) = entries("candidate.view")
    assert look.detail["seen"] == "page"


def test_who_may_not_look_leaves_no_look(candidate, editor, stranger, signed_in):
    for client in (signed_in(editor), stranger):
        client.get(reverse("review_desk:candidate", args=[candidate.pk]))
    assert entries("candidate.view") == []


def test_opening_a_case_file_is_noted_for_it_decrypts(case_file, officer, signed_in):
    signed_in(officer).get(reverse("case_files:index"))
    assert entries("case_file.open") == []
    signed_in(officer).get(reverse("case_files:edit", args=[case_file.pk]))
    (opened,) = entries("case_file.open")
    assert (opened.subject, opened.actor, opened.detail) == (case_file.ref, str(officer.pk), {})


def test_an_attempt_to_sign_what_one_wrote_is_noted(candidate, editor, person, signs):
    with pytest.raises(CannotSign):
        signs(editor, candidate)
    (tried,) = entries("candidate.sign.refused")
    assert (tried.subject, tried.actor) == (candidate.subject, str(editor.pk))
    assert tried.detail == {"why": "cannot-sign", "digest": candidate.digest}


def test_an_attempt_with_another_digest_is_noted(candidate, reviewer, signs):
    with pytest.raises(Exception, match="not what would be signed"):
        signs(reviewer, candidate, digest="0" * 64)
    assert [entry.detail["why"] for entry in entries("candidate.sign.refused")] == ["signoff-refused"]


def test_a_return_is_noted_without_its_reason(candidate, reviewer):
    return_(candidate.pk, reviewer, "A street was named")
    (returned,) = entries("candidate.return")
    assert returned.detail == {"digest": candidate.digest}


def test_a_replacement_is_noted_of_the_version_that_waited_and_in_the_history_of_its_page(
    candidate, draft, editor, person, signed_in
):
    hanna = person("hanna", "Editors")
    draft.summary = "She came home. She sews."
    draft.save_revision(user=hanna)
    submit(draft, hanna)
    (replaced,) = entries("candidate.set_aside")
    assert (replaced.subject, replaced.actor) == (candidate.subject, str(hanna.pk))
    assert replaced.detail == {"locale": "en"}
    steps = PageLogEntry.objects.filter(page=draft.pk, user=hanna, action__startswith="wagtail.workflow")
    assert list(steps.order_by("pk").values_list("action", flat=True)) == [
        "wagtail.workflow.cancel",
        "wagtail.workflow.start",
    ]
    history = signed_in(editor).get(reverse("wagtailadmin_pages:history", args=[draft.pk]))
    assert "started. Next step" in history.content.decode()


def test_no_entry_of_a_whole_way_holds_a_word(candidate, reviewer, officer, case_file, signed_in, signs):
    from review.actions import recall, withdraw

    signed_in(reviewer).get(reverse("review_desk:candidate", args=[candidate.pk]))
    signed_in(officer).get(reverse("case_files:edit", args=[case_file.pk]))
    signs(reviewer, candidate)
    recall(candidate.subject, "en", reviewer, "A street was named")
    withdraw(case_file, officer, "She asked")
    verbs = set(LogEntry.objects.values_list("verb", flat=True))
    assert {"candidate.view", "case_file.open", "candidate.sign", "release", "recall", "withdraw"} <= verbs
    kept = json.dumps(list(LogEntry.objects.values("verb", "subject", "detail")))
    for word in ("Sari", "sews", "river", "street", "asked", "MC 17", "ruth", "oranuch"):
        # As a word: a random id may spell four letters within itself.
        assert not re.search(rf"\b{word}\b", kept)
