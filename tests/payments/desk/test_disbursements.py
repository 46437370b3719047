"""What was spent on a need, and the receipt that finance alone can open."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from payments.models import Disbursement, DisbursementDocument
from tests.payments.conftest import WEAVER
from tests.payments.desk.moving import asks, does, once, words

pytestmark = pytest.mark.django_db
TOLD = {"campaign": WEAVER, "need": "need-1", "units": "20.00", "currency": "USD"}
PDF = b"%PDF-1.7 of the sewing school"
RECORD = "payments_desk:disburse"


def attached(content=PDF, name="sewing school, Mrs. Wijaya.pdf"):
    return SimpleUploadedFile(name, content, "application/pdf")


@pytest.fixture
def spent(gift, fatou):
    does(fatou, reverse(RECORD), **TOLD, document=attached())
    return Disbursement.objects.get()


def test_nobody_but_a_finance_officer_is_answered(spent, closed_to):
    closed_to(
        reverse("payments_desk:disbursements"),
        reverse("payments_desk:disbursements_results"),
        reverse(RECORD),
        reverse("payments_desk:document", args=[spent.pk]),
    )
    closed_to(reverse(RECORD), method="post")


def test_it_is_recorded_with_its_receipt_and_without_the_files_name(spent, finance_officer, desk):
    assert (spent.amount, spent.need, spent.by) == (2_000, "need-1", str(finance_officer.pk))
    assert bytes(DisbursementDocument.objects.get().content) == PDF
    page = desk("disbursements")
    assert "need-1" in page and "Wijaya" not in page
    assert reverse("payments_desk:document", args=[spent.pk]) in page


def test_the_receipt_is_downloaded_and_never_shown(spent, fatou):
    answer = fatou.get(reverse("payments_desk:document", args=[spent.pk]))
    assert answer.content == PDF
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == f'attachment; filename="receipt-{spent.pk}.pdf"'
    assert "sandbox" in answer["Content-Security-Policy"]
    assert "no-store" in answer["Cache-Control"]


def test_one_without_a_receipt_offers_none(gift, fatou, desk):
    does(fatou, reverse(RECORD), **TOLD)
    assert "/document/" not in desk("disbursements")
    address = reverse("payments_desk:document", args=[Disbursement.objects.get().pk])
    assert fatou.get(address).status_code == 404


def test_another_kind_of_file_is_refused_and_nothing_is_spent(gift, fatou):
    answer = does(fatou, reverse(RECORD), **TOLD, document=attached(b"<svg onload=alert(1)>"))
    assert "Attach the receipt as a PDF, JPEG or PNG" in words(answer)
    assert not Disbursement.objects.exists()


def test_no_more_is_spent_than_was_received(gift, fatou):
    answer = does(fatou, reverse(RECORD), **{**TOLD, "units": "25.01"})
    assert "USD 25 can be spent here now" in words(answer)
    assert not Disbursement.objects.exists()


@pytest.mark.parametrize(
    "changed, told",
    [
        ({"campaign": "nobody"}, "There is no such campaign."),
        ({"currency": "EUR"}, "This campaign collects in USD."),
        ({"units": "1.005"}, "USD has 2 decimals"),
    ],
)
def test_what_cannot_be_right_is_told_on_the_form(changed, told, gift, fatou, settings):
    settings.SIXDEGREE_PAYMENTS_CURRENCIES = ["USD", "EUR"]
    asked = asks(fatou, reverse(RECORD), **{**TOLD, **changed})
    assert once(asked) is None
    assert told in words(asked)


def test_what_is_spent_is_not_given_back(spent, gift, fatou):
    page = words(fatou.get(reverse("payments_desk:refund", args=[gift.reference])))
    assert 'value="5.00"' in page
