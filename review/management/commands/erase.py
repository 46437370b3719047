from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from casepages.models import CaseFile
from publication.exceptions import Refusal
from publication.models import PublicationTerm
from review import erasure_told
from review.actions import erase


class Command(BaseCommand):
    help = "Erases a withdrawn case: its pages, texts, pictures, notes and reasons are gone for good."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("case", help="a public id of the case, or the random name of its case file")

    def handle(self, *args: Any, case: str, **options: Any) -> None:
        term = PublicationTerm.objects.filter(public_id=case).first()
        files = CaseFile.objects.without_private_texts()
        case_file = files.filter(ref=term.case_ref if term else case).first()
        if case_file is None:
            raise CommandError("There is no case under this id. Check the id.")
        try:
            counts = erase(case_file, None)
        except Refusal as refusal:
            raise CommandError(refusal.detail) from refusal
        for what, count in erasure_told.removed(counts):
            self.stdout.write(f"{count} {what}")
        self.stdout.write("Kept:")
        for sentence in erasure_told.kept():
            self.stdout.write(f"- {sentence}")
        self.stdout.write(f"{sum(counts.values())} erased")
