from typing import Any

from django.core.management.base import BaseCommand, CommandError

from publication import verification


class Command(BaseCommand):
    help = (
        "Recomputes every public record from its signed bytes: digest, sign-offs, card, facets, dates. Asks"
        " of every withdrawal whether its consequences are carried out or still on the list."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        count = faults = 0
        for record in verification.records():
            count += 1
            for fault in verification.record_faults(record):
                faults += 1
                self.stderr.write(f"{record}: {fault}")
        for fault in verification.withdrawal_faults():
            faults += 1
            self.stderr.write(fault)
        if faults:
            raise CommandError(f"{faults} faults in {count} public records and the withdrawals.")
        self.stdout.write(f"{count} records as signed")
