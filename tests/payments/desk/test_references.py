"""Whoever has a gift's id opens its receipt and chooses where it goes. The books name it by another."""

import pytest
from django.urls import reverse

from payments.actions.refunds import refund
from payments.models import Receipt
from tests.payments.conftest import gives
from tests.payments.desk.moving import asks, words

pytestmark = pytest.mark.django_db
VERBS = ("refund", "resend_receipt", "void_receipt")


@pytest.fixture
def waiting(gift):
    """Reserved, with no receipt to be named by."""
    return gives(1_000, address="192.0.2.7")


@pytest.mark.parametrize("what", ["donations", "ledger", "journal"])
def test_no_file_of_the_books_opens_a_receipt(what, gift, waiting, fatou):
    refund(gift.pk, 1_000, by="1", reason="Twice by mistake")
    answer = fatou.get(reverse("payments_desk:export"), {"what": what})
    text = b"".join(answer.streaming_content).decode()
    assert gift.reference in text
    for given in (gift, waiting):
        assert given.pk not in text


def test_no_page_of_the_desk_and_no_link_on_it_opens_a_receipt(gift, waiting, desk):
    refund(gift.pk, 1_000, by="1", reason="Twice by mistake")
    pages = [desk("overview"), desk("donations"), desk("refunds")]
    pages += [desk("donation", given.reference) for given in (gift, waiting)]
    pages += [desk(verb, gift.reference) for verb in VERBS]
    for page in pages:
        assert gift.pk not in page and waiting.pk not in page


def test_the_page_that_asks_once_more_names_the_receipt_alone(gift, fatou):
    address = reverse("payments_desk:refund", args=[gift.reference])
    page = words(asks(fatou, address, amount="10.00", reason="Twice by mistake"))
    assert str(Receipt.objects.get(donation=gift)) in page and gift.pk not in page


def test_a_reference_opens_nothing_to_a_stranger(gift, client):
    for address in ("", "receipt.pdf"):
        opened = client.get(f"/api/v1/donations/{gift.pk}/{address}")
        assert opened.status_code == 200, "the id opens it"
        assert client.get(f"/api/v1/donations/{gift.reference}/{address}").status_code == 404


def test_every_gift_has_a_reference_of_its_own(gift, waiting):
    names = [given.reference for given in (gift, waiting)] + [given.pk for given in (gift, waiting)]
    assert len(set(names)) == 4 and all(len(name) == 26 for name in names)
