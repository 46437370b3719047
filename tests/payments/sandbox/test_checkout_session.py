import time

import pytest
import stripe

from tests.payments.sandbox.provider import SUCCEEDS, Sandbox, session_params


def test_a_donor_is_sent_to_a_hosted_page_for_the_amount_asked(sandbox: Sandbox) -> None:
    session = sandbox.session(metadata={"origin": "site"}, locale="th", customer_email="donor@example.org")
    assert session.object == "checkout.session"
    assert session.id.startswith("cs_test_")
    assert session.url == f"{sandbox.url}/c/pay/{session.id}"
    assert (session.amount_total, session.currency) == (2500, "usd")
    assert (session.status, session.payment_status, session.payment_intent) == ("open", "unpaid", None)
    assert session.client_reference_id == "donation7k"
    assert session.metadata.to_dict() == {"origin": "site"}
    assert (session.submit_type, session.locale, session.livemode) == ("donate", "th", False)
    assert session.customer_details.email == session.customer_email == "donor@example.org"


def test_the_same_session_is_read_again(sandbox: Sandbox) -> None:
    session = sandbox.session()
    assert sandbox.stripe.v1.checkout.sessions.retrieve(session.id).to_dict() == session.to_dict()


def test_quantities_and_lines_add_up(sandbox: Sandbox) -> None:
    line = session_params(amount=1000)["line_items"][0]
    session = sandbox.session(line_items=[line | {"quantity": 3}, line], expand=["line_items"])
    assert session.amount_total == 4000
    assert [item.amount_total for item in session.line_items.data] == [3000, 1000]
    assert session.line_items.data[0].price.unit_amount == 1000
    listed = sandbox.stripe.v1.checkout.sessions.line_items.list(session.id)
    assert [item.id for item in listed.data] == [item.id for item in session.line_items.data]


def test_line_items_are_left_out_unless_asked_for(sandbox: Sandbox) -> None:
    assert "line_items" not in sandbox.session().to_dict()


def test_a_paid_session_carries_the_donor_and_with_expansion_the_money(sandbox: Sandbox) -> None:
    session = sandbox.session(payment_intent_data={"metadata": {"donation": "d7"}, "description": "Gift"})
    assert sandbox.pay(session.id, SUCCEEDS, email="mei@example.org") == "paid"
    paid = sandbox.read(session.id)
    intent = paid.payment_intent
    charge = intent.latest_charge
    assert (paid.status, paid.payment_status, paid.url) == ("complete", "paid", None)
    assert paid.customer_details.email == "mei@example.org"
    assert (intent.status, intent.amount_received) == ("succeeded", 2500)
    assert (intent.metadata.donation, intent.description) == ("d7", "Gift")
    assert (charge.status, charge.paid, charge.captured, charge.metadata.donation) == (
        "succeeded",
        True,
        True,
        "d7",
    )
    assert charge.payment_method_details.card.last4 == "4242"
    assert charge.balance_transaction.net == 2500 - charge.balance_transaction.fee


def test_without_expansion_references_are_ids(sandbox: Sandbox) -> None:
    paid = sandbox.paid_session()
    plain = sandbox.stripe.v1.checkout.sessions.retrieve(paid.id)
    assert plain.payment_intent == paid.payment_intent.id


def test_what_cannot_be_expanded_is_refused(sandbox: Sandbox) -> None:
    with pytest.raises(stripe.InvalidRequestError, match="cannot be expanded") as refused:
        sandbox.session(expand=["amount_total"])
    assert (refused.value.http_status, refused.value.param) == (400, "expand")


@pytest.mark.parametrize(
    ("minutes", "sentence"), [(29, "at least 30 minutes"), (24 * 60 + 1, "less than 24 hours")]
)
def test_a_session_lives_from_half_an_hour_to_a_day(sandbox: Sandbox, minutes: int, sentence: str) -> None:
    with pytest.raises(stripe.InvalidRequestError, match=sentence) as refused:
        sandbox.session(expires_at=int(time.time()) + minutes * 60)
    assert refused.value.param == "expires_at"


def test_without_a_time_of_its_own_a_session_lives_a_day(sandbox: Sandbox) -> None:
    params = session_params()
    del params["expires_at"]
    session = sandbox.stripe.v1.checkout.sessions.create(params=params)
    assert session.expires_at - session.created == 24 * 60 * 60


def test_an_open_session_is_expired_on_request_and_then_takes_nothing(sandbox: Sandbox) -> None:
    session = sandbox.session()
    expired = sandbox.stripe.v1.checkout.sessions.expire(session.id)
    assert (expired.status, expired.url, expired.payment_status) == ("expired", None, "unpaid")
    assert sandbox.pay(session.id) == "expired"
    assert sandbox.read(session.id).payment_intent is None


def test_a_complete_session_cannot_be_expired(sandbox: Sandbox) -> None:
    paid = sandbox.paid_session()
    with pytest.raises(stripe.InvalidRequestError, match="status of `complete`"):
        sandbox.stripe.v1.checkout.sessions.expire(paid.id)
    assert sandbox.read(paid.id).status == "complete"


def test_a_session_expires_by_the_providers_clock(sandbox: Sandbox) -> None:
    session = sandbox.session()
    sandbox.control("POST", "clock", {"ahead": 32 * 60})
    assert sandbox.pay(session.id) == "expired"
    assert sandbox.read(session.id).status == "expired"


def test_expiry_cancels_a_payment_that_was_begun(sandbox: Sandbox) -> None:
    session = sandbox.session()
    sandbox.pay(session.id, "4000000000000002")
    sandbox.stripe.v1.checkout.sessions.expire(session.id)
    intent = sandbox.read(session.id).payment_intent
    assert (intent.status, intent.cancellation_reason) == ("canceled", "expired")


def test_sessions_are_listed_newest_first_by_status_intent_and_email(sandbox: Sandbox) -> None:
    sessions = sandbox.stripe.v1.checkout.sessions
    first, second = sandbox.session(), sandbox.session()
    assert [found.id for found in sessions.list(params={"limit": 2}).data] == [second.id, first.id]
    sandbox.pay(first.id, email="only.once@example.org")
    by_email = sessions.list(params={"customer_details": {"email": "only.once@example.org"}})
    assert [found.id for found in by_email.data] == [first.id]
    intent = sessions.retrieve(first.id).payment_intent
    assert [found.id for found in sessions.list(params={"payment_intent": intent}).data] == [first.id]
    assert second.id in [found.id for found in sessions.list(params={"status": "open", "limit": 100}).data]


def test_a_list_is_walked_page_by_page_in_both_directions(sandbox: Sandbox) -> None:
    made = [sandbox.session().id for _ in range(5)]
    sessions = sandbox.stripe.v1.checkout.sessions
    page = sessions.list(params={"limit": 2})
    walked = [found.id for found, _ in zip(page.auto_paging_iter(), range(5), strict=False)]
    assert walked == made[::-1]
    back = sessions.list(params={"limit": 2, "ending_before": made[0]})
    assert ([found.id for found in back.data], back.has_more) == ([made[2], made[1]], True)


def test_a_list_is_bounded_by_time_of_creation(sandbox: Sandbox) -> None:
    session = sandbox.session()
    sessions = sandbox.stripe.v1.checkout.sessions
    later = sessions.list(params={"created": {"gt": session.created + 1000}})
    now = sessions.list(
        params={"created": {"gte": session.created, "lt": session.created + 1000}, "limit": 1}
    )
    assert (later.data, [found.id for found in now.data]) == ([], [session.id])
