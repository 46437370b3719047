from datetime import date
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from payments.actions import ledger
from payments.actions.corrections import correct, correct_movement
from payments.exceptions import Refusal
from payments.gateway import GatewayError, GatewayRefusal
from payments.rights import MOVE_MONEY, holds


class Command(BaseCommand):
    help = (
        "Books entries that put right what is booked wrongly, or not at all. With a movement of the provider:"
        " what the ledger lacks of it, against one account. Without: the lines that are given."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("movement", nargs="?", default="", help="the movement's id, like txn_1")
        parser.add_argument(
            "--account",
            default=ledger.ORGANISATION,
            help="the other side of the movement, like provider_fees (organisation if not given)",
        )
        parser.add_argument(
            "--line",
            dest="lines",
            nargs=3,
            action="append",
            default=[],
            metavar=("ACCOUNT", "AMOUNT", "CURRENCY"),
            help="minor units, debit positive, like: --line bank -500 USD --line provider_fees 500 USD",
        )
        parser.add_argument(
            "--day", type=date.fromisoformat, help="day the money moved (UTC); today if not given"
        )
        parser.add_argument("--by", required=True, help="the finance officer who answers for it: a user name")
        parser.add_argument(
            "--reason", required=True, help="kept in the books: no name, no word about a case"
        )

    def handle(
        self,
        *args: Any,
        movement: str,
        account: str,
        lines: list[list[str]],
        day: date | None,
        by: str,
        reason: str,
        **options: Any,
    ) -> None:
        if bool(movement) == bool(lines):
            raise CommandError("Name a movement, or give lines, and not both.")
        officer = officer_named(by)
        try:
            if movement:
                booked = correct_movement(movement, account, by=officer, reason=reason)
            else:
                day = day or timezone.now().date()
                booked = correct([parsed(*line) for line in lines], value_date=day, by=officer, reason=reason)
        except Refusal as refusal:
            raise CommandError(refusal.detail) from refusal
        except GatewayRefusal as error:
            raise CommandError(f"The provider does not know {movement}: {error}") from error
        except GatewayError as error:
            raise CommandError(f"The provider gave no answer; nothing was booked: {error}") from error
        for entry in booked.entries.order_by("pk"):
            self.stdout.write(f"{entry.account} {entry.amount} {entry.currency}")
        self.stdout.write(f"Booked as correction {booked.source}.")


def officer_named(username: str) -> str:
    """The opaque id of an active user who may move money. Raises CommandError."""
    users = get_user_model()
    person = users._default_manager.filter(**{users.USERNAME_FIELD: username}).first()
    if person is None or not holds(person, MOVE_MONEY):
        raise CommandError(f"{username} is no finance officer. Name one who answers for this correction.")
    return str(person.pk)


def parsed(account: str, amount: str, currency: str) -> ledger.Line:
    try:
        return ledger.Line(account, int(amount), currency.upper())
    except ValueError as error:
        raise CommandError(f"{amount} is no whole number of minor units, like -500.") from error
