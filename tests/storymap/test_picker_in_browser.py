"""The picker as an editor uses it, in a real browser."""
import pytest
pytestmark = [
    pytest.mark.browser,
    pytest.mark.urls("tests.storymap.picker"),
    pytest.mark.django_db(transaction=True),
]
def test_x(walk):
    def steps(v):
        v.page.on("console", lambda m: print("CONSOLE", m.text))
        v.open("?origin=IDN-1233")
        v.page.wait_for_timeout(3000)
        v.page.screenshot(path="/tmp/sbuild/a.png", full_page=True)
        print([r.url for r in v.asked])
        print(v.page.locator("svg path").count())
        print(v.broken)
    walk(steps)
