"""Every answer has the members and types the real library declares for it, no more and no fewer."""

from typing import Any

import pytest
import stripe
from stripe import StripeObject

from tests.payments.sandbox.annotations import faults
from tests.payments.sandbox.provider import AUTHENTICATES, DECLINES, IS_DISPUTED, Sandbox

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


@pytest.mark.parametrize("verdict", ["winning_evidence", "losing_evidence", "more to say"])
def test_disputes(sandbox: Sandbox, verdict: str) -> None:
    charge = sandbox.paid_session(IS_DISPUTED).payment_intent.latest_charge
    (dispute,) = sandbox.stripe.v1.disputes.list(params={"charge": charge.id, "expand": ["data.charge"]}).data
    assert faults(dispute.to_dict(), stripe.Dispute) == []
    evidence = {"uncategorized_text": verdict}
    answered = sandbox.stripe.v1.disputes.update(dispute.id, params={"evidence": evidence})
    assert faults(answered.to_dict(), stripe.Dispute) == []


def test_every_event_and_the_object_in_it(sandbox: Sandbox) -> None:
    sandbox.paid_session()
    sandbox.pay(sandbox.session().id, DECLINES)
    classes: dict[str, type[StripeObject]] = {
        "checkout.session": stripe.checkout.Session,
        "payment_intent": stripe.PaymentIntent,
        "charge": stripe.Charge,
        "refund": stripe.Refund,
        "dispute": stripe.Dispute,
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
