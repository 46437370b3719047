from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from payments.actions.reconcile import record, window
from payments.gateway import GatewayError


class Command(BaseCommand):
    help = (
        "Compares the provider's records with the books, brings what no event brought, and names the rest."
        " Without days: since the last time, and three days more. Safe to repeat."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--since", type=date.fromisoformat, help="first day (UTC), like 2026-01-31")
        parser.add_argument("--until", type=date.fromisoformat, help="last day (UTC)")

    def handle(self, *args: Any, since: date | None, until: date | None, **options: Any) -> None:
        begin, end = window()
        if since:
            begin = datetime.combine(since, time.min, UTC)
        if until:
            # What is made after this moment is no part of it, whatever day was named.
            end = min(end, datetime.combine(until + timedelta(days=1), time.min, UTC))
        if end <= begin:
            raise CommandError("The last day lies before the first. Give --since and --until in order.")
        try:
            done = record(begin, end)
        except GatewayError as error:
            raise CommandError(f"The provider gave no answer; nothing is lost, try again: {error}") from error
        for finding in done.findings:
            self.stderr.write(finding["sentence"])
        left = len(done.findings)
        self.stdout.write(f"{done.compared} objects compared, {done.repaired} repaired, {left} for a person")
        if left:
            raise CommandError(f"{left} things above need a person: docs/operator.md says what to do.")
