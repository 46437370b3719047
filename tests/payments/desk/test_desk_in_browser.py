"""Every screen of the finance desk, on a phone and on a desk, as axe reads it: nothing in anybody's way."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from payments import gateway
from payments.actions import disputes
from payments.actions.campaigns import close_campaign, open_campaign
from payments.actions.disbursements import disburse
from payments.actions.fund import commit_remainder
from payments.actions.refunds import refund
from payments.desk.urls import urlpatterns
from payments.models import Disbursement, Dispute, OutboxEntry, Payout, ProviderEvent, Reconciliation
from tests.desk.conftest import at_the_keyboard  # noqa: F401
from tests.payments.conftest import WEAVER, gives_and_pays
from tests.payments.desk.moving import does, words
from tests.payments.desk.test_corrections import TOLD as CORRECTION
from tests.payments.monthly import begins
from tests.storymap.conftest import browser_thread, walk  # noqa: F401

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SIZES = ({"width": 360, "height": 780}, {"width": 1440, "height": 1000})
CLOSED = "closed"
FINDING = {"kind": "unknown", "subject": "ch_9", "sentence": "Charge ch_9 names no gift of ours."}
# What is no page: rows alone, for a page that is open, and a file.
NO_PAGES = {"document"}


@pytest.fixture
def books(provider, fund, gift, fatou):
    """One of everything that a screen shows or asks about; Fatou has just proved who she is."""
    begun = begins(provider, fund)
    refund(gift.pk, 500, by="staff-7", reason="Too much by five")
    taken = gives_and_pays(provider, 2_500, "bo@example.org", address="192.0.2.2")
    theirs = provider.control(f"disputes/{taken.charge}")
    disputes.apply(gateway.retrieve_dispute(theirs["id"]))
    receipt = SimpleUploadedFile("receipt.pdf", b"%PDF-1.7 a receipt", "application/pdf")
    disburse(WEAVER, "need-1", 1_000, by="staff-7", document=receipt)
    open_campaign(CLOSED, 150_000, "USD")
    close_campaign(CLOSED)
    commit_remainder(CLOSED)
    Payout.objects.create(
        provider_id="po_1", amount=123_456, currency="USD", status="paid", arrival_date=date(2026, 7, 3)
    )
    ProviderEvent.objects.create(
        event_id="evt_1", type="charge.refunded", livemode=False, quarantined_at=timezone.now(), reason="why"
    )
    now = timezone.now()
    seen = {"since": now - timedelta(days=1), "until": now, "started_at": now, "compared": 12}
    Reconciliation.objects.create(**seen, findings=[FINDING])
    OutboxEntry.objects.filter(kind="receipt_mail").update(failed_at=now)
    assert "booked" in words(does(fatou, reverse("payments_desk:correct"), **CORRECTION)).lower()
    return {"donation": gift.reference, "subscription": begun.subscription}


def arguments(books):
    """Of each screen that is about one thing."""
    gift, mail = [books["donation"]], OutboxEntry.objects.exclude(failed_at=None).first().pk
    dispute = [Dispute.objects.get().provider_id]
    return {
        **dict.fromkeys(("donation", "refund", "resend_receipt", "void_receipt"), gift),
        "end_monthly_gift": [books["subscription"]],
        "send_mail": [mail],
        "event": ["evt_1"],
        **dict.fromkeys(("dispute", "answer", "accept"), dispute),
        "meet": [CLOSED],
        "document": [Disbursement.objects.get().pk],
        "reconciliation": [Reconciliation.objects.get().pk],
    }


def screens(books):
    named = arguments(books)
    names = [each.name for each in urlpatterns if not each.name.endswith("_results")]
    return {
        name: reverse(f"payments_desk:{name}", args=named.get(name)) for name in names if name not in NO_PAGES
    }


def test_axe_finds_nothing_on_any_screen_of_any_width(books, finance_officer, fatou, at_the_keyboard):  # noqa: F811
    addresses = screens(books)
    assert {fatou.get(address).status_code for address in addresses.values()} == {200}

    def steps(desk):
        found = {}
        for size in SIZES:
            desk.page.set_viewport_size(size)
            for name, address in addresses.items():
                desk.opens(address)
                desk.page.wait_for_load_state("networkidle")
                if barriers := desk.violations():
                    found[f"{name} at {size['width']}"] = barriers
        assert found == {}

    at_the_keyboard(finance_officer, steps)


def test_axe_finds_nothing_where_what_will_happen_is_confirmed(books, finance_officer, at_the_keyboard):  # noqa: F811
    addresses = screens(books)
    pressed = ("end_monthly_gift", "send_mail", "send_mails", "resend_receipt", "accept")

    def steps(desk):
        found = {}
        for size in SIZES:
            desk.page.set_viewport_size(size)
            for name in pressed:
                desk.opens(addresses[name])
                desk.page.locator("main form button[type=submit]").last.click()
                desk.page.locator("[name=confirmed]").wait_for(state="attached")
                if barriers := desk.violations():
                    found[f"{name} at {size['width']}"] = barriers
        assert found == {}

    at_the_keyboard(finance_officer, steps)
