"""Every answer of the sandbox has the fields and types that Stripe's mock gives for the same call."""

import json
import re
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pytest

from payments.sandbox import resources
from payments.sandbox.api import routes
from tests.payments.sandbox.provider import EVERY_MONTH, IS_DISPUTED, KEY, session_params
from tests.stripe_mock.allowed import ALLOWED
from tests.stripe_mock.shapes import differences
from tests.stripe_mock.versions import as_the_mock_says

pytestmark = pytest.mark.process

resources.load()
ROUTES = sorted(f"{each.method} {each.path}" for each in routes._routes)
EXPANDED = {
    "GET /v1/checkout/sessions/{session}": ["line_items", "payment_intent.latest_charge.balance_transaction"],
    "GET /v1/charges/{charge}": ["refunds", "balance_transaction"],
    "GET /v1/invoices/{invoice}": ["payments"],
}
# What a writing call is sent, beside nothing.
SENT = {
    "POST /v1/checkout/sessions": {"allowed_payment_method_types": ["card"]},
    "POST /v1/charges/{charge}": {"description": "A gift"},
    "POST /v1/payment_intents/{intent}": {"description": "A gift"},
    "POST /v1/refunds": {"charge": "{charge}", "amount": 100},
    "POST /v1/refunds/{refund}": {"metadata": {"a": "b"}},
    "POST /v1/disputes/{dispute}": {"evidence": {"uncategorized_text": "More to say"}},
    "POST /v1/payouts": {"amount": 1, "currency": "usd"},
}


@pytest.fixture(scope="module")
def lived(own_sandbox):
    """A sandbox in which one of everything has happened, and the ids of it by the segment of the path."""
    api = own_sandbox.stripe.v1
    session = own_sandbox.paid_session(amount=1_000_000)
    charge = session.payment_intent.latest_charge
    refund = api.refunds.create(params={"charge": charge.id, "amount": 100})
    disputed = own_sandbox.paid_session(IS_DISPUTED).payment_intent.latest_charge
    # Until what came in may be paid out.
    own_sandbox.control("POST", "clock", {"ahead": 7 * 24 * 60 * 60})
    payout = api.payouts.create(params={"amount": 100, "currency": "usd"})
    own_sandbox.control("POST", "clock", {"ahead": 0})
    (dispute,) = api.disputes.list(params={"charge": disputed.id}).data
    monthly = own_sandbox.paid_session(**EVERY_MONTH)
    return {
        "subscription": monthly.subscription,
        "customer": api.subscriptions.retrieve(monthly.subscription).customer,
        "invoice": monthly.invoice,
        "session": session.id,
        "intent": session.payment_intent.id,
        "charge": charge.id,
        "transaction": charge.balance_transaction.id,
        "method": session.payment_intent.payment_method,
        "refund": refund.id,
        "dispute": dispute.id,
        "payout": payout.id,
        "event": api.events.list().data[0].id,
    }


def form(value, name=""):
    """As Stripe reads it: `a[b][0]=…`."""
    if isinstance(value, dict):
        parts = value.items()
    elif isinstance(value, list):
        parts = enumerate(value)
    else:
        return [(name, str(value))]
    return [pair for key, each in parts for pair in form(each, f"{name}[{key}]" if name else str(key))]


def filled(text, ids):
    return re.sub(r"\{(\w+)\}", lambda named: ids.get(named[1], named[0]), text)


def ask(base, key, route, ids, sent):
    method, path = route.split(" ")
    address = base + filled(path, ids)
    pairs = form(sent) + [(f"expand[{at}]", each) for at, each in enumerate(EXPANDED.get(route, []))]
    query = urlencode([(name, filled(value, ids)) for name, value in pairs])
    if method == "GET":
        request = Request(f"{address}?{query}", method=method)
    else:
        request = Request(address, query.encode(), method=method)
    request.add_header("Authorization", f"Bearer {key}")
    try:
        with urlopen(request, timeout=20) as answer:
            return json.load(answer)
    except HTTPError as error:
        raise AssertionError(f"{address}: {error.read().decode()}") from error


@pytest.mark.parametrize("route", ROUTES)
def test_the_sandbox_answers_in_stripes_shape(route, lived, own_sandbox, stripe_mock):
    ids = dict(lived)
    if route.endswith("/expire"):
        ids["session"] = own_sandbox.session().id
    if route.startswith("DELETE"):
        ids["subscription"] = own_sandbox.paid_session(**EVERY_MONTH).subscription
        begun = own_sandbox.stripe.v1.subscriptions.retrieve(ids["subscription"])
        ids["customer"] = begun.customer
    if route.endswith("/close"):
        charge = own_sandbox.paid_session(IS_DISPUTED).payment_intent.latest_charge
        ids["dispute"] = own_sandbox.stripe.v1.disputes.list(params={"charge": charge.id}).data[0].id
    sent = SENT.get(route, {})
    if route == "POST /v1/checkout/sessions":
        sent = session_params(**sent)
    # What came in today is paid out in a week.
    later = 7 * 24 * 60 * 60 if route == "POST /v1/payouts" else 0
    own_sandbox.control("POST", "clock", {"ahead": later})
    ours = ask(own_sandbox.url, KEY, route, ids, sent)
    theirs = ask(stripe_mock, "sk_test_123", route, ids, in_their_version(sent))
    found = differences(ours, theirs, ours["object"])
    assert {each for each in found if not allowed(each)} == set()


def in_their_version(sent):
    return {as_the_mock_says(f"{name}[")[:-1]: value for name, value in sent.items()}


def allowed(difference):
    return any(re.search(pattern, difference) for pattern in ALLOWED)


def test_every_allowed_difference_says_why():
    assert all(len(reason) > 20 for reason in ALLOWED.values())
