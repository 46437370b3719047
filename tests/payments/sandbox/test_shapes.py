"""Every answer has the members and types the real library declares for it, no more and no fewer."""

from typing import Any

import pytest
import stripe
from stripe import StripeObject

from tests.payments.sandbox.annotations import faults
from tests.payments.sandbox.provider import (
    ALWAYS_AUTHENTICATES,
    AUTHENTICATES,
    DECLINES,
    EVERY_MONTH,
    IS_DISPUTED,
    Sandbox,
)

CARD_FIELDS = [
    "payment_intent.latest_charge.balance_transaction",
    "payment_intent.payment_method",
    "line_items",
]


def session_as(sandbox: Sandbox, card: str | None, **more: str) -> dict[str, Any]:
    session = sandbox.session(
        metadata={"a": "b"},
        locale="id",
        customer_email="mei@example.org",
        custom_text={"submit": {"message": "Hi"}},
    )
    if card:
        sandbox.pay(session.id, card, **more)
    read = sandbox.stripe.v1.checkout.sessions.retrieve(session.id, params={"expand": CARD_FIELDS})
    return read.to_dict()


@pytest.mark.parametrize(
    ("card", "more"),
    [
        (None, {}),
        ("4242424242424242", {}),
        (DECLINES, {}),
        (AUTHENTICATES, {}),
        (AUTHENTICATES, {"authentication": "fail"}),
        (AUTHENTICATES, {"authentication": "pass"}),
    ],
)
def test_a_session_with_all_that_hangs_on_it(
    sandbox: Sandbox, card: str | None, more: dict[str, str]
) -> None:
    assert faults(session_as(sandbox, card, **more), stripe.checkout.Session) == []


def test_an_expired_session(sandbox: Sandbox) -> None:
    expired = sandbox.stripe.v1.checkout.sessions.expire(sandbox.session().id)
    assert faults(expired.to_dict(), stripe.checkout.Session) == []


def test_refunds_and_their_charge(sandbox: Sandbox) -> None:
    charge = sandbox.paid_session().payment_intent.latest_charge
    expand = ["balance_transaction", "charge.refunds", "payment_intent"]
    refund = sandbox.stripe.v1.refunds.create(params={"charge": charge.id, "amount": 100, "expand": expand})
    assert faults(refund.to_dict(), stripe.Refund) == []


def test_the_balance(sandbox: Sandbox) -> None:
    sandbox.paid_session()
    assert faults(sandbox.stripe.v1.balance.retrieve().to_dict(), stripe.Balance) == []


def test_payouts(sandbox: Sandbox) -> None:
    sandbox.paid_session()
    expand = ["balance_transaction"]
    payout = sandbox.stripe.v1.payouts.create(params={"amount": 100, "currency": "usd", "expand": expand})
    assert faults(payout.to_dict(), stripe.Payout) == []
    failed = sandbox.control("POST", f"payouts/{payout.id}", {"status": "failed"})
    assert faults(failed, stripe.Payout) == []


@pytest.mark.parametrize("verdict", ["winning_evidence", "losing_evidence", "more to say"])
def test_disputes(sandbox: Sandbox, verdict: str) -> None:
    charge = sandbox.paid_session(IS_DISPUTED).payment_intent.latest_charge
    (dispute,) = sandbox.stripe.v1.disputes.list(params={"charge": charge.id, "expand": ["data.charge"]}).data
    assert faults(dispute.to_dict(), stripe.Dispute) == []
    evidence = {"uncategorized_text": verdict}
    answered = sandbox.stripe.v1.disputes.update(dispute.id, params={"evidence": evidence})
    assert faults(answered.to_dict(), stripe.Dispute) == []


def test_a_session_paid_every_month_with_all_that_hangs_on_it(sandbox: Sandbox) -> None:
    api = sandbox.stripe.v1
    session = sandbox.paid_session(**EVERY_MONTH)
    whole = api.checkout.sessions.retrieve(
        session.id, params={"expand": ["subscription", "invoice.payments"]}
    )
    assert faults(whole.to_dict(), stripe.checkout.Session) == []
    unpaid = sandbox.control("POST", f"months/{session.subscription}", {"card": DECLINES})
    assert faults(api.invoices.retrieve(unpaid["id"]).to_dict(), stripe.Invoice) == []
    assert faults(api.subscriptions.cancel(session.subscription).to_dict(), stripe.Subscription) == []


def test_every_event_and_the_object_in_it(sandbox: Sandbox) -> None:
    sandbox.paid_session()
    sandbox.pay(sandbox.session().id, DECLINES)
    subscription = sandbox.paid_session(**EVERY_MONTH).subscription
    for more in ({}, {"card": DECLINES}):
        sandbox.control("POST", f"months/{subscription}", more)
    sandbox.control("POST", f"retries/{subscription}", {"card": ALWAYS_AUTHENTICATES})
    sandbox.control("POST", f"retries/{subscription}", {"card": DECLINES, "last": True})
    customer = sandbox.stripe.v1.subscriptions.retrieve(subscription).customer
    sandbox.stripe.v1.customers.delete(customer)
    classes: dict[str, type[StripeObject]] = {
        "checkout.session": stripe.checkout.Session,
        "payment_intent": stripe.PaymentIntent,
        "charge": stripe.Charge,
        "refund": stripe.Refund,
        "dispute": stripe.Dispute,
        "payout": stripe.Payout,
        "subscription": stripe.Subscription,
        "invoice": stripe.Invoice,
        "customer": stripe.Customer,
    }
    events = sandbox.stripe.v1.events.list(params={"limit": 100}).to_dict()["data"]
    for event in events:
        subject = event["data"].pop("object")
        assert faults(subject, classes[subject["object"]]) == []
        assert [fault for fault in faults(event, stripe.Event) if not fault.startswith(".data")] == []


def test_the_check_itself_finds_what_is_wrong(sandbox: Sandbox) -> None:
    session = session_as(sandbox, None)
    del session["mode"]
    session |= {"amount_total": "2500", "gift": 1}
    assert sorted(faults(session, stripe.checkout.Session)) == [
        ".amount_total is '2500', not <class 'int'>",
        ".gift is not declared",
        ".mode is missing",
    ]
