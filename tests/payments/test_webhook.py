"""The provider's events: who may send them, that each counts once, in whatever order they come."""

import json
import re
from datetime import timedelta
from fnmatch import fnmatch
from pathlib import Path

import pytest
from django.utils import timezone

from payments import gateway
from payments.actions import events as applying
from payments.actions.campaigns import open_fund
from payments.actions.donations import settle
from payments.currencies import TABLE, Currency
from payments.models import Campaign, LedgerTransaction, MonthlyGift, ProviderEvent
from payments.worker import tick
from tests.payments.conftest import SECRET, WEAVER, an_event, gives
from tests.payments.monthly import EMAIL, asks

pytestmark = pytest.mark.django_db
OPERATOR = Path(__file__).parents[2] / "docs" / "operator.md"
# The provider's own types, by what the worker follows after a gift.
AFTER_THE_GIFT = {
    ("refund", "refund"): {"refund.created", "refund.updated", "refund.failed"},
    ("charge", "refund"): {"charge.refund.updated"},
    ("charge", "charge"): {"charge.refunded"},
    ("charge", "dispute"): {f"charge.dispute.{end}" for end in ("created", "updated", "closed")}
    | {f"charge.dispute.funds_{end}" for end in ("withdrawn", "reinstated")},
    ("payout", "payout"): {f"payout.{end}" for end in ("created", "updated", "paid", "failed", "canceled")},
    ("invoice", "invoice"): {"invoice.paid", "invoice.payment_failed"},
    ("customer", "subscription"): {f"customer.subscription.{end}" for end in ("updated", "deleted")},
}


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
    assert (received(), LedgerTransaction.objects.filter(kind="gift").count()) == (2_500, 1)
    assert not ProviderEvent.objects.exclude(quarantined_at=None).exists()


@pytest.mark.parametrize(
    "type_", ["checkout.session.completed", "payment_intent.succeeded", "charge.succeeded"]
)
def test_any_one_of_the_events_is_enough(paid, deliver, type_):
    _donation, events = paid
    deliver(next(event for event in events if event["type"] == type_))
    tick()
    assert received() == 2_500


@pytest.mark.parametrize("type_", ["payment_intent.succeeded", "charge.succeeded"])
def test_a_first_month_that_is_charged_before_its_invoice_is_there_waits_for_it(
    provider, fund, deliver, monkeypatch, type_
):
    provider.pay(asks(fund), EMAIL)
    deliver(next(event for event in provider.events() if event["type"] == type_))
    with monkeypatch.context() as before:
        before.setattr(gateway, "invoice_of", lambda _intent: None)
        tick()
    waiting = ProviderEvent.objects.get()
    assert (waiting.applied_at, waiting.quarantined_at, waiting.attempts) == (None, None, 1)
    ProviderEvent.objects.update(due_at=waiting.received_at)
    tick()
    assert ProviderEvent.objects.get().applied_at
    assert MonthlyGift.objects.get().donations.count() == 1


def test_a_payment_that_no_invoice_ever_names_is_set_aside_after_a_quarter_of_an_hour(provider, db, deliver):
    named = {"id": "ch_1", "object": "charge", "payment_intent": "pi_1"}
    deliver(an_event("charge.succeeded", data={"object": named}))
    for minutes, set_aside in [(14, False), (16, True)]:
        heard = timezone.now() - timedelta(minutes=minutes)
        ProviderEvent.objects.update(received_at=heard, due_at=heard)
        tick()
        assert (ProviderEvent.objects.get().quarantined_at is not None) is set_aside


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


def test_during_a_rotation_both_secrets_hold(db, deliver, settings):
    settings.SIXDEGREE_PAYMENTS_STRIPE_WEBHOOK_SECRETS = ["whsec_new", SECRET]
    assert deliver(an_event()) == 204
    assert deliver(an_event(id="evt_2"), secret="whsec_new") == 204


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


def test_an_event_that_fails_us_again_and_again_is_set_aside_for_a_person(paid, deliver, monkeypatch):
    _donation, events = paid
    deliver(next(event for event in events if event["type"] == "checkout.session.completed"))
    monkeypatch.setattr(applying, "named_object", lambda _event: 1 / 0)
    for attempts, set_aside in [(applying.MOST_FAILURES - 2, False), (applying.MOST_FAILURES - 1, True)]:
        waiting = ProviderEvent.objects.get()
        ProviderEvent.objects.update(due_at=waiting.received_at, attempts=attempts)
        tick()
        waiting.refresh_from_db()
        assert (waiting.quarantined_at is not None) is set_aside
    assert waiting.reason == "failed here 20 times (ZeroDivisionError); the log says why"


def test_the_operator_is_told_to_ask_the_provider_for_every_type_that_is_followed():
    paragraph = OPERATOR.read_text().partition("At the provider add the endpoint")[2].partition("\n\n")[0]
    asked_for = re.findall(r"`([a-z_.*]+)`", paragraph)
    assert set(AFTER_THE_GIFT) == set(applying.AFTER_THE_GIFT)
    followed = {*applying.HINTS, applying.DECLINED}.union(*AFTER_THE_GIFT.values())
    assert {type_ for type_ in followed if not any(fnmatch(type_, each) for each in asked_for)} == set()


def test_of_an_event_that_is_set_aside_nothing_names_the_donor(deliver):
    """Erasing her reaches nothing here, because nothing of her was kept."""
    named = {
        "id": "cs_1",
        "object": "checkout.session",
        "client_reference_id": "0" * 26,
        "amount_total": 2_500,
        "customer_details": {"email": "amina@example.org", "name": "Amina Yusuf"},
        "charges": [{"id": "ch_1", "billing_details": {"email": "amina@example.org"}}],
        "metadata": {"donation": "0" * 26, "note": "for Amina"},
    }
    assert deliver(an_event(data={"object": named})) == 204
    event = ProviderEvent.objects.get()
    assert "mina" not in event.body and "mina" not in str(vars(event))
    kept = json.loads(event.body)["data"]["object"]
    assert (kept["id"], kept["amount_total"], kept["charges"]) == ("cs_1", 2_500, [{"id": "ch_1"}])
    assert len(event.digest) == 64
    tick()
    event.refresh_from_db()
    assert event.reason == "names no donation of ours"
