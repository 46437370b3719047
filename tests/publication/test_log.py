"""The log's chain: whoever alters it past its triggers, as the owner of the database can, is found out."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from publication import log
from publication.models import LogEntry
from publication.verification import audit_faults, audit_head
from tests.publication.lifting import lifted
from tests.publication.stories import public_case

pytestmark = pytest.mark.django_db


@pytest.fixture
def chained(editor, reviewer):
    public_case(editor, reviewer)
    return log.link()


def altered(**changes):
    """As a database owner would: the trigger off, the change, the trigger on again."""
    with lifted("publication_log_frozen", "logentry"):
        LogEntry.objects.filter(position=2).update(**changes)


def told(capsys, *arguments):
    call_command("verify_audit", *arguments)
    return capsys.readouterr().out.splitlines()


def test_a_whole_chain_prints_its_head_and_its_figure_last(chained, capsys):
    lines = told(capsys)
    assert lines[-1] == f"{chained} entries chained"
    assert lines[-2] == f"head {chained}:{audit_head()[1]}"


@pytest.mark.parametrize(
    "changes",
    [
        {"actor": "somebody else"},
        {"verb": "recall"},
        {"subject": "x"},
        {"detail": {"locale": "th"}},
        {"hash": "0" * 64},
        {"previous": "1" * 64},
        {"at": timezone.now() - timedelta(days=9)},
    ],
)
def test_one_altered_entry_fails_whatever_of_it_was_altered(chained, changes):
    altered(**changes)
    with pytest.raises(CommandError, match="not whole"):
        call_command("verify_audit")


def test_one_removed_entry_fails(chained):
    with lifted("publication_log_frozen", "logentry"):
        LogEntry.objects.filter(position=2).delete()
    with pytest.raises(CommandError, match="not whole"):
        call_command("verify_audit")


def test_two_entries_in_each_others_place_fail(chained):
    with lifted("publication_log_frozen", "logentry"):
        second, third = LogEntry.objects.filter(position__in=(2, 3)).order_by("position")
        LogEntry.objects.filter(pk=second.pk).update(position=99)
        LogEntry.objects.filter(pk=third.pk).update(position=2)
        LogEntry.objects.filter(pk=second.pk).update(position=3)
    with pytest.raises(CommandError, match="not whole"):
        call_command("verify_audit")


def test_an_entry_put_in_between_fails_though_every_position_is_taken_once(chained):
    with lifted("publication_log_frozen", "logentry"):
        for entry in LogEntry.objects.filter(position__gte=2).order_by("-position"):
            LogEntry.objects.filter(pk=entry.pk).update(position=entry.position + 1)
        first = LogEntry.objects.get(position=1)
        forged = LogEntry.objects.create(verb="candidate.sign", subject="x", position=2, previous=first.hash)
        LogEntry.objects.filter(pk=forged.pk).update(hash=log.line(forged, 2, first.hash))
    assert [entry.position for entry in LogEntry.objects.order_by("position")] == list(range(1, chained + 2))
    with pytest.raises(CommandError, match="not whole"):
        call_command("verify_audit")


def test_the_figure_of_a_failure_comes_last_too(chained):
    altered(actor="somebody else")
    with pytest.raises(CommandError, match=rf"1 faults in {chained} entries"):
        call_command("verify_audit")


class TestANotedHead:
    def remade(self):
        """The whole chain written anew around a changed entry, which the chain alone cannot show."""
        with lifted("publication_log_frozen", "logentry"):
            LogEntry.objects.filter(position=2).update(actor="somebody else")
            LogEntry.objects.update(position=None, previous=None, hash=None)
            log.link()

    def test_it_is_passed_through_and_stays_true_as_the_log_grows(self, chained, capsys, editor):
        noted = told(capsys)[-2].removeprefix("head ")
        log.record("test", "subject", editor)
        log.link()
        assert told(capsys, "--head", noted)[-1] == f"{chained + 1} entries chained"

    def test_a_chain_remade_from_an_altered_entry_on_shows(self, chained, capsys):
        noted = told(capsys)[-2].removeprefix("head ")
        self.remade()
        assert list(audit_faults()) == []
        with pytest.raises(CommandError, match="not whole"):
            call_command("verify_audit", "--head", noted)

    def test_a_cut_off_end_shows(self, chained, capsys):
        noted = told(capsys)[-2].removeprefix("head ")
        with lifted("publication_log_frozen", "logentry"):
            LogEntry.objects.filter(position=chained).delete()
        assert list(audit_faults()) == []
        with pytest.raises(CommandError, match="not whole"):
            call_command("verify_audit", "--head", noted)

    @pytest.mark.parametrize("head", ["nonsense", "3", "3:abc", "-1:" + "0" * 64])
    def test_what_is_no_head_is_refused_in_words(self, chained, head):
        with pytest.raises(CommandError, match="what this command printed"):
            call_command("verify_audit", f"--head={head}")


def test_the_log_only_grows_by_its_own_triggers(chained):
    for act in (
        lambda: LogEntry.objects.filter(position=2).update(actor="x"),
        lambda: LogEntry.objects.filter(position=2).delete(),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            act()


class TestALook:
    def looks(self):
        return LogEntry.objects.filter(verb="candidate.view").count()

    def test_reloading_is_one_look_another_person_or_thing_is_another(self, reviewer, editor):
        for by, subject, seen in (
            (reviewer, "a", "page"), (reviewer, "a", "page"), (editor, "a", "page"),
            (reviewer, "b", "page"), (reviewer, "a", "bytes"), (reviewer, "a", "bytes"),
        ):  # fmt: skip
            log.record_view("candidate.view", subject, by, seen=seen)
        assert self.looks() == 4

    def test_a_minute_later_it_is_a_new_look(self, reviewer, monkeypatch):
        log.record_view("candidate.view", "a", reviewer, seen="page")
        later = timezone.now() + timedelta(seconds=61)
        monkeypatch.setattr(log.timezone, "now", lambda: later)
        log.record_view("candidate.view", "a", reviewer, seen="page")
        assert self.looks() == 2

    def test_a_log_that_cannot_be_written_keeps_nobody_from_looking(self, reviewer, caplog):
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE sixdegree_publication_logentry RENAME TO elsewhere")
        log.record_view("candidate.view", "a", reviewer, seen="page")
        assert "could not be written" in caplog.text
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE elsewhere RENAME TO sixdegree_publication_logentry")


class TestLinking:
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
