"""A gift to the fund that is repeated: each paid month is a gift of its own, booked once."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from payments import gateway, worker
from payments.actions import declines, disputes, refunds
from payments.actions.campaigns import close_campaign
from payments.actions.donations import cancel, settle
from payments.actions.monthly import ending, months
from payments.actions.settlement import Mismatch, NotSettledYet, Unknown
from payments.donors import readers as own
from payments.donors.actions import erase, open_account
from payments.exceptions import MonthlyGiftNotFound, MonthlyGiftRefused, TooManyAttempts
from payments.models import (
    Dispute,
    Donation,
    DonorIdentity,
    LedgerTransaction,
    MonthlyGift,
    OutboxEntry,
    Receipt,
)
from payments.verification import faults
from tests.payments.books import balances, campaign, unapplied
from tests.payments.conftest import DECLINED_CARD, WEAVER, gives
from tests.payments.monthly import EMAIL, asks, begins, fails, hears, month, retried
from tests.payments.monthly import months as of

pytestmark = pytest.mark.django_db


def test_it_is_begun_by_the_first_month(provider, fund):
    gift = begins(provider, fund)
    (first,) = of(gift)
    assert (gift.state, gift.amount, gift.donor, first.state) == ("active", 2_500, first.donor, "paid")
    assert first.invoice
    assert campaign(fund).received == 2_500
    assert balances()[f"fund:{fund}"] == -2_500


def test_a_story_takes_no_monthly_gift(weaver):
    with pytest.raises(MonthlyGiftRefused, match="goes to the fund"):
        gives(2_500, every_month=True)
    assert not Donation.objects.exists()


def test_the_database_refuses_one_to_a_story_too(provider, weaver, fund):
    gift = begins(provider, fund)
    story = campaign()
    with pytest.raises(IntegrityError, match="never to a case"), transaction.atomic():
        MonthlyGift.objects.create(
            subscription="sub_x", campaign=story, amount=1, currency="USD", locale="en"
        )
    gift.campaign = story
    with pytest.raises(IntegrityError, match="keeps its terms"), transaction.atomic():
        gift.save()


def test_each_month_is_one_gift_with_a_receipt_of_its_own(provider, fund):
    gift = begins(provider, fund, fee_cover=True)
    for _month in range(2):
        hears(provider, month(provider, gift)["id"], "invoice.")
    worker.PARTS["receipts"]()
    assert [each.charged for each in of(gift)] == [gift.charged] * 3
    assert Receipt.objects.count() == 3
    assert LedgerTransaction.objects.filter(kind="gift").count() == 3
    assert balances()["fee_cover"] == -3 * gift.fee_cover
    assert list(faults()) == []
    assert unapplied() == []


@pytest.mark.parametrize("order", [1, -1])
def test_told_of_it_in_any_order_and_twice_it_is_booked_once(provider, fund, order):
    gift = asks(fund)
    provider.pay(gift, EMAIL)
    session = gateway.retrieve_session(gift.session_id)
    for _twice in range(2):
        about = (session.invoice, session.subscription, session.id, session.payment.charge)
        for each in about[::order]:
            hears(provider, each, "", order=order)
    second = month(provider, MonthlyGift.objects.get())
    for _twice in range(2):
        hears(provider, second["id"], "invoice.paid", "invoice.payment_succeeded", order=order)
    assert Donation.objects.filter(state="paid").count() == 2
    assert campaign(fund).received == 5_000
    assert unapplied() == []


def test_the_charge_of_a_month_leads_to_its_invoice(provider, fund):
    """No invoice was told of: the charge's event alone came."""
    gift = begins(provider, fund)
    invoice = gateway.retrieve_invoice(month(provider, gift)["id"])
    hears(provider, invoice.payment.charge, "charge.succeeded", "charge.updated")
    assert [each.invoice for each in of(gift)][1] == invoice.id
    assert unapplied() == []


def test_a_month_names_the_donor_without_asking_again(provider, fund):
    gift = begins(provider, fund)
    months.apply(gateway.retrieve_invoice(month(provider, gift)["id"]))
    assert {each.donor for each in of(gift)} == {gift.donor}
    assert DonorIdentity.objects.count() == 1


