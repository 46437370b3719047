from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandParser

from casepages.models import CaseFile
from home.models import SitePage
from payments.actions.campaigns import open_fund
from payments.models import Campaign
from sixdegree.demo import gifts, pages, people, refuse_outside_the_demo, stories
from sixdegree.demo.cases import CASES, CURRENCY


class Command(BaseCommand):
    help = "Load the demo's people, site and cases, each step through the same gate as everyone's."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--people-only", action="store_true", help="people and site, but no cases")

    def handle(self, *args: Any, people_only: bool, **options: Any) -> None:
        refuse_outside_the_demo()
        for name, step in self.missing(with_cases=not people_only):
            self.stdout.write(f"Loading {name}")
            self.stdout.flush()
            step()

    def missing(self, *, with_cases: bool) -> Iterator[tuple[str, Callable[[], None]]]:
        """The steps not yet taken, so that a load that was interrupted goes on where it stopped."""
        if not get_user_model().objects.filter(username=people.STAFF[0].username).exists():
            sign_ins = settings.DATA / "sign-ins.txt"
            yield "the people", partial(people.create_staff, sign_ins, "sixdegree.example")
        if not Campaign.objects.filter(ref=settings.SIXDEGREE_PAYMENTS_FUND).exists():
            yield "the general fund", partial(open_fund, settings.SIXDEGREE_PAYMENTS_FUND, CURRENCY)
        if not SitePage.objects.exists():
            yield "the site", pages.write_site
        # By their place too: an erased file has no number any more, and its story was told all the same.
        told = CaseFile.objects.count()
        for place, case in enumerate(CASES if with_cases else []):
            if place >= told and not CaseFile.objects.with_number(case.number).exists():
                yield f"the story of {case.alias}", partial(stories.tell, case)
            if gifts.missing(case):
                yield f"gifts to {case.alias}", partial(gifts.give_all, case)
