"""The books against the provider's records: what no event brought is brought, the rest is told."""

import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import stripe
from django.contrib.auth.models import Permission
from django.core.management import CommandError, call_command
from django.utils import timezone

from payments import gateway, verification
from payments.actions import ledger, settlement
from payments.actions.campaigns import open_campaign, open_fund
from payments.actions.corrections import correct
from payments.actions.donations import settle
from payments.actions.reconcile import (
    Report,
    gifts,
    monthly,
    movements,
    nightly,
    reconcile,
    record,
    run,
    window,
)
from payments.currencies import TABLE
from payments.gateway import lists
from payments.models import (
    Dispute,
    Donation,
    LedgerTransaction,
    MonthlyGift,
    Payout,
    Reconciliation,
    Refund,
)
from payments.rights import MOVE_MONEY
from payments.worker import PARTS
from tests.payments.books import balances
from tests.payments.conftest import KEY, WEAVER, Provider, gives
from tests.payments.monthly import begins, fails, month, retried

pytestmark = pytest.mark.django_db
DISPUTED_CARD = "4000000000000259"
Kind = LedgerTransaction.Kind


@pytest.fixture
def provider(tmp_path, settings):
    """One whose records are this test's alone: elsewhere the tests of the suite share one."""
    command = [sys.executable, "-m", "payments.sandbox", "--port", "0", "--data", str(tmp_path), "--key", KEY]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        address = next(word for word in process.stdout.readline().split() if word.startswith("http://"))
        settings.SIXDEGREE_PAYMENTS_STRIPE_API_BASE = address
        settings.SIXDEGREE_PAYMENTS_STRIPE_SECRET_KEY = KEY
        yield Provider(address)
    finally:
        process.terminate()
        process.wait(timeout=10)
        process.stdout.close()


@pytest.fixture
def weaver(db):
    open_campaign(WEAVER, 150_000, "USD")


@pytest.fixture
def paid(provider, weaver):
    """A gift paid at the provider, of which no event ever tells."""
    donation = gives(2_500)
    provider.pay(donation, "amina@example.org")
    return donation


@pytest.fixture
def stripe_of(provider):
    """The provider's own dashboard, as it were."""
    return stripe.StripeClient(KEY, base_addresses={"api": provider.url}).v1


def reconciled():
    report = reconcile(*window())
    return report.repaired, [finding.kind for finding in report.findings]


def state(donation):
    donation.refresh_from_db()
    return donation.state


def foreign_session(provider, stripe_of, donation_id):
    """Somebody sells something at the provider's account, past us."""
    price = {"currency": "usd", "unit_amount": 2_500, "product_data": {"name": "A mug"}}
    session = stripe_of.checkout.sessions.create(
        {
            "mode": "payment",
            "success_url": "https://example.org/",
            "payment_intent_data": {"metadata": {"donation": donation_id}},
            "line_items": [{"quantity": 1, "price_data": price}],
        }
    )
    provider.control(f"pay/{session.id}", email="bo@example.org", card="4242424242424242")


def test_a_gift_of_which_no_event_told_is_booked_and_then_nothing_is_left(paid):
    assert reconciled() == (1, [])
    assert state(paid) == "paid"
    assert list(verification.faults()) == []
    assert reconciled() == (0, [])


def test_a_gift_that_events_brought_is_left_alone(paid):
    settle(paid.pk)
    booked = LedgerTransaction.objects.count()
    assert reconciled() == (0, [])
    assert LedgerTransaction.objects.count() == booked


def test_a_page_that_nobody_paid_gives_its_place_back(provider, weaver):
    donation = gives(2_500)
    provider.control("clock", ahead=32 * 60)
    provider.control("webhooks/flush")
    assert reconciled() == (1, [])
    assert state(donation) == "released"


def test_a_page_that_is_open_still_keeps_its_place(provider, weaver):
    donation = gives(2_500)
    assert reconciled() == (0, [])
    assert state(donation) == "reserved"


