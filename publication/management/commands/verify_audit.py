from typing import Any

from django.core.management.base import BaseCommand, CommandError

from publication import verification


class Command(BaseCommand):
    help = "Recomputes the log's hash chain. Note the printed head elsewhere: it shows a cut-off end."

    def handle(self, *args: Any, **options: Any) -> None:
        faults = list(verification.audit_faults())
        for fault in faults:
            self.stderr.write(fault)
        length, head = verification.audit_head()
        if faults:
            raise CommandError(f"The log is not whole: {len(faults)} faults in {length} entries.")
        self.stdout.write(f"head {head}")
        self.stdout.write(f"{length} entries chained")
