"""Elif submits a story in which a protected term stands: she learns the part of the page, Ruth the rest."""

import json

import pytest
from django.test import Client
from wagtail.models import TaskState

from casepages.models import CaseFile, CasePage, CaseUpdate, ConsentRecord, Need
from publication.models import LogEntry
from review import roles
from review.actions import submit
from review.actions.case_files import open_case
from review.actions.protected_terms import enter, remove
from review.models import TermChecks
from tests.kept import kept
from tests.review.conftest import milestone

pytestmark = pytest.mark.django_db

SAID = "A protected term stands here."


@pytest.fixture
@kept
def guarded(case_file, officer):
    enter(case_file, "legal_name", ["Maria Fernandosa"], officer)
    enter(case_file, "nickname", ["Mali"], officer)
    return case_file


@pytest.fixture
def another_editor(person):
    return person("emre", roles.EDITORS)


@pytest.fixture
def another_draft(index, draft, officer, editor):
    """The story of another file."""
    consent = ConsentRecord.objects.get()
    consent.pk = None
    file = open_case(CaseFile(currency="USD", needs=[Need(category="legal", amount=9_000)]), consent, officer)
    page = index.add_child(instance=CasePage(title="Dewi", owner=editor))
    for name in ("age_band", "summary", "exploitation", "origin", "period_from", "period_to", "milestones"):
        setattr(page, name, getattr(draft, name))
    page.case_file = file
    page.save_revision(user=editor)
    return page


def told(state):
    return json.loads(bytes(state.candidate.review_bytes))["findings"]


def holds(state):
    return [finding for finding in told(state) if finding["severity"] == "hold"]


def write(page, editor, **changes):
    for name, value in changes.items():
        setattr(page, name, value)
    page.save_revision(user=editor)
    return page


def edit_page(page):
    return f"/admin/pages/{page.pk}/edit/"


def test_a_hit_holds_the_candidate_and_names_kind_and_place_for_the_reviewer(guarded, draft, editor):
    state = submit(write(draft, editor, summary="She is Mаriа Fernandoza, a seamstress."), editor)
    (held,) = holds(state)
    assert state.status == TaskState.STATUS_IN_PROGRESS
    assert (held["code"], held["field"], held["span"]) == ("protected-term", "summary", [7, 23])
    assert held["detail"] == "Legal name of this case, characters 8 to 23."
    assert SAID in held["message"]
    assert json.loads(bytes(state.candidate.review_bytes))["term_check"] == "v1"


def test_the_author_learns_the_part_of_the_page_and_no_more(guarded, draft, editor, signed_in):
    submit(write(draft, editor, summary="Mali and Mali and Maria Fernandosa."), editor)
    page = signed_in(editor).get(edit_page(draft)).content.decode()
    assert page.count(f"Summary: {SAID}") == 1
    for secret in ("Legal name", "Nickname", "characters", "protected-term"):
        assert secret not in page


def test_every_text_that_is_served_is_searched(guarded, draft, editor):
    told_in = {
        "title": "Mali",
        "summary": "Mali sews.",
        "content_note": "Mali tells of violence.",
        "milestones": [
            milestone(
                heading="Mali leaves", narrative="A lorry came.\n\nMali went.", content_note="Mali is hurt."
            )
        ],
    }
    state = submit(write(draft, editor, **told_in), editor)
    block = draft.milestones[0].id
    assert {(held["block"], held["field"]) for held in holds(state)} == {
        ("", "alias"),
        ("", "summary"),
        ("", "content_note"),
        (block, "heading"),
        (block, "narrative"),
        (block, "content_note"),
    }


def test_news_of_the_case_is_searched_too(guarded, draft, editor, reviewer, signs):
    signs(reviewer, submit(draft, editor).candidate)
    update = draft.add_child(instance=CaseUpdate(title="Mali has a machine", body="She sews."))
    (held,) = holds(submit(write(update, editor), editor))
    assert (held["field"], held["where"]) == ("title", "Title")


