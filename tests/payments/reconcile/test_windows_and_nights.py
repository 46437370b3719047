"""Which days are looked at, when, and what becomes of a run that fails."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from payments.actions import ledger, settlement
from payments.actions.reconcile import (
    nightly,
    record,
    run,
    window,
)
from payments.models import (
    LedgerTransaction,
    Reconciliation,
)
from payments.worker import PARTS
from tests.payments.conftest import gives
from tests.payments.reconcile.comparing import state

pytestmark = pytest.mark.django_db
Kind = LedgerTransaction.Kind


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
