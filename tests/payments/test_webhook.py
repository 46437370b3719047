"""The provider's events: who may send them, that each counts once, in whatever order they come."""

import json
import time

import pytest
import stripe

from payments import webhook
from payments.actions import events as applying
from payments.actions.campaigns import open_fund
from payments.actions.donations import settle
from payments.currencies import TABLE, Currency
from payments.models import Campaign, LedgerTransaction, ProviderEvent
from payments.worker import tick
from tests.payments.conftest import WEAVER, gives

pytestmark = pytest.mark.django_db

URL = "/api/v1/payments/webhook/"
SECRET = "whsec_suite"


@pytest.fixture
def deliver(client):
    def send(event, secret=SECRET, at=None, raw=None):
        payload = raw if raw is not None else json.dumps(event)
        text = payload.decode("latin-1") if isinstance(payload, bytes) else payload
        signature = stripe.WebhookSignature.generate_signature_header(text, secret, at or int(time.time()))
        return client.post(
            URL, payload, content_type="application/json", headers={"Stripe-Signature": signature}
        ).status_code

    return send


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
def paid(provider, weaver):
    """A donation paid at the provider, of which we have heard nothing, and its events, newest first."""
    before = {event["id"] for event in provider.events()}
    donation = gives(2_500)
    provider.pay(donation, "amina@example.org")
    return donation, [event for event in provider.events() if event["id"] not in before]


def received():
    return Campaign.objects.get(ref=WEAVER).received


def test_a_signed_event_is_stored_and_then_applied_by_the_worker(paid, deliver):
    _donation, events = paid
    assert {deliver(event) for event in events} == {204}
    assert received() == 0
    assert tick()["events"] == len(events)
    assert received() == 2_500
    assert set(ProviderEvent.objects.values_list("body", flat=True)) == {""}


@pytest.mark.parametrize("order", [list, lambda events: list(reversed(events))])
def test_doubled_and_disordered_events_count_once(paid, deliver, order):
    _donation, events = paid
    for event in order(events) * 3:
        deliver(event)
        tick()
    assert ProviderEvent.objects.count() == len(events)
    assert (received(), LedgerTransaction.objects.count()) == (2_500, 1)
    assert not ProviderEvent.objects.exclude(quarantined_at=None).exists()


@pytest.mark.parametrize(
    "type_", ["checkout.session.completed", "payment_intent.succeeded", "charge.succeeded"]
)
def test_any_one_of_the_events_is_enough(paid, deliver, type_):
    _donation, events = paid
    deliver(next(event for event in events if event["type"] == type_))
    tick()
    assert received() == 2_500


def test_a_signed_body_that_lies_changes_nothing(provider, weaver, deliver):
    donation = gives(2_500)
    lie = {"id": donation.session_id, "object": "checkout.session", "client_reference_id": donation.pk}
    deliver(
        an_event(
            data={"object": {**lie, "payment_status": "paid", "status": "complete", "amount_total": 2_500}}
        )
    )
    tick()
    assert received() == 0


def test_a_stranger_cannot_post_events(db, client, deliver):
    assert client.post(URL, json.dumps(an_event()), content_type="application/json").status_code == 400
    assert deliver(an_event(), secret="whsec_strangers") == 400
    assert deliver(an_event(), at=int(time.time()) - 301) == 400
    assert deliver(None, raw=b"\xff\xfe") == 400
    assert deliver(None, raw="[]") == 400
    assert not ProviderEvent.objects.exists()


def test_an_empty_secret_verifies_nothing(db, deliver, settings):
    settings.SIXDEGREE_PAYMENTS_STRIPE_WEBHOOK_SECRETS = [""]
    assert deliver(an_event(), secret="") == 400


def test_during_a_rotation_both_secrets_hold(db, deliver, settings):
    settings.SIXDEGREE_PAYMENTS_STRIPE_WEBHOOK_SECRETS = ["whsec_new", SECRET]
    assert deliver(an_event()) == 204
    assert deliver(an_event(id="evt_2"), secret="whsec_new") == 204


def test_a_body_of_more_than_256_kib_is_refused(db, deliver):
    assert deliver(an_event(padding="x" * webhook.LARGEST_BODY)) == 413


@pytest.mark.parametrize("changes", [{"livemode": True}, {"account": "acct_other"}])
def test_events_of_another_mode_or_account_are_kept_but_not_applied(db, deliver, changes):
    assert deliver(an_event(**changes)) == 204
    assert tick()["events"] == 0
    assert ProviderEvent.objects.get().quarantined_at


