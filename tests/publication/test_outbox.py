"""Consequences are carried out until they succeed, each by itself."""

from datetime import timedelta

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.utils import timezone

from publication import log, outbox, worker
from publication.models import LogEntry, OutboxEntry, OutboxStep

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
        entry, before = outbox.add("invented", id="a"), timezone.now()
        assert outbox.drain() == 0
        entry.refresh_from_db()
        assert (entry.attempts, entry.done_at) == (1, None)
        assert before + timedelta(seconds=2) <= entry.due_at <= timezone.now() + timedelta(seconds=2)
        assert entry.last_error.startswith("RuntimeError in test_outbox.py, line")
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
        for _ in range(5):
            outbox.drain()
            outbox.retry()
        before = timezone.now()
        outbox.drain()
        step = entry.steps.get(name="middle")
        entry.refresh_from_db()
        # The two seconds after the first time may be over before a busy machine looks.
        assert before <= step.due_at - timedelta(seconds=64) <= timezone.now()
        assert entry.due_at == step.due_at
        assert outbox.drain() == 0
        assert entry.steps.get(name="middle").attempts == 6

    def test_neither_rows_nor_log_repeat_what_an_error_quotes(self, three, caplog):
        entry = outbox.add("invented")
        outbox.drain()
        entry.refresh_from_db()
        kept = entry.last_error + entry.steps.get(name="middle").last_error + caplog.text
        assert "ValueError in test_outbox.py" in kept
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
