from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from publication.actions.open_data import recall_table
from publication.exceptions import Refusal


class Command(BaseCommand):
    help = "Takes the open data table of a year away for good. There will be no other one of that year."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("year", type=int)

    def handle(self, *args: Any, year: int, **options: Any) -> None:
        try:
            recall_table(year, None)
        except Refusal as refusal:
            raise CommandError(refusal.detail) from refusal
        self.stdout.write(f"the table of {year} is no longer public")
