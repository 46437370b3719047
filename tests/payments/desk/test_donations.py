"""Gifts are found by what a letter names, and shown with all that was booked of them."""

import pytest
from django.urls import reverse

from payments.models import Receipt
from tests.payments.conftest import gives, gives_and_pays

pytestmark = pytest.mark.django_db


def test_nobody_but_a_finance_officer_is_answered(gift, closed_to):
    closed_to(
        reverse("payments_desk:donations"),
        reverse("payments_desk:donations_results"),
        reverse("payments_desk:donation", args=[gift.reference]),
    )


def test_a_gift_that_is_not_there_is_not_found(fatou):
    assert fatou.get(reverse("payments_desk:donation", args=["nothing"])).status_code == 404


@pytest.mark.parametrize(
    "named",
    ["reference", "session_id", "payment_intent", "charge", "receipt", "25", "25.00", "usd 25", "USD25"],
)
def test_a_gift_is_found_by_any_name_it_has_and_by_its_amount(named, provider, gift, desk):
    other = gives_and_pays(provider, 2_600, "bo@example.org", address="192.0.2.8")
    told = str(Receipt.objects.get(donation=gift)) if named == "receipt" else getattr(gift, named, named)
    page = desk("donations_results", q=told)
    assert reverse("payments_desk:donation", args=[gift.reference]) in page
    assert reverse("payments_desk:donation", args=[other.reference]) not in page


def test_the_id_that_opens_a_receipt_names_no_gift_at_the_desk(gift, fatou, desk):
    assert "Nothing fits." in desk("donations_results", q=gift.pk).replace(gift.pk, "")
    assert fatou.get(reverse("payments_desk:donation", args=[gift.pk])).status_code == 404


@pytest.mark.parametrize("told", ["25.001", "EUR 25", "2026-000999", "25.", "1e9", "amara@example.org"])
def test_what_names_no_gift_finds_none(told, gift, desk):
    assert "Nothing fits." in desk("donations_results", q=told)


def test_gifts_are_filtered_by_state_and_by_day(gift, desk):
    waiting = gives(1_000, address="192.0.2.7")
    page = desk("donations_results", state="reserved")
    assert waiting.reference in page and gift.reference not in page
    gift.refresh_from_db()
    day = gift.value_date.isoformat()
    page = desk("donations_results", value_date_from=day, value_date_to=day)
    assert gift.reference in page and waiting.reference not in page


def test_a_gift_shows_its_receipt_its_ids_and_every_entry_of_the_ledger(gift, desk):
    page = desk("donation", gift.reference).replace("\N{NO-BREAK SPACE}", " ")
    for told in (str(Receipt.objects.get(donation=gift)), gift.session_id, gift.charge, "campaign:weaver"):
        assert told in page
    for account in ("provider_cash", "provider_fees"):
        assert account in page
    assert "USD 25" in page


def test_who_gave_stands_on_no_page(gift, desk):
    for page in (desk("donation", gift.reference), desk("donations"), desk("overview")):
        assert "amara" not in page
        assert "example.org" not in page.replace("fatou@example.org", "")


def test_a_gift_that_was_not_paid_says_that_nothing_was_booked(provider, weaver, desk):
    assert "Nothing was booked" in desk("donation", gives(1_000).reference)