def test_a_gift_whose_session_we_never_learned_is_found_by_the_name_it_carries(paid):
    Donation.objects.update(session_id="")
    assert reconciled() == (1, [])
    assert state(paid) == "paid"


def test_a_lost_session_is_learned_with_what_covers_its_fee(provider, weaver):
    donation = gives(2_500, fee_cover=True)
    provider.pay(donation, "amina@example.org")
    Donation.objects.update(session_id="")
    assert reconciled() == (1, [])
    assert state(donation) == "paid"
    assert reconciled() == (0, [])


def test_what_was_given_back_in_the_provider_s_dashboard_is_booked(paid, stripe_of):
    settle(paid.pk)
    stripe_of.refunds.create({"charge": Donation.objects.get().charge, "amount": 1_000})
    repaired, findings = reconciled()
    assert (repaired > 0, findings) == (True, [])
    assert Refund.objects.get().by == "provider"
    assert list(verification.faults()) == []
    assert reconciled() == (0, [])


def test_a_dispute_and_its_end_are_booked_though_no_event_came(provider, weaver, stripe_of):
    donation = gives(2_500)
    provider.pay(donation, "amina@example.org", DISPUTED_CARD)
    repaired, findings = reconciled()
    assert (repaired > 0, findings) == (True, [])
    assert (state(donation), Dispute.objects.get().status) == ("paid", "needs_response")
    stripe_of.disputes.update(
        Dispute.objects.get().provider_id, {"evidence": {"uncategorized_text": "winning_evidence"}}
    )
    # The dispute itself lies long before this window; what came back of it is of today.
    assert reconcile(timezone.now() - timedelta(days=1), timezone.now() + timedelta(minutes=1)).findings == []
    assert Dispute.objects.get().status == "won"
    assert list(verification.faults()) == []


@pytest.mark.parametrize("end", ["paid", "failed"])
def test_a_payout_is_followed_to_its_end(provider, paid, stripe_of, end):
    settle(paid.pk)
    payout = stripe_of.payouts.create({"amount": 1_000, "currency": "usd"})
    assert reconciled() == (1, [])
    assert Payout.objects.get().status == "pending"
    provider.control(f"payouts/{payout.id}", status=end)
    assert reconciled() == (1, [])
    assert Payout.objects.get().status == end
    assert reconciled() == (0, [])


def test_money_for_no_gift_of_ours_is_told_and_not_booked(provider, weaver, stripe_of, caplog):
    foreign_session(provider, stripe_of, "a-mug")
    with pytest.raises(CommandError, match="need a person"):
        call_command("reconcile")
    assert not LedgerTransaction.objects.exists()
    sentence = Reconciliation.objects.get().findings[0]["sentence"]
    assert "took USD\N{NO-BREAK SPACE}25 for no gift of ours" in sentence
    assert sentence in caplog.text


def test_a_second_charge_for_one_gift_is_told(provider, paid, stripe_of):
    settle(paid.pk)
    foreign_session(provider, stripe_of, paid.pk)
    _repaired, kinds = reconciled()
    assert "charged_twice" in kinds
    assert ledger.is_booked(Kind.GIFT, Donation.objects.get().charge)
    assert Donation.objects.get().campaign.received == 2_500


def test_money_for_a_gift_that_had_ended_is_told(paid):
    settlement.release(paid)
    _repaired, kinds = reconciled()
    assert "paid_after_the_end" in kinds
    assert state(paid) == "released"


def test_what_the_ledger_holds_and_the_provider_never_moved_is_told(provider, weaver):
    yesterday = timezone.now() - timedelta(days=1)
    lines = [ledger.Line(ledger.CASH, 700, "USD"), ledger.Line(ledger.RECEIVABLE, -700, "USD")]
    ledger.book(Kind.SETTLEMENT, "txn_invented", yesterday.date(), lines)
    report = reconcile(*window())
    assert [(finding.kind, finding.subject) for finding in report.findings] == [
        ("not_at_the_provider", "txn_invented"),
        ("balance", "USD"),
    ]


