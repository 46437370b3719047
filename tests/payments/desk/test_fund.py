"""The fund: what it holds, what it has promised, paid and exchanged."""

import pytest
from django.urls import reverse

from payments.actions import offers
from payments.actions.campaigns import close_campaign, open_fund
from payments.actions.fund import commit_remainder
from payments.models import FundCommitment, FundExchange
from payments.worker import tick
from tests.payments.conftest import WEAVER, gives_and_pays
from tests.payments.desk.moving import asks, does, once, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def fund(provider, weaver, settings):
    """USD 100 and EUR 50 in the fund; the weaver's campaign closed at nothing of USD 1,500."""
    settings.SIXDEGREE_PAYMENTS_FUND = "fund"
    settings.SIXDEGREE_PAYMENTS_CURRENCIES = ["USD", "EUR", "JPY"]
    open_fund("fund", "USD")
    gives_and_pays(provider, 10_000, "amara@example.org", "fund")
    gives_and_pays(provider, 5_000, "bo@example.org", "fund", currency="EUR", address="192.0.2.2")
    close_campaign(WEAVER)
    return commit_remainder(WEAVER)


MEET = ("payments_desk:meet", [WEAVER])


def test_nobody_but_a_finance_officer_is_answered(fund, closed_to):
    pages = [reverse(MEET[0], args=MEET[1]), reverse("payments_desk:exchange")]
    closed_to(reverse("payments_desk:fund"), *pages)
    closed_to(*pages, method="post")


def test_it_tells_what_it_holds_and_what_it_has_promised(fund, desk):
    page = desk("fund").replace("\N{NO-BREAK SPACE}", " ")
    for told in ("USD 100", "EUR 50", "USD 1,500", WEAVER):
        assert told in page
    assert "promised USD 1,500 to closed" in desk("overview").replace("\N{NO-BREAK SPACE}", " ")


def test_an_empty_fund_says_so(desk):
    assert "The fund holds nothing yet." in desk("fund")
    assert "Nothing is promised." in desk("fund")


def test_it_pays_a_promise_in_part(fund, fatou, desk):
    address = reverse(MEET[0], args=MEET[1])
    assert "USD 60 of the fund go to campaign" in words(asks(fatou, address, amount="60.00"))
    does(fatou, address, amount="60.00")
    assert FundCommitment.objects.get().met == 6_000
    assert "USD 1,440" in desk("fund").replace("\N{NO-BREAK SPACE}", " ")


def test_it_warns_while_donors_of_the_campaign_have_not_chosen(provider, weaver, fatou, settings):
    settings.SIXDEGREE_PAYMENTS_FUND = "fund"
    open_fund("fund", "USD")
    given = gives_and_pays(provider, 5_000, "amara@example.org")
    close_campaign(WEAVER)
    tick()
    address = reverse(MEET[0], args=MEET[1])
    warning = "1 donor of this campaign has not yet said"
    assert warning in words(fatou.get(address))
    assert warning in words(asks(fatou, address, amount="60.00"))
    offers.answer(given.pk, "fund")
    assert warning not in words(fatou.get(address))


def test_it_pays_no_more_than_it_holds(fund, fatou):
    answer = does(fatou, reverse(MEET[0], args=MEET[1]), amount="100.01")
    assert "The fund can pay USD 100 here" in words(answer)
    assert FundCommitment.objects.get().met == 0


def test_one_currency_becomes_another_at_the_banks_rate(fund, fatou, desk):
    told = {"from_currency": "EUR", "units": "20", "to_currency": "JPY", "rate": "161.5"}
    asked = asks(fatou, reverse("payments_desk:exchange"), **told)
    assert "EUR 20 of the fund become JPY at 161.5." in words(asked)
    answer = does(fatou, reverse("payments_desk:exchange"), **told)
    assert "The fund holds JPY 3,230 more." in words(answer)
    done = FundExchange.objects.get()
    assert (done.from_amount, done.to_amount) == (2_000, 3_230)
    assert "161.5" in desk("fund")


@pytest.mark.parametrize(
    "changed, told",
    [
        ({"from_currency": "JPY", "units": "1.5"}, "JPY has 0 decimals"),
        ({"units": "-1"}, "greater than or equal"),
        ({"rate": "0"}, "greater than or equal"),
        ({"to_currency": "GBP"}, "Select a valid choice"),
    ],
)
def test_what_cannot_be_exchanged_is_told_on_the_form(changed, told, fund, fatou):
    given = {"from_currency": "EUR", "units": "20", "to_currency": "USD", "rate": "1.1", **changed}
    asked = asks(fatou, reverse("payments_desk:exchange"), **given)
    assert once(asked) is None
    assert told in words(asked)
