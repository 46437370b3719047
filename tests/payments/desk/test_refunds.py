"""A gift given back, whole or in part, from its own page."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from payments.actions.settlement import Mismatch
from payments.models import Refund
from tests.payments.conftest import gives
from tests.payments.desk.moving import asks, confirms, does, once, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def address(gift):
    return reverse("payments_desk:refund", args=[gift.reference])


def test_nobody_but_a_finance_officer_is_answered(closed_to):
    closed_to(reverse("payments_desk:refunds"), reverse("payments_desk:refunds_results"))


def test_a_gift_is_given_back_whole(gift, address, fatou, finance_officer, desk):
    answer = does(fatou, address, amount="25.00", reason="The donor asked")
    assert "USD 25: the refund is succeeded." in words(answer)
    made = Refund.objects.get()
    assert (made.amount, made.by, made.reason) == (2_500, str(finance_officer.pk), "The donor asked")
    gift.refresh_from_db()
    assert gift.refunded == 2_500
    assert "The donor asked" in desk("refunds") and "fatou" in desk("refunds")
    assert address not in desk("donation", gift.reference), "nothing is left to give back"


def test_a_part_leaves_the_rest(gift, address, fatou):
    does(fatou, address, amount="10", reason="Too much by ten")
    gift.refresh_from_db()
    assert gift.refunded == 1_000
    assert 'value="15.00"' in words(fatou.get(address))


@pytest.mark.parametrize("amount", ["25.01", "0", "-1", "1.005", "ten", ""])
def test_an_amount_that_cannot_be_given_back_is_told_on_the_form(amount, address, fatou):
    asked = asks(fatou, address, amount=amount, reason="The donor asked")
    assert once(asked) is None
    assert "The donor asked" in words(asked)
    assert not Refund.objects.exists()


def test_a_reason_is_asked_for(address, fatou):
    assert once(asks(fatou, address, amount="25.00", reason="")) is None


def test_what_the_verb_refuses_is_told_in_its_words(gift, address, fatou):
    asked = asks(fatou, address, amount="25.00", reason="The donor asked")
    does(fatou, address, amount="20.00", reason="Meanwhile, by a colleague")
    told = {"amount": "25.00", "reason": "The donor asked", "confirmed": once(asked)}
    assert once(fatou.post(address, told)) is None
    assert Refund.objects.count() == 1


def test_a_gift_that_was_not_paid_has_nothing_to_give_back(gift, fatou):
    waiting = gives(1_000, address="192.0.2.7")
    assert fatou.get(reverse("payments_desk:refund", args=[waiting.reference])).status_code == 404
    assert "/refund/" not in words(fatou.get(reverse("payments_desk:donation", args=[waiting.reference])))


def test_a_failed_refund_waits_until_another_is_asked_for(gift, address, fatou, desk):
    Refund.objects.create(donation=gift, amount=100, currency="USD", state="failed", by="1")
    assert "1 refund failed." in desk("overview")
    does(fatou, address, amount="1.00", reason="Again")
    assert "refund failed" not in desk("overview")


def test_an_answer_that_nobody_expected_is_told_as_not_known_yet(gift, address, fatou, monkeypatch):
    def answers_strangely(*_args, **_more):
        raise Mismatch("the provider says something else")

    monkeypatch.setattr("payments.desk.refunds.refund", answers_strangely)
    told = {"amount": "25.00", "reason": "The donor asked"}
    asked = asks(fatou, address, **told)
    assert "not known yet" in words(confirms(fatou, address, asked, **told))
    assert "confirmed before" in words(confirms(fatou, address, asked, **told))


def test_the_list_asks_as_much_of_one_member_of_staff_as_of_several(gift, fatou, reviewer, officer, editor):
    """Who asked for each is read for the whole page."""

    def counted(by):
        Refund.objects.create(donation=gift, amount=100, currency="USD", by=by)
        with CaptureQueriesContext(connection) as asked:
            assert fatou.get(reverse("payments_desk:refunds")).status_code == 200
        return len(asked)

    counted(str(reviewer.pk))
    counts = {counted(by) for by in (str(reviewer.pk), str(officer.pk), str(editor.pk), "rule")}
    assert len(counts) == 1
