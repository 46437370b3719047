from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, CommandParser

from sixdegree.staff import factors


class Command(BaseCommand):
    help = "Take a person's lost second factor away: they set up a new one when they next sign in."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")

    def handle(self, *args: Any, username: str, **options: Any) -> None:
        user = get_user_model().objects.filter(username=username).first()
        if user is None:
            raise CommandError(f"Nobody signs in as {username}.")
        if not factors.reset(user):
            raise CommandError(f"{username} has no second factor: they set one up when they next sign in.")
        self.stdout.write(
            f"{username} signs in with the password, and then sets up a new second factor. 1 reset"
        )
