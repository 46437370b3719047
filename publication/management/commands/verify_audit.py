import re
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from publication import verification


class Command(BaseCommand):
    help = "Recomputes the log's hash chain. Note the printed head elsewhere: it shows a chain cut or remade."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--head", default="", metavar="POSITION:HASH", help="a head printed earlier and noted elsewhere"
        )

    def handle(self, *args: Any, head: str, **options: Any) -> None:
        noted = self.noted(head)
        faults = [*verification.audit_faults(), *(verification.head_faults(noted) if noted else [])]
        for fault in faults:
            self.stderr.write(fault)
        length, digest = verification.audit_head()
        if faults:
            raise CommandError(f"The log is not whole: {len(faults)} faults in {length} entries.")
        self.stdout.write(f"head {length}:{digest}")
        self.stdout.write(f"{length} entries chained")

    def noted(self, head: str) -> tuple[int, str] | None:
        if not head:
            return None
        if not re.fullmatch(r"\d{1,18}:[0-9a-f]{64}", head):
            raise CommandError("--head takes what this command printed: a position, a colon and 64 digits.")
        position, digest = head.split(":")
        return int(position), digest
