"""The receipt that follows a payment, as the donor sees it come on a phone."""

import pytest
from playwright.sync_api import expect

from payments.actions import receipts
from tests.home.documents.test_in_browser import in_the_office
from tests.payments.conftest import gives
from tests.storymap.conftest import browser_thread, walk

__all__ = ["browser_thread", "walk"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PHONE = {"width": 390, "height": 844}
ONE_LINE = 40


@pytest.fixture
def paid(tam, provider, stranger):
    """Filippa's gift with its fee, paid and settled."""
    donation = gives(3000, tam.campaign, fee_cover=True)
    provider.pay(donation, "filippa@example.org")
    stranger.get(f"/en/thanks/{donation.pk}/")
    return donation


def test_a_receipt_comes_by_itself_and_its_figures_have_room(walk, paid):
    def steps(visit):
        page = visit.page
        page.set_viewport_size(PHONE)
        page.goto(f"{visit.url}/en/thanks/{paid.pk}/")
        receipt = page.locator(".receipt", has_text="Your gift")
        expect(receipt).to_contain_text("being made out")
        in_the_office(receipts.issue_due)
        expect(receipt.locator("span.whole")).to_be_visible(timeout=60_000)
        number = receipt.locator("span.whole").inner_text()
        expect(page.locator("p[role=status].unseen")).to_contain_text(number)
        boxes = [value.bounding_box() for value in receipt.locator("dd").all()]
        assert min(box["width"] for box in boxes) > PHONE["width"] / 3
        assert receipt.locator(".whole").first.bounding_box()["height"] < ONE_LINE

    walk(steps)
