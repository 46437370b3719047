"""The worker is killed in the middle of what a withdrawal sets off: the next one does all of it, and once."""

import os
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

from casepages.models import CasePage
from payments.models import CampaignClosure
from publication.models import Event, FrontEnd, LogEntry, OutboxEntry, OutboxStep
from review.actions import submit, withdraw

pytestmark = [pytest.mark.process, pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]
ROOT = Path(__file__).resolve().parents[2]


def worker(step=""):
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "sixdegree.settings.test",
        "PYTHONPATH": os.pathsep.join([str(ROOT / "site"), str(ROOT)]),
    }
    command = [sys.executable, "-m", "tests.review.killed", settings.DATABASES["default"]["NAME"], step]
    return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)


def killed_in(step):
    process = worker(step)
    try:
        assert any("in the middle" in line for line in process.stdout), "it ended before its time"
    finally:
        process.kill()
        process.wait()
        process.stdout.close()
    assert process.returncode == -signal.SIGKILL


def the_next_one():
    process = worker()
    out, _errors = process.communicate()
    assert process.returncode == 0, out


@pytest.fixture
def withdrawn(draft, editor, reviewer, officer, signs):
    """Sari's story was public, a newer one waited, a front end asks to be told; then she withdrew."""
    # An address on the inside: the delivery itself is refused, and waits.
    FrontEnd.objects.create(name="A site", url="https://127.0.0.1:9/told", events=[Event.WITHDRAWN])
    signs(reviewer, submit(draft, editor).candidate)
    waiting = submit(draft, editor).candidate
    call_command("run_worker", once=True)
    withdraw(draft.case_file, officer, "")
    return waiting


def told():
    return OutboxEntry.objects.filter(kind="webhook").count()


def effects():
    return {
        "log": Counter(LogEntry.objects.values_list("verb", "subject")),
        "closures": CampaignClosure.objects.count(),
        "told": told(),
        "live": CasePage.objects.filter(live=True).count(),
        "left": OutboxStep.objects.filter(entry__kind="withdrawal", done_at=None).count(),
    }


@pytest.mark.parametrize("step", ["campaign", "submissions", "front_ends"])
def test_all_of_it_is_done_once_by_the_next_worker(step, withdrawn, stranger):
    before = LogEntry.objects.count()
    killed_in(step)
    entry = OutboxEntry.objects.get(kind="withdrawal")
    assert entry.done_at is None
    assert entry.steps.get(name=step).done_at is None, "what the killed one wrote of it is undone"
    the_next_one()
    entry.refresh_from_db()
    withdrawn.refresh_from_db()
    assert entry.done_at and not withdrawn.is_open
    done = effects()
    assert (done["closures"], done["told"], done["live"], done["left"]) == (1, 1, 0, 0)
    written = LogEntry.objects.order_by("pk")[before:].values_list("verb", "subject")
    assert max(Counter(written).values(), default=1) == 1
    call_command("run_worker", once=True)
    assert effects() == done
    assert stranger.get(f"/api/v1/cases/{withdrawn.subject}/").status_code == 410
