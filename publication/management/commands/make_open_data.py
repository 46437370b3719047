from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from publication.actions.open_data import make
from publication.exceptions import Refusal


class Command(BaseCommand):
    help = (
        "Makes the open data table of a closed year from the cases that are public now and whose consent"
        " covers it. Nobody outside reads it before a privacy reviewer approved it at the desk."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("year", type=int)

    def handle(self, *args: Any, year: int, **options: Any) -> None:
        try:
            made = make(year, None)
        except Refusal as refusal:
            raise CommandError(refusal.detail) from refusal
        self.stdout.write(f"made the table of {year}, {made.digest}; it waits at the privacy desk")
