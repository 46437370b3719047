"""Consequences are carried out until they succeed; the log is linked and proves what it holds."""

import os
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.utils import timezone

from payments.actions.snapshots import publish
from payments.models import Campaign, CampaignClosure
from publication import canonical, log, outbox, worker
from publication.actions import funding
from publication.actions.candidates import freeze
from publication.actions.release import release
from publication.actions.withdraw import withdraw
from publication.management.commands import run_worker
from publication.models import Consent, LogEntry, OutboxEntry, OutboxStep, PublicRecord, RecordFacet
from publication.verification import audit_faults, audit_head
from tests.publication.lifting import lifted
from tests.publication.stories import consented_term, places_of, public_case, signed, story

pytestmark = pytest.mark.django_db


@pytest.fixture
def subscribed(monkeypatch):
    """A handler of an invented kind, which fails while told to."""
    calls, failing = [], []

    def handler(payload):
        if failing:
            raise RuntimeError("the index is away")
        calls.append(payload)

    monkeypatch.setattr(outbox, "_steps", {"invented": [outbox.Step("index", handler)]})
    return calls, failing


class TestOutbox:
    def test_an_entry_is_carried_out_once(self, subscribed):
        calls, _failing = subscribed
        outbox.add("invented", id="a")
        assert (outbox.drain(), outbox.drain()) == (1, 0)
        assert calls == [{"id": "a"}]

    def test_a_second_handler_of_the_same_name_is_refused_and_the_same_one_is_not(self, subscribed):
        [step] = outbox._steps["invented"]
        outbox.subscribe("invented", step.handler, "index")
        with pytest.raises(ImproperlyConfigured, match="invented are named index"):
            outbox.subscribe("invented", subscribed[0].append, "index")
        assert outbox._steps["invented"] == [step]

    def test_a_failure_is_kept_and_tried_again_later(self, subscribed):
        calls, failing = subscribed
        failing.append(True)
        entry = outbox.add("invented", id="a")
        assert outbox.drain() == 0
        entry.refresh_from_db()
        assert (entry.attempts, entry.done_at) == (1, None)
        assert entry.due_at > timezone.now()
        assert entry.last_error.startswith("RuntimeError in test_worker.py, line")
        failing.clear()
        outbox.retry()
        assert outbox.drain() == 1 and calls

    def test_what_was_carried_out_long_ago_is_forgotten_and_nothing_else(self, settings):
        settings.SIXDEGREE_PUBLICATION_OUTBOX_KEEP_DAYS = 10
        long_ago, lately = (timezone.now() - timedelta(days=days) for days in (11, 9))
        told, receipt = {"event": "case.released"}, {"event": "case.withdrawn"}
        for kind, payload, done_at in (
            ("release", {"id": "old"}, long_ago),
            ("webhook", told, long_ago),
            ("release", {"id": "new"}, lately),
            ("release", {"id": "waits"}, None),
            ("withdrawal", {}, long_ago),
            ("webhook", receipt, long_ago),
        ):
            entry = OutboxEntry.objects.create(kind=kind, payload=payload, created_at=long_ago)
            OutboxStep.objects.create(entry=entry, name="index", done_at=done_at)
            OutboxEntry.objects.filter(pk=entry.pk).update(done_at=done_at, due_at=long_ago)
        assert outbox.forget() == 2
        kept = list(OutboxEntry.objects.order_by("pk").values_list("kind", "payload"))
        assert kept == [
            ("release", {"id": "new"}),
            ("release", {"id": "waits"}),
            ("withdrawal", {}),
            ("webhook", receipt),
        ]
        assert OutboxStep.objects.count() == 4
        assert outbox.forget() == 0

    def test_the_worker_forgets_by_itself(self, subscribed):
        outbox.add("invented")
        outbox.drain()
        OutboxEntry.objects.update(done_at=timezone.now() - timedelta(days=31))
        assert worker.tick()[0]["forgotten"] == 1

    def test_one_that_fails_does_not_hold_up_the_next(self, subscribed, monkeypatch):
        calls, _failing = subscribed
        monkeypatch.setitem(outbox._steps, "bad", [outbox.Step("zero", lambda _payload: 1 / 0)])
        outbox.add("bad")
        outbox.add("invented", id="b")
        assert outbox.drain() == 1 and calls == [{"id": "b"}]

    def test_the_stuck_raise_an_alarm_and_are_named(self, subscribed, settings, caplog):
        settings.SIXDEGREE_PUBLICATION_OUTBOX_ALARM_ATTEMPTS = 1
        subscribed[1].append(True)
        entry = outbox.add("invented", id="a")
        outbox.drain()
        assert [step.entry for step in outbox.stuck()] == [entry]
        assert [record.levelname for record in caplog.records if record.name == "publication.outbox"] == [
            "ERROR"
        ]


