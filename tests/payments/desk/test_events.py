"""What fits nothing here: why, what may be seen of it, tried again, closed."""

import json

import pytest
from django.urls import reverse
from django.utils import timezone

from payments import worker
from payments.actions import quarantine
from payments.exceptions import EventRefused
from payments.models import Donation, ProviderEvent
from tests.payments.conftest import gives

pytestmark = pytest.mark.django_db
BODY = {
    "id": "evt_1",
    "type": "charge.succeeded",
    "data": {
        "object": {
            "id": "ch_1",
            "object": "charge",
            "amount": 2500,
            "billing_details": {"name": "Amara Diallo", "email": "amara@example.org"},
            "payment_method_details": {"card": {"last4": "4242", "brand": "visa", "exp_year": 2031}},
            "metadata": {"donation": "abc", "remark": "private words"},
        }
    },
}


@pytest.fixture
def event(db):
    return ProviderEvent.objects.create(
        event_id="evt_1",
        type="charge.succeeded",
        livemode=False,
        body=json.dumps(BODY),
        reason="names no donation of ours",
        quarantined_at=timezone.now(),
    )


def at(event):
    return reverse("payments_desk:event", args=[event.event_id])


def test_nobody_but_a_finance_officer_is_answered(event, closed_to):
    closed_to(reverse("payments_desk:events"), reverse("payments_desk:events_results"), at(event))
    closed_to(at(event), method="post")
    event.refresh_from_db()
    assert event.quarantined_at and not event.closed_at


def test_the_list_says_why(event, desk):
    page = desk("events")
    assert "Names no donation of ours" in page
    assert at(event) in page


def test_what_it_carries_is_shown_without_names_addresses_and_cards(event, desk):
    page = desk("event", "evt_1")
    assert "ch_1" in page and "2500" in page and "abc" in page
    for private in ("Amara", "amara@", "4242", "visa", "2031", "private words"):
        assert private not in page


def test_a_gift_it_carries_is_named_by_its_reference(event, gift, desk):
    carried = {"client_reference_id": gift.pk, "metadata": {"donation": gift.pk}}
    body = json.dumps({**BODY, "data": {"object": carried}})
    ProviderEvent.objects.update(body=body, reason=f"charge ch_1 names another gift than {gift.pk}")
    for page in (desk("events"), desk("event", "evt_1")):
        assert gift.reference in page and gift.pk not in page


def test_closing_needs_a_note_empties_the_body_and_says_who(event, fatou, finance_officer, desk):
    assert "This field is required" in fatou.post(at(event), {"close": "1", "note": " "}).content.decode()
    event.refresh_from_db()
    assert event.closed_at is None
    fatou.post(at(event), {"close": "1", "note": "A test of the provider's dashboard."})
    event.refresh_from_db()
    assert (event.closed_by, event.body) == (str(finance_officer.pk), "")
    assert event.note == "A test of the provider's dashboard."
    assert at(event) not in desk("events")
    assert at(event) in desk("events", show="closed")
    assert "fatou" in desk("event", "evt_1")


def test_a_closed_one_is_neither_closed_nor_tried_again(event, fatou):
    fatou.post(at(event), {"close": "1", "note": "Done."})
    for sent in ({"close": "1", "note": "Again."}, {"retry": "1"}):
        page = fatou.post(at(event), sent, follow=True).content.decode()
        assert "no longer waits" in page
    event.refresh_from_db()
    assert event.note == "Done."


def test_tried_again_after_its_cause_is_gone_it_is_applied(provider, weaver, fatou):
    donation = gives(2_500)
    provider.pay(donation, "amara@example.org")
    body = {"data": {"object": {"id": donation.session_id, "object": "checkout.session"}}}
    body["data"]["object"]["client_reference_id"] = donation.pk
    event = ProviderEvent.objects.create(
        event_id="evt_2",
        type="checkout.session.completed",
        livemode=False,
        body=json.dumps(body),
        reason="names no donation of ours",
        quarantined_at=timezone.now(),
    )
    page = fatou.post(at(event), {"retry": "1"}, follow=True).content.decode()
    assert "It fits now and was applied." in page
    event.refresh_from_db()
    assert event.applied_at and event.body == ""
    assert Donation.objects.get().state == Donation.State.PAID


def test_tried_again_in_vain_it_still_waits_and_says_why(event, fatou):
    page = fatou.post(at(event), {"retry": "1"}, follow=True).content.decode()
    assert "It still does not fit: names no donation of ours." in page
    event.refresh_from_db()
    assert event.quarantined_at


def test_an_event_of_another_account_is_only_closed(event, fatou):
    ProviderEvent.objects.update(body=json.dumps({**BODY, "account": "acct_1"}))
    assert "never applied here" in fatou.post(at(event), {"retry": "1"}, follow=True).content.decode()


def test_the_worker_leaves_a_closed_one_alone(event, fatou):
    fatou.post(at(event), {"close": "1", "note": "Done."})
    assert worker.apply_events() == 0


def test_a_token_closes_nothing(event, fatou):
    answer = fatou.post(at(event), {"close": "1", "note": "x"}, headers={"Authorization": "Bearer x"})
    assert answer.status_code in (302, 403)
    event.refresh_from_db()
    assert event.closed_at is None


def test_who_closes_what_a_colleague_has_just_taken_up_is_told_so(event, monkeypatch):
    def taken_up_meanwhile(event_id):
        ProviderEvent.objects.update(quarantined_at=None)
        return event

    monkeypatch.setattr(quarantine, "_open", taken_up_meanwhile)
    with pytest.raises(EventRefused, match="no longer waits"):
        quarantine.close("evt_1", "Nothing to do.", by="1")
    event.refresh_from_db()
    assert (event.closed_at, event.note) == (None, "")
