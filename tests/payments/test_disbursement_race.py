"""Spending from many sides at the same moment: it holds what it spends, and no other gift."""

import pytest
from django.db import connection, transaction

from payments.actions.disbursements import disburse
from payments.actions.gifts import held
from payments.actions.refunds import refund
from payments.exceptions import DisbursementRefused, RefundRefused
from payments.models import Disbursement, DisbursementShare, Donation, Refund
from payments.verification import faults
from tests.payments.books import OFFICER
from tests.payments.conftest import WEAVER, gives_and_pays
from tests.payments.test_reservation_race import all_at_once

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def three_gifts(provider, weaver):
    return [gives_and_pays(provider, 3_000, f"{name}@example.org") for name in ("mei", "bo", "ana")]


def spending(amount):
    return lambda: disburse(WEAVER, "need-3f9a", amount, by=OFFICER, document=None)


def in_two_seconds(act):
    def within():
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL lock_timeout = '2s'")
            return act()

    return within


def test_a_gift_that_is_not_spent_is_not_waited_for(three_gifts):
    mei, bo, ana = three_gifts
    with transaction.atomic():
        held(ana)
        [done] = all_at_once([in_two_seconds(spending(4_000))])
    assert dict(done.shares.values_list("donation", "amount")) == {mei.pk: 3_000, bo.pk: 1_000}


def test_what_was_spent_while_one_waited_is_made_up_by_later_gifts(three_gifts):
    answers = all_at_once([spending(1_500)] * 8)
    assert sum(isinstance(answer, Disbursement) for answer in answers) == 6
    refused = [answer for answer in answers if isinstance(answer, DisbursementRefused)]
    assert len(refused) == 2
    assert sorted(Donation.objects.values_list("disbursed", flat=True)) == [3_000] * 3
    assert not DisbursementShare.objects.filter(donation=None).exists()
    assert list(faults()) == []


def test_spending_and_asking_back_at_once_take_each_cent_once(three_gifts):
    asked = [lambda pk=gift.pk: refund(pk, 2_000, by=OFFICER, reason="") for gift in three_gifts]
    answers = all_at_once([spending(2_500)] * 3 + asked)
    assert {type(answer) for answer in answers} <= {Disbursement, Refund, DisbursementRefused, RefundRefused}
    spent = sum(answer.amount for answer in answers if isinstance(answer, Disbursement))
    back = sum(answer.amount for answer in answers if isinstance(answer, Refund))
    figures = Donation.objects.values_list("disbursed", "refunded")
    assert (sum(d for d, _ in figures), sum(r for _, r in figures)) == (spent, back)
    assert spent + back <= 9_000
    assert list(faults()) == []
