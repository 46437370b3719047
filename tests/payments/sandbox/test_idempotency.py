import threading

import pytest
import stripe

from tests.payments.sandbox.provider import Sandbox, session_params


def test_the_same_request_under_the_same_key_is_done_once(sandbox: Sandbox) -> None:
    params = session_params()
    sessions = sandbox.stripe.v1.checkout.sessions
    first = sessions.create(params=params, options={"idempotency_key": "gift-1"})
    sandbox.pay(first.id)
    again = sessions.create(params=params, options={"idempotency_key": "gift-1"})
    assert again.to_dict() == first.to_dict()
    assert "Idempotent-Replayed" not in first.last_response.headers
    assert again.last_response.headers["Idempotent-Replayed"] == "true"
    assert again.last_response.headers["Original-Request"] == first.last_response.request_id
    assert again.last_response.idempotency_key == "gift-1"


def test_a_refusal_is_repeated_too(sandbox: Sandbox) -> None:
    charge = sandbox.paid_session().payment_intent.latest_charge
    refunds = sandbox.stripe.v1.refunds
    for replayed in (None, "true"):
        with pytest.raises(stripe.InvalidRequestError, match="greater than charge amount") as refused:
            refunds.create(
                params={"charge": charge.id, "amount": 9999},
                options={"idempotency_key": f"refund-{charge.id}"},
            )
        assert refused.value.headers.get("Idempotent-Replayed") == replayed


def test_a_request_that_was_never_begun_does_not_use_up_its_key(sandbox: Sandbox) -> None:
    sessions = sandbox.stripe.v1.checkout.sessions
    with pytest.raises(stripe.InvalidRequestError):
        sessions.create(params=session_params(nonsense="1"), options={"idempotency_key": "gift-2"})
    assert sessions.create(params=session_params(), options={"idempotency_key": "gift-2"}).status == "open"


def test_a_key_is_bound_to_its_parameters(sandbox: Sandbox) -> None:
    sessions = sandbox.stripe.v1.checkout.sessions
    sessions.create(params=session_params(), options={"idempotency_key": "gift-3"})
    with pytest.raises(stripe.IdempotencyError, match="same parameters") as refused:
        sessions.create(params=session_params(amount=2501), options={"idempotency_key": "gift-3"})
    assert (refused.value.http_status, refused.value.error.type) == (400, "idempotency_error")


def test_a_key_is_bound_to_its_endpoint(sandbox: Sandbox) -> None:
    v1 = sandbox.stripe.v1
    v1.checkout.sessions.create(params=session_params(), options={"idempotency_key": "gift-4"})
    with pytest.raises(stripe.IdempotencyError, match="same endpoint"):
        v1.refunds.create(params={"charge": "ch_1"}, options={"idempotency_key": "gift-4"})


def test_a_key_at_most_255_characters_long(sandbox: Sandbox) -> None:
    with pytest.raises(stripe.InvalidRequestError, match="at most 255"):
        sandbox.stripe.v1.refunds.create(params={"charge": "ch_1"}, options={"idempotency_key": "k" * 256})


def test_a_second_request_while_the_first_is_at_work_is_a_conflict(sandbox: Sandbox) -> None:
    params = session_params()
    sandbox.control("POST", "answers", {"delay": 0.5})
    made: list[stripe.checkout.Session] = []

    def first() -> None:
        made.append(
            sandbox.client().v1.checkout.sessions.create(params=params, options={"idempotency_key": "gift-5"})
        )

    worker = threading.Thread(target=first)
    worker.start()
    while "gift-5" not in sandbox.control("GET", "answers")["in_flight"]:
        assert worker.is_alive()
    sessions = sandbox.stripe.v1.checkout.sessions
    with pytest.raises(stripe.StripeError, match="in-progress request") as refused:
        sessions.create(params=params, options={"idempotency_key": "gift-5"})
    assert refused.value.http_status == 409
    worker.join()
    sandbox.control("POST", "answers", {"delay": 0})
    again = sessions.create(params=params, options={"idempotency_key": "gift-5"})
    assert [session.id for session in made] == [again.id]


def test_an_answer_lost_on_the_way_is_found_again_by_its_key(sandbox: Sandbox) -> None:
    params = session_params(client_reference_id="lost-answer")
    sessions = sandbox.stripe.v1.checkout.sessions
    sandbox.control("POST", "answers", {"lose": 1})
    with pytest.raises(stripe.APIConnectionError):
        sessions.create(params=params, options={"idempotency_key": "gift-6"})
    found = sessions.create(params=params, options={"idempotency_key": "gift-6"})
    assert found.last_response.headers["Idempotent-Replayed"] == "true"
    newest = sessions.list(params={"limit": 2}).data
    assert [s.id for s in newest if s.client_reference_id == "lost-answer"] == [found.id]


def test_reading_takes_no_notice_of_keys(sandbox: Sandbox) -> None:
    session = sandbox.session()
    sessions = sandbox.stripe.v1.checkout.sessions
    assert sessions.retrieve(session.id, options={"idempotency_key": "read"}).status == "open"
    sandbox.pay(session.id)
    assert sessions.retrieve(session.id, options={"idempotency_key": "read"}).status == "complete"
