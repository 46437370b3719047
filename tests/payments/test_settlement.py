"""The provider says how a donation ends: paid once, released once, or not yet."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import Sum

from payments import gateway
from payments.actions import ledger, receipts, settlement
from payments.actions.donations import cancel, settle
from payments.donors.actions import erase, open_account
from payments.exceptions import DonationNotFound
from payments.models import (
    Campaign,
    Donation,
    Donor,
    DonorIdentity,
    FundingSnapshot,
    LedgerEntry,
    LedgerTransaction,
    Receipt,
    ReceiptVoid,
)
from tests.payments.conftest import DECLINED_CARD, WEAVER, gives, gives_and_pays

pytestmark = pytest.mark.django_db


def totals():
    campaign = Campaign.objects.get(ref=WEAVER)
    return campaign.received, campaign.reserved


def test_a_paid_gift_moves_from_reserved_to_received(provider, weaver):
    donation = gives_and_pays(provider, 2_500, "amina@example.org")
    assert donation.state == "paid"
    assert totals() == (2_500, 0)
    assert LedgerTransaction.objects.get(kind="gift").source == donation.charge


def test_settling_again_books_nothing_more(provider, weaver):
    donation = gives_and_pays(provider, 2_500, "amina@example.org")
    session = gateway.retrieve_session(donation.session_id)
    for _ in range(3):
        settlement.apply(donation, session)
    assert totals() == (2_500, 0)
    assert LedgerTransaction.objects.count() == 2


def test_told_again_of_a_paid_gift_we_write_down_nobody_who_was_erased(provider, weaver):
    donation = gives_and_pays(provider, 2_500, "amina@example.org")
    session = gateway.retrieve_session(donation.session_id)
    erase(open_account("amina@example.org", "en"))
    settlement.apply(donation, session)
    assert not DonorIdentity.objects.exists()


def test_a_decline_keeps_the_reservation_and_the_page_payable(provider, weaver):
    donation = gives(2_500)
    assert provider.pay(donation, "amina@example.org", DECLINED_CARD) not in ("paid", "complete", "succeeded")
    assert settle(donation.pk).state == "reserved"
    provider.pay(donation, "amina@example.org")
    assert settle(donation.pk).state == "paid"


def test_the_cancel_link_releases_once_the_provider_has_expired_the_session(provider, weaver):
    donation = gives(2_500)
    assert cancel(donation.pk).state == "released"
    assert totals() == (0, 0)
    assert gateway.retrieve_session(donation.session_id).status == "expired"


def test_complete_wins_over_cancelling(provider, weaver):
    donation = gives(2_500)
    provider.pay(donation, "amina@example.org")
    assert cancel(donation.pk).state == "paid"
    assert totals() == (2_500, 0)


def test_a_strangers_guess_finds_no_donation(db):
    for act in [settle, cancel]:
        with pytest.raises(DonationNotFound):
            act("0" * 26)


def test_value_date_is_the_day_of_the_providers_charge(provider, weaver):
    provider.control("clock", charge_created=int(datetime(2015, 7, 8, 23, 59, tzinfo=UTC).timestamp()))
    donation = gives_and_pays(provider, 2_500, "amina@example.org")
    assert donation.value_date == LedgerTransaction.objects.get(kind="gift").value_date == date(2015, 7, 8)
    assert LedgerTransaction.objects.earliest("pk").booked_at.date() > date(2015, 7, 8)


def test_fees_are_the_organisations_and_gross_counts_to_the_goal(provider, weaver):
    gives_and_pays(provider, 10_000, "amina@example.org")
    sums = LedgerEntry.objects.values_list("account").annotate(Sum("amount"))
    amounts = dict(sums)
    assert amounts["donor_receivable"] == 0
    assert amounts[f"campaign:{WEAVER}"] == -10_000
    assert amounts["provider_cash"] + amounts["provider_fees"] == 10_000
    assert amounts["provider_fees"] > 0
    assert totals() == (10_000, 0)


def test_donors_are_people_not_gifts(provider, weaver, settings):
    settings.SIXDEGREE_PAYMENTS_SNAPSHOT_GIFTS = 1
    for email in ["amina@example.org", " Amina@Example.org", "bo@example.org"]:
        gives_and_pays(provider, 1_000, email.strip())
    assert Donor.objects.count() == 2
    assert FundingSnapshot.objects.latest("version").donors == 2
    assert "amina" not in str(Donor.objects.values())
    assert DonorIdentity.objects.count() == 2


def test_a_name_once_known_is_changed_by_no_other_gift(provider, weaver):
    """Mallory types Amina's address with a name of his own."""
    for name in ["", "Amina Yusuf", "Mallory"]:
        donation = gives(1_000)
        provider.pay(donation, "amina@example.org", name=name)
        settle(donation.pk)
    identity = DonorIdentity.objects.get()
    assert (identity.name, identity.email) == ("Amina Yusuf", "amina@example.org")


def test_the_address_is_forgotten_when_the_donation_ends(provider, weaver):
    donation = gives_and_pays(provider, 1_000, "amina@example.org")
    assert (donation.address_hash, donation.address_slot) == ("", None)


def paid_session(donation, /, **changes):
    """What the provider would say of a paid session of this donation, and what `changes` falsify."""
    settled = gateway.Settlement(
        id="txn_1", gross=donation.amount, fee=100, net=donation.amount - 100, currency="USD"
    )
    payment = gateway.Payment(
        intent="pi_1",
        charge="ch_1",
        donation=changes.pop("payment_donation", donation.pk),
        amount=changes.pop("charged", donation.amount),
        currency=changes.pop("charged_in", "USD"),
        created=datetime(2026, 3, 1, tzinfo=UTC),
        captured=changes.pop("captured", True),
        settlement=changes.pop("settlement", settled),
    )
    facts = {
        "id": donation.session_id,
        "url": None,
        "status": "complete",
        "payment_status": "paid",
        "donation": donation.pk,
        "amount": donation.amount,
        "currency": "USD",
        "email": "amina@example.org",
        "name": None,
        "failed": False,
        "payment": payment,
    }
    return gateway.CheckoutSession(**{**facts, **changes})


