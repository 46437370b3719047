"""Every way to forge, replay or twist an event of the provider, and that none of them moves a cent."""

import json
import time
from io import BytesIO

import pytest
import stripe
from django.core.handlers.wsgi import WSGIRequest
from django.db import DatabaseError

from payments import webhook
from payments.actions.donations import settle
from payments.exceptions import WebhookRefused, WebhookTooLarge
from payments.models import Campaign, Donation, LedgerTransaction, ProviderEvent
from payments.worker import tick
from tests.payments.conftest import SECRET, WEAVER, WEBHOOK, an_event, gives

pytestmark = pytest.mark.django_db

FIVE_MINUTES = 300


def now():
    return int(time.time())


def signature_of(body, secret=SECRET, at=None):
    return stripe.WebhookSignature.generate_signature_header(body, secret, at or now())


def books():
    """All that a forgery could want to move."""
    campaign = Campaign.objects.filter(ref=WEAVER).values("received", "reserved", "gifts").first()
    return campaign, list(Donation.objects.values_list("state", flat=True)), LedgerTransaction.objects.count()


@pytest.fixture
def genuine(paid):
    """The event that says that the donor paid, which nobody has delivered yet."""
    _donation, events = paid
    return next(event for event in events if event["type"] == "checkout.session.completed")


def posted(client, body, **headers):
    return client.post(WEBHOOK, body, content_type="application/json", headers=headers).status_code


def test_unsigned(client, genuine):
    before = books()
    assert posted(client, json.dumps(genuine)) == 400
    assert (tick()["events"], books()) == (0, before)


@pytest.mark.parametrize("header", ["", "t=,v1=", "v1=00", "t=now,v1=00", "t=1", f"t={2**70},v1=00", "é"])
def test_with_a_signature_that_is_none(client, genuine, header):
    assert posted(client, json.dumps(genuine), **{"Stripe-Signature": header}) == 400
    assert not ProviderEvent.objects.exists()


def test_signed_by_the_scheme_of_old(client, genuine):
    body = json.dumps(genuine)
    v0 = signature_of(body).replace("v1=", "v0=")
    assert posted(client, body, **{"Stripe-Signature": v0}) == 400


def test_serialised_anew_after_signing(client, genuine):
    signed = signature_of(json.dumps(genuine, indent=2))
    assert posted(client, json.dumps(genuine), **{"Stripe-Signature": signed}) == 400
    assert not ProviderEvent.objects.exists()


@pytest.mark.parametrize("secret", ["whsec_strangers", "whsec_of_the_endpoint_beside", ""])
def test_signed_with_the_secret_of_another_endpoint(genuine, deliver, secret):
    assert deliver(genuine, secret=secret) == 400
    assert not ProviderEvent.objects.exists()


@pytest.mark.parametrize("configured", [[], [""], ["  "], [None]])
@pytest.mark.parametrize("secret", ["", "  ", "None"])
def test_where_no_secret_is_configured_nothing_is_verified(genuine, deliver, settings, configured, secret):
    settings.SIXDEGREE_PAYMENTS_STRIPE_WEBHOOK_SECRETS = configured
    assert deliver(genuine, secret=secret) == 400


@pytest.mark.parametrize("seconds", [-FIVE_MINUTES - 1, FIVE_MINUTES + 2, 365 * 24 * 3600])
def test_signed_too_long_ago_or_for_a_time_to_come(genuine, deliver, seconds):
    assert deliver(genuine, at=now() + seconds) == 400
    assert not ProviderEvent.objects.exists()


@pytest.mark.parametrize(
    "envelope",
    [
        lambda event: {"id": "e-1", "detail-type": event["type"], "account": "1", "detail": event},
        lambda event: {"id": "e-1", "type": event["type"], "livemode": False, "detail": event},
        lambda event: {**event, "object": "v2.core.event"},
        lambda event: {**event, "object": "charge", "specversion": "1.0"},
    ],
)
def test_in_the_envelope_of_another_way_of_delivery(genuine, deliver, envelope):
    assert deliver(envelope(genuine)) == 400
    assert not ProviderEvent.objects.exists()


