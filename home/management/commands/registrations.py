import json
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from home.registration import actions, readers


class Command(BaseCommand):
    help = "Counts who is registered for news; finds or erases one address at its owner's request."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--since", type=date.fromisoformat, help="first day of confirmation to count")
        parser.add_argument("--until", type=date.fromisoformat, help="last day of confirmation to count")
        one = parser.add_mutually_exclusive_group()
        one.add_argument("--export", metavar="ADDRESS", help="print as JSON all that is kept about it")
        one.add_argument("--erase", metavar="ADDRESS", help="forget it")

    def handle(
        self,
        *args: Any,
        since: date | None,
        until: date | None,
        export: str | None,
        erase: str | None,
        **options: Any,
    ) -> None:
        if export:
            self.stdout.write(json.dumps(self.entry(export), default=str, indent=1))
        elif erase:
            if not actions.erase(erase):
                raise CommandError("This address is not registered. Nothing was changed.")
            self.stdout.write("erased 1")
        else:
            count = readers.count(since, until)
            self.stdout.write(f"waiting for their confirmation: {count.waiting}")
            self.stdout.write(f"registered: {count.confirmed}")

    def entry(self, address: str) -> dict[str, Any]:
        entry = readers.entry_of(address)
        if entry is None:
            raise CommandError("This address is not registered: nothing is kept about it.")
        return entry
