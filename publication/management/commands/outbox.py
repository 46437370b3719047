from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from publication import outbox


class Command(BaseCommand):
    help = "Lists the consequences that failed and wait for another try. Ends non-zero when one is stuck."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--retry",
            nargs="*",
            type=int,
            metavar="ENTRY",
            help="have these entries, or all of them, tried again in the worker's next round",
        )

    def handle(self, *args: Any, retry: list[int] | None, **options: Any) -> None:
        if retry is not None:
            self.stdout.write(f"{outbox.retry(retry or None)} steps are due again")
        for step in outbox.waiting():
            self.stdout.write(
                f"entry {step.entry_id} {step.entry.kind}: {step.name} failed {step.attempts} times,"
                f" next {step.due_at:%Y-%m-%d %H:%M:%S} UTC: {step.last_error}"
            )
        untried = outbox.overdue().count()
        stuck = outbox.stuck().count()
        if untried:
            self.stdout.write(f"{untried} entries are overdue: is the worker running?")
        if stuck or untried:
            raise CommandError(
                f"{stuck} stuck, {untried} overdue. What failed is named above and in the log."
            )
        self.stdout.write(f"{outbox.waiting().count()} waiting, none stuck")
