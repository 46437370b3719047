"""What a person books of a difference stands in the books, and is told no more."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.core.management import CommandError, call_command
from django.utils import timezone

from payments import gateway
from payments.actions import ledger
from payments.actions.corrections import correct
from payments.actions.reconcile import (
    Report,
    movements,
    reconcile,
    window,
)
from payments.models import (
    LedgerTransaction,
)
from payments.rights import MOVE_MONEY
from tests.payments.books import balances
from tests.payments.reconcile.comparing import foreign_session, paid_movement, reconciled, state

pytestmark = pytest.mark.django_db
Kind = LedgerTransaction.Kind


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
