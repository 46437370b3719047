"""What the worker finishes: sessions past their time, reservations without one, snapshots, the outbox."""

from datetime import timedelta
from smtplib import SMTPRecipientsRefused

import pytest
from django.core import mail
from django.db.models import Q
from django.utils import timezone

from payments import outbox, worker
from payments.actions.campaigns import close_campaign, open_campaign, open_fund, pause_campaign
from payments.actions.donations import give, settle
from payments.currencies import TABLE
from payments.exceptions import ProviderRefused, ProviderUnavailable
from payments.gift import Gift
from payments.models import Campaign, Donation, FundingSnapshot, OutboxEntry, SpentProof
from payments.readers import funding, mails_given_up
from payments.worker import tick
from tests.payments.conftest import WEAVER, a_key, gives, gives_and_pays, solved_proof

pytestmark = pytest.mark.django_db


def totals():
    campaign = Campaign.objects.get(ref=WEAVER)
    return campaign.received, campaign.reserved


def let_time_pass(donation, **ago):
    """Our clock alone: the donation looks this much older to us, not to the provider."""
    past = timezone.now() - timedelta(**ago)
    Donation.objects.filter(pk=donation.pk).update(expires_at=past, reserved_at=past, asked_at=None)


def test_our_clock_asks_and_the_provider_decides(provider, weaver):
    donation = gives(2_500)
    assert tick()["sessions"] == 0
    let_time_pass(donation, minutes=1)
    assert tick()["sessions"] == 1
    assert totals() == (0, 0)


def test_a_gift_paid_in_the_last_second_is_paid(provider, weaver):
    donation = gives(2_500)
    provider.pay(donation, "amina@example.org")
    let_time_pass(donation, minutes=1)
    tick()
    assert totals() == (2_500, 0)


def test_while_the_provider_is_silent_nothing_is_released(provider, weaver, settings):
    donation = gives(2_500)
    let_time_pass(donation, hours=5)
    settings.SIXDEGREE_PAYMENTS_STRIPE_API_BASE = "http://127.0.0.1:9"
    tick()
    assert totals() == (0, 2_500)


@pytest.mark.parametrize("stop", [close_campaign, pause_campaign])
def test_open_payments_of_a_stopped_campaign_are_ended(provider, weaver, stop):
    gives(2_500)
    stop(weaver)
    tick()
    assert totals() == (0, 0)
    assert funding([weaver])[weaver].status == "closed"


def test_a_lifted_pause_shows_the_campaign_open_again(weaver):
    pause_campaign(weaver)
    tick()
    open_campaign(weaver, 150_000, "USD")
    assert funding([weaver])[weaver].status == "open"


@pytest.fixture
def lost(provider, weaver, settings):
    """A reservation whose create call never reached the provider, and the key it was made with."""
    reachable, key = settings.SIXDEGREE_PAYMENTS_STRIPE_API_BASE, a_key()
    settings.SIXDEGREE_PAYMENTS_STRIPE_API_BASE = "http://127.0.0.1:9"
    with pytest.raises(ProviderUnavailable):
        gives(2_500, key=key)
    settings.SIXDEGREE_PAYMENTS_STRIPE_API_BASE = reachable
    return Donation.objects.get(), key


def test_a_reservation_stays_when_the_payment_page_cannot_be_made(lost):
    assert (lost[0].state, lost[0].session_id, totals()) == ("reserved", "", (0, 2_500))


def test_the_donor_may_try_again_with_the_same_key(lost):
    donation, key = lost
    again = gives(2_500, key=key)
    assert (again.pk, totals()) == (donation.pk, (0, 2_500))
    assert again.checkout_url


def test_a_lost_reservation_is_resolved_by_repeating_the_call(lost):
    assert tick()["lost"] == 0
    let_time_pass(lost[0], minutes=3)
    assert tick()["lost"] == 1
    assert totals() == (0, 0)


def test_a_lost_answer_whose_page_was_paid_is_still_found(provider, weaver):
    donation = gives(2_500)
    provider.pay(donation, "amina@example.org")
    Donation.objects.update(session_id="", checkout_url="")
    let_time_pass(donation, minutes=3)
    tick()
    assert totals() == (2_500, 0)


def test_a_final_refusal_releases_the_reservation(provider, weaver, settings):
    settings.SIXDEGREE_PAYMENTS_RETURN_URL = "no address/{locale}/{donation}"
    with pytest.raises(ProviderRefused):
        gives(2_500)
    assert totals() == (0, 0)
    assert Donation.objects.get().state == "released"