def test_a_movement_booked_with_another_amount_is_told(paid):
    movement = paid_movement(paid)
    lines = [ledger.Line(ledger.CASH, 1, "USD"), ledger.Line(ledger.RECEIVABLE, -1, "USD")]
    ledger.book(Kind.SETTLEMENT, movement, timezone.now().date(), lines)
    _repaired, kinds = reconciled()
    assert set(kinds) == {"mismatch", "balance"}


@pytest.fixture
def fatou(db, django_user_model):
    """The finance officer, known to the books by her number."""
    person = django_user_model.objects.create_user("fatou")
    app_label, codename = MOVE_MONEY.split(".")
    person.user_permissions.add(Permission.objects.get(content_type__app_label=app_label, codename=codename))
    return person


def told_of(movement):
    """What is found of this movement and of the balance, whatever is found of its source."""
    report = Report(*window())
    movements.movement(report, replace(movement, source=None))
    movements.cash(report)
    return [finding.kind for finding in report.findings]


def test_a_movement_that_is_no_gift_is_booked_by_a_person_and_told_no_more(
    provider, weaver, stripe_of, fatou, capsys
):
    foreign_session(provider, stripe_of, "a-mug")
    [mug] = gateway.movements_made(*window())
    assert told_of(mug) == ["unbooked"]
    call_command(
        "correct", mug.id, "--account", "organisation", "--by", "fatou", "--reason", "a mug was sold"
    )
    booked = LedgerTransaction.objects.get(source=mug.id)
    assert (booked.kind, booked.by, booked.reason) == ("correction", str(fatou.pk), "a mug was sold")
    assert ledger.cash_of(mug.id, "USD") == mug.net
    assert capsys.readouterr().out.endswith(f"Booked as correction {mug.id}.\n")
    assert told_of(mug) == []
    with pytest.raises(CommandError, match="nothing to correct"):
        call_command("correct", mug.id, by="fatou", reason="again")


def test_a_difference_is_booked_by_a_person_and_told_no_more(paid, fatou):
    movement = paid_movement(paid)
    lines = [ledger.Line(ledger.CASH, 1, "USD"), ledger.Line(ledger.RECEIVABLE, -1, "USD")]
    ledger.book(Kind.SETTLEMENT, movement, timezone.now().date(), lines)
    assert set(reconciled()[1]) == {"mismatch", "balance"}
    call_command("correct", movement, account="donor_receivable", by="fatou", reason="a cent was booked")
    assert reconciled() == (0, [])


def test_what_a_person_booked_too_early_is_not_booked_again(paid, fatou):
    movement = gateway.retrieve_movement(paid_movement(paid))
    call_command("correct", movement.id, by="fatou", reason="not waited for")
    assert reconciled() == (1, [])
    assert (state(paid), ledger.cash_of(movement.id, "USD")) == ("paid", movement.net)


def test_entries_are_booked_by_hand_for_one_who_may(db, fatou, stranger_to_the_books):
    lines = ["--line", "bank", "-500", "USD", "--line", "provider_fees", "500", "usd"]
    with pytest.raises(CommandError, match="no finance officer"):
        call_command("correct", *lines, "--by", stranger_to_the_books, "--reason", "a fee")
    with pytest.raises(CommandError, match="not both"):
        call_command("correct", "txn_1", *lines, "--by", "fatou", "--reason", "a fee")
    with pytest.raises(CommandError, match="sum to zero"):
        call_command("correct", *lines[:4], "--by", "fatou", "--reason", "a fee")
    assert not LedgerTransaction.objects.exists()
    call_command("correct", *lines, "--by", "fatou", "--reason", "a fee", "--day", "2026-03-01")
    assert balances() == {"bank": -500, "provider_fees": 500}


@pytest.fixture
def stranger_to_the_books(django_user_model):
    return django_user_model.objects.create_superuser("root").username


