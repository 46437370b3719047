"""Every request that our gateway can make is one that Stripe's published schema knows."""

import contextlib
import inspect
import re
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
import stripe

from payments import checkout, gateway
from payments.gateway import sessions
from tests.stripe_mock.versions import as_the_mock_says

pytestmark = pytest.mark.process

# What speaks to nobody: reads an answer, checks a parameter, verifies a signature.
SILENT = {"checked", "client"}
SINCE, UNTIL = (datetime(2026, 11, day, tzinfo=UTC) for day in (1, 2))


def a_session(**more):
    ends = datetime.fromtimestamp(time.time(), UTC) + timedelta(minutes=31)
    params = checkout.params("d" * 26, 2_500, "USD", "zh-hans", ends, "six", fee_cover=106)
    return gateway.create_session({**params, **more}, "key")


def every_month():
    ends = datetime.fromtimestamp(time.time(), UTC) + timedelta(minutes=31)
    params = checkout.params("d" * 26, 2_500, "USD", "th", ends, fee_cover=106, every_month=True)
    return gateway.create_session(params, "monthly")


# Each public function of the gateway that asks the provider, and the requests it makes.
REQUESTS = {
    "create_session": (a_session, ["POST /v1/checkout/sessions"]),
    "retrieve_session": (
        lambda: gateway.retrieve_session("cs_test_1"),
        ["GET /v1/checkout/sessions/cs_test_1"],
    ),
    "session_of": (lambda: gateway.session_of("pi_1"), ["GET /v1/checkout/sessions"]),
    "create_session every month": (every_month, ["POST /v1/checkout/sessions"]),
    "retrieve_subscription": (
        lambda: gateway.retrieve_subscription("sub_1"),
        ["GET /v1/subscriptions/sub_1"],
    ),
    "cancel_subscription": (
        lambda: gateway.cancel_subscription("sub_1"),
        ["DELETE /v1/subscriptions/sub_1", "GET /v1/subscriptions/sub_1"],
    ),
    "delete_customer": (
        lambda: gateway.delete_customer("cus_1"),
        ["DELETE /v1/customers/cus_1", "GET /v1/customers/cus_1"],
    ),
    "retrieve_invoice": (lambda: gateway.retrieve_invoice("in_1"), ["GET /v1/invoices/in_1"]),
    "invoice_of": (lambda: gateway.invoice_of("pi_1"), ["GET /v1/invoice_payments"]),
    "subscriptions_made": (
        lambda: list(gateway.subscriptions_made(SINCE, UNTIL)),
        ["GET /v1/subscriptions"],
    ),
    "invoices_made": (lambda: list(gateway.invoices_made(SINCE, UNTIL)), ["GET /v1/invoices"]),
    "declines": (lambda: gateway.declines("pi_1"), ["GET /v1/charges"]),
    "create_refund": (lambda: gateway.create_refund("ch_1", 100, "USD", "r" * 26), ["POST /v1/refunds"]),
    "retrieve_refund": (lambda: gateway.retrieve_refund("re_1"), ["GET /v1/refunds/re_1"]),
    "refunds_of": (lambda: gateway.refunds_of("ch_1"), ["GET /v1/refunds"]),
    "retrieve_dispute": (lambda: gateway.retrieve_dispute("du_1"), ["GET /v1/disputes/du_1"]),
    "submit_evidence": (lambda: gateway.submit_evidence("du_1", "Her receipt"), ["POST /v1/disputes/du_1"]),
    "accept_dispute": (lambda: gateway.accept_dispute("du_1"), ["POST /v1/disputes/du_1/close"]),
    "retrieve_payout": (lambda: gateway.retrieve_payout("po_1"), ["GET /v1/payouts/po_1"]),
    "retrieve_movement": (lambda: gateway.retrieve_movement("txn_1"), ["GET /v1/balance_transactions/txn_1"]),
    "movements": (lambda: gateway.movements(SINCE, UNTIL), ["GET /v1/balance_transactions"]),
    "retrieve_balance": (gateway.retrieve_balance, ["GET /v1/balance"]),
    "retrieve_charge": (lambda: gateway.retrieve_charge("ch_1"), ["GET /v1/charges/ch_1"]),
    "sessions_made": (lambda: list(gateway.sessions_made(SINCE, UNTIL)), ["GET /v1/checkout/sessions"]),
    "intents_made": (lambda: list(gateway.intents_made(SINCE, UNTIL)), ["GET /v1/payment_intents"]),
    "charges_made": (lambda: list(gateway.charges_made(SINCE, UNTIL)), ["GET /v1/charges"]),
    "refunds_made": (lambda: list(gateway.refunds_made(SINCE, UNTIL)), ["GET /v1/refunds"]),
    "disputes_made": (lambda: list(gateway.disputes_made(SINCE, UNTIL)), ["GET /v1/disputes"]),
    "payouts_made": (lambda: list(gateway.payouts_made(SINCE, UNTIL)), ["GET /v1/payouts"]),
    "movements_made": (
        lambda: list(gateway.movements_made(SINCE, UNTIL)),
        ["GET /v1/balance_transactions"],
    ),
    "end_session": (
        lambda: gateway.end_session("cs_test_1"),
        ["POST /v1/checkout/sessions/cs_test_1/expire", "GET /v1/checkout/sessions/cs_test_1"],
    ),
}


@dataclass(frozen=True)
class Exchange:
    request: str
    status: int
    answer: str


@pytest.fixture
def exchanges(stripe_mock, settings, monkeypatch):
    """What went to the mock and came back. Its fixtures leave currencies open, which ours never are."""
    settings.SIXDEGREE_PAYMENTS_STRIPE_API_BASE = stripe_mock
    settings.SIXDEGREE_PAYMENTS_STRIPE_SECRET_KEY = "sk_test_123"
    seen = []
    send = stripe.RequestsClient.request

    def recorded(client, method, url, headers, post_data=None):
        sent = as_the_mock_says(post_data) if post_data else post_data
        body, status, answered = send(client, method, url, headers, sent)
        path = url.removeprefix(stripe_mock).partition("?")[0]
        seen.append(Exchange(f"{method.upper()} {path}", status, str(body)))
        return re.sub(rb'"currency":\s*null', b'"currency":"usd"', body), status, answered

    monkeypatch.setattr(stripe.RequestsClient, "request", recorded)
    return seen


def public_functions():
    return {
        name
        for name, member in vars(gateway).items()
        if callable(member)
        and not inspect.isclass(member)
        and not name.startswith("_")
        and getattr(member, "__module__", "").startswith(gateway.__name__)
    }


def test_no_function_of_the_gateway_is_missing_here():
    assert public_functions() == SILENT | {name.partition(" ")[0] for name in REQUESTS}


@pytest.mark.parametrize("name", sorted(REQUESTS))
def test_stripes_schema_takes_what_we_send(exchanges, name):
    ask, wanted = REQUESTS[name]
    # Its fixtures fit no donation of ours, and it deletes nothing; what counts is that it understood.
    with contextlib.suppress(gateway.GatewayError):
        ask()
    assert [(seen.request, seen.status) for seen in exchanges] == [(each, 200) for each in wanted], exchanges


def test_what_stripe_does_not_know_is_refused(exchanges, monkeypatch):
    """So that the tests above can fail."""
    monkeypatch.setattr(sessions, "checked", lambda params: params)
    with pytest.raises(gateway.GatewayRefusal, match="validation"):
        a_session(case="weaver")
    assert exchanges[0].status == 400