def test_a_month_lies_on_the_day_the_provider_charged_it(provider, fund):
    gift = begins(provider, fund)
    provider.control("clock", charge_created=int(datetime(2025, 12, 31, 23, 59, tzinfo=UTC).timestamp()))
    months.apply(gateway.retrieve_invoice(month(provider, gift)["id"]))
    assert of(gift)[-1].value_date.isoformat() == "2025-12-31"


def test_a_failed_month_books_nothing_and_its_donor_is_told_once(provider, fund):
    gift = begins(provider, fund)
    failed = fails(provider, gift)
    retried(provider, gift, card=DECLINED_CARD)
    hears(provider, failed["id"], "invoice.payment_failed")
    hears(provider, gift.subscription, "customer.subscription.updated")
    gift.refresh_from_db()
    assert (gift.state, len(of(gift))) == ("failing", 1)
    assert OutboxEntry.objects.filter(kind="monthly_unpaid_mail").count() == 1
    assert list(faults()) == []


def test_a_failed_month_that_is_paid_later_goes_on(provider, fund):
    gift = begins(provider, fund)
    invoice = fails(provider, gift)
    hears(provider, invoice["id"], "invoice.payment_failed")
    retried(provider, gift)
    hears(provider, invoice["id"], "invoice.paid")
    hears(provider, gift.subscription, "customer.subscription.updated")
    gift.refresh_from_db()
    assert (gift.state, len(of(gift))) == ("active", 2)


def test_the_providers_last_try_ends_it(provider, fund):
    gift = begins(provider, fund)
    fails(provider, gift)
    retried(provider, gift, card=DECLINED_CARD, last=True)
    hears(provider, gift.subscription, "customer.subscription.deleted")
    gift.refresh_from_db()
    assert (gift.state, gift.ended_by) == ("ended", "provider")
    assert OutboxEntry.objects.filter(kind="monthly_ended_mail").count() == 1


def test_its_donor_ends_it_at_once(provider, fund):
    gift = begins(provider, fund)
    ended = ending.end(gift.pk, by="donor")
    assert (ended.state, ended.ended_by) == ("ended", "donor")
    assert gateway.retrieve_subscription(gift.subscription).status == "canceled"
    again = ending.end(gift.pk, by="staff-7")
    assert again.ended_by == "donor"


def test_what_the_provider_missed_is_asked_again_by_the_worker(provider, fund, settings):
    gift = begins(provider, fund)
    settings.SIXDEGREE_PAYMENTS_STRIPE_API_BASE = "http://127.0.0.1:9"
    assert ending.end(gift.pk, by="donor").state == "active"
    settings.SIXDEGREE_PAYMENTS_STRIPE_API_BASE = provider.url
    assert ending.send_due() == 1
    gift.refresh_from_db()
    assert (gift.state, gift.ended_by) == ("ended", "donor")


def test_an_end_that_the_provider_refuses_is_told_the_operator(provider, fund, monkeypatch, caplog):
    gift = begins(provider, fund)
    monkeypatch.setattr(gateway, "cancel_subscription", gateway.retrieve_subscription)
    assert ending.end(gift.pk, by="donor").state == "active"
    (told,) = [each for each in caplog.records if each.levelname == "ERROR"]
    assert gift.subscription in told.getMessage()


def test_a_strangers_guess_ends_none(provider, fund):
    gift = begins(provider, fund)
    with pytest.raises(MonthlyGiftNotFound):
        ending.end("0" * 26, by="donor")
    gift.refresh_from_db()
    assert gift.state == "active"


def test_ended_is_final_for_late_news_and_for_the_database(provider, fund):
    gift = begins(provider, fund)
    late = gateway.retrieve_subscription(gift.subscription)
    ending.end(gift.pk, by="donor")
    assert ending.apply(late).state == "ended"
    with pytest.raises(IntegrityError, match="ended is final"), transaction.atomic():
        MonthlyGift.objects.filter(pk=gift.pk).update(state="active", ended_at=None)