@pytest.mark.parametrize(
    "raw", [b"\xff\xfe", b"", "[]", "7", "null", '{"object": "event"}', '{"object": "event", "id": 7}']
)
def test_signed_and_no_event(db, deliver, raw):
    assert deliver(None, raw=raw) == 400
    assert not ProviderEvent.objects.exists()


@pytest.mark.parametrize(
    "changes",
    [{"id": "evt_" + "1" * 252}, {"id": ""}, {"id": "evt\x00"}, {"type": "t" * 129}, {"livemode": None}],
)
def test_with_a_name_no_event_has(db, deliver, changes):
    assert deliver(an_event(**changes)) == 400


@pytest.mark.parametrize("changes", [{"livemode": True}, {"account": "acct_other"}])
def test_of_the_other_mode_or_of_another_account(genuine, deliver, changes):
    """The provider did sign it, so it is answered and kept, and never applied."""
    before = books()
    assert deliver({**genuine, **changes}) == 204
    assert (tick()["events"], books()) == (0, before)
    assert ProviderEvent.objects.get().reason.startswith("event of ")


def test_of_the_test_mode_while_the_key_is_live(genuine, deliver, settings):
    settings.SIXDEGREE_PAYMENTS_STRIPE_SECRET_KEY = "sk_live_suite"
    assert deliver(genuine) == 204
    assert tick()["events"] == 0
    assert ProviderEvent.objects.get().quarantined_at


def test_twice_and_then_with_another_body_under_its_id(genuine, deliver):
    for event in [genuine, genuine, {**genuine, "type": "payout.paid"}]:
        assert deliver(event) == 204
    tick()
    assert ProviderEvent.objects.get().type == genuine["type"]
    assert LedgerTransaction.objects.filter(kind="gift").count() == 1


def test_replayed_after_it_was_applied(genuine, deliver):
    deliver(genuine)
    tick()
    after = books()
    assert deliver(genuine, at=now() - FIVE_MINUTES - 1) == 400
    assert deliver(genuine) == 204
    assert (tick()["events"], books()) == (0, after)


def test_oversized(db, deliver):
    assert deliver(an_event(padding="x" * webhook.LARGEST_BODY)) == 413
    assert not ProviderEvent.objects.exists()


class Counting(BytesIO):
    taken = 0

    def read(self, size=-1):
        data = super().read(size)
        self.taken += len(data)
        return data


class Broken(BytesIO):
    def read(self, size=-1):
        raise OSError("the connection ended")


def arriving(body, announced, stream=Counting):
    """A request as the server hands it on: what its headers announce need not be what comes."""
    environ = {
        "REQUEST_METHOD": "POST",
        "PATH_INFO": WEBHOOK,
        "wsgi.input": stream(body),
        "HTTP_STRIPE_SIGNATURE": signature_of(body.decode()),
    }
    return WSGIRequest(environ | ({} if announced is None else {"CONTENT_LENGTH": announced}))


@pytest.mark.parametrize(
    ("size", "announced", "refusal"),
    [
        (50, str(webhook.LARGEST_BODY + 1), WebhookTooLarge),
        (webhook.LARGEST_BODY * 4, str(webhook.LARGEST_BODY * 4), WebhookTooLarge),
        (webhook.LARGEST_BODY * 4, "20", WebhookRefused),
        (webhook.LARGEST_BODY * 4, "-1", WebhookRefused),
        # In chunks, without a length.
        (webhook.LARGEST_BODY * 4, None, WebhookRefused),
    ],
)
def test_with_a_length_that_lies(db, size, announced, refusal):
    request = arriving(json.dumps(an_event(padding="x" * size)).encode(), announced)
    with pytest.raises(refusal):
        webhook.receive(request)
    assert request.environ["wsgi.input"].taken <= webhook.LARGEST_BODY + 1
    assert not ProviderEvent.objects.exists()


