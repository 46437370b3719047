import signal
from collections.abc import Callable

import stripe

from tests.payments.sandbox.provider import (
    AUTHENTICATES,
    DECLINES,
    IS_DISPUTED,
    SECRET,
    Sandbox,
)
from tests.payments.sandbox.receiver import Receiver

PAYMENT = [
    "payment_intent.created",
    "charge.succeeded",
    "payment_intent.succeeded",
    "checkout.session.completed",
    "charge.updated",
]


def flushed(sandbox: Sandbox, receiver: Receiver, **how: bool) -> list[stripe.Event]:
    sandbox.control("POST", "webhooks/flush", how)
    return receiver.everything()


def types(events: list[stripe.Event]) -> list[str]:
    return [event.type for event in events]


def test_a_payment_tells_its_story_in_signed_events(wired: Sandbox, receiver: Receiver) -> None:
    paid = wired.paid_session()
    events = flushed(wired, receiver)
    assert types(events) == PAYMENT
    completed = events[3]
    assert completed.object == "event"
    assert (completed.api_version, completed.livemode) == (stripe.api_version, False)
    assert (completed.pending_webhooks, completed.request.id) == (1, None)
    session = completed.data.object
    assert (session.id, session.payment_status) == (paid.id, "paid")
    assert session.payment_intent == paid.payment_intent.id
    assert events[1].data.object.balance_transaction is None
    assert events[4].data.previous_attributes.to_dict() == {"balance_transaction": None}
    assert (
        events[4].data.object.balance_transaction == paid.payment_intent.latest_charge.balance_transaction.id
    )


def test_events_go_out_without_being_asked_for(wired: Sandbox, receiver: Receiver) -> None:
    paid = wired.paid_session()
    assert receiver.until("checkout.session.completed", paid.id).data.object.status == "complete"
    assert receiver.headers[0]["content-type"] == "application/json; charset=utf-8"


def test_a_decline_and_a_refund_and_a_dispute_are_told(wired: Sandbox, receiver: Receiver) -> None:
    session = wired.session()
    wired.pay(session.id, DECLINES)
    assert types(flushed(wired, receiver)) == [
        "payment_intent.created",
        "charge.failed",
        "payment_intent.payment_failed",
    ]
    wired.pay(session.id)
    flushed(wired, receiver)
    charge = wired.read(session.id).payment_intent.latest_charge
    wired.stripe.v1.refunds.create(
        params={"charge": charge.id, "amount": 500}, options={"idempotency_key": "r1"}
    )
    refunded, created = flushed(wired, receiver)
    assert (refunded.type, created.type) == ("charge.refunded", "refund.created")
    assert refunded.data.object.amount_refunded == 500
    assert refunded.data.previous_attributes.to_dict() == {"amount_refunded": 0}
    assert refunded.request.idempotency_key == "r1"
    wired.paid_session(IS_DISPUTED)
    disputed = flushed(wired, receiver)
    assert types(disputed)[-3:] == [
        "charge.dispute.created",
        "charge.dispute.funds_withdrawn",
        "charge.updated",
    ]
    wired.stripe.v1.disputes.close(disputed[-3].data.object.id)
    assert types(flushed(wired, receiver)) == ["charge.dispute.closed"]


def test_a_3d_secure_step_is_told(wired: Sandbox, receiver: Receiver) -> None:
    wired.pay(wired.session().id, AUTHENTICATES, authentication="fail")
    assert types(flushed(wired, receiver)) == [
        "payment_intent.created",
        "payment_intent.requires_action",
        "payment_intent.payment_failed",
    ]


def test_a_session_nobody_looks_at_expires_and_is_told(wired: Sandbox, receiver: Receiver) -> None:
    session = wired.session()
    wired.control("POST", "clock", {"ahead": 32 * 60})
    assert receiver.until("checkout.session.expired", session.id).data.object.status == "expired"


def test_a_session_expires_once(wired: Sandbox, receiver: Receiver) -> None:
    session = wired.session()
    wired.stripe.v1.checkout.sessions.expire(session.id)
    wired.control("POST", "clock", {"ahead": 32 * 60})
    wired.read(session.id)
    assert types(flushed(wired, receiver)) == ["checkout.session.expired"]


def test_an_endpoint_that_fails_is_tried_again(wired: Sandbox, receiver: Receiver) -> None:
    receiver.refusals = [500, 503]
    paid = wired.paid_session()
    assert receiver.until("checkout.session.completed", paid.id)
    flushed(wired, receiver, everything=True)
    assert len(receiver.headers) == len(PAYMENT) + 2


