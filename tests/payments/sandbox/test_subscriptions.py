"""A session paid every month: its subscription, its invoices, its end."""

from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

import pytest
import stripe

from payments.sandbox.actions.invoices import a_month_after
from tests.payments.sandbox.provider import (
    ALWAYS_AUTHENTICATES,
    DECLINES,
    EVERY_MONTH,
    Sandbox,
    session_params,
)


def month(sandbox: Sandbox, subscription: str, **more: Any) -> dict[str, Any]:
    return sandbox.control("POST", f"months/{subscription}", more)


def test_it_is_begun_by_the_first_payment_and_names_what_it_was_given(sandbox: Sandbox) -> None:
    session = sandbox.paid_session(**EVERY_MONTH)
    subscription = sandbox.stripe.v1.subscriptions.retrieve(session.subscription)
    assert (session.payment_intent, session.amount_total, session.mode) == (None, 2_606, "subscription")
    assert (subscription.status, subscription.metadata.to_dict()) == ("active", {"donation": "donation7k"})
    invoice = sandbox.stripe.v1.invoices.retrieve(session.invoice, params={"expand": ["payments"]})
    assert (invoice.status, invoice.amount_paid, len(invoice.lines.data)) == ("paid", 2_606, 2)
    assert invoice.parent.subscription_details.metadata.to_dict() == {"donation": "donation7k"}
    assert invoice.payments.data[0].payment.payment_intent.startswith("pi_")


def test_no_subscription_comes_of_a_page_that_nobody_paid(sandbox: Sandbox) -> None:
    session = sandbox.session(**EVERY_MONTH)
    assert sandbox.pay(session.id, DECLINES) == "declined"
    read = sandbox.read(session.id)
    assert (read.status, read.subscription, read.invoice) == ("open", None, None)


def test_the_declines_of_its_page_are_found_by_their_intent(sandbox: Sandbox) -> None:
    session = sandbox.session(**EVERY_MONTH)
    sandbox.pay(session.id, DECLINES)
    (charge,) = sandbox.stripe.v1.charges.list(params={"limit": 1}).data
    found = sandbox.stripe.v1.checkout.sessions.list(params={"payment_intent": charge.payment_intent})
    assert [each.id for each in found.data] == [session.id]


def test_it_may_ask_for_a_proof_first(sandbox: Sandbox) -> None:
    session = sandbox.session(**EVERY_MONTH)
    assert sandbox.pay(session.id, ALWAYS_AUTHENTICATES, authentication="pass") == "paid"
    assert sandbox.read(session.id).subscription


def test_each_month_is_one_invoice_and_one_charge(sandbox: Sandbox) -> None:
    subscription = sandbox.paid_session(**EVERY_MONTH).subscription
    second = month(sandbox, subscription)
    assert (second["status"], second["billing_reason"]) == ("paid", "subscription_cycle")
    listed = sandbox.stripe.v1.invoices.list(params={"subscription": subscription}).data
    assert [each.billing_reason for each in listed] == ["subscription_cycle", "subscription_create"]


def test_a_month_that_fails_is_tried_again_and_ends_it_in_the_end(sandbox: Sandbox) -> None:
    subscription = sandbox.paid_session(**EVERY_MONTH).subscription
    failed = month(sandbox, subscription, card=DECLINES)
    assert (failed["status"], failed["attempt_count"]) == ("open", 1)
    again = sandbox.control("POST", f"retries/{subscription}", {"card": DECLINES, "last": True})
    read = sandbox.stripe.v1.subscriptions.retrieve(subscription)
    assert (again["attempt_count"], again["next_payment_attempt"], read.status) == (2, None, "canceled")
    assert read.cancellation_details.reason == "payment_failed"


def test_a_month_that_fails_may_be_paid_later(sandbox: Sandbox) -> None:
    subscription = sandbox.paid_session(**EVERY_MONTH).subscription
    month(sandbox, subscription, card=DECLINES)
    assert sandbox.control("POST", f"retries/{subscription}")["status"] == "paid"
    assert sandbox.stripe.v1.subscriptions.retrieve(subscription).status == "active"


