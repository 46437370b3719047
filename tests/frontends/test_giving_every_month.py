"""Giving every month to the fund, on *six* and on the documents without script: from the form to its end."""

import re

import pytest
from playwright.sync_api import expect

from tests.journey.people import fills_in_the_card

pytestmark = [pytest.mark.browser, pytest.mark.process, pytest.mark.postgresql]

# The way → where it begins below the demo's address, and what its browser lacks.
WAYS = {
    "six": ("six/", {}),
    "the documents": ("", {}),
    "the documents without script": ("", {"java_script_enabled": False}),
}
END = re.compile(r"http://\S+/en/monthly-gift/\S+/")


@pytest.fixture(params=WAYS)
def linnea(request, arrives, demo):
    """At the fund's give page, on one of the three ways, with a mailbox of her own for each."""
    below, lacks = WAYS[request.param]
    reader = arrives(360, six=f"{demo.url}/{below}", **lacks)
    reader.opens(f"en/give/{demo.get('site/')['fund']}/")

    def looks():
        # axe is a script, and waits for ever where none runs.
        assert lacks or reader.barriers() == []

    return reader, f"{request.param.replace(' ', '-')}@donors.example", looks


def mailed(page, demo, email):
    """The way out that the mail with her receipt holds, once it has come."""
    for _ in range(120):
        texts = [file.read_text() for file in demo.mails.iterdir()]
        hers = [text for text in texts if f"To: {email}" in text and END.search(text)]
        if hers:
            return hers[0]
        page.wait_for_timeout(500)
    raise AssertionError("The receipt's mail never came")


def test_she_gives_every_month_and_ends_it_by_the_link_of_her_mail(linnea, demo):
    reader, email, looks = linnea
    page = reader.page
    page.get_by_label(re.compile("^Amount")).first.fill("12.50")
    page.get_by_label("every month, until I end it").check()
    looks()
    page.get_by_role("button", name="Continue to payment").click()
    page.get_by_label("Card number").wait_for(timeout=60_000)
    expect(page.get_by_role("heading", level=1)).to_contain_text("every month")
    fills_in_the_card(page, email, "4242 4242 4242 4242")
    expect(page.get_by_role("heading", name="Thank you", exact=True)).to_be_visible(timeout=60_000)
    if "/six/" in page.url:
        # The site's own thanks are for standing with one person; the fund is for those nobody can name.
        expect(page.locator("main .lead")).to_have_text(re.compile("people whose story is safer untold"))
    repeated = page.get_by_text("This gift is repeated every month.")
    expect(repeated).to_contain_text("You end it on any day")
    looks()
    told = mailed(page, demo, email)
    assert "You give this every month." in told
    page.goto(END.search(told)[0])
    page.get_by_role("button", name="End my monthly gift").click()
    expect(page.get_by_text("No further month is taken.")).to_be_visible(timeout=60_000)
