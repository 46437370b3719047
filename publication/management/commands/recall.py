from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from publication.actions.recall import recall
from publication.exceptions import Refusal


class Command(BaseCommand):
    help = "Recalls a release: hidden from the next request on, until it is signed and released again."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "case", help="the public id of a case, or the id of an update, page or site record"
        )
        parser.add_argument("--locale", default=None, help="one locale only; without it, all of them")
        parser.add_argument("--reason", default="", help="kept where only the desk reads it")

    def handle(self, *args: Any, case: str, locale: str | None, reason: str, **options: Any) -> None:
        try:
            recalled = recall(case, locale, None, reason)
        except Refusal as refusal:
            raise CommandError(refusal.detail) from refusal
        self.stdout.write(f"recalled at {recalled.at:%Y-%m-%d %H:%M:%S} UTC")