def test_a_month_that_the_bank_asks_about_waits_on_its_page(sandbox: Sandbox) -> None:
    subscription = sandbox.paid_session(**EVERY_MONTH).subscription
    waits = month(sandbox, subscription, card=ALWAYS_AUTHENTICATES)
    page = urlsplit(waits["hosted_invoice_url"]).path
    read = sandbox.stripe.v1.subscriptions.retrieve(subscription)
    assert (waits["status"], read.status) == ("open", "past_due")
    asked = sandbox.stripe.v1.events.list(params={"type": "invoice.payment_action_required", "limit": 100})
    assert waits["id"] in {event.data.object.id for event in asked.data}
    assert "Confirm the payment with your bank" in sandbox.request("GET", page).text
    assert "It was made once" in sandbox.request("POST", page, "answer=complete").text
    assert sandbox.stripe.v1.invoices.retrieve(waits["id"]).status == "paid"
    assert sandbox.stripe.v1.subscriptions.retrieve(subscription).status == "active"
    assert "It was made once" in sandbox.request("POST", page, "answer=complete").text


def test_a_bank_that_is_not_satisfied_takes_nothing(sandbox: Sandbox) -> None:
    subscription = sandbox.paid_session(**EVERY_MONTH).subscription
    waits = month(sandbox, subscription, card=ALWAYS_AUTHENTICATES)
    page = urlsplit(waits["hosted_invoice_url"]).path
    assert "No money was taken" in sandbox.request("POST", page, "answer=fail").text
    assert sandbox.control("POST", f"retries/{subscription}")["status"] == "paid"


def test_there_is_no_page_of_an_invoice_that_is_guessed(sandbox: Sandbox) -> None:
    assert sandbox.request("GET", "/i/in_guessed").status == 404


def test_a_customer_that_is_deleted_is_nobody_and_pays_no_more(sandbox: Sandbox) -> None:
    api = sandbox.stripe.v1
    subscription = api.subscriptions.retrieve(sandbox.paid_session(**EVERY_MONTH).subscription)
    assert api.customers.retrieve(subscription.customer).email
    assert api.customers.delete(subscription.customer).deleted
    left = api.customers.retrieve(subscription.customer).to_dict()
    assert left == {"id": subscription.customer, "object": "customer", "deleted": True}
    assert api.subscriptions.retrieve(subscription.id).status == "canceled"
    with pytest.raises(stripe.InvalidRequestError, match="No such customer"):
        api.customers.delete(subscription.customer)


def test_ended_is_ended(sandbox: Sandbox) -> None:
    subscription = sandbox.paid_session(**EVERY_MONTH).subscription
    assert sandbox.stripe.v1.subscriptions.cancel(subscription).status == "canceled"
    with pytest.raises(stripe.InvalidRequestError, match="No such subscription"):
        sandbox.stripe.v1.subscriptions.cancel(subscription)
    assert sandbox.request("POST", f"/_sandbox/months/{subscription}", "{}").status == 400
    kept = sandbox.stripe.v1.subscriptions.list(params={"status": "all", "limit": 100}).data
    going_on = sandbox.stripe.v1.subscriptions.list(params={"limit": 100}).data
    assert subscription in {each.id for each in kept} - {each.id for each in going_on}


@pytest.mark.parametrize(
    "changed",
    [
        {"mode": "payment"},
        {"line_items": session_params()["line_items"]},
        {"payment_intent_data": {"metadata": {"donation": "donation7k"}}},
    ],
)
def test_what_does_not_go_together_is_refused(sandbox: Sandbox, changed: dict[str, Any]) -> None:
    with pytest.raises(stripe.InvalidRequestError):
        sandbox.session(**{**EVERY_MONTH, **changed})


@pytest.mark.parametrize(("day", "next_day"), [((2027, 1, 31), (2027, 2, 28)), ((2027, 12, 5), (2028, 1, 5))])
def test_a_month_is_one_of_the_calendar(day: tuple[int, int, int], next_day: tuple[int, int, int]) -> None:
    following = a_month_after(int(datetime(*day, tzinfo=UTC).timestamp()))
    assert datetime.fromtimestamp(following, UTC) == datetime(*next_day, tzinfo=UTC)