def test_figures_are_published_after_three_gifts(provider, weaver):
    for received, number in [(0, 1), (0, 2), (3_000, 3)]:
        gives_and_pays(provider, 1_000, f"donor{number}@example.org")
        assert funding([weaver])[weaver].received == received


def test_or_after_a_day(provider, weaver, settings):
    gives_and_pays(provider, 1_000, "amina@example.org")
    tick()
    assert funding([weaver])[weaver].received == 0
    settings.SIXDEGREE_PAYMENTS_SNAPSHOT_SECONDS = 0
    tick()
    assert funding([weaver])[weaver].received == 1_000
    version = funding([weaver])[weaver].version
    tick()
    assert funding([weaver])[weaver].version == version


def test_a_part_that_fails_is_logged_and_the_others_go_on(provider, weaver, monkeypatch, caplog):
    donation = gives(2_500)
    let_time_pass(donation, minutes=1)
    monkeypatch.setitem(worker.PARTS, "events", lambda: 1 / 0)
    counts = tick()
    assert ("events" in counts, counts["sessions"]) == (False, 1)
    [failed] = [record for record in caplog.records if record.name == "payments.worker"]
    assert failed.levelname == "ERROR" and "ZeroDivisionError in test_worker.py" in failed.getMessage()


def test_an_expired_session_that_cannot_be_counted_holds_up_no_other(provider, weaver, monkeypatch, caplog):
    open_fund("fund", "USD")
    first, second = gives(2_000, "fund", currency="EUR"), gives(2_500)
    let_time_pass(first, minutes=2)
    let_time_pass(second, minutes=1)
    monkeypatch.delitem(TABLE, "EUR")
    assert tick()["sessions"] == 1
    first.refresh_from_db()
    assert (first.state, totals()) == ("reserved", (0, 0))
    assert "the currency EUR, unknown to payments" in caplog.text


@pytest.fixture
def quiet(weaver):
    """The campaign, its figures last published two days ago."""
    campaign = Campaign.objects.get(ref=weaver)
    campaign.snapshot = FundingSnapshot.objects.create(
        campaign=campaign,
        version=2,
        goal=campaign.goal,
        received=0,
        gifts=0,
        donors=0,
        degrees={},
        status="open",
        as_of=timezone.now() - timedelta(days=2),
    )
    campaign.save()
    return weaver


def test_the_first_gift_after_a_quiet_day_is_not_shown(provider, quiet):
    gives_and_pays(provider, 1_000, "amina@example.org")
    assert tick()["snapshots"] == 0
    assert funding([quiet])[quiet].received == 0


def test_it_is_shown_a_day_later_with_those_that_came_since(provider, quiet):
    gives_and_pays(provider, 1_000, "amina@example.org")
    Campaign.objects.update(unpublished_since=timezone.now() - timedelta(days=1))
    gives_and_pays(provider, 500, "bo@example.org")
    assert funding([quiet])[quiet].received == 1_500
    gives_and_pays(provider, 700, "chai@example.org")
    tick()
    assert funding([quiet])[quiet].received == 1_500


def test_it_is_shown_a_day_later_where_no_other_came(provider, quiet):
    gives_and_pays(provider, 1_000, "amina@example.org")
    Campaign.objects.update(unpublished_since=timezone.now() - timedelta(days=1))
    assert tick()["snapshots"] == 1
    assert funding([quiet])[quiet].received == 1_000


def test_where_one_gift_is_enough_it_is_shown_at_once(provider, quiet, settings):
    settings.SIXDEGREE_PAYMENTS_SNAPSHOT_GIFTS = 1
    gives_and_pays(provider, 1_000, "amina@example.org")
    assert funding([quiet])[quiet].received == 1_000


def test_a_gift_that_reaches_the_goal_is_shown_at_once(provider, quiet):
    gives_and_pays(provider, 150_000, "amina@example.org")
    assert (funding([quiet])[quiet].status, funding([quiet])[quiet].remaining) == ("funded", 0)


def test_subscribers_hear_of_snapshots_until_they_succeed(weaver, monkeypatch):
    heard = []

    def falters(payload):
        heard.append(payload)
        if len(heard) == 1:
            raise RuntimeError("not now")

    monkeypatch.setitem(outbox._handlers, "snapshot", outbox.handlers("snapshot"))
    outbox.subscribe("snapshot", falters)
    tick()
    assert OutboxEntry.objects.get().last_error == "RuntimeError"
    OutboxEntry.objects.update(due_at=timezone.now())
    tick()
    tick()
    assert heard == [{"campaign": weaver, "status": "open", "version": 1}] * 2


