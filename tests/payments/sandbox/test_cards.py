import pytest

from tests.payments.sandbox.provider import (
    ALWAYS_AUTHENTICATES,
    AUTHENTICATES,
    DECLINES,
    IS_DISPUTED,
    LACKS_FUNDS,
    SUCCEEDS,
    Sandbox,
)


def intent_of(sandbox: Sandbox, session: str):
    return sandbox.read(session).payment_intent


@pytest.mark.parametrize(
    ("card", "decline_code"),
    [
        (DECLINES, "generic_decline"),
        (LACKS_FUNDS, "insufficient_funds"),
        ("4111111111111111", "test_mode_live_card"),
    ],
)
def test_a_declined_card_leaves_the_session_payable(sandbox: Sandbox, card: str, decline_code: str) -> None:
    session = sandbox.session()
    assert sandbox.pay(session.id, card) == "declined"
    declined = sandbox.read(session.id)
    assert (declined.status, declined.payment_status, declined.url) == ("open", "unpaid", session.url)
    intent = declined.payment_intent
    assert intent.status == "requires_payment_method"
    assert (intent.last_payment_error.code, intent.last_payment_error.decline_code) == (
        "card_declined",
        decline_code,
    )
    assert (intent.latest_charge.status, intent.latest_charge.paid) == ("failed", False)
    assert intent.latest_charge.balance_transaction is None


def test_another_card_pays_after_a_decline_on_the_same_intent(sandbox: Sandbox) -> None:
    session = sandbox.session()
    sandbox.pay(session.id, DECLINES)
    before = intent_of(sandbox, session.id)
    assert sandbox.pay(session.id, SUCCEEDS) == "paid"
    after = intent_of(sandbox, session.id)
    assert (after.id, after.status, after.last_payment_error) == (before.id, "succeeded", None)
    charges = sandbox.stripe.v1.charges.list(params={"payment_intent": after.id})
    assert [charge.status for charge in charges.data] == ["succeeded", "failed"]


@pytest.mark.parametrize("card", [AUTHENTICATES, ALWAYS_AUTHENTICATES])
def test_a_3d_secure_card_waits_for_the_bank(sandbox: Sandbox, card: str) -> None:
    session = sandbox.session()
    assert sandbox.pay(session.id, card) == "authentication_required"
    intent = intent_of(sandbox, session.id)
    assert (intent.status, intent.next_action.type) == ("requires_action", "redirect_to_url")
    assert sandbox.read(session.id).status == "open"


def test_a_passed_3d_secure_step_pays(sandbox: Sandbox) -> None:
    session = sandbox.session()
    assert sandbox.pay(session.id, AUTHENTICATES, authentication="pass") == "paid"
    charge = intent_of(sandbox, session.id).latest_charge
    assert charge.payment_method_details.card.three_d_secure.result == "authenticated"


def test_a_failed_3d_secure_step_charges_nothing_and_leaves_the_session_payable(sandbox: Sandbox) -> None:
    session = sandbox.session()
    assert sandbox.pay(session.id, AUTHENTICATES, authentication="fail") == "declined"
    intent = intent_of(sandbox, session.id)
    assert intent.last_payment_error.code == "payment_intent_authentication_failure"
    assert (intent.status, intent.latest_charge) == ("requires_payment_method", None)
    assert sandbox.pay(session.id, SUCCEEDS) == "paid"


def test_a_second_payment_of_a_session_changes_nothing(sandbox: Sandbox) -> None:
    session = sandbox.session()
    sandbox.pay(session.id, SUCCEEDS, email="first@example.org")
    assert sandbox.pay(session.id, SUCCEEDS, email="second@example.org") == "already_paid"
    paid = sandbox.read(session.id)
    assert paid.customer_details.email == "first@example.org"
    charges = sandbox.stripe.v1.charges.list(params={"payment_intent": paid.payment_intent.id})
    assert len(charges.data) == 1


def test_the_disputed_card_pays_first(sandbox: Sandbox) -> None:
    paid = sandbox.paid_session(IS_DISPUTED)
    assert paid.payment_status == "paid"
    assert paid.payment_intent.latest_charge.disputed is True


def test_no_card_number_is_kept(sandbox: Sandbox) -> None:
    sandbox.paid_session()
    for name in ("sandbox.sqlite3", "sandbox.sqlite3-wal"):
        assert SUCCEEDS.encode() not in (sandbox.data / name).read_bytes()