class TestSteps:
    """One entry, several handlers, each with tries of its own."""

    @pytest.fixture
    def three(self, monkeypatch):
        """`first` and `last` succeed, `middle` fails while `broken` says so."""
        done, broken = [], [True]
        row = "Mali, 31, from the house by the river"

        def middle(payload):
            if broken:
                raise ValueError(row)
            done.append("middle")

        steps = [
            outbox.Step("first", lambda _payload: done.append("first")),
            outbox.Step("middle", middle),
            outbox.Step("last", lambda _payload: done.append("last")),
        ]
        monkeypatch.setattr(outbox, "_steps", {"invented": steps})
        return done, broken

    def test_a_failing_step_neither_holds_up_nor_repeats_its_siblings(self, three):
        done, broken = three
        entry = outbox.add("invented")
        assert outbox.drain() == 0
        assert done == ["first", "last"]
        outbox.retry()
        assert outbox.drain() == 0
        assert done == ["first", "last"]
        broken.clear()
        outbox.retry([entry.pk])
        assert outbox.drain() == 1
        assert done == ["first", "last", "middle"]
        assert entry.steps.filter(done_at=None).count() == 0
        assert entry.steps.get(name="middle").attempts == 2

    def test_what_a_failing_step_wrote_is_undone_and_its_siblings_stay(self, monkeypatch):
        def half(payload):
            log.record("half", "subject", None)
            raise RuntimeError

        steps = [
            outbox.Step("whole", lambda _payload: log.record("whole", "subject", None)),
            outbox.Step("half", half),
        ]
        monkeypatch.setattr(outbox, "_steps", {"invented": steps})
        outbox.add("invented")
        outbox.drain()
        assert list(LogEntry.objects.values_list("verb", flat=True)) == ["whole"]

    def test_each_waits_longer_by_itself(self, three):
        entry = outbox.add("invented")
        outbox.drain()
        step = entry.steps.get(name="middle")
        entry.refresh_from_db()
        assert timezone.now() < step.due_at <= timezone.now() + timedelta(seconds=2)
        assert entry.due_at == step.due_at
        assert outbox.drain() == 0
        assert entry.steps.get(name="middle").attempts == 1

    def test_neither_rows_nor_log_repeat_what_an_error_quotes(self, three, caplog):
        entry = outbox.add("invented")
        outbox.drain()
        entry.refresh_from_db()
        kept = entry.last_error + entry.steps.get(name="middle").last_error + caplog.text
        assert "ValueError in test_worker.py" in kept
        assert "Mali" not in kept

    def test_the_command_lists_retries_and_ends_non_zero_while_something_is_stuck(
        self, three, settings, capsys
    ):
        settings.SIXDEGREE_PUBLICATION_OUTBOX_ALARM_ATTEMPTS = 2
        _done, broken = three
        call_command("outbox")
        assert capsys.readouterr().out.splitlines()[-1] == "0 waiting, none stuck"
        entry = outbox.add("invented")
        outbox.drain()
        call_command("outbox")
        assert capsys.readouterr().out.splitlines()[-1] == "1 waiting, none stuck"
        call_command("outbox", retry=[])
        outbox.drain()
        with pytest.raises(CommandError, match="1 stuck, 0 overdue"):
            call_command("outbox")
        assert f"entry {entry.pk} invented: middle failed 2 times" in capsys.readouterr().out
        broken.clear()
        with pytest.raises(CommandError):
            call_command("outbox", retry=[entry.pk])
        outbox.drain()
        call_command("outbox")

    def test_what_nobody_tried_for_long_says_that_no_worker_runs(self, three, settings):
        settings.SIXDEGREE_PUBLICATION_OUTBOX_OVERDUE_SECONDS = -60
        outbox.add("invented")
        with pytest.raises(CommandError, match="0 stuck, 1 overdue"):
            call_command("outbox")


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


class TestLog:
    def test_entries_are_linked_in_order_and_prove_whole(self, editor, reviewer):
        public_case(editor, reviewer)
        assert log.link() == LogEntry.objects.count() > 3
        assert log.link() == 0
        assert list(audit_faults()) == []
        length, head = audit_head()
        assert (length, head) == (LogEntry.objects.count(), LogEntry.objects.get(position=length).hash)

    def test_a_changed_entry_shows(self, editor, reviewer):
        public_case(editor, reviewer)
        log.link()
        with lifted("publication_log_frozen", "logentry"):
            LogEntry.objects.filter(position=2).update(actor="somebody else")
        assert any("not what was chained" in fault for fault in audit_faults())
        with pytest.raises(CommandError, match="not whole"):
            call_command("verify_audit")

    def test_a_removed_entry_shows(self, editor, reviewer):
        public_case(editor, reviewer)
        log.link()
        with lifted("publication_log_frozen", "logentry"):
            LogEntry.objects.filter(position=2).delete()
        assert any("position 2 is missing" in fault for fault in audit_faults())

    def test_a_tail_that_nobody_links_shows_after_a_while(self, editor, settings):
        log.record("test", "subject", editor)
        assert list(audit_faults()) == []
        settings.SIXDEGREE_PUBLICATION_AUDIT_TAIL_SECONDS = -60
        assert any("is the worker running" in fault for fault in audit_faults())