def test_a_correction_of_a_movement_that_never_was_is_told(provider, weaver):
    yesterday = (timezone.now() - timedelta(days=1)).date()
    lines = [ledger.Line(ledger.CASH, 700, "USD"), ledger.Line(ledger.ORGANISATION, -700, "USD")]
    correct(lines, value_date=yesterday, by="staff-7", reason="a guess", movement="txn_invented")
    assert ("not_at_the_provider", "txn_invented") in [
        (finding.kind, finding.subject) for finding in reconcile(*window()).findings
    ]


def paid_movement(donation):
    payment = gateway.retrieve_session(donation.session_id).payment
    return payment.settlement.id


def test_a_currency_we_cannot_count_hides_nothing_else(provider, weaver, monkeypatch):
    open_fund("fund", "USD")
    euro = gives(2_501, "fund", currency="EUR")
    provider.pay(euro, "bo@example.org")
    dollars = gives(2_500)
    provider.pay(dollars, "amina@example.org")
    monkeypatch.delitem(TABLE, "EUR")
    _repaired, kinds = reconciled()
    assert (set(kinds), state(dollars), state(euro)) == ({"unreadable"}, "paid", "reserved")


def test_all_pages_are_read(provider, weaver, monkeypatch):
    monkeypatch.setattr(lists, "PAGE", 2)
    donations = [gives(2_500, address=f"192.0.2.{number}") for number in range(5)]
    for donation in donations:
        provider.pay(donation, "amina@example.org")
    assert reconciled() == (5, [])
    assert {state(donation) for donation in donations} == {"paid"}


def test_out_of_reach_the_window_waits_and_the_next_run_begins_there(paid, settings, capsys):
    reachable = settings.SIXDEGREE_PAYMENTS_STRIPE_API_BASE
    settings.SIXDEGREE_PAYMENTS_STRIPE_API_BASE = "http://127.0.0.1:9"
    since, _until = window()
    with pytest.raises(CommandError, match="nothing is lost, try again"):
        call_command("reconcile")
    assert Reconciliation.objects.get().failed
    settings.SIXDEGREE_PAYMENTS_STRIPE_API_BASE = reachable
    assert abs(window()[0] - since) < timedelta(minutes=1)
    call_command("reconcile")
    assert capsys.readouterr().out.strip().endswith("1 repaired, 0 for a person")
    assert window()[0] == Reconciliation.objects.latest("pk").until - run.OVERLAP


def test_the_first_window_begins_with_the_first_gift(db, provider, weaver):
    before = timezone.now() - timedelta(days=400)
    lines = [ledger.Line(ledger.CASH, 700, "USD"), ledger.Line(ledger.RECEIVABLE, -700, "USD")]
    ledger.book(Kind.SETTLEMENT, "txn_old", before.date(), lines)
    since, until = window()
    assert since.date() == before.date()
    assert len(list(run.slices(since, until))) <= run.MOST_SLICES + 1


def looked_at(since, until, *, started):
    Reconciliation.objects.create(since=since, until=until, started_at=started)


def test_a_window_asked_for_by_hand_skips_no_day_for_the_nights_to_come(db):
    now, day = timezone.now(), timedelta(days=1)
    looked_at(now - 20 * day, now - 9 * day, started=now - 9 * day)
    looked_at(now - 2 * day, now - day, started=now - day)
    assert window(now)[0] == now - 9 * day - run.OVERLAP
    looked_at(now - 12 * day, now - 2 * day, started=now)
    assert window(now)[0] == now - day - run.OVERLAP


def test_a_window_asked_for_by_hand_before_any_other_leaves_the_first_gift_to_the_night(db):
    now = timezone.now()
    lines = [ledger.Line(ledger.CASH, 700, "USD"), ledger.Line(ledger.RECEIVABLE, -700, "USD")]
    ledger.book(Kind.SETTLEMENT, "txn_old", (now - timedelta(days=90)).date(), lines)
    looked_at(now - timedelta(days=1), now, started=now)
    assert window(now)[0].date() == (now - timedelta(days=90)).date()


