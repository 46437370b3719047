"""The reviewer's whole work with the keyboard alone: queue, candidate, public view, sign or return."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from publication.models import PublicRecord
from review.actions import return_, submit

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def candidate(draft, editor):
    return submit(draft, editor).candidate


def opens_the_candidate(desk):
    desk.opens(reverse("review_desk:queue"))
    desk.tabs_to("td.title a")
    assert desk.sees_the_focus()
    desk.presses("Enter")
    expect(desk.page.locator("#candidate-digest")).to_be_attached()
    # The shortcuts are a script's.
    desk.page.wait_for_load_state()


def test_a_reviewer_reads_and_signs(candidate, reviewer, at_the_keyboard):
    def steps(desk):
        opens_the_candidate(desk)
        desk.tabs_to("iframe.desk-document")
        desk.tabs_to(".desk-learned a, .desk-wide")
        assert desk.sees_the_focus()
        desk.presses("g", "s")
        expect(desk.page).to_have_url(re.compile("#sign-section$"))
        while not desk.page.evaluate("() => document.activeElement.name === 'worse_off'"):
            desk.tabs_to("#sign-section input[type=checkbox], #sign-section input[name=worse_off]")
            if desk.page.evaluate("() => document.activeElement.type === 'checkbox'"):
                desk.presses("Space", "Tab")
        desk.presses("Space")
        desk.tabs_to("[name$=password]")
        desk.page.keyboard.type("ruth's own words")
        desk.tabs_to("button[name=sign]")
        desk.presses("Enter")
        expect(desk.page.get_by_text("Signed and released")).to_be_visible()

    at_the_keyboard(reviewer, steps)
    assert bytes(PublicRecord.objects.get().bytes) == bytes(candidate.public_bytes)


def test_a_reviewer_returns_with_a_comment_on_a_part(candidate, draft, reviewer, at_the_keyboard):
    place = f"milestones.{draft.milestones[1].id}"

    def steps(desk):
        opens_the_candidate(desk)
        desk.presses("g", "b")
        desk.tabs_to("[name=reason]")
        # The letters of the shortcuts are letters in a field.
        desk.page.keyboard.type("go back: g s g b")
        desk.tabs_to(f"[name='comment-{place}']")
        desk.page.keyboard.type("Whose promise?")
        desk.tabs_to("button[name=return]")
        desk.presses("Enter")
        expect(desk.page.get_by_text("Nothing waits")).to_be_visible()

    at_the_keyboard(reviewer, steps)
    state = draft.current_workflow_state.current_task_state.specific
    assert (state.comment, state.comments) == ("go back: g s g b", {place: "Whose promise?"})


def test_the_author_is_led_from_the_comment_to_its_part(candidate, draft, editor, reviewer, at_the_keyboard):
    block = draft.milestones[1].id
    return_(candidate.pk, reviewer, "One thing.", {f"milestones.{block}": "Whose promise?"})

    def steps(desk):
        desk.opens(reverse("wagtailadmin_pages:edit", args=[draft.pk]))
        desk.tabs_to("[data-review-place]")
        desk.presses("Enter")
        part = desk.page.locator(f"[data-contentpath='{block}']")
        expect(part.locator(".review-note")).to_be_visible()
        expect(part.locator(".review-note")).to_contain_text("Whose promise?")
        inside = "block => document.activeElement.closest(`[data-contentpath='${block}']`) !== null"
        desk.page.wait_for_function(inside, arg=block)

    at_the_keyboard(editor, steps)


def test_a_place_in_the_story_is_found_in_the_public_view(candidate, reviewer, at_the_keyboard):
    def steps(desk):
        opens_the_candidate(desk)
        desk.tabs_to("a[target=desk-document]")
        step = desk.page.evaluate("() => document.activeElement.hash")
        desk.presses("Enter")
        frame = desk.page.frame(name="desk-document")
        frame.wait_for_url(f"**{step}")
        expect(frame.locator(step)).to_be_visible()

    at_the_keyboard(reviewer, steps)


def test_axe_finds_nothing_on_the_desks_screens(candidate, reviewer, at_the_keyboard):
    paths = [reverse(f"review_desk:{name}") for name in ("queue", "history", "released", "recalls")]
    paths.append(reverse("review_desk:candidate", args=[candidate.pk]))

    def steps(desk):
        found = {}
        for path in paths:
            desk.opens(path)
            desk.page.wait_for_load_state("networkidle")
            found[path] = desk.violations()
        assert found == {path: [] for path in paths}

    at_the_keyboard(reviewer, steps)