class TestVerifyPublic:
    def test_it_counts_what_is_as_signed(self, editor, reviewer, capsys):
        public_case(editor, reviewer, "en", "id")
        call_command("verify_public")
        assert capsys.readouterr().out.splitlines()[-1] == "2 records as signed"

    @pytest.mark.parametrize(
        ("change", "fault"),
        [
            ({"card": {"alias": "Somebody else"}}, "the card"),
            ({"waiting_since": "2020-01-01"}, "waiting date"),
            ({"is_source": False}, "source locale"),
        ],
    )
    def test_it_finds_what_was_altered_behind_the_rules(self, change, fault, editor, reviewer, capsys):
        public_case(editor, reviewer)
        with lifted("publication_record_changed", "publicrecord"):
            PublicRecord.objects.update(**change)
        with pytest.raises(CommandError):
            call_command("verify_public")
        assert fault in capsys.readouterr().err

    def test_it_finds_altered_bytes(self, editor, reviewer, capsys):
        public_case(editor, reviewer)
        body = bytes(PublicRecord.objects.get().bytes).replace(b"Mali", b"Real")
        with lifted("publication_record_changed", "publicrecord"):
            PublicRecord.objects.update(bytes=body, digest=canonical.digest(body))
        with pytest.raises(CommandError):
            call_command("verify_public")
        assert "not the candidate's" in capsys.readouterr().err

    @pytest.mark.parametrize(
        ("shown", "fault"),
        [
            ({"contributors": ["elif", "oranuch"]}, "the contributors are not those"),
            ({"contributors": None}, "the contributors are not those"),
            ({"signers_required": 2}, "the number of signers is not that"),
        ],
    )
    def test_it_finds_rows_that_are_not_what_the_signers_were_shown(
        self, shown, fault, editor, reviewer, officer, capsys
    ):
        keys = {person.username: person.pk for person in (editor, officer)}
        term = consented_term()
        content = story(term.public_id)
        shown = {"contributors": ["elif"], "signers_required": 1} | shown
        people = shown["contributors"] and sorted(keys[name] for name in shown["contributors"])
        review = {**shown, "contributors": people, "places": places_of(content)}
        with lifted("publication_candidate_signers", "candidate"):
            candidate = freeze("case", term.public_id, "en", content, review, [], 1, editor)
        release([signed(candidate, reviewer)], reviewer)
        with pytest.raises(CommandError):
            call_command("verify_public")
        assert f"case {term.public_id} en: {fault}" in capsys.readouterr().err

    def test_it_finds_a_lost_facet(self, editor, reviewer, capsys):
        public_case(editor, reviewer)
        RecordFacet.objects.filter(name="need").delete()
        with pytest.raises(CommandError):
            call_command("verify_public")
        assert "the facets" in capsys.readouterr().err


class TestAWithdrawalTickedOffByHand:
    """Somebody with the site's own rights marks the entry as done: her page is up, her gifts are open."""

    @pytest.fixture
    def ticked(self, editor, reviewer):
        term = public_case(editor, reviewer)
        withdraw(term.public_id, None)
        OutboxEntry.objects.update(done_at=timezone.now())
        return term.public_id

    def test_it_is_a_fault(self, ticked, capsys):
        with pytest.raises(CommandError):
            call_command("verify_public")
        assert f"withdrawal {ticked}: marked as carried out, with steps left" in capsys.readouterr().err

    def test_the_worker_carries_it_out_all_the_same(self, ticked):
        call_command("run_worker", once=True)
        entry = OutboxEntry.objects.get(kind="withdrawal")
        done = entry.steps.exclude(done_at=None).values_list("name", flat=True)
        assert set(done) == set(outbox.step_names("withdrawal"))
        call_command("verify_public")

    def test_what_is_carried_out_is_not_taken_up_again(self, ticked):
        call_command("run_worker", once=True)
        assert outbox.take_up() == 0

    def test_an_entry_that_was_taken_away_is_a_fault(self, ticked, capsys):
        OutboxEntry.objects.filter(kind="withdrawal").delete()
        with pytest.raises(CommandError):
            call_command("verify_public")
        assert f"withdrawal {ticked}: its entry is gone" in capsys.readouterr().err


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