@pytest.mark.parametrize(
    "falsified",
    [
        {"donation": "0" * 26},
        {"amount": 1},
        {"currency": "EUR"},
        {"charged": 2_499},
        {"charged_in": "EUR"},
        {"payment_donation": None},
        {"captured": False},
        {"settlement": gateway.Settlement("txn_1", gross=2_500, fee=1, net=2_500, currency="USD")},
        {"settlement": gateway.Settlement("txn_1", gross=2_400, fee=100, net=2_300, currency="USD")},
    ],
)
def test_what_does_not_fit_is_not_credited(provider, weaver, falsified):
    donation = gives(2_500)
    with pytest.raises(settlement.Mismatch):
        settlement.apply(donation, paid_session(donation, **falsified))
    assert totals() == (0, 2_500)
    assert not LedgerTransaction.objects.exists()


@pytest.mark.parametrize("unknown", [{"settlement": None}, {"payment": None}])
def test_a_gift_whose_fee_is_not_known_yet_waits(provider, weaver, unknown):
    donation = gives(2_500)
    with pytest.raises(settlement.NotSettledYet):
        settlement.apply(donation, paid_session(donation, **unknown))
    assert totals() == (0, 2_500)


def test_money_for_a_released_donation_is_never_credited_silently(provider, weaver):
    donation = gives(2_500)
    cancel(donation.pk)
    with pytest.raises(settlement.Mismatch):
        settlement.apply(donation, paid_session(donation))
    assert totals() == (0, 0)


def test_a_delayed_payment_keeps_its_place_and_a_failed_one_gives_it_back(provider, weaver):
    donation = gives(2_500)
    settlement.apply(donation, paid_session(donation, payment_status="unpaid", payment=None))
    assert totals() == (0, 2_500)
    settlement.apply(donation, paid_session(donation, payment_status="unpaid", payment=None, failed=True))
    assert totals() == (0, 0)


def test_a_settlement_in_another_currency_balances_in_both(provider, weaver):
    donation = gives(2_500)
    settled = gateway.Settlement("txn_1", gross=2_300, fee=90, net=2_210, currency="EUR")
    settlement.apply(donation, paid_session(donation, settlement=settled))
    entries = LedgerEntry.objects.values_list("account", "amount", "currency")
    assert sorted(entries) == [
        (f"campaign:{WEAVER}", -2_500, "USD"),
        ("donor_receivable", -2_500, "USD"),
        ("donor_receivable", 2_500, "USD"),
        ("exchange", -2_300, "EUR"),
        ("exchange", 2_500, "USD"),
        ("provider_cash", 2_210, "EUR"),
        ("provider_fees", 90, "EUR"),
    ]
    assert totals() == (2_500, 0)


def test_a_failure_half_way_books_nothing(provider, weaver, monkeypatch):
    donation = gives(2_500)
    with monkeypatch.context() as patched:
        patched.setattr(settlement.snapshots, "publish_if_due", lambda _campaign: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            settlement.apply(donation, paid_session(donation))
    assert totals() == (0, 2_500)
    settlement.apply(donation, paid_session(donation))
    assert totals() == (2_500, 0)


def test_the_ledger_refuses_what_does_not_balance(db):
    with pytest.raises(ledger.Unbalanced):
        ledger.book("gift", "ch_1", date(2026, 3, 1), [ledger.Line("provider_cash", 1, "USD")])
    assert not LedgerTransaction.objects.exists()


@pytest.mark.parametrize("model", [LedgerTransaction, LedgerEntry, Receipt, ReceiptVoid, FundingSnapshot])
def test_the_books_cannot_be_rewritten(provider, weaver, model):
    gives_and_pays(provider, 2_500, "amina@example.org")
    receipts.issue_due()
    receipts.void(Receipt.objects.get(), by="7", reason="Twice", cause="mistake", replace=False)
    field = {
        LedgerTransaction: "source",
        LedgerEntry: "account",
        Receipt: "series",
        ReceiptVoid: "reason",
        FundingSnapshot: "status",
    }
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.update(**{field[model]: "changed"})
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {model._meta.db_table}")


@pytest.mark.parametrize(
    "change", [{"amount": 1}, {"currency": "EUR"}, {"key_hash": "x"}, {"state": "reserved"}]
)
def test_a_donations_facts_and_end_are_final(provider, weaver, change):
    gives_and_pays(provider, 2_500, "amina@example.org")
    with pytest.raises(IntegrityError), transaction.atomic():
        Donation.objects.update(**change)


@pytest.mark.postgresql
@pytest.mark.parametrize("lines", [[], [("provider_cash", 1, "USD")], [("a", 1, "USD"), ("b", -1, "EUR")]])
def test_the_database_itself_refuses_an_unbalanced_transaction(provider, weaver, lines):
    donation = gives(2_500)
    with pytest.raises(IntegrityError), transaction.atomic():
        booked = LedgerTransaction.objects.create(
            kind="gift", source="ch_1", donation=donation, value_date=date(2026, 3, 1)
        )
        for account, amount, currency in lines:
            LedgerEntry.objects.create(transaction=booked, account=account, amount=amount, currency=currency)
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_the_reference_that_names_a_gift_in_the_books_never_changes(provider, weaver):
    donation = gives(2_500)
    with pytest.raises(IntegrityError), transaction.atomic():
        Donation.objects.filter(pk=donation.pk).update(reference="0" * 26)
