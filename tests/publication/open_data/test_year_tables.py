"""A year's table: who is counted, who approves it, and what a stranger reads."""

import csv
import io
import json
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from publication.actions.consents import record_consent
from publication.actions.open_data import approve, make, recall_table
from publication.actions.recall import recall
from publication.actions.withdraw import withdraw
from publication.exceptions import OpenDataRefused
from publication.models import LogEntry, OpenDataTable
from publication.open_data import edition
from tests.publication.open_data import attacker
from tests.publication.stories import consented_term, public_case

pytestmark = pytest.mark.django_db

OPEN = ("site_api", "open_data")
LIST = "/api/v1/open-data/"
TABLE = f"{LIST}2025/"


def told(editor, reviewer, channels=OPEN, day="2025-03-01", **changes):
    term = consented_term(channels=channels)
    return public_case(editor, reviewer, term=term, first_published_on=day, milestones=[], **changes)


@pytest.fixture
def ten(editor, reviewer):
    """Ten of 2025 whose consent covers open data, and one whose consent does not."""
    told(editor, reviewer, channels=("site_api",))
    return [told(editor, reviewer) for _ in range(10)]


@pytest.fixture
def approved(ten, reviewer):
    made = make(2025, None)
    return approve(made, reviewer, made.digest)


def numbers(table):
    return attacker.published(json.loads(bytes(table.content)))


def test_ten_and_more_are_listed_rounded_down(ten):
    assert numbers(make(2025, None)) == {
        (): 10,
        (("exploitation", "fishing"),): 10,
        (("need", "small_business"),): 10,
        (("origin", "southeast_asia"),): 10,
        (("age_band", "25–34"),): 10,
        (("exploitation", "fishing"), ("origin", "southeast_asia")): 10,
        (("exploitation", "fishing"), ("age_band", "25–34")): 10,
    }


def leave(how, term, by):
    match how:
        case "withdrawn":
            withdraw(term.public_id, None)
        case "recalled":
            recall(term.public_id, None, by)
        case "ended":
            record_consent(term, ["en"], OPEN, timezone.now() - timedelta(minutes=1))
        case "narrowed":
            record_consent(term, ["en"], ["site_api"], timezone.now() + timedelta(days=9))


@pytest.mark.parametrize("how", ["withdrawn", "recalled", "ended", "narrowed"])
def test_who_is_no_longer_public_or_never_allowed_it_is_not_counted(how, ten, reviewer):
    leave(how, ten[0], reviewer)
    with pytest.raises(OpenDataRefused, match="Nothing can be told"):
        make(2025, None)


def test_a_case_counts_in_the_year_of_its_first_publication_and_in_no_other(ten, editor, reviewer):
    with pytest.raises(OpenDataRefused, match="Nothing can be told"):
        make(2024, None)
    told(editor, reviewer, day="2024-12-31")
    with pytest.raises(OpenDataRefused, match="Nothing can be told"):
        make(2024, None)


def test_a_case_in_two_languages_counts_once(editor, reviewer):
    for _ in range(6):
        term = consented_term(channels=OPEN)
        public_case(editor, reviewer, "en", "id", term=term, first_published_on="2025-03-01", milestones=[])
    with pytest.raises(OpenDataRefused, match="Nothing can be told"):
        make(2025, None)


def test_a_year_that_is_not_over_has_no_table(db):
    with pytest.raises(OpenDataRefused, match="when it is over"):
        make(timezone.now().year, None)


def test_the_stranger_reads_nothing_before_it_is_approved_and_then_the_approved_bytes(
    ten, reviewer, stranger
):
    made = make(2025, None)
    assert stranger.get(LIST).json()["results"] == []
    assert stranger.get(TABLE).status_code == stranger.get(f"{TABLE}csv/").status_code == 404
    approve(made, reviewer, made.digest)
    answer = stranger.get(TABLE)
    assert answer.content == bytes(made.content)
    (entry,) = stranger.get(LIST).json()["results"]
    assert (entry["year"], entry["sha256"]) == (2025, made.digest)
    assert stranger.get(entry["json"]).content == answer.content
    assert stranger.get(entry["csv"]).status_code == 200


def test_downloads_before_and_after_a_withdrawal_are_the_same_bytes(approved, ten, stranger):
    before = {path: stranger.get(path) for path in (LIST, TABLE, f"{TABLE}csv/")}
    withdraw(ten[0].public_id, None)
    after = {path: stranger.get(path) for path in before}
    assert {path: answer.content for path, answer in after.items()} == {
        path: answer.content for path, answer in before.items()
    }
    assert after[TABLE]["ETag"] == before[TABLE]["ETag"]


def test_there_is_never_a_second_table_of_a_year(approved, ten, reviewer):
    withdraw(ten[0].public_id, None)
    for _ in range(2):
        with pytest.raises(OpenDataRefused, match="has had its table"):
            make(2025, None)
        recall_table(2025, reviewer) if OpenDataTable.objects.filter(recalled_at=None).exists() else None


