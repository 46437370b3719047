"""What was booked wrongly is put right at the desk: entries are shown before they stand for good."""

import pytest
from django.db import connection
from django.urls import reverse

from payments import gateway
from payments.models import LedgerTransaction
from tests.payments.conftest import *  # noqa: F403  the provider and the fund
from tests.payments.conftest import gives_and_pays
from tests.payments.desk.moving import asks, confirms, does, once, words

pytestmark = pytest.mark.django_db

ROWS = {
    "account_1": "bank",
    "units_1": "-5.00",
    "currency_1": "USD",
    "account_2": "provider_fees",
    "units_2": "5.00",
    "currency_2": "USD",
}
TOLD = {**ROWS, "reason": "The bank kept a fee of its own"}


@pytest.fixture
def address(db):
    return reverse("payments_desk:correct")


def corrections():
    return LedgerTransaction.objects.filter(kind="correction")


def entries(booked):
    return sorted(booked.entries.values_list("account", "amount", "currency"))


def test_nobody_but_a_finance_officer_is_answered(closed_to, address):
    closed_to(reverse("payments_desk:corrections"), reverse("payments_desk:corrections_results"), address)
    closed_to(address, method="post")


def test_the_entries_are_shown_before_anything_is_booked(address, fatou):
    asked = asks(fatou, address, **TOLD)
    assert once(asked)
    for said in ("bank", "provider_fees", "USD -5", "USD 5", "They stay in the books for good."):
        assert said in words(asked).replace("-USD 5", "USD -5")
    assert not corrections().exists()


def test_confirmed_they_are_booked_once_with_name_and_reason(address, fatou, finance_officer, desk):
    asked = asks(fatou, address, **TOLD)
    for _twice in range(2):
        confirms(fatou, address, asked, **TOLD)
    booked = corrections().get()
    assert entries(booked) == [("bank", -500, "USD"), ("provider_fees", 500, "USD")]
    assert (booked.by, booked.reason) == (str(finance_officer.pk), TOLD["reason"])
    assert "The bank kept a fee of its own" in desk("corrections")


def test_without_the_password_nothing_is_booked(address, fatou):
    confirms(fatou, address, asks(fatou, address, **TOLD), password="a guess", **TOLD)
    assert not corrections().exists()


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"reason": ""}, "This field is required"),
        ({"units_2": "4.00"}, "do not sum to zero"),
        ({"units_2": "5.001"}, "has 2 decimals"),
        ({"account_2": "campaign:weaver"}, "Select a valid choice"),
        ({"currency_2": ""}, "Row 2 needs its account, amount and currency"),
        ({"movement": "txn_1"}, "choose the account on its other side"),
        (dict.fromkeys(ROWS, ""), "do not sum to zero"),
    ],
)
def test_what_cannot_be_booked_is_told_on_the_form(address, fatou, changed, sentence):
    asked = asks(fatou, address, **{**TOLD, **changed})
    assert once(asked) is None
    assert sentence in words(asked)
    assert not corrections().exists()


def test_a_fund_gives_no_more_than_it_holds(address, fatou, fund):
    drained = {**TOLD, "account_1": "organisation", "account_2": f"fund:{fund}"}
    asked = asks(fatou, address, **drained)
    assert once(asked) is None
    assert "The fund holds only" in words(asked)


@pytest.mark.parametrize(("units", "refused"), [("20", True), ("15", False)])
def test_a_fund_gives_no_more_than_it_holds_in_two_rows_either(
    address, fatou, fund, provider, units, refused
):
    gives_and_pays(provider, 3_000, "mei@example.org", fund)
    rows = {"account_1": "organisation", "units_1": f"-{2 * int(units)}", "currency_1": "USD"}
    for row in (2, 3):
        rows |= {f"account_{row}": f"fund:{fund}", f"units_{row}": units, f"currency_{row}": "USD"}
    asked = asks(fatou, address, **rows, reason="An advance")
    assert (once(asked) is None) is refused
    assert ("The fund holds only USD 30" in words(asked)) is refused


def test_the_provider_is_asked_while_no_row_is_held(address, fatou, gift, monkeypatch):
    asked_in, ask = [], gateway.retrieve_movement

    def asked(movement):
        asked_in.append(list(connection.savepoint_ids))
        return ask(movement)

    monkeypatch.setattr(gateway, "retrieve_movement", asked)
    outside = list(connection.savepoint_ids)
    asks(fatou, address, movement="txn_unknown", account_1="organisation", reason="A guess")
    assert asked_in == [outside]


def test_a_movement_of_the_provider_is_booked_by_its_name(address, fatou, gift):
    """Money paid out at the provider of which the ledger knows nothing."""
    made = gateway.client().v1.payouts.create(params={"amount": 1_000, "currency": "usd"})
    told = {"movement": made.balance_transaction, "account_1": "bank", "reason": "No event came"}
    assert "provider_cash" in words(asks(fatou, address, **told))
    does(fatou, address, **told)
    booked = corrections().get()
    assert (booked.source, booked.reason) == (made.balance_transaction, "No event came")
    assert entries(booked) == [("bank", 1_000, "USD"), ("provider_cash", -1_000, "USD")]


def test_a_movement_that_is_booked_or_that_nobody_knows_is_booked_no_more(address, fatou, gift):
    moved = LedgerTransaction.objects.get(kind="settlement").source
    asked = asks(fatou, address, movement=moved, account_1="organisation", reason="Looked at twice")
    assert "The ledger has all of this movement" in words(asked)
    asked = asks(fatou, address, movement="txn_unknown", account_1="organisation", reason="A guess")
    assert "The provider knows no movement of this id" in words(asked)
    assert not corrections().exists()
