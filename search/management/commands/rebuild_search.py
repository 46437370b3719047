import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from search import engines
from search.engines import EngineFailed
from search.management.progress import Bar


class Command(BaseCommand):
    help = (
        "Indexes every public case anew, in each engine. Searches go on in the index there was, and what"
        " changes meanwhile is in both."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--engine", choices=[engine.name for engine in engines.every()])

    def handle(self, *args: Any, **options: Any) -> None:
        for engine in [engines.named(options["engine"])] if options["engine"] else engines.every():
            started = time.monotonic()
            try:
                count = engine.rebuild(Bar(self.stderr, engine.name))
            except EngineFailed as failure:
                raise CommandError(
                    f"{engine.name} could not be rebuilt: {failure}. Searches go on with the index there was."
                    " Put it right and call again."
                ) from None
            seconds = time.monotonic() - started
            self.stdout.write(
                f"{engine.name}: {count} records in {seconds:.1f} s, {count / seconds:.0f} a second"
            )