@pytest.fixture
def refusing(provider, weaver, monkeypatch):
    """A gift whose receipt no mail server takes, for the reason a test gives."""

    def refuses(error):
        def send(message, **_kwargs):
            raise error

        monkeypatch.setattr("django.core.mail.EmailMessage.send", send)
        gives_and_pays(provider, 2_500, "amina@example.org")
        tick()

    return refuses


def mails_waiting():
    return OutboxEntry.objects.filter(kind="receipt_mail", done_at=None)


def test_a_mail_that_fails_is_tried_again_and_given_up_after_five_days(refusing):
    refusing(ConnectionRefusedError("no"))
    assert (mails_given_up(), mails_waiting().get().last_error) == (0, "ConnectionRefusedError")
    mails_waiting().update(due_at=timezone.now(), created_at=timezone.now() - timedelta(days=5))
    tick()
    assert mails_given_up() == 1
    attempts = mails_waiting().get().attempts
    mails_waiting().update(due_at=timezone.now())
    tick()
    assert mails_waiting().get().attempts == attempts


def test_an_address_that_does_not_exist_is_given_up_at_once_and_one_that_is_full_is_not(refusing):
    refusing(SMTPRecipientsRefused({"amina@example.org": (452, b"full")}))
    assert mails_given_up() == 0
    OutboxEntry.objects.all().delete()
    refusing(SMTPRecipientsRefused({"amina@example.org": (550, b"no such user")}))
    assert (mails_given_up(), mails_waiting().get().last_error) == (1, "SMTPRecipientsRefused")


@pytest.mark.parametrize("code", [452, 550])
def test_the_log_tells_a_refused_mail_without_its_address(refusing, caplog, code):
    refusing(SMTPRecipientsRefused({"amina@example.org": (code, b"<amina@example.org> is not here")}))
    assert "SMTPRecipientsRefused in test_worker.py" in caplog.text
    assert "amina@example.org" not in caplog.text


def test_a_person_has_what_was_given_up_tried_again(refusing, monkeypatch):
    refusing(SMTPRecipientsRefused({"amina@example.org": (550, b"no such user")}))
    monkeypatch.undo()
    assert outbox.retry(outbox.given_up().values_list("pk", flat=True)) == 1
    tick()
    assert (mails_given_up(), len(mail.outbox)) == (0, 1)


def test_the_donor_is_thanked_without_a_word_of_the_case(provider, weaver):
    donation = gives_and_pays(provider, 2_500, "amina@example.org")
    tick()
    tick()
    [message] = mail.outbox
    assert message.to == ["amina@example.org"]
    for expected in ["USD\N{NO-BREAK SPACE}25", "Sixdegree", str(donation.receipts.get()), donation.pk]:
        assert expected in message.body
    assert weaver not in message.subject + message.body


def test_proofs_too_old_to_be_accepted_are_forgotten(provider, weaver):
    gift = Gift(campaign=WEAVER, amount=1_000, currency="USD", locale="en")
    donation = give(gift, key=a_key(), address="192.0.2.1", proof=solved_proof())
    assert tick()["proofs_forgotten"] == 0
    SpentProof.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert tick()["proofs_forgotten"] == 1
    assert settle(donation.pk).state == "reserved"


def test_what_was_delivered_long_ago_is_forgotten_with_the_donation_it_named(provider, weaver):
    gives_and_pays(provider, 2_500, "amina@example.org")
    tick()
    tick()
    assert tick()["delivered_forgotten"] == 0
    waits = OutboxEntry.objects.create(
        kind="snapshot", payload={}, due_at=timezone.now() + timedelta(hours=1)
    )
    OutboxEntry.objects.exclude(done_at=None).update(done_at=timezone.now() - timedelta(days=31))
    assert tick()["delivered_forgotten"] > 0
    assert list(OutboxEntry.objects.all()) == [waits]


def test_a_snapshot_version_is_never_published_twice(weaver):
    versions = FundingSnapshot.objects.values_list("campaign__ref", "version")
    assert list(versions) == [(weaver, 1)]


def test_a_lease_counts_from_when_its_own_turn_comes(weaver, monkeypatch):
    """The mails before it may have taken minutes: a second worker would send it too."""
    for _ in range(2):
        OutboxEntry.objects.create(kind="slow", payload={})
    taken = worker.leased(OutboxEntry, Q(kind="slow"))
    next(taken)
    later = timezone.now() + worker.LEASE
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert next(taken).due_at == later + worker.LEASE
