"""The books as files: bound by days, exact, harmless in a spreadsheet, without a donor or a case."""

import csv
import io
import subprocess
import sys
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from payments.actions import ledger, receipts
from payments.actions.campaigns import open_fund
from payments.actions.disbursements import disburse
from payments.actions.fund import exchange
from payments.actions.refunds import refund
from payments.desk.export import journal, tables
from payments.desk.export.period import Period
from payments.models import Donation, LedgerEntry
from payments.spreadsheets import cell
from tests.payments.conftest import WEAVER, gives_and_pays

pytestmark = pytest.mark.django_db
BEAN_CHECK = Path(sys.executable).with_name("bean-check")


@pytest.fixture
def gifts(provider, weaver):
    """USD 25 on 30 June and USD 40 on 1 July."""
    for day, amount in ((date(2026, 6, 30), 2_500), (date(2026, 7, 1), 4_000)):
        noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
        provider.control("clock", charge_created=int(noon.timestamp()))
        gives_and_pays(provider, amount, f"donor{day.day}@example.org")
    receipts.issue_due()
    return Donation.objects.order_by("value_date")


@pytest.fixture
def exported(fatou):
    def file(what, **days):
        answer = fatou.get(reverse("payments_desk:export"), {"what": what, **days})
        assert answer.streaming, answer.content.decode()
        return b"".join(answer.streaming_content).decode()

    return file


def rows(text):
    return list(csv.DictReader(io.StringIO(text)))


def checked(text, tmp_path):
    """What Beancount itself says about the journal: nothing, where it is right."""
    file = tmp_path / "books.beancount"
    file.write_text(text)
    told = subprocess.run([BEAN_CHECK, file], check=False, capture_output=True, text=True, timeout=600)
    return told.stdout + told.stderr


def test_nobody_but_a_finance_officer_is_answered(closed_to):
    address = reverse("payments_desk:export")
    closed_to(address, f"{address}?what=ledger", f"{address}?what=journal")


def test_it_is_asked_what_and_of_which_days(desk):
    page = desk("export")
    assert "Journal (Beancount)" in page and 'name="since"' in page


def test_days_in_the_wrong_order_are_told(desk):
    page = desk("export", what="ledger", since="2026-07-02", until="2026-07-01")
    assert "It ends before it begins." in page


def test_gifts_stand_with_minor_units_and_decimals_and_no_donor(gifts, exported):
    text = exported("donations")
    first = rows(text)[0]
    assert (first["amount_minor"], first["amount"], first["currency"]) == ("2500", "25.00", "USD")
    assert (first["value_date"], first["campaign_ref"]) == ("2026-06-30", WEAVER)
    assert first["receipt"] == "2026-000001"
    assert first["reserved_at"].endswith("Z")
    assert "example.org" not in text


def test_the_ledger_of_the_days_asked_for_sums_to_zero(gifts, exported):
    june = rows(exported("ledger", since="2026-06-01", until="2026-06-30"))
    assert {row["transaction_value_date"] for row in june} == {"2026-06-30"}
    assert sum(int(row["amount_minor"]) for row in june) == 0
    everything = rows(exported("ledger"))
    assert len(everything) == LedgerEntry.objects.count() == 2 * len(june)


def test_its_file_is_named_for_what_and_when(fatou):
    query = {"what": "ledger", "since": "2026-06-01", "until": "2026-06-30"}
    answer = fatou.get(reverse("payments_desk:export"), query)
    assert 'filename="ledger-20260601-20260630.csv"' in answer["Content-Disposition"]
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\tx", "\rx"])
def test_no_text_is_a_formula_to_a_spreadsheet(text):
    assert cell(text) == f"'{text}"
    assert cell(-5) == "-5"


def test_however_many_rows_there_are_they_are_one_statement(gifts):
    count = LedgerEntry.objects.count()
    with CaptureQueriesContext(connection) as asked:
        assert len(list(tables.lines(tables.LEDGER, Period()))) == count + 1
    assert len(asked) == 1


def test_beancount_accepts_the_whole_journal(gifts, exported, tmp_path):
    text = exported("journal")
    assert checked(text, tmp_path) == ""
    assert f"Liabilities:Campaigns:Ref-{WEAVER}  -65.00 USD" in text
    assert "example.org" not in text


def test_beancount_accepts_a_month_with_what_was_brought_forward(gifts, exported, tmp_path):
    text = exported("journal", since="2026-07-01", until="2026-07-31")
    assert checked(text, tmp_path) == ""
    assert "Brought forward" in text
    assert f"2026-08-01 balance Liabilities:Campaigns:Ref-{WEAVER}  -65.00 USD" in text
    assert "2026-06-30 *" not in text


def test_beancount_accepts_days_on_which_nothing_was_booked(gifts, exported, tmp_path):
    assert checked(exported("journal", since="2026-09-01"), tmp_path) == ""
    assert checked(exported("journal", until="2020-01-01"), tmp_path) == ""


@pytest.mark.parametrize("harm", ["an entry changed", "a transaction lost"])
def test_beancount_refuses_a_journal_that_was_harmed(harm, gifts, exported, tmp_path):
    text = exported("journal")
    if harm == "an entry changed":
        harmed = text.replace("  Liabilities:Campaigns:Ref-weaver  -40.00 USD", "", 1)
    else:
        start = text.index("2026-07-01 *")
        harmed = text[:start] + text[text.index("\n\n", start) :]
    assert harmed != text
    assert checked(harmed, tmp_path) != ""


def test_beancount_accepts_what_follows_a_gift(gifts, provider, exported, settings, tmp_path):
    settings.SIXDEGREE_PAYMENTS_FUND = "fund"
    settings.SIXDEGREE_PAYMENTS_CURRENCIES = ["USD", "EUR"]
    open_fund("fund", "USD")
    gives_and_pays(provider, 5_000, "bo@example.org", "fund", currency="EUR", address="192.0.2.2")
    refund(gifts[0].pk, 1_000, by="1", reason='"Twice" \\ by mistake\n=1+1')
    exchange("EUR", "USD", 2_000, Decimal("1.0832"), by="1")
    disburse(WEAVER, "need-1", 1_500, by="1", document=None)
    text = exported("journal")
    assert checked(text, tmp_path) == ""
    for account in ("Liabilities:Funds:Ref-fund", "Equity:Exchange", "Expenses:Disbursed:Ref-weaver"):
        assert account in text


def test_every_account_of_the_ledger_has_its_place_in_the_journal():
    names = {value for name, value in vars(ledger).items() if name.isupper() and isinstance(value, str)}
    accounts = names | {"campaign:a", "fund:a", "disbursed:a"}
    assert ledger.ORGANISATION in names
    assert len({journal.name(account) for account in accounts}) == len(accounts)


def test_two_references_never_become_one_account():
    refs = ["a-b", "a_b", "a--b", "a-5f-b", "ab"]
    assert len({journal.name(f"campaign:{ref}") for ref in refs}) == len(refs)
