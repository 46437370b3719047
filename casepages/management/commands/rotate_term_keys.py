from typing import Any

from django.core.management.base import BaseCommand, CommandError

from casepages import conf
from casepages.actions import rotate_terms
from casepages.exceptions import Refusal
from casepages.terms import keys


class Command(BaseCommand):
    help = (
        "Wraps every hash of a protected term in the newest of SIXDEGREE_CASEPAGES_TERM_KEYS as well. Keep "
        "the older keys configured: a wrapped hash is found with all keys it went through."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        if not conf.term_keys():
            raise CommandError("SIXDEGREE_CASEPAGES_TERM_KEYS is empty: put the new key at its beginning.")
        try:
            count = rotate_terms()
        except Refusal as refusal:
            raise CommandError(refusal.detail) from refusal
        self.stdout.write(f"{count} rows wrapped in key {keys.newest()}")
