"""The worker's rounds, what they mirror of money and consent, and how it stops and rests."""

import os
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from payments.actions.snapshots import publish
from payments.models import Campaign, CampaignClosure
from publication import log, outbox, worker
from publication.actions import funding
from publication.management.commands import run_worker
from publication.models import Consent, LogEntry, PublicRecord
from tests.publication.stories import public_case

pytestmark = pytest.mark.django_db


class TestFunding:
    def test_a_published_snapshot_reaches_the_order_of_the_list(self, editor, reviewer):
        term = public_case(editor, reviewer, "en", "id")
        campaign = Campaign.objects.get(ref=term.campaign_ref)
        Campaign.objects.filter(pk=campaign.pk).update(received=campaign.goal)
        campaign.refresh_from_db()
        publish(campaign)
        worker.JOBS["payments.delivered"]()
        assert set(PublicRecord.objects.values_list("status", flat=True)) == {"funded"}

    def test_an_older_snapshot_changes_nothing(self, editor, reviewer):
        term = public_case(editor, reviewer)
        PublicRecord.objects.update(status="funded", funding_version=99)
        funding.on_snapshot({"campaign": term.campaign_ref, "status": "open", "version": 1})
        assert PublicRecord.objects.get().status == "funded"

    def test_a_consent_that_ran_out_pauses_and_renewed_resumes(self, editor, reviewer):
        term = public_case(editor, reviewer)
        consents = Consent.objects.filter(consent_ref=term.consent_ref)
        consents.update(expires_at="2020-01-01T00:00:00Z", version=2)
        assert worker.JOBS["expired"]() == 1
        outbox.drain()
        paused = CampaignClosure.objects.filter(campaign_ref=term.campaign_ref, lifted_at=None, kind="paused")
        assert paused.exists()
        consents.update(expires_at=timezone.now() + timedelta(days=9), version=3)
        outbox.add("consent", public_id=term.public_id)
        outbox.drain()
        assert not paused.exists()


class TestCommands:
    def test_one_round_does_all_jobs_and_says_how_much(self, editor, reviewer, capsys):
        public_case(editor, reviewer)
        call_command("run_worker", once=True)
        assert capsys.readouterr().out.splitlines()[-1].endswith("done")
        assert not LogEntry.objects.filter(position=None).exists()

    def test_a_failing_job_stops_no_other_and_ends_non_zero(self, monkeypatch, editor):
        log.record("test", "subject", editor)
        monkeypatch.setattr(worker, "JOBS", {"broken": lambda: 1 / 0, **worker.JOBS})
        with pytest.raises(CommandError, match="broken"):
            call_command("run_worker", once=True)
        assert not LogEntry.objects.filter(position=None).exists()

    def test_a_part_of_the_money_worker_that_fails_is_named(self, monkeypatch, capsys, db):
        monkeypatch.setitem(worker.JOBS, "payments.events", lambda: 1 / 0)
        with pytest.raises(CommandError, match=r"payments\.events"):
            call_command("run_worker", once=True)
        assert "payments.events FAILED" in capsys.readouterr().out

    def test_the_operator_withdraws_and_recalls_by_public_id(self, stranger, editor, reviewer, capsys):
        term = public_case(editor, reviewer, "en", "id")
        call_command("recall", term.public_id, locale="id")
        assert stranger.get(f"/api/v1/cases/{term.public_id}/?locale=id").status_code == 410
        call_command("withdraw", term.public_id, reason="By telephone.")
        assert stranger.get(f"/api/v1/cases/{term.public_id}/").status_code == 410
        assert "withdrawn at" in capsys.readouterr().out
        for command in ("recall", "withdraw"):
            with pytest.raises(CommandError, match="Check the id"):
                call_command(command, "nothing")


def test_the_worker_stops_cleanly_when_told(tmp_path):
    root = Path(__file__).resolve().parents[2]
    environment = os.environ | {
        "DATABASE_URL": f"sqlite:///{tmp_path}/worker.sqlite3",
        "DJANGO_SETTINGS_MODULE": os.environ["DJANGO_SETTINGS_MODULE"],
    }
    process = subprocess.Popen(
        [sys.executable, "manage.py", "run_worker", "--interval", "30"],
        cwd=root,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        assert "The worker runs" in process.stdout.readline()
        process.send_signal(signal.SIGTERM)
        rest, _errors = process.communicate(timeout=60)
        assert process.returncode == 0
        assert rest.splitlines()[-1] == "The worker has stopped."
    finally:
        if process.poll() is None:
            process.kill()


class Rests:
    """An event that is set when it is waited for the third time."""

    waited = 0

    def wait(self, seconds):
        self.waited += 1
        return self.waited == 3


def test_what_is_queued_while_the_worker_rests_has_its_next_round_begin():
    idle, woken = Rests(), Rests()
    run_worker.Command().rest(idle, 3600)
    outbox.add("release", id="waits")
    run_worker.Command().rest(woken, 3600)
    assert (idle.waited, woken.waited) == (3, 1)