def test_what_waits_and_why_can_be_seen(start: Callable[..., Sandbox], receiver: Receiver) -> None:
    sandbox = start("--webhook", receiver.url, "--secret", SECRET, "--first-retry", "3600")
    receiver.refusals = [404] * len(PAYMENT)
    sandbox.paid_session()
    sandbox.control("POST", "webhooks/flush")
    pending = sandbox.control("GET", "webhooks/pending")["pending"]
    assert [waiting["type"] for waiting in pending] == PAYMENT
    assert {(waiting["attempts"], waiting["last_error"]) for waiting in pending} == {
        (1, "The endpoint answered 404.")
    }


def test_told_to_delay_nothing_goes_out_before_its_time(wired: Sandbox, receiver: Receiver) -> None:
    wired.control("POST", "webhooks", {"delay": 3600})
    wired.paid_session()
    assert flushed(wired, receiver) == []
    assert types(flushed(wired, receiver, everything=True)) == PAYMENT


def test_told_to_duplicate_each_event_comes_again_under_the_same_id(
    wired: Sandbox, receiver: Receiver
) -> None:
    wired.control("POST", "webhooks", {"duplicate": 2})
    wired.paid_session()
    events = flushed(wired, receiver)
    assert len(events) == 3 * len(PAYMENT)
    assert len({event.id for event in events}) == len(PAYMENT)


def test_told_to_reorder_events_come_in_another_order(wired: Sandbox, receiver: Receiver) -> None:
    wired.control("POST", "webhooks", {"delay": 3600, "reorder": True, "seed": 7})
    wired.paid_session()
    events = flushed(wired, receiver, everything=True)
    assert types(events) != PAYMENT
    assert sorted(types(events)) == sorted(PAYMENT)


def test_told_to_drop_the_next_events_they_are_only_in_the_list(wired: Sandbox, receiver: Receiver) -> None:
    wired.control("POST", "webhooks", {"drop_next": 4})
    wired.paid_session()
    assert types(flushed(wired, receiver)) == PAYMENT[4:]
    listed = wired.stripe.v1.events.list().data
    assert types(listed) == PAYMENT[::-1]
    missed = wired.stripe.v1.events.list(params={"delivery_success": False}).data
    assert types(missed) == PAYMENT[:4][::-1]


def test_told_to_drop_by_chance_the_seed_repeats_the_run(wired: Sandbox, receiver: Receiver) -> None:
    runs = []
    for _ in range(2):
        wired.control("POST", "webhooks", {"drop": 0.5, "seed": 3})
        wired.paid_session()
        wired.paid_session()
        runs.append(types(flushed(wired, receiver)))
    assert runs[0] == runs[1]
    assert 0 < len(runs[0]) < 2 * len(PAYMENT)


def test_a_fault_that_is_none_is_refused_by_name(wired: Sandbox) -> None:
    for wrong in ('{"lose": 1}', '{"drop": 2}', '{"duplicate": "many"}', '{"delay": -1}', "[]", "nonsense"):
        assert wired.request("POST", "/_sandbox/webhooks", wrong).status == 400


def test_what_was_queued_goes_out_after_a_restart(start: Callable[..., Sandbox], receiver: Receiver) -> None:
    wire = ("--webhook", receiver.url, "--secret", SECRET)
    before = start(*wire)
    before.control("POST", "webhooks", {"delay": 3600})
    paid = before.paid_session()
    before.stop(signal.SIGKILL)
    after = start(*wire)
    assert types(flushed(after, receiver, everything=True)) == PAYMENT
    assert after.read(paid.id).payment_status == "paid"


def test_events_are_read_by_id_and_listed_by_type(wired: Sandbox, receiver: Receiver) -> None:
    wired.paid_session()
    (completed,) = wired.stripe.v1.events.list(params={"type": "checkout.session.completed"}).data
    flushed(wired, receiver)
    read = wired.stripe.v1.events.retrieve(completed.id)
    assert (read.type, read.pending_webhooks) == ("checkout.session.completed", 0)
    by_star = wired.stripe.v1.events.list(params={"type": "charge.*"})
    assert types(by_star.data) == ["charge.updated", "charge.succeeded"]
    two = wired.stripe.v1.events.list(params={"types": ["charge.updated", "payment_intent.created"]})
    assert types(two.data) == ["charge.updated", "payment_intent.created"]
    later = wired.stripe.v1.events.list(params={"created": {"gt": completed.created + 1000}})
    assert later.data == []


def test_an_event_keeps_the_object_as_it_was(wired: Sandbox) -> None:
    paid = wired.paid_session()
    charge = paid.payment_intent.latest_charge.id
    wired.stripe.v1.refunds.create(params={"charge": charge})
    (succeeded,) = wired.stripe.v1.events.list(params={"type": "charge.succeeded"}).data
    assert succeeded.data.object.amount_refunded == 0
