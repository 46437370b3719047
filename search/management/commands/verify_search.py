from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from search import documents, engines, verification
from search.engines import Engine, EngineFailed


class Command(BaseCommand):
    help = "Compares what each engine has indexed with what is public now, and names what differs."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--engine", choices=[engine.name for engine in engines.every()])
        parser.add_argument("--repair", action="store_true", help="put right what differs, and compare again")

    def handle(self, *args: Any, **options: Any) -> None:
        differing = 0
        for engine in [engines.named(options["engine"])] if options["engine"] else engines.every():
            try:
                differing += self._verify(engine, options["repair"])
            except EngineFailed as failure:
                differing += 1
                self.stderr.write(f"{engine.name} could not be asked: {failure}")
        if differing:
            raise CommandError(f"{differing} differences. --repair puts them right.")

    def _verify(self, engine: Engine, repair: bool) -> int:
        found = verification.differences(engine)
        for one in found:
            self.stderr.write(f"{engine.name}: {one}")
        if found and repair:
            verification.repair(engine, found)
            left = verification.differences(engine)
            self.stdout.write(f"{engine.name}: {len(found) - len(left)} of {len(found)} put right")
            return len(left)
        self.stdout.write(f"{engine.name}: {len(found)} differences from {documents.total()} public records")
        return len(found)