def test_a_month_charged_before_the_end_is_booked_after_it(provider, fund):
    """Money that came is in the books, even where the fund takes no gift any more."""
    gift = begins(provider, fund)
    invoice = month(provider, gift)
    ending.end(gift.pk, by="donor")
    close_campaign(fund)
    hears(provider, invoice["id"], "invoice.paid")
    assert len(of(gift)) == 2
    assert list(faults()) == []


def test_erased_she_is_charged_no_more_and_what_was_given_stays_in_the_books(provider, fund):
    gift = begins(provider, fund)
    erase(open_account(EMAIL, "en"))
    assert worker.PARTS["monthly_gifts_ended"]() == 1
    gift.refresh_from_db()
    assert (gift.state, gift.ended_by) == ("ended", "erasure")
    assert not DonorIdentity.objects.exists()
    assert len(of(gift)) == 1
    worker.PARTS["delivered"]()
    assert not OutboxEntry.objects.filter(done_at=None, kind="monthly_ended_mail").exists()


def test_a_page_that_nobody_paid_begins_nothing(provider, fund):
    donation = asks(fund)
    assert provider.pay(donation, EMAIL, DECLINED_CARD) == "declined"
    assert cancel(donation.pk).state == "released"
    assert not MonthlyGift.objects.exists()


def test_its_page_closes_after_a_few_declines_as_any(provider, fund, settings):
    settings.SIXDEGREE_PAYMENTS_DECLINES_PER_RESERVATION = 2
    donation = asks(fund)
    for _card in range(2):
        provider.pay(donation, EMAIL, DECLINED_CARD)
    (charge, *_older) = provider.get("charges")["data"]
    hears(provider, charge["id"], "charge.failed")
    donation.refresh_from_db()
    assert donation.state == "released"
    assert unapplied() == []


def test_a_declined_month_of_another_page_closes_none(provider, fund):
    gift = begins(provider, fund)
    fails(provider, gift)
    waiting = asks(fund, address="192.0.2.7")
    (charge, *_older) = provider.get("charges")["data"]
    declines.bound_first_month(charge["payment_intent"])
    waiting.refresh_from_db()
    assert waiting.state == "reserved"


def test_ceilings_count_it_as_any_gift(provider, fund, settings):
    settings.SIXDEGREE_PAYMENTS_BEGUN_PER_NETWORK = 1
    asks(fund)
    with pytest.raises(TooManyAttempts):
        asks(fund)


def test_nobody_elses_subscription_is_booked(provider, fund):
    stranger = gateway.Subscription("sub_1", "active", "0" * 26, datetime(2026, 3, 1, tzinfo=UTC))
    with pytest.raises(Unknown):
        ending.apply(stranger)
    assert not MonthlyGift.objects.exists()


@pytest.mark.parametrize("falsified", [{"amount": 1}, {"currency": "EUR"}, {"payment": None}])
def test_a_month_of_other_terms_is_not_credited(provider, fund, falsified):
    """Somebody changed the subscription at the provider."""
    gift = begins(provider, fund)
    invoice = gateway.retrieve_invoice(month(provider, gift)["id"])
    with pytest.raises(Mismatch):
        months.apply(replace(invoice, **falsified))
    assert len(of(gift)) == 1


def test_a_month_is_given_back_as_any_gift_of_the_fund(provider, fund):
    gift = begins(provider, fund)
    months.apply(gateway.retrieve_invoice(month(provider, gift)["id"]))
    second = of(gift)[-1]
    assert refunds.refund(second.pk, 2_500, by="staff-7", reason="Charged twice").state == "succeeded"
    assert campaign(fund).received == 2_500
    assert list(faults()) == []


def test_a_disputed_month_is_found_even_where_it_was_not_booked_yet(provider, fund):
    gift = begins(provider, fund)
    invoice = gateway.retrieve_invoice(month(provider, gift)["id"])
    theirs = provider.control(f"disputes/{invoice.payment.charge}")
    disputes.apply(gateway.retrieve_dispute(theirs["id"]))
    assert Dispute.objects.get().donation == of(gift)[-1]
    assert campaign(fund).received == 2_500
    assert list(faults()) == []


