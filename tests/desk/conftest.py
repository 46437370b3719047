"""The people of `tests.review` at the desk in a real browser, with nothing but its keyboard."""

import pytest
from django.conf import settings

from tests.journey.people import barriers
from tests.review.conftest import (  # noqa: F401
    case_file,
    draft,
    editor,
    index,
    officer,
    person,
    reviewer,
    signed_in,
)
from tests.storymap.conftest import browser_thread, walk  # noqa: F401

FOCUSED = "selector => document.activeElement && document.activeElement.matches(selector)"


class Keyboard:
    """Somebody at `page` who has no mouse."""

    def __init__(self, visit, session):
        self.page, self.url = visit.page, visit.url
        cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session, "url": visit.url}
        self.page.context.add_cookies([cookie])
        self.page.on("pageerror", lambda error: visit.broken.append(str(error)))

    def opens(self, path):
        self.page.goto(self.url + path)

    def tabs_to(self, selector):
        for _ in range(300):
            if self.page.evaluate(FOCUSED, selector):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"The keyboard never reaches {selector}")

    def presses(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)

    def sees_the_focus(self):
        """Whether what has the focus shows it."""
        return self.page.evaluate(
            """() => { const style = getComputedStyle(document.activeElement);
            return style.outlineStyle !== 'none' || style.boxShadow !== 'none'; }"""
        )

    def violations(self):
        """What axe finds in the page; the public document in the frame has tests of its own."""
        return barriers(self.page, context={"exclude": [["iframe"]]})


@pytest.fixture
def at_the_keyboard(walk, signed_in):  # noqa: F811
    def run(user, steps, **options):
        session = signed_in(user).cookies[settings.SESSION_COOKIE_NAME].value
        return walk(lambda visit: steps(Keyboard(visit, session)), **options)

    return run