def test_the_name_of_anyone_is_found_in_another_text_without_saying_whose(guarded, another_draft, editor):
    state = submit(write(another_draft, editor, summary="She met Maria Fernandosa; Mali too."), editor)
    (held,) = holds(state)
    assert held["code"] == "protected-name"
    assert held["detail"] == "Legal name of a person of some case, characters 9 to 24."
    assert guarded.ref not in bytes(state.candidate.review_bytes).decode()


def test_a_case_without_terms_is_told_to_the_reviewer(draft, editor):
    codes = [(finding["code"], finding["severity"]) for finding in told(submit(draft, editor))]
    assert ("protected-terms-missing", "warn") in codes


def test_what_comes_back_for_another_reason_confirms_nothing(guarded, draft, editor):
    state = submit(write(draft, editor, summary="Mali: mali@example.org"), editor)
    assert state.status == TaskState.STATUS_REJECTED
    assert SAID not in state.comment
    assert not TermChecks.objects.exists()


def test_guessing_ends_after_so_many_checks_a_day_in_every_language_and_for_everyone(
    guarded, draft, editor, another_editor, settings
):
    settings.SIXDEGREE_REVIEW_TERM_CHECKS_PER_DAY = 2
    for guess in ("Is it Sari?", "Is it Dewi?"):
        submit(write(draft, editor, summary=guess), editor)
    state = submit(write(draft, another_editor, summary="Is it Mali?"), another_editor)
    assert state.status == TaskState.STATUS_REJECTED
    assert state.candidate is None
    assert "submitted too often today" in state.comment
    assert SAID not in state.comment
    refused = LogEntry.objects.get(verb="terms.too_many")
    assert (refused.actor, refused.detail) == (str(another_editor.pk), {"locale": "en"})


def test_guessing_with_many_cases_ends_too(guarded, draft, another_draft, editor, settings):
    settings.SIXDEGREE_REVIEW_TERM_CHECKS_PER_PERSON = 1
    submit(draft, editor)
    assert submit(another_draft, editor).status == TaskState.STATUS_REJECTED


def test_the_next_day_may_be_checked_again(guarded, draft, editor, settings):
    settings.SIXDEGREE_REVIEW_TERM_CHECKS_PER_DAY = 1
    submit(draft, editor)
    TermChecks.objects.update(day="2020-01-01")
    assert submit(draft, editor).status == TaskState.STATUS_IN_PROGRESS


def test_a_check_with_hits_is_logged_by_ids_and_a_count(guarded, draft, editor):
    state = submit(write(draft, editor, summary="Mali sews."), editor)
    entry = LogEntry.objects.get(verb="terms.found")
    assert (entry.subject, entry.actor) == (state.candidate.subject, str(editor.pk))
    assert entry.detail == {"locale": "en", "places": 1}


def test_entering_and_removing_are_logged_by_kind_and_count(guarded, officer):
    remove(guarded, "nickname", officer)
    entries = LogEntry.objects.filter(verb__startswith="terms.").order_by("pk")
    assert [(entry.verb, entry.subject, entry.detail) for entry in entries] == [
        ("terms.enter", guarded.ref, {"kind": "legal_name", "count": 1}),
        ("terms.enter", guarded.ref, {"kind": "nickname", "count": 1}),
        ("terms.remove", guarded.ref, {"kind": "nickname", "count": 1}),
    ]


def test_a_preview_searches_for_nothing(guarded, draft, editor, signed_in, monkeypatch):
    def refuse(*args):
        raise AssertionError("a preview answered a guess")

    monkeypatch.setattr("review.checks.protected.find", refuse)
    write(draft, editor, summary="Mali sews.")
    assert signed_in(editor).get(f"/admin/pages/{draft.pk}/view_draft/").status_code == 200
    with pytest.raises(AssertionError):
        submit(draft, editor)


def test_the_public_bytes_say_nothing_of_the_check(guarded, draft, editor, reviewer, signs):
    state = submit(write(draft, editor, summary="She sews."), editor)
    signs(reviewer, state.candidate)
    answer = Client().get(f"/api/v1/cases/{state.candidate.subject}/").content.decode()
    for word in ("protected", "term_check", "findings"):
        assert word not in answer
