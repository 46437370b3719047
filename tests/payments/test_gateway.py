"""What we send is what the provider's own library types allow."""

from datetime import UTC, datetime

import pytest
import stripe
from pydantic import ValidationError

from payments import checkout, gateway
from payments.gateway import subscriptions

EXPIRES = datetime(2026, 3, 1, tzinfo=UTC)


def params(**changes):
    return {**checkout.params("d" * 26, 2_500, "USD", "zh-hans", EXPIRES), **changes}


def test_our_parameters_fit_the_librarys_types():
    assert gateway.checked(params())["locale"] == "zh"
    monthly = checkout.params("d" * 26, 2_500, "USD", "th", EXPIRES, fee_cover=106, every_month=True)
    assert gateway.checked(monthly)["mode"] == "subscription"


@pytest.mark.parametrize(
    "wrong",
    [
        {"case": "weaver"},
        {"expires_at": "soon"},
        {"payment_intent_data": {"note": "x"}},
        {"line_items": [{"quantity": "1"}]},
        {"line_items": [{"quantity": 1, "price_data": {"currency": "usd", "product_data": {"nam": "x"}}}]},
    ],
)
def test_an_unknown_or_mistyped_parameter_never_leaves_the_house(wrong):
    with pytest.raises(ValidationError):
        gateway.checked(params(**wrong))


def test_the_version_we_send_is_the_one_our_types_come_from():
    assert stripe.api_version in (None, gateway.API_VERSION)
    assert gateway.API_VERSION == stripe._api_version._ApiVersion.CURRENT


def test_a_session_we_ask_for_twice_is_made_once(provider):
    expires = int(datetime.now(UTC).timestamp()) + checkout.LIFETIME_SECONDS
    first, second = (gateway.create_session(params(expires_at=expires), "key-1") for _ in range(2))
    assert first == second
    assert (first.status, first.payment_status, first.amount, first.currency) == (
        "open",
        "unpaid",
        2_500,
        "USD",
    )


def test_an_answer_lost_on_the_way_is_fetched_again(provider):
    expires = int(datetime.now(UTC).timestamp()) + checkout.LIFETIME_SECONDS
    provider.control("answers", lose=1)
    session = gateway.create_session(params(expires_at=expires), "key-2")
    assert gateway.retrieve_session(session.id).status == "open"


def test_ending_an_ended_session_reads_what_it_is(provider):
    expires = int(datetime.now(UTC).timestamp()) + checkout.LIFETIME_SECONDS
    session = gateway.create_session(params(expires_at=expires), "key-3")
    assert gateway.end_session(session.id).status == "expired"
    assert gateway.end_session(session.id).status == "expired"


def test_a_refusal_is_told_from_silence(provider, settings):
    with pytest.raises(gateway.GatewayRefusal):
        gateway.retrieve_session("cs_unknown")
    settings.SIXDEGREE_PAYMENTS_STRIPE_SECRET_KEY = "sk_test_wrong"
    with pytest.raises(gateway.GatewayError) as error:
        gateway.retrieve_session("cs_unknown")
    assert not isinstance(error.value, gateway.GatewayRefusal)


def test_a_presentment_currency_is_read_back_in_our_units(provider):
    expires = int(datetime.now(UTC).timestamp()) + checkout.LIFETIME_SECONDS
    given = checkout.params("d" * 26, 1_500, "ISK", "en", EXPIRES) | {"expires_at": expires}
    session = gateway.create_session(given, "key-4")
    assert (session.amount, session.currency) == (1_500, "ISK")


def test_an_invoice_that_was_paid_by_cash_too_is_read_by_its_payment():
    """A record of money that came another way names no intent."""
    ways = [
        {"type": "payment_record", "payment_record": "pr_1"},
        {"type": "payment_intent", "payment_intent": "pi_1"},
    ]
    listed = [{"object": "invoice_payment", "status": "paid", "payment": way} for way in ways]
    payments = {"object": "list", "data": listed}
    invoice = stripe.Invoice.construct_from({"id": "in_1", "object": "invoice", "payments": payments}, "key")
    assert subscriptions.paying(invoice, "paid") == "pi_1"
    payments["data"].pop()
    invoice = stripe.Invoice.construct_from({"id": "in_1", "object": "invoice", "payments": payments}, "key")
    assert subscriptions.paying(invoice, "paid") is None
