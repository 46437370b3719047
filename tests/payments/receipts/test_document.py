"""The receipt as PDF: tagged, in the donor's language, of the programme and never of a case."""

import re
import zlib
from datetime import UTC, date, datetime

import pytest
from django.core import mail

from payments import worker
from payments.actions import receipts
from payments.models import DonorIdentity, Receipt
from payments.receipts import rendering, statement
from payments.receipts.receipt import pdf
from tests.payments.conftest import WEAVER, gives, gives_and_pays
from tests.payments.monthly import begins

LANGUAGES = ["en", "id", "th", "zh-hans"]
EVERY_MONTH = {"en": "every month", "id": "setiap bulan", "th": "ทุกเดือน", "zh-hans": "每月"}
URL = "/api/v1/donations/{}/receipt.pdf"


def words(document):
    """Every byte of a PDF, its packed streams opened."""
    found = [document]
    for packed in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", document, re.DOTALL):
        try:
            found.append(zlib.decompress(packed))
        except zlib.error:
            continue
    return b"\n".join(found)


def told(document):
    """What a reader that copies its text gets, by the tables that lead from glyphs to signs."""
    opened = words(document)
    return "".join(
        bytes.fromhex(sign).decode("utf-16-be")
        for sign in re.findall(r"> <([0-9a-fA-F]+)>", opened.decode("latin-1"))
    )


@pytest.mark.django_db
class TestReceipt:
    def test_it_is_tagged_and_says_its_language_and_title(self, amina):
        document = words(pdf(Receipt.objects.get()))
        assert document.startswith(b"%PDF-1.7")
        for mark in [
            b"pdfuaid:part>1",
            b"/StructTreeRoot",
            b"/Marked true",
            b"/Lang(en-GB)",
            b"DisplayDocTitle",
        ]:
            assert mark in document, mark

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_it_speaks_the_donors_language(self, provider, weaver, language):
        donation = gives_and_pays(provider, 2_500, "amina@example.org", language=language)
        receipts.issue_due()
        heading = {"en": "Receipt", "id": "Tanda terima", "th": "ใบเสร็จ", "zh-hans": "收据"}[language]
        assert set(heading) <= set(told(pdf(donation.receipts.get())))

    @pytest.mark.parametrize("language", EVERY_MONTH)
    def test_that_of_a_monthly_gift_says_so_and_that_of_another_does_not(
        self, provider, fund, monkeypatch, language
    ):
        begins(provider, fund, language=language)
        gives_and_pays(provider, 2_500, "bo@example.org", fund, language=language)
        receipts.issue_due()
        given = seen(monkeypatch)
        for receipt in Receipt.objects.order_by("-donation__every_month"):
            pdf(receipt)
        said = [[line["value"] for line in data["lines"]] for data in given]
        assert [EVERY_MONTH[language] in values for values in said] == [True, False]

    def test_nothing_in_it_tells_the_case_or_the_address(self, amina):
        document = words(pdf(Receipt.objects.get()))
        for private in [WEAVER, amina.pk, "amina@example.org", amina.charge]:
            assert private.encode() not in document

    def test_the_same_receipt_is_the_same_file(self, amina):
        assert pdf(Receipt.objects.get()) == pdf(Receipt.objects.get())

    @pytest.mark.parametrize("name", ["สมใจ ใจดี", "أمينة", "李明媛", "Đặng Thị Hoa", "Ольга"])
    def test_a_name_is_written_in_its_own_signs(self, amina, name):
        DonorIdentity.objects.update(name=name)
        assert set(name) - {" "} <= set(told(pdf(Receipt.objects.get())))

    @pytest.mark.parametrize("name", ["ꦱꦿꦶ", '#eval(read("/etc/passwd"))', "$x^2$ *bold* @here", "\x00\x1b"])
    def test_a_name_is_never_read_as_anything_but_a_name(self, amina, name):
        DonorIdentity.objects.update(name="Amina")
        before = len(pdf(Receipt.objects.get()))
        DonorIdentity.objects.filter().update(name=name.replace("\x00", ""))
        assert abs(len(pdf(Receipt.objects.get())) - before) < 6_000

    def test_the_donor_takes_it_from_an_address_that_nobody_keeps(self, amina, client):
        answer = client.get(URL.format(amina.pk))
        assert answer.content.startswith(b"%PDF")
        assert answer.headers["Content-Type"] == "application/pdf"
        assert answer.headers["Cache-Control"] == "no-store"
        assert f"receipt-{Receipt.objects.get()}.pdf" in answer.headers["Content-Disposition"]

    def test_whoever_knows_its_address_learns_no_name_and_the_mailbox_does(self, amina, client):
        DonorIdentity.objects.update(name="สมใจ ใจดี")
        worker.deliver()
        [(_name, mailed, _kind)] = mail.outbox[-1].attachments
        signs = set("สมใจดี")
        assert signs <= set(told(mailed))
        assert not signs & set(told(client.get(URL.format(amina.pk)).content))

    def test_a_stranger_who_guesses_gets_nothing(self, amina, client):
        for guess in ["0" * 26, str(Receipt.objects.get()), amina.pk[:-1]]:
            answer = client.get(URL.format(guess))
            assert (answer.status_code, answer.json()["type"]) == (404, "donation-not-found")

    def test_there_is_none_before_it_is_issued_nor_once_it_is_void(self, amina, client):
        assert client.get(URL.format(gives(1_000).pk)).json()["type"] == "receipt-not-found"
        receipts.void(Receipt.objects.get(), by="7", reason="", cause="mistake", replace=False)
        assert client.get(URL.format(amina.pk)).status_code == 404


ROWS = [
    statement.Row(date(2026, 3, 1), "2026-000001", 2_500, "USD"),
    statement.Row(date(2026, 4, 1), "2026-000002", 90_000, "IDR"),
    statement.Row(date(2026, 5, 1), "2026-000003", 7_500, "USD"),
]
MADE_AT = datetime(2027, 1, 2, tzinfo=UTC)


def seen(monkeypatch):
    """What reaches the template."""
    given = []
    compiled = rendering.pdf

    def watched(template, data, made_at):
        given.append(data)
        return compiled(template, data, made_at)

    monkeypatch.setattr(rendering, "pdf", watched)
    return given


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_year_is_a_table_with_a_sum_for_each_currency(monkeypatch, language):
    given = seen(monkeypatch)
    document = words(statement.pdf(2026, ROWS, name="Amina", locale=language, made_at=MADE_AT))
    assert len(re.findall(rb"/S/TH\b", document)) == 3
    sums = [re.sub(r"[^\dA-Z]", "", each) for each in given[0]["sums"]]
    assert sums == ["IDR900", "USD100"]
    assert [row[1] for row in given[0]["rows"]] == ["2026-000001", "2026-000002", "2026-000003"]


def test_a_year_without_gifts_says_so(monkeypatch):
    given = seen(monkeypatch)
    assert statement.pdf(2026, [], name="", locale="en", made_at=MADE_AT).startswith(b"%PDF")
    assert (given[0]["rows"], given[0]["none"]) == ([], "No gift was received in this year.")


def test_a_long_year_repeats_its_header_and_keeps_every_row():
    many = [statement.Row(date(2026, 1, 1), f"2026-{number:06d}", 100, "USD") for number in range(1, 200)]
    document = words(statement.pdf(2026, many, name="", locale="en", made_at=MADE_AT))
    [pages] = re.findall(rb"/Type/Pages/Count (\d+)", document)
    assert int(pages) > 1
    assert len(re.findall(rb"/S/TR\b", document)) == len(many) + 1