@pytest.mark.parametrize(
    "event",
    [
        an_event("charge.refunded"),
        an_event("charge.dispute.created"),
        an_event("payout.paid"),
        an_event("checkout.session.completed"),
        an_event("charge.succeeded", data={"object": {"id": "ch_1", "object": "charge", "metadata": None}}),
        an_event("charge.succeeded", data=None),
        an_event("charge.succeeded", data={"object": "ch_1"}),
    ],
)
def test_what_we_do_not_know_waits_for_a_person_and_is_not_lost(db, deliver, event):
    deliver(event)
    tick()
    stored = ProviderEvent.objects.get()
    assert stored.quarantined_at
    assert stored.reason
    assert json.loads(stored.body)["type"] == event["type"]


def test_a_session_that_is_not_the_donations_is_quarantined(provider, weaver, deliver):
    donation = gives(2_500)
    other = {"id": "cs_other", "object": "checkout.session", "client_reference_id": donation.pk}
    deliver(an_event(data={"object": other}))
    tick()
    assert ProviderEvent.objects.get().quarantined_at


def test_while_the_provider_is_out_of_reach_the_event_waits(paid, deliver, settings):
    _donation, events = paid
    reachable = settings.SIXDEGREE_PAYMENTS_STRIPE_API_BASE
    deliver(next(event for event in events if event["type"] == "checkout.session.completed"))
    settings.SIXDEGREE_PAYMENTS_STRIPE_API_BASE = "http://127.0.0.1:9"
    tick()
    waiting = ProviderEvent.objects.get()
    assert (waiting.applied_at, waiting.quarantined_at, waiting.attempts) == (None, None, 1)
    settings.SIXDEGREE_PAYMENTS_STRIPE_API_BASE = reachable
    ProviderEvent.objects.update(due_at=waiting.received_at)
    tick()
    assert received() == 2_500


@pytest.fixture
def paid_in_euro(provider, weaver):
    """A gift to the fund, paid, and the event that says so."""
    open_fund("fund", "USD")
    donation = gives(2_501, "fund", currency="EUR")
    provider.pay(donation, "bo@example.org")
    events = provider.events()
    return donation, next(event for event in events if event["type"] == "checkout.session.completed")


@pytest.mark.parametrize(
    ("known", "reason"),
    [
        ({}, "the currency EUR, unknown to payments"),
        ({"EUR": Currency("EUR", exponent=0, provider_exponent=2, least=50)}, "2501 is not a whole number"),
    ],
)
def test_what_cannot_be_counted_waits_for_a_person_and_the_next_event_counts(
    paid_in_euro, deliver, provider, monkeypatch, known, reason
):
    donation, event = paid_in_euro
    deliver(event)
    other = gives(2_500)
    provider.pay(other, "amina@example.org")
    deliver(next(event for event in provider.events() if event["type"] == "checkout.session.completed"))
    monkeypatch.delitem(TABLE, "EUR")
    for code, unit in known.items():
        monkeypatch.setitem(TABLE, code, unit)
    assert tick()["events"] == 2
    [stored] = ProviderEvent.objects.exclude(quarantined_at=None)
    assert (stored.event_id, reason in stored.reason) == (event["id"], True)
    assert (received(), settle(donation.pk).state) == (2_500, "reserved")


def test_a_gift_that_could_not_be_counted_is_settled_once_it_can(paid_in_euro, deliver, monkeypatch):
    donation, event = paid_in_euro
    deliver(event)
    with monkeypatch.context() as without:
        without.delitem(TABLE, "EUR")
        tick()
    assert settle(donation.pk).state == "paid"


def test_an_event_that_fails_us_is_logged_and_tried_again_later(paid, deliver, monkeypatch, caplog):
    _donation, events = paid
    deliver(next(event for event in events if event["type"] == "checkout.session.completed"))
    with monkeypatch.context() as broken:
        broken.setattr(applying, "named_object", lambda _event: 1 / 0)
        assert tick()["events"] == 1
    waiting = ProviderEvent.objects.get()
    assert (waiting.applied_at, waiting.quarantined_at, waiting.reason) == (None, None, "ZeroDivisionError")
    assert "ERROR" in {record.levelname for record in caplog.records}
    ProviderEvent.objects.update(due_at=waiting.received_at)
    tick()
    assert received() == 2_500
