from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.urls import reverse

from home.registration import actions, readers
from publication.exceptions import Refusal
from publication.readers import page


class Command(BaseCommand):
    help = "Mails those who are registered that there is news, with a link to a released content page."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "slug", help="of the page; it is linked in each reader's language where it is told in it"
        )
        parser.add_argument("--send", action="store_true", help="without it only says how many would be told")

    def handle(self, *args: Any, slug: str, send: bool, **options: Any) -> None:
        try:
            found = page(slug)
        except Refusal as refusal:
            raise CommandError(f"{refusal.detail} Release the page first.") from refusal
        if not send:
            self.stdout.write(f"would be told, with --send: {readers.count().confirmed}")
            return
        paths = {locale: reverse("home:page", args=[locale, slug]) for locale in found.locales}
        self.stdout.write(f"told: {actions.tell(paths, paths[found.locale])}")