def test_a_day_that_has_not_come_is_not_looked_at(provider, weaver, settings):
    settings.SIXDEGREE_PAYMENTS_RECONCILE_HOUR = 0
    now = timezone.now()
    looked_at(now - timedelta(days=9), now + timedelta(days=900), started=now - timedelta(days=2))
    assert window(now)[0] < now - timedelta(days=2)
    call_command("reconcile", until=(now + timedelta(days=900)).date())
    assert Reconciliation.objects.latest("pk").until < now + timedelta(hours=1)


def test_days_gone_by_looked_at_by_hand_are_not_the_nights(db, settings):
    settings.SIXDEGREE_PAYMENTS_RECONCILE_HOUR = 2
    now = datetime(2026, 1, 31, 3, 0, tzinfo=UTC)
    looked_at(now - timedelta(days=30), now - timedelta(days=20), started=now)
    assert run.is_due(now)


@pytest.mark.parametrize(
    ("ran_at", "failed", "due"),
    [
        (None, "", True),
        ("2026-01-31T02:00", "", False),
        ("2026-01-30T02:00", "", True),
        ("2026-01-31T02:50", "out of reach", False),
        ("2026-01-31T02:40", "out of reach", True),
    ],
)
def test_it_is_done_once_a_night_and_again_where_the_provider_was_silent(db, settings, ran_at, failed, due):
    settings.SIXDEGREE_PAYMENTS_RECONCILE_HOUR = 2
    now = datetime(2026, 1, 31, 3, 0, tzinfo=UTC)
    if ran_at:
        at = datetime.fromisoformat(ran_at).replace(tzinfo=UTC)
        Reconciliation.objects.create(since=at, until=at, started_at=at, failed=failed)
    assert run.is_due(now) is due


def test_before_its_hour_last_night_s_counts(db, settings):
    settings.SIXDEGREE_PAYMENTS_RECONCILE_HOUR = 2
    at = datetime(2026, 1, 30, 2, 5, tzinfo=UTC)
    Reconciliation.objects.create(since=at, until=at, started_at=at)
    assert not run.is_due(datetime(2026, 1, 31, 1, 0, tzinfo=UTC))


def test_the_worker_does_it(paid, settings):
    settings.SIXDEGREE_PAYMENTS_RECONCILE_HOUR = 0
    assert PARTS["reconciled"] is nightly
    assert [nightly(), nightly()] == [1, 0]
    assert state(paid) == "paid"


def test_one_gift_that_fails_us_is_told_and_holds_up_no_other(provider, paid, monkeypatch, caplog):
    fails_on, applied = paid.pk, settlement.apply
    other = gives(1_000, address="192.0.2.2")
    provider.pay(other, "bo@example.org")

    def falters(donation, session):
        if donation.pk == fails_on:
            raise KeyError("amina@example.org")
        applied(donation, session)

    monkeypatch.setattr(settlement, "apply", falters)
    done = record(*window())
    assert (state(paid), state(other)) == ("reserved", "paid")
    told = {finding["sentence"] for finding in done.findings if finding["kind"] == "stuck"}
    assert f"{paid.reference} could not be booked here (KeyError); the log says why." in told
    assert "amina@example.org" not in str(done.findings)
    assert any(record.exc_info for record in caplog.records)


