"""What was booked wrongly is put right by entries of their own, with a reason and a name."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payments import gateway, identifiers
from payments.actions import bearing, ledger
from payments.exceptions import CorrectionRefused
from payments.models import LedgerTransaction
from payments.money import spoken

# What a campaign received and spent moves with gifts, refunds and disbursements alone.
UNBALANCED = gettext_lazy("These entries do not sum to zero in every currency. Add the one that is missing.")
NOT_BY_HAND = ("campaign:", "disbursed:")
OWN = {
    ledger.RECEIVABLE,
    ledger.CASH,
    ledger.FEES,
    ledger.FEE_COVER,
    ledger.EXCHANGE,
    ledger.REFUNDS,
    ledger.DISPUTES,
    ledger.PAYOUTS,
    ledger.BANK,
    ledger.ORGANISATION,
}


@dataclass(frozen=True, slots=True)
class Planned:
    """Entries as they would be booked on `day`, of the provider's `movement` or of none."""

    lines: list[ledger.Line]
    day: date
    movement: str = ""


@transaction.atomic
def correct(
    lines: Iterable[ledger.Line], *, value_date: date, by: str, reason: str, movement: str = ""
) -> LedgerTransaction:
    """Books entries between the organisation's own accounts, or into and out of a fund.

    `by`: an opaque id of staff. `movement`: the balance transaction of the provider that they book, or make
    whole. Raises CorrectionRefused; nothing of what stands in the books is changed.
    """
    lines = list(lines)
    if movement and ledger.is_booked(LedgerTransaction.Kind.CORRECTION, movement):
        raise CorrectionRefused(_("This movement was corrected already. Book the rest without naming it."))
    if not reason.strip():
        raise CorrectionRefused(_("Say why: a correction without a reason tells an auditor nothing."))
    check_all(lines)
    try:
        with transaction.atomic():
            return ledger.book(
                LedgerTransaction.Kind.CORRECTION,
                movement or identifiers.opaque_id(),
                value_date,
                lines,
                by=by,
                reason=reason,
            )
    except ledger.Unbalanced as error:
        raise CorrectionRefused(str(UNBALANCED)) from error
    except IntegrityError as error:
        raise CorrectionRefused(
            _("The books have changed meanwhile: the movement was booked, or a fund holds less. Look again.")
        ) from error


def correct_movement(movement_id: str, account: str, *, by: str, reason: str) -> LedgerTransaction:
    """Books what the ledger lacks of a movement of the provider, against `account`, on the day it was made.

    Never call this in a transaction: it asks the provider. Raises CorrectionRefused, GatewayError.
    """
    planned = planned_movement(movement_id, account)
    return correct(planned.lines, value_date=planned.day, by=by, reason=reason, movement=planned.movement)


def planned_movement(movement_id: str, account: str) -> Planned:
    """What would be booked of it. Raises CorrectionRefused, GatewayError."""
    theirs = gateway.retrieve_movement(movement_id)
    missing = theirs.net - ledger.cash_of(theirs.id, theirs.currency)
    if not missing:
        raise CorrectionRefused(_("The ledger has all of this movement. There is nothing to correct."))
    if account == ledger.CASH:
        raise CorrectionRefused(_("Name the account on the other side: the balance itself has moved."))
    lines = [
        ledger.Line(ledger.CASH, missing, theirs.currency),
        ledger.Line(account, -missing, theirs.currency),
    ]
    day = theirs.created.astimezone(UTC).date() if theirs.created else timezone.now().date()
    return Planned(lines, day, theirs.id)


def check_all(lines: list[ledger.Line]) -> None:
    """Raises CorrectionRefused for what `correct` would not book. To be called in a transaction."""
    for line in lines:
        check(line)
    drawn: Counter[tuple[str, str]] = Counter()
    for line in lines:
        drawn[line.account, line.currency] += max(0, line.amount)
    for (account, currency), amount in drawn.items():
        check_held(account, currency, amount)
    if not ledger.balances(lines):
        raise CorrectionRefused(str(UNBALANCED))


def check(line: ledger.Line) -> None:
    if line.account.startswith(NOT_BY_HAND):
        raise CorrectionRefused(
            _("What a campaign received or spent is not moved by hand. Refund the gift, or spend.")
        )
    fund = line.account.removeprefix("fund:")
    if line.account not in OWN and fund == line.account:
        raise CorrectionRefused(_("There is no account %(account)s.") % {"account": line.account})


def check_held(account: str, currency: str, amount: int) -> None:
    """A fund gives no more than it holds, in however many rows."""
    fund = account.removeprefix("fund:")
    if fund != account and amount > (held := bearing.held(fund, currency)):
        raise CorrectionRefused(
            _("The fund holds only %(held)s of that currency.") % {"held": spoken(held, currency)}
        )
