from typing import Any

from django.core.management.base import BaseCommand, CommandError

from payments import verification


class Command(BaseCommand):
    help = "Adds the books up again: ledger, campaigns' counters, donations and receipts."

    def handle(self, *args: Any, **options: Any) -> None:
        faults = list(verification.faults())
        for fault in faults:
            self.stderr.write(fault)
        if faults:
            raise CommandError(
                f"The books do not agree: {len(faults)} faults. Give nothing out before they do."
            )
        self.stdout.write(verification.figure())
