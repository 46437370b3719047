"""Spending on needs: no more than was given, oldest gifts first, and what is spent is not given back."""

import io
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from payments.actions import disputes, refunds
from payments.actions.campaigns import close_campaign
from payments.actions.disbursements import disburse, unspent
from payments.actions.fund import commit_remainder, exchange, meet, to_fund
from payments.actions.refunds import refund
from payments.exceptions import DisbursementRefused, FundRefused, RefundRefused
from payments.models import Disbursement, DisbursementDocument, DisbursementShare, FundBalance
from payments.verification import faults
from tests.payments.books import OFFICER, balances, campaign, told
from tests.payments.conftest import WEAVER, gives_and_pays

pytestmark = pytest.mark.django_db
NEED = "need-3f9a"
RECEIPT = b"%PDF-1.7 a clinic's receipt"


def spends(amount, ref=WEAVER, **more):
    return disburse(ref, NEED, amount, by=OFFICER, **{"document": None, **more})


@pytest.fixture
def two_gifts(provider, weaver):
    return [gives_and_pays(provider, amount, f"{amount}@example.org") for amount in (3_000, 5_000)]


def test_the_oldest_gifts_are_spent_first(two_gifts):
    first, second = two_gifts
    done = spends(4_000)
    assert dict(done.shares.values_list("donation", "amount")) == {first.pk: 3_000, second.pk: 1_000}
    assert balances()[f"disbursed:{WEAVER}"] == 4_000
    assert balances()["bank"] == -4_000
    assert campaign().received == 8_000
    assert list(faults()) == []


def test_what_is_spent_is_not_given_back_and_the_rest_is(two_gifts):
    _first, second = two_gifts
    spends(4_000)
    with pytest.raises(RefundRefused) as refused:
        refund(second.pk, 5_000, by=OFFICER, reason="")
    assert refused.value.extra["max_amount"] == 4_000
    assert refund(second.pk, 4_000, by=OFFICER, reason="").state == "succeeded"
    assert list(faults()) == []


def test_no_more_is_spent_than_was_given_and_not_asked_back(two_gifts):
    refund(two_gifts[1].pk, 1_000, by=OFFICER, reason="")
    for amount in (7_001, 0, -1):
        with pytest.raises(DisbursementRefused) as refused:
            spends(amount)
        assert refused.value.extra["max_amount"] == 7_000
    spends(7_000)
    with pytest.raises(DisbursementRefused):
        spends(1)


def test_what_is_asked_back_after_the_bank_took_a_part_is_not_spent(provider, weaver, settings):
    gift = gives_and_pays(provider, 2_500, "bo@example.org")
    taken = provider.control(f"disputes/{gift.charge}", amount=1_000)
    told(provider, gift.charge, "charge.dispute")
    disputes.accept(taken["id"], by=OFFICER)
    settings.SIXDEGREE_PAYMENTS_STRIPE_API_BASE = "http://127.0.0.1:9"
    asked = refund(gift.pk, 1_500, by=OFFICER, reason="")
    assert (asked.state, campaign().received) == ("requested", 1_500)
    gift.refresh_from_db()
    assert (gift.unspent, list(unspent(WEAVER, None))) == (0, [])
    with pytest.raises(DisbursementRefused) as refused:
        spends(1_000)
    assert refused.value.extra["max_amount"] == 0
    settings.SIXDEGREE_PAYMENTS_STRIPE_API_BASE = provider.url
    assert refunds.send(asked).state == "succeeded"
    assert (campaign().received, list(faults())) == (0, [])


def test_the_bank_takes_back_a_spent_gift_and_the_case_keeps_its_money(provider, two_gifts, fund):
    spends(8_000)
    provider.control(f"disputes/{two_gifts[0].charge}")
    told(provider, two_gifts[0].charge, "charge.dispute")
    assert (campaign().received, balances()["organisation"]) == (8_000, 3_000)
    assert list(faults()) == []


