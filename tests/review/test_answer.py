"""The desk's answer reaches the author where it is promised: at the top of the page editor."""

import re

import pytest
from django.urls import reverse
from django.utils.html import strip_tags

from review.actions import return_, submit

pytestmark = pytest.mark.django_db


@pytest.fixture
def reviewer(reviewer):
    reviewer.first_name, reviewer.last_name = "Ruth", "Okafor"
    reviewer.save()
    return reviewer


def messages(answer):
    page = answer.content.decode()
    return page[page.index('<div class="messages"') : page.index("<template data-w-messages-target")]


def editor_of(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def items(said):
    return [strip_tags(item).strip() for item in re.findall(r"<li>(.*?)</li>", said, re.DOTALL)]


def test_the_editor_opens_with_the_reviewers_name_and_reasons(draft, editor, reviewer, signed_in):
    state = submit(draft, editor)
    return_(state.candidate_id, reviewer, "The second part names a street.\n\n<b>The title too.</b>")
    said = messages(signed_in(editor).get(editor_of(draft)))
    assert "Returned by Ruth Okafor" in said
    assert str(state.started_at.year) in said
    assert items(said) == ["The second part names a street.", "&lt;b&gt;The title too.&lt;/b&gt;"]


def test_what_the_checks_refused_is_a_list_and_nobodys_reproach(draft, editor, signed_in):
    draft.summary, draft.age_band = "Write to sari@example.org.", ""
    draft.save_revision(user=editor)
    submit(draft, editor)
    said = messages(signed_in(editor).get(editor_of(draft)))
    assert "Sent back by the checks" in said
    assert "elif" not in said
    assert items(said) == ["Choose an age band.", "Summary: This looks like a mail address. Take it out."]


def test_a_refused_submission_leads_back_to_the_list_once(draft, editor, signed_in, edit_form):
    typed = {**edit_form(draft), "summary": "Write to sari@example.org.", "action-submit": "1"}
    said = messages(signed_in(editor).post(editor_of(draft), typed, follow=True))
    assert "Saved, but not submitted yet" in said
    assert said.count("mail address") == 1
    assert items(said) == ["Summary: This looks like a mail address. Take it out."]


def test_a_version_the_checks_send_back_is_told_beside_what_waits_on(
    draft, editor, reviewer, signed_in, edit_form
):
    waiting = submit(draft, editor)
    typed = {**edit_form(draft), "summary": "Write to sari@example.org."}
    instead = {**typed, "action-workflow-action": "true", "workflow-action-name": "resubmit"}
    said = messages(signed_in(editor).post(editor_of(draft), instead, follow=True))
    assert "what was submitted before still waits and can go public. “Cancel workflow” takes it back" in said
    assert items(said) == ["Summary: This looks like a mail address. Take it out."]
    return_(waiting.candidate_id, reviewer, "The second part names a street.")
    answered = messages(signed_in(editor).get(editor_of(draft)))
    assert "Returned by Ruth Okafor" in answered
    assert "mail address" not in answered


def test_who_cannot_take_back_what_waits_is_told_who_can(draft, editor, person, signed_in, edit_form):
    submit(draft, editor)
    typed = {**edit_form(draft), "summary": "Write to sari@example.org."}
    instead = {**typed, "action-workflow-action": "true", "workflow-action-name": "resubmit"}
    hanna = signed_in(person("hanna", "Editors"))
    said = messages(hanna.post(editor_of(draft), instead, follow=True))
    assert "Who submitted it takes it back by “Cancel workflow”" in said
    assert "” takes it back. " not in said


def test_nothing_is_said_before_an_answer_nor_after_a_newer_submission(
    draft, editor, reviewer, signed_in, signs
):
    assert "Returned by" not in messages(signed_in(editor).get(editor_of(draft)))
    return_(submit(draft, editor).candidate_id, reviewer, "A street.")
    newer = submit(draft, editor).candidate
    assert "Returned by" not in messages(signed_in(editor).get(editor_of(draft)))
    signs(reviewer, newer)
    assert "Returned by" not in messages(signed_in(editor).get(editor_of(draft)))


def test_others_are_not_told(draft, editor, reviewer, finance_officer, stranger, signed_in):
    return_(submit(draft, editor).candidate_id, reviewer, "The second part names a street.")
    for somebody in (stranger, signed_in(finance_officer)):
        answer = somebody.get(editor_of(draft))
        assert answer.status_code in {302, 403, 404}
        assert "names a street" not in answer.content.decode()
        assert "names a street" not in somebody.get("/", follow=True).content.decode()


def test_history_and_signatures_call_people_by_their_full_names(draft, editor, reviewer, signed_in, signs):
    candidate = submit(draft, editor).candidate
    signs(reviewer, candidate)
    for address in (
        reverse("review_desk:history"),
        reverse("review_desk:candidate", args=[candidate.pk]),
    ):
        shown = signed_in(reviewer).get(address).content.decode()
        assert "Ruth Okafor" in shown[shown.index("<main") :]
