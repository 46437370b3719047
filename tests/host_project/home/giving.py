"""A donor gives through the host's API and pays at the sandbox provider."""

import hashlib
import json
import secrets
import urllib.request
from base64 import b64encode

from django.conf import settings
from django.test import Client

from payments.actions.donations import settle
from payments.models import Donation


def give(campaign, amount):
    """The answers on the way: reserved, the provider's page, and what the thank-you page would know."""
    gift = {"campaign": campaign, "amount": amount, "currency": "USD", "locale": "en", "surplus_rule": "fund"}
    headers = {"Idempotency-Key": secrets.token_urlsafe(24), "X-Proof-Of-Work": proof_of_work()}
    reserved = Client().post(
        "/api/v1/donations/", json.dumps(gift), content_type="application/json", headers=headers
    )
    donation = reserved.json()["id"]
    checkout = reserved.json()["checkout_url"]
    with urllib.request.urlopen(checkout) as page:
        shown = page.status
    pay(Donation.objects.get(pk=donation).session_id)
    settle(donation)
    return {
        "reserved": reserved.status_code,
        "checkout": shown,
        "settled": Client().get(f"/api/v1/donations/{donation}/").json(),
    }


def proof_of_work():
    asked = Client().get("/api/v1/donations/challenge/").json()
    number = 0
    while hashlib.sha256(f"{asked['salt']}{number}".encode()).hexdigest() != asked["challenge"]:
        number += 1
    answer = {name: asked[name] for name in ("algorithm", "challenge", "salt", "signature")}
    return b64encode(json.dumps({**answer, "number": number}).encode()).decode()


def pay(session):
    card = {"email": "donor@example.org", "card": "4242424242424242"}
    request = urllib.request.Request(
        f"{settings.SIXDEGREE_PAYMENTS_STRIPE_API_BASE}/_sandbox/pay/{session}",
        json.dumps(card).encode(),
        {"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request) as answer:
        assert json.load(answer)["outcome"] == "paid"
