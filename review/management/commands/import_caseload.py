from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from review.caseload.table import WrongTable, import_table


class Command(BaseCommand):
    help = "Replaces the table of the organisation's caseload, against which rare combinations are refused."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="CSV in UTF-8, described in docs/operator.md")

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        try:
            with file.open(encoding="utf-8-sig", newline="") as table:
                rows, people = import_table(table)
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}. Check the path.") from error
        except UnicodeDecodeError as error:
            raise CommandError(f"{file} is not UTF-8. Save it as CSV in UTF-8.") from error
        except WrongTable as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{people} people in {rows} rows")