def test_broken_off_in_the_middle(db):
    request = arriving(json.dumps(an_event()).encode(), "5000", Broken)
    with pytest.raises(WebhookRefused):
        webhook.receive(request)


def test_it_is_not_answered_before_it_is_kept(client, genuine, monkeypatch):
    def full(*_args, **_kwargs):
        raise DatabaseError("no space left on device")

    client.raise_request_exception = False
    body = json.dumps(genuine)
    with monkeypatch.context() as disk:
        disk.setattr(ProviderEvent.objects, "bulk_create", full)
        assert posted(client, body, **{"Stripe-Signature": signature_of(body)}) == 500
    assert posted(client, body, **{"Stripe-Signature": signature_of(body)}) == 204


def reason():
    stored = ProviderEvent.objects.get()
    assert stored.quarantined_at
    return stored.reason


def test_a_session_of_its_own_naming_anothers_donation(provider, weaver, deliver):
    donation = gives(2_500)
    other = {"id": "cs_other", "object": "checkout.session", "client_reference_id": donation.pk}
    deliver(an_event(data={"object": other}))
    before = books()
    tick()
    assert (reason(), books()) == ("names another session than the donation's", before)


def test_a_charge_of_another_gift_naming_this_donation(paid, deliver):
    """Amina's charge named in the metadata of an event about Bo's gift: Bo's own session is what is read."""
    bo = gives(4_000, address="192.0.2.2")
    charge = next(event for event in paid[1] if event["type"] == "charge.succeeded")
    charge["data"]["object"]["metadata"]["donation"] = bo.pk
    deliver(charge)
    tick()
    assert settle(bo.pk).state == "reserved"
    assert Campaign.objects.get(ref=WEAVER).received == 0


def foreign_session(provider, donation, *, metadata=None, amount=None, currency=None):
    """A session somebody made at the provider past us, for this donation, and paid."""
    made = stripe.StripeClient("sk_test_suite", base_addresses={"api": provider.url}).v1.checkout.sessions
    price = {
        "currency": (currency or donation.currency).lower(),
        "unit_amount": amount or donation.amount,
        "product_data": {"name": "Sixdegree"},
    }
    session = made.create(
        {
            "mode": "payment",
            "success_url": "https://example.org/",
            "client_reference_id": donation.pk,
            "payment_intent_data": {"metadata": {"donation": metadata or donation.pk}},
            "line_items": [{"quantity": 1, "price_data": price}],
        }
    )
    provider.control(f"pay/{session.id}", email="bo@example.org", card="4242424242424242")
    return session.id


@pytest.mark.parametrize(
    "twist", [{"metadata": "somebody-elses"}, {"amount": 2_600}, {"amount": 50}, {"currency": "EUR"}]
)
def test_a_payment_that_fits_in_all_but_one_figure(provider, weaver, deliver, twist):
    """Its answer was lost, so our own session is not known: the one in the event is looked at closely."""
    donation = gives(2_500)
    Donation.objects.update(session_id="")
    session = foreign_session(provider, donation, **twist)
    named = {"id": session, "object": "checkout.session", "client_reference_id": donation.pk}
    deliver(an_event(data={"object": named}))
    tick()
    assert "another" in reason()
    assert Campaign.objects.get(ref=WEAVER).received == 0
    assert Donation.objects.get().session_id == ""


def test_after_all_of_it_the_genuine_one_still_counts(genuine, deliver, client):
    body = json.dumps(genuine)
    posted(client, body)
    deliver(genuine, secret="whsec_strangers")
    deliver(genuine, at=now() + 2 * FIVE_MINUTES)
    deliver({**genuine, "id": "evt_other", "account": "acct_other"})
    assert deliver(genuine) == 204
    tick()
    assert Campaign.objects.get(ref=WEAVER).received == 2_500