def test_a_run_that_fails_us_is_recorded_and_waits_as_one_that_found_no_provider(
    provider, weaver, settings, monkeypatch
):
    settings.SIXDEGREE_PAYMENTS_RECONCILE_HOUR = 0
    monkeypatch.setattr(run.gifts, "reserved", lambda _report: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        nightly()
    assert Reconciliation.objects.get().failed.startswith("ZeroDivisionError")
    assert not run.is_due(timezone.now())
    assert run.is_due(timezone.now() + run.TRY_AGAIN_AFTER)


def test_what_was_found_is_kept_as_it_was(provider, weaver):
    done = record(*window())
    done.findings = [{"kind": "unknown"}]
    with pytest.raises(Exception, match="append-only"):
        done.save()


def told(report):
    return {(finding.kind, finding.subject) for finding in report.findings}


def test_months_and_ends_that_no_event_brought_are_brought(provider, fund):
    gift = begins(provider, fund)
    month(provider, gift)
    gateway.cancel_subscription(gift.subscription)
    report = reconcile(*window())
    gift.refresh_from_db()
    assert (gift.state, gift.ended_by, gift.donations.count()) == ("ended", "provider", 2)
    assert report.findings == []
    assert reconcile(*window()).repaired == 0


def test_a_first_month_that_no_event_brought_begins_it(provider, fund):
    donation = gives(2_500, fund, every_month=True)
    provider.pay(donation, "amina@example.org")
    assert reconcile(*window()).findings == []
    assert MonthlyGift.objects.get().donations.count() == 1


def test_a_month_paid_at_a_later_try_is_found_by_its_charge(provider, fund):
    """Its invoice is older than what is looked at."""
    gift = begins(provider, fund)
    fails(provider, gift)
    report = Report(*window())
    retried(provider, gift)
    for theirs in gateway.charges_made(report.since, report.until):
        gifts.charge(report, theirs)
    assert gift.donations.count() == 2
    assert report.findings == []


@pytest.mark.parametrize(("minutes", "waiting", "found"), [(14, 1, set()), (16, 0, {("unknown", "ch_new")})])
def test_a_charge_whose_invoice_is_still_to_come_is_waited_for(paid, minutes, waiting, found):
    [charge], [moved] = list(gateway.charges_made(*window())), list(gateway.movements_made(*window()))
    made = timezone.now() - timedelta(minutes=minutes)
    report = Report(*window())
    gifts.charge(report, replace(charge, id="ch_new", intent="pi_new", donation=None, created=made))
    movements.movement(report, replace(moved, id="txn_new", source="ch_new"))
    assert (report.waiting, told(report)) == (waiting, found)


def test_a_subscription_of_nobody_here_is_told(provider, fund):
    theirs = gateway.retrieve_subscription(begins(provider, fund).subscription)
    report = Report(*window())
    monthly.subscription(report, replace(theirs, id="sub_other", donation=None))
    [finding] = report.findings
    assert (finding.kind, finding.subject) == ("unknown", "sub_other")
    assert "Cancel it at the provider" in finding.sentence


@pytest.mark.parametrize(("minutes", "found"), [(59, set()), (61, {"stuck"})])
def test_an_end_that_never_comes_about_is_told_after_an_hour(provider, fund, minutes, found):
    gift = begins(provider, fund)
    MonthlyGift.objects.update(end_asked_at=timezone.now() - timedelta(minutes=minutes))
    report = Report(*window())
    monthly.going_on(report)
    assert {kind for kind, subject in told(report) if subject == gift.subscription} == found


def test_a_subscription_whose_first_month_does_not_fit_is_not_left_to_charge_on(provider, fund):
    gift = begins(provider, fund)
    theirs = gateway.retrieve_subscription(gift.subscription)
    second = replace(theirs, id="sub_second", donation=gift.donations.get().pk)
    report = Report(*window())
    monthly.subscription(report, second)
    assert told(report) == {("mismatch", "sub_second"), ("unknown", "sub_second")}
    over = Report(*window())
    monthly.subscription(over, replace(second, status="canceled"))
    assert told(over) == {("mismatch", "sub_second")}


def test_a_subscription_whose_first_month_is_on_its_way_is_waited_for(provider, fund):
    donation = gives(2_500, fund, every_month=True)
    theirs = gateway.Subscription("sub_new", "incomplete", donation.pk, timezone.now())
    report = Report(*window())
    monthly.subscription(report, theirs)
    assert (report.waiting, report.findings) == (1, [])


def test_a_month_of_another_amount_is_told(provider, fund):
    gift = begins(provider, fund)
    invoice = gateway.retrieve_invoice(gift.donations.get().invoice)
    report = Report(*window())
    monthly.invoice(report, replace(invoice, amount=1))
    assert told(report) == {("mismatch", invoice.id)}