def test_a_table_made_before_a_withdrawal_is_not_approved_where_it_would_be_another_now(
    ten, editor, reviewer
):
    made = make(2025, None)
    withdraw(ten[0].public_id, None)
    with pytest.raises(OpenDataRefused):
        approve(made, reviewer, made.digest)
    assert OpenDataTable.objects.get().approved_at is None


def test_making_it_again_replaces_what_nobody_approved(ten, reviewer):
    first = make(2025, None)
    second = make(2025, None)
    with pytest.raises(OpenDataRefused, match="waits no longer"):
        approve(first, reviewer, first.digest)
    assert approve(second, reviewer, second.digest).approved_by == reviewer


def test_whoever_made_it_does_not_approve_it(ten, reviewer, second_reviewer):
    made = make(2025, reviewer)
    with pytest.raises(OpenDataRefused, match="Another person"):
        approve(made, reviewer, made.digest)
    with pytest.raises(OpenDataRefused, match="not what would be published"):
        approve(made, second_reviewer, "0" * 64)
    second_reviewer.is_active = False
    second_reviewer.save()
    with pytest.raises(OpenDataRefused, match="deactivated"):
        approve(made, second_reviewer, made.digest)


def test_a_recalled_table_is_gone_for_good_and_each_step_is_logged(approved, reviewer, stranger):
    recall_table(2025, reviewer)
    assert stranger.get(TABLE).status_code == stranger.get(f"{TABLE}csv/").status_code == 410
    assert stranger.get(LIST).json()["results"] == []
    with pytest.raises(OpenDataRefused, match="nothing to recall"):
        recall_table(2025, reviewer)
    entries = LogEntry.objects.filter(verb__startswith="open_data").order_by("pk")
    assert [entry.verb.partition(".")[2] for entry in entries] == ["make", "approve", "recall"]
    assert {entry.subject for entry in entries} == {"2025"}, "the log names no case"


def test_answers_are_revalidated_and_never_newer_than_their_tag(approved, stranger):
    for path in (LIST, TABLE, f"{TABLE}csv/", f"{LIST}method/"):
        answer = stranger.get(path)
        assert answer["Cache-Control"] == "no-cache", path
        again = stranger.get(path, headers={"If-None-Match": answer["ETag"]})
        assert (again.status_code, again.content) == (304, b""), path


def test_the_list_leads_to_the_method(stranger, db):
    answer = stranger.get(stranger.get(LIST).json()["method"])
    assert answer["Content-Type"].startswith("text/markdown")
    assert "rounded down to a multiple of" in answer.content.decode()


def test_the_csv_says_what_the_json_says(approved, stranger):
    answer = stranger.get(f"{TABLE}csv/")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode())))
    names = attacker.DIMENSIONS
    read = {tuple((name, row[name]) for name in names if row[name]): int(row["at_least"]) for row in rows}
    assert read == numbers(approved)
    assert "attachment" in answer["Content-Disposition"]


def test_the_csv_holds_nothing_a_spreadsheet_would_run():
    run = edition.encode(2025, {(("need", "=1+1"),): 10})
    assert "'=1+1" in edition.as_csv(run).decode()


def test_commands_make_and_recall_and_say_why_not(ten, reviewer, capsys):
    call_command("make_open_data", "2025")
    made = OpenDataTable.objects.get()
    assert made.digest in capsys.readouterr().out
    approve(made, reviewer, made.digest)
    call_command("recall_open_data", "2025")
    with pytest.raises(CommandError, match="has had its table"):
        call_command("make_open_data", "2025")
    with pytest.raises(CommandError, match="nothing to recall"):
        call_command("recall_open_data", "2025")


def test_the_database_keeps_what_was_approved(approved):
    table = OpenDataTable._meta.db_table
    for change, sentence in (
        ("UPDATE {} SET year = 2024", "cannot be changed"),
        ("UPDATE {} SET approved_at = NULL, approved_by_id = NULL", "active account|set once"),
        ("DELETE FROM {}", "nothing is deleted"),
    ):
        with (
            pytest.raises(IntegrityError, match=sentence),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(change.format(table))


def test_the_database_takes_no_table_approved_from_the_start_nor_of_other_bytes(ten, reviewer):
    made = make(2025, reviewer)
    for wrong in (
        {"digest": "0" * 64},
        {"year": timezone.now().year},
        {"approved_at": timezone.now(), "approved_by": reviewer},
    ):
        fields = {"year": 2023, "content": bytes(made.content), "digest": made.digest} | wrong
        with pytest.raises(IntegrityError), transaction.atomic():
            OpenDataTable.objects.create(**fields)
    with pytest.raises(IntegrityError, match="did not make it"), transaction.atomic():
        OpenDataTable.objects.filter(pk=made.pk).update(approved_at=timezone.now(), approved_by=reviewer)