def test_what_the_fund_paid_in_can_be_spent_too(provider, two_gifts, fund):
    gives_and_pays(provider, 142_000, "mei@example.org", fund)
    close_campaign(WEAVER)
    commit_remainder(WEAVER)
    meet(WEAVER, 142_000, by=OFFICER)
    done = spends(150_000)
    assert done.shares.get(donation=None).amount == 142_000
    assert list(faults()) == []


def test_a_refund_borne_by_the_fund_leaves_all_to_be_spent(provider, weaver, fund):
    donation = gives_and_pays(provider, 150_000, "bo@example.org")
    refund(donation.pk, 150_000, by=OFFICER, reason="")
    assert spends(150_000).shares.get().donation is None
    assert list(faults()) == []


def test_the_fund_itself_helps_whom_no_story_shows(provider, fund):
    gives_and_pays(provider, 3_000, "mei@example.org", fund, currency="EUR")
    spends(2_000, fund, currency="EUR")
    assert FundBalance.objects.get(currency="EUR").amount == 1_000
    with pytest.raises(DisbursementRefused):
        spends(1_001, fund, currency="EUR")
    assert list(faults()) == []


def test_what_was_asked_back_from_the_fund_is_neither_spent_nor_met_nor_exchanged(provider, fund, settings):
    """The provider is out of reach, so that no entry has it yet."""
    gift, _other = (
        gives_and_pays(provider, amount, f"{amount}@example.org", fund, currency="EUR")
        for amount in (3_000, 1_000)
    )
    settings.SIXDEGREE_PAYMENTS_STRIPE_API_BASE = "http://127.0.0.1:9"
    asked = refund(gift.pk, 3_000, by=OFFICER, reason="")
    assert (asked.state, FundBalance.objects.get(currency="EUR").amount) == ("requested", 4_000)
    with pytest.raises(DisbursementRefused) as refused:
        spends(1_001, fund, currency="EUR")
    assert refused.value.extra["max_amount"] == 1_000
    with pytest.raises(FundRefused) as refused:
        exchange("EUR", "USD", 1_001, Decimal("1.1"), by=OFFICER)
    assert refused.value.extra["max_amount"] == 1_000
    spends(1_000, fund, currency="EUR")
    settings.SIXDEGREE_PAYMENTS_STRIPE_API_BASE = provider.url
    assert refunds.send(asked).state == "succeeded"
    assert FundBalance.objects.get(currency="EUR").amount == 0
    assert (balances().get("organisation", 0), list(faults())) == (0, [])


def test_what_is_left_of_a_spent_gift_moves_to_the_fund(provider, two_gifts, fund):
    spends(4_000)
    close_campaign(WEAVER)
    assert to_fund(two_gifts[1].pk, by="donor") == 4_000
    assert (campaign().received, list(faults())) == (4_000, [])


def test_the_receipt_is_kept_where_no_address_leads(two_gifts):
    done = spends(1_000, document=io.BytesIO(RECEIPT))
    assert bytes(done.document.content) == RECEIPT
    assert done.document.content_type == "application/pdf"


@pytest.mark.parametrize("content", [b"<script>alert(1)</script>", b"", b"%PDF-" + b"x" * 10 * 1024 * 1024])
def test_what_is_no_receipt_is_refused_and_nothing_spent(two_gifts, content):
    with pytest.raises(DisbursementRefused):
        spends(1_000, document=io.BytesIO(content))
    assert not Disbursement.objects.exists()


@pytest.mark.parametrize("model", [Disbursement, DisbursementShare, DisbursementDocument])
def test_what_was_spent_is_never_rewritten(two_gifts, model):
    spends(1_000, document=io.BytesIO(RECEIPT))
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.update(**{"content_type" if model is DisbursementDocument else "amount": 1})
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.all()._raw_delete("default")


def test_a_case_is_helped_in_its_own_currency_alone(two_gifts):
    with pytest.raises(DisbursementRefused, match="collects in USD"):
        spends(1_000, currency="EUR")
    assert not Disbursement.objects.exists()
