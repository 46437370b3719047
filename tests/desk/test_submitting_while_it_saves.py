"""*Submit* is pressed while the form is saving itself: what was pressed happens, once, and to one page."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from casepages.models import CasePage
from publication.models import Candidate

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


class SlowSaves:
    """The line to a server that has saved, and whose answer is on its way until `arrive`."""

    def __init__(self, page):
        self.page, self.under_way, self.submissions = page, [], 0
        page.route("**/admin/pages/**", self.carry)

    def carry(self, route, request):
        if request.method == "POST" and "application/json" in request.headers.get("accept", ""):
            self.under_way.append((route, route.fetch()))
        else:
            self.submissions += request.method == "POST"
            route.continue_()

    def begin(self, types):
        """Wagtail takes what stands in a form that has just been opened for saved: type until it saves."""
        for attempt in range(60):
            types(attempt)
            for _ in range(40):
                if self.under_way:
                    return
                self.page.wait_for_timeout(50)
        raise AssertionError("The form never saves itself")

    def arrive(self):
        for route, answer in self.under_way:
            route.fulfill(response=answer)
        self.under_way.clear()


def submits(page):
    page.get_by_role("button", name="Submit to Privacy review").click(no_wait_after=True)


def test_a_draft_is_submitted_once(draft, editor, at_the_keyboard):
    def steps(desk):
        desk.opens(reverse("wagtailadmin_pages:edit", args=[draft.pk]))
        line = SlowSaves(desk.page)
        summary = desk.page.locator("[name=summary]")
        line.begin(lambda attempt: summary.fill("She came home and sews." + "." * attempt))
        submits(desk.page)
        line.arrive()
        expect(desk.page.locator(".messages")).to_contain_text("it waits for privacy review")
        assert line.submissions == 1

    at_the_keyboard(editor, steps)
    candidate = Candidate.objects.get()
    assert b"She came home and sews." in bytes(candidate.public_bytes)
    draft.refresh_from_db()
    assert str(draft.latest_revision_id) == candidate.source


def test_a_new_page_is_made_once(index, case_file, editor, at_the_keyboard):
    def steps(desk):
        desk.opens(reverse("wagtailadmin_pages:add", args=["sixdegree_casepages", "casepage", index.pk]))
        line = SlowSaves(desk.page)
        title = desk.page.locator("[name=title]")
        desk.page.locator("[name=case_file]").select_option(str(case_file.pk))
        line.begin(lambda attempt: title.fill("Sari" + "h" * attempt))
        submits(desk.page)
        line.arrive()
        expect(desk.page.locator(".messages")).to_contain_text("not submitted yet")

    at_the_keyboard(editor, steps)
    assert CasePage.objects.get().case_file == case_file
