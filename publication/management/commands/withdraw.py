from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from publication.actions.withdraw import withdraw
from publication.exceptions import Refusal


class Command(BaseCommand):
    help = "Withdraws a case: it is gone from every public surface with the next request."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("case", help="the case's public id")
        parser.add_argument("--reason", default="", help="kept where only case officers read it")

    def handle(self, *args: Any, case: str, reason: str, **options: Any) -> None:
        try:
            withdrawal = withdraw(case, None, reason)
        except Refusal as refusal:
            raise CommandError(refusal.detail) from refusal
        self.stdout.write(f"withdrawn at {withdrawal.at:%Y-%m-%d %H:%M:%S} UTC")
