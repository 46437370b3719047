"""Goals move only where the money already given allows it."""

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from payments.actions.campaigns import open_campaign, open_fund
from payments.exceptions import GoalRefused, WrongCurrency
from payments.models import Campaign, CampaignClosure
from payments.readers import funding
from tests.payments.conftest import WEAVER, gives, gives_and_pays

pytestmark = pytest.mark.django_db


def test_opening_publishes_the_figures_at_once(weaver):
    assert funding([weaver, "nobody"])[weaver].as_json() | {"as_of": None} == {
        "campaign": weaver,
        "goal": {"amount": 150_000, "currency": "USD"},
        "received": {"amount": 0, "currency": "USD"},
        "remaining": {"amount": 150_000, "currency": "USD"},
        "donors": 0,
        "degrees": {"1": 0, "2": 0, "3": 0, "4": 0, "5": 0, "6": 0},
        "status": "open",
        "funded_on": None,
        "as_of": None,
    }


def test_funding_of_many_is_one_statement(weaver, django_assert_num_queries):
    open_campaign("fisher", 80_000, "USD")
    with django_assert_num_queries(1):
        assert set(funding([weaver, "fisher"])) == {weaver, "fisher"}


def test_opening_again_changes_nothing(weaver):
    open_campaign(weaver, 150_000, "USD")
    assert funding([weaver])[weaver].version == 1


def test_a_goal_can_be_raised_and_lowered(weaver):
    open_campaign(weaver, 200_000, "USD")
    open_campaign(weaver, 120_000, "USD")
    assert funding([weaver])[weaver].goal == 120_000


def test_a_goal_cannot_fall_below_what_is_given_or_being_given(provider, weaver):
    gives(60_000)
    with pytest.raises(GoalRefused) as refused:
        open_campaign(weaver, 59_999, "USD")
    assert refused.value.extra == {"min_goal": 60_000}
    assert refused.value.detail.startswith("USD\N{NO-BREAK SPACE}600 is already given")


def test_a_goal_lowered_to_what_was_given_is_reached_today(provider, weaver):
    gives_and_pays(provider, 60_000, "amina@example.org")
    open_campaign(weaver, 60_000, "USD")
    published = funding([weaver])[weaver]
    assert (published.status, published.funded_on) == ("funded", timezone.now().date())


def test_a_reached_goal_that_is_raised_is_open_again(provider, weaver):
    gives_and_pays(provider, 150_000, "amina@example.org")
    assert funding([weaver])[weaver].status == "funded"
    open_campaign(weaver, 160_000, "USD")
    published = funding([weaver])[weaver]
    assert (published.status, published.funded_on, published.remaining) == ("open", None, 10_000)


@pytest.mark.parametrize("goal", [0, -1, 49, 60_030])
def test_a_goal_that_nobody_could_reach_is_refused(provider, weaver, goal):
    gives(60_000)
    with pytest.raises(GoalRefused) as refused:
        open_campaign(weaver, goal, "USD")
    assert refused.value.detail.endswith(("at least USD\N{NO-BREAK SPACE}0.50.", "lower than that."))


def test_a_campaign_keeps_its_currency(weaver):
    with pytest.raises(WrongCurrency):
        open_campaign(weaver, 150_000, "EUR")


def test_a_fund_has_no_goal(db):
    open_fund("fund", "USD")
    assert (funding(["fund"])["fund"].goal, funding(["fund"])["fund"].remaining) == (None, None)


@pytest.mark.parametrize(
    "change",
    [
        {"received": 150_001},
        {"reserved": F("goal") + 1},
        {"received": -1},
        {"goal": None},
        {"ref": "another"},
        {"currency": "EUR"},
        {"kind": "fund", "goal": None},
    ],
)
def test_the_database_refuses_what_no_code_should_write(weaver, change):
    with pytest.raises(IntegrityError), transaction.atomic():
        Campaign.objects.filter(ref=WEAVER).update(**change)


def test_a_closure_for_good_cannot_be_lifted(weaver):
    CampaignClosure.objects.create(campaign_ref=weaver, kind="closed")
    with pytest.raises(IntegrityError), transaction.atomic():
        CampaignClosure.objects.update(lifted_at=timezone.now())


def test_an_unknown_currency_is_refused_with_those_that_can_be_chosen(settings):
    settings.SIXDEGREE_PAYMENTS_CURRENCIES = ["USD", "THB"]
    with pytest.raises(WrongCurrency, match="Choose one of: USD, THB"):
        open_campaign("xenia", 1_000, "XXX")
    with pytest.raises(CommandError, match=r"XXX is no currency .* Choose one of: USD, THB"):
        call_command("open_fund", "fund", "xxx")
    assert not Campaign.objects.exists()
