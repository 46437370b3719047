from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from payments.actions.campaigns import open_fund
from payments.exceptions import Refusal


class Command(BaseCommand):
    help = "Open a fund: a campaign without goal. Opening one that exists changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("ref", help="the reference that settings and gifts name it by")
        parser.add_argument("currency", help="the currency its figures are shown in, like USD")

    def handle(self, *args: Any, ref: str, currency: str, **options: Any) -> None:
        try:
            open_fund(ref, currency.upper())
        except Refusal as refusal:
            raise CommandError(refusal.detail) from refusal
        self.stdout.write(f"{ref} is open.")
