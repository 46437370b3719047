"""The short form of `make chaos`: real servers and worker, killed on the way, and no cent goes astray."""

import os
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.conf import settings

from bench.chaos.plan import Plan
from bench.chaos.run import run
from bench.chaos.verdict import MUST_HAPPEN, faults, figures

pytestmark = [pytest.mark.process, pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


def test_no_payment_is_lost_and_no_goal_is_passed_while_processes_are_killed(tmp_path):
    server = urlsplit(os.environ["DATABASE_URL"])
    database = urlunsplit(server._replace(path=f"/{settings.DATABASES['default']['NAME']}"))
    outcome = run(Plan.short(seed=6), database, tmp_path, say=lambda _text: None)
    assert list(faults(outcome)) == []
    assert all(figures(outcome)[name] for name in MUST_HAPPEN)
    assert len(outcome.records.charges) == outcome.plan.needed