@pytest.mark.parametrize("what", ["refund", "dispute"])
def test_what_follows_a_month_before_its_invoice_waits_for_that(provider, fund, monkeypatch, what):
    """The charge of a first month comes before its invoice; a bank may be as quick."""
    gift = begins(provider, fund)
    invoice = gateway.retrieve_invoice(month(provider, gift)["id"])
    if what == "refund":
        theirs = gateway.create_refund(invoice.payment.charge, 2_500, "USD", "0" * 26)
        apply = refunds.apply
    else:
        disputed = provider.control(f"disputes/{invoice.payment.charge}")
        theirs, apply = gateway.retrieve_dispute(disputed["id"]), disputes.apply
    monkeypatch.setattr(gateway, "invoice_of", lambda _intent: None)
    with pytest.raises(NotSettledYet, match="no invoice"):
        apply(theirs)
    with pytest.raises(Unknown):
        apply(replace(theirs, created=theirs.created - timedelta(minutes=16)))
    monkeypatch.undo()
    apply(theirs)
    assert len(of(gift)) == 2
    assert campaign(fund).received == 2_500
    assert list(faults()) == []


def test_a_month_that_the_bank_takes_back_is_the_last_even_where_it_is_won(provider, fund):
    gift, other = begins(provider, fund), begins(provider, fund, address="192.0.2.7")
    (first,) = of(gift)
    theirs = provider.control(f"disputes/{first.charge}")
    disputes.apply(gateway.retrieve_dispute(theirs["id"]))
    assert worker.PARTS["monthly_gifts_ended"]() == 1
    disputes.answer(theirs["id"], "winning_evidence", by="staff-7")
    states = set(MonthlyGift.objects.values_list("pk", "state", "ended_by"))
    assert states == {(gift.pk, "ended", "provider"), (other.pk, "active", "")}
    assert gateway.retrieve_subscription(gift.subscription).status == "canceled"
    assert list(faults()) == []


def test_a_year_counts_each_month(provider, fund):
    gift = begins(provider, fund)
    months.apply(gateway.retrieve_invoice(month(provider, gift)["id"]))
    account = open_account(EMAIL, "en")
    year = own.statement(account, of(gift)[0].value_date.year)
    assert (len(year.gifts), year.totals) == (2, {"USD": 5_000})


def test_what_the_provider_sees_names_the_programme_and_a_donation_alone(provider, fund):
    donation = asks(fund, fee_cover=True)
    sent = donation.checkout_params
    assert sent["mode"] == "subscription"
    assert sent["subscription_data"] == {"metadata": {"donation": donation.pk}}
    items = [item["price_data"] for item in sent["line_items"]]
    assert [item["product_data"]["name"] for item in items] == ["Sixdegree", "Payment fee, covered by you"]
    assert {item["recurring"]["interval"] for item in items} == {"month"}
    assert "submit_type" not in sent


def test_settled_by_the_return_page_where_no_event_came(provider, fund):
    donation = asks(fund)
    provider.pay(donation, EMAIL)
    assert settle(donation.pk).state == "paid"
    assert MonthlyGift.objects.count() == 1


def test_a_weavers_gift_is_repeated_by_nobody(provider, weaver):
    assert gives(2_500, WEAVER).every_month is False


def test_its_donor_is_told_that_it_is_repeated_until_it_has_ended(provider, fund, client):
    gift = begins(provider, fund)
    (first,) = of(gift)
    page = f"/api/v1/donations/{first.pk}/"
    assert client.get(page).json()["every_month"] is True
    ending.end(gift.pk, by="donor")
    assert client.get(page).json()["every_month"] is False


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "This gift is repeated every month."),
        ("id", "Pemberian ini diulang setiap bulan."),
        ("th", "การให้นี้ทำซ้ำทุกเดือน"),
        ("zh-hans", "这笔捐助每月重复。"),
    ],
)
def test_the_page_that_thanks_her_says_so_in_her_language(provider, fund, client, language, words):
    gift = begins(provider, fund, language=language)
    (first,) = of(gift)
    page = f"/{language}/thanks/{first.pk}/"
    assert words in client.get(page).content.decode()
    ending.end(gift.pk, by="donor")
    assert words not in client.get(page).content.decode()
