"""The sandbox provider as the tests run it: a process of its own, driven by the real `stripe` library."""

import http.client
import json
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

import stripe

KEY = "sk_test_sandbox_of_the_tests"
SECRET = "whsec_of_the_tests"
START = [sys.executable, "-m", "payments.sandbox"]
ROOT = Path(__file__).parents[3]

SUCCEEDS = "4242424242424242"
DECLINES = "4000000000000002"
LACKS_FUNDS = "4000000000009995"
AUTHENTICATES = "4000002500003155"
ALWAYS_AUTHENTICATES = "4000000000003220"
IS_DISPUTED = "4000000000000259"


# A session that is paid again each month, with the fee as a line of its own.
EVERY_MONTH: dict[str, Any] = {
    "mode": "subscription",
    "submit_type": "subscribe",
    "subscription_data": {"metadata": {"donation": "donation7k"}},
    "line_items": [
        {
            "quantity": 1,
            "price_data": {
                "currency": "usd",
                "unit_amount": amount,
                "recurring": {"interval": "month"},
                "product_data": {"name": name},
            },
        }
        for name, amount in (("Sixdegree", 2_500), ("Fee", 106))
    ],
}


@dataclass(frozen=True)
class Page:
    """What a browser got: status, headers in lower case, text."""

    status: int
    headers: dict[str, str]
    text: str


class Sandbox:
    """A running provider; `ready` is the line it printed."""

    def __init__(self, data: Path, *options: str) -> None:
        self.data = data
        command = [*START, "--port", "0", "--data", str(data), "--key", KEY, *options]
        self.process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout
        self.ready = self.process.stdout.readline()
        self.url = next(word for word in self.ready.split() if word.startswith("http"))
        self.stripe = self.client()

    def client(self, key: str = KEY, **options: Any) -> stripe.StripeClient:
        return stripe.StripeClient(key, base_addresses={"api": self.url}, max_network_retries=0, **options)

    def stop(self, how: signal.Signals = signal.SIGTERM) -> int:
        self.process.send_signal(how)
        assert self.process.stdout
        self.process.stdout.close()
        return self.process.wait(60)

    def session(self, **params: Any) -> stripe.checkout.Session:
        return self.stripe.v1.checkout.sessions.create(params=session_params(**params))

    def paid_session(self, card: str = SUCCEEDS, **params: Any) -> stripe.checkout.Session:
        """A session paid with the card, with everything the project reads expanded."""
        session = self.session(**params)
        self.pay(session.id, card)
        return self.read(session.id)

    def read(self, session: str) -> stripe.checkout.Session:
        expand = ["payment_intent.latest_charge.balance_transaction"]
        return self.stripe.v1.checkout.sessions.retrieve(session, params={"expand": expand})

    def pay(self, session: str, card: str = SUCCEEDS, email: str = "donor@example.org", **more: str) -> str:
        return self.control("POST", f"pay/{session}", {"email": email, "card": card, **more})["outcome"]

    def control(self, method: str, name: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        page = self.request(method, f"/_sandbox/{name}", json.dumps(body or {}))
        assert page.status == 200, page.text
        return json.loads(page.text)

    def request(self, method: str, address: str, body: str = "", **headers: str) -> Page:
        """One HTTP exchange that follows no redirect."""
        there = urlsplit(self.url + address if address.startswith("/") else address)
        connection = http.client.HTTPConnection(there.hostname or "", there.port, timeout=60)
        try:
            target = there.path + (f"?{there.query}" if there.query else "")
            connection.request(method, target, body.encode(), headers)
            response = connection.getresponse()
            got = {name.lower(): value for name, value in response.getheaders()}
            return Page(response.status, got, response.read().decode())
        finally:
            connection.close()

    def submit(self, address: str, **fields: str) -> Page:
        """Send a form as a browser does."""
        return self.request("POST", address, urlencode(fields))


def session_params(amount: int = 2500, currency: str = "usd", **params: Any) -> dict[str, Any]:
    """What the project asks for when somebody gives."""
    price = {"currency": currency, "unit_amount": amount, "product_data": {"name": "Sixdegree"}}
    return {
        "mode": "payment",
        "submit_type": "donate",
        "line_items": [{"quantity": 1, "price_data": price}],
        "client_reference_id": "donation7k",
        "success_url": "http://127.0.0.1:9/en/thanks/donation7k/?session={CHECKOUT_SESSION_ID}",
        "cancel_url": "http://127.0.0.1:9/en/cancelled/donation7k/",
        "expires_at": int(time.time()) + 31 * 60,
        **params,
    }
