"""The sandbox provider as a process of its own, and short words for what donors do."""

import json
import secrets
import subprocess
import sys
import time
from dataclasses import dataclass
from urllib.request import Request, urlopen

import pytest
import stripe
from altcha import v1 as altcha

from payments import proof_of_work
from payments.actions.campaigns import open_campaign, open_fund
from payments.actions.donations import give, settle
from payments.gift import Gift
from tests.kept import harmless

KEY = "sk_test_suite"
GOOD_CARD = "4242424242424242"
DECLINED_CARD = "4000000000000002"
WEAVER = "weaver"
WEBHOOK = "/api/v1/payments/webhook/"
SECRET = "whsec_suite"


@dataclass(frozen=True)
class Provider:
    """The running sandbox: Stripe's API at `url`, and what only the sandbox has."""

    url: str

    def control(self, name, /, **body):
        return self._ask(f"/_sandbox/{name}", json.dumps(body).encode())

    def pay(self, donation, email, card=GOOD_CARD, **more):
        return self.control(f"pay/{donation.session_id}", email=email, card=card, **more)["outcome"]

    def get(self, path):
        return self._ask(f"/v1/{path}")

    def events(self):
        """Newest first, as the provider lists them."""
        return self.get("events?limit=100")["data"]

    def _ask(self, path, body=None):
        headers = {"Authorization": f"Bearer {KEY}", "Content-Type": "application/json"}
        with urlopen(Request(self.url + path, body, headers), timeout=60) as answer:
            return json.load(answer)


@pytest.fixture(scope="session")
def provider_process(tmp_path_factory):
    command = [sys.executable, "-m", "payments.sandbox", "--port", "0"]
    data = tmp_path_factory.mktemp("provider")
    process = subprocess.Popen(
        [*command, "--data", str(data), "--key", KEY], stdout=subprocess.PIPE, text=True
    )
    try:
        announced = process.stdout.readline()
        url = next((word for word in announced.split() if word.startswith("http://")), None)
        assert url, f"the sandbox provider did not start: {announced!r}"
        yield Provider(url)
    finally:
        process.terminate()
        process.wait(timeout=60)
        process.stdout.close()


@pytest.fixture
def provider(provider_process, settings):
    settings.SIXDEGREE_PAYMENTS_STRIPE_API_BASE = provider_process.url
    settings.SIXDEGREE_PAYMENTS_STRIPE_SECRET_KEY = KEY
    yield provider_process
    provider_process.control("clock", ahead=0, charge_created=None)
    provider_process.control("answers", delay=0, lose=0)


@pytest.fixture
def weaver(db):
    """A campaign of USD 1,500 for one person."""
    open_campaign(WEAVER, 150_000, "USD")
    return WEAVER


@pytest.fixture
def fund(db, settings):
    """The fund that takes surplus and bears what no campaign may."""
    settings.SIXDEGREE_PAYMENTS_FUND = "fund"
    open_fund("fund", "USD")
    return "fund"


def a_key():
    return secrets.token_urlsafe(24)


def solved_proof():
    asked = proof_of_work.challenge()
    challenge = altcha.Challenge(
        asked["algorithm"], asked["challenge"], asked["maxnumber"], asked["salt"], asked["signature"]
    )
    solution = altcha.solve_challenge(challenge)
    return altcha.Payload(
        challenge.algorithm, challenge.challenge, solution.number, challenge.salt, challenge.signature
    ).to_base64()


def gives(amount, campaign=WEAVER, *, address="192.0.2.1", key=None, currency="USD", language="en", **more):
    """A donor who waited on the wait page gives."""
    gift = Gift(campaign=campaign, amount=amount, currency=currency, locale=language, **more)
    return give(gift, key=key or a_key(), address=address, waited=True)


def gives_and_pays(provider, amount, email, campaign=WEAVER, **more):
    donation = gives(amount, campaign, **more)
    assert provider.pay(donation, email) in ("paid", "complete", "succeeded")
    return settle(donation.pk)


@pytest.fixture(autouse=True)
@harmless
def cheap_and_plenty(settings):
    """Proofs that cost little, and room on the wait page for a test's many gifts."""
    settings.SIXDEGREE_PAYMENTS_PROOF_COST = 50
    settings.SIXDEGREE_PAYMENTS_WAITED_PER_CAMPAIGN = 1000
    settings.SIXDEGREE_PAYMENTS_WAITED_OVERALL = 1000


def an_event(type_="checkout.session.completed", **changes):
    return {
        "id": "evt_1",
        "object": "event",
        "type": type_,
        "livemode": False,
        "created": 1,
        "data": {"object": {"id": "cs_1", "object": "checkout.session", "client_reference_id": None}},
        **changes,
    }


@pytest.fixture
def deliver(client):
    """Posts an event as the provider does, signed with `secret` at the time `at`; answers the status."""

    def send(event, secret=SECRET, at=None, raw=None):
        payload = raw if raw is not None else json.dumps(event)
        text = payload.decode("latin-1") if isinstance(payload, bytes) else payload
        signature = stripe.WebhookSignature.generate_signature_header(text, secret, at or int(time.time()))
        return client.post(
            WEBHOOK, payload, content_type="application/json", headers={"Stripe-Signature": signature}
        ).status_code

    return send


@pytest.fixture
def paid(provider, weaver):
    """A donation paid at the provider, of which we have heard nothing, and its events, newest first."""
    before = {event["id"] for event in provider.events()}
    donation = gives(2_500)
    provider.pay(donation, "amina@example.org")
    return donation, [event for event in provider.events() if event["id"] not in before]
