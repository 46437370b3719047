"""A fund that receives no more charges nobody: its monthly gifts end at the provider, and donors are told."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from payments import gateway, worker
from payments.actions.campaigns import close_campaign, open_fund, pause_campaign
from payments.actions.donations import settle
from payments.actions.monthly import ending
from payments.models import Campaign, MonthlyGift, Refund
from payments.verification import faults
from tests.payments.books import campaign, unapplied
from tests.payments.conftest import gives
from tests.payments.monthly import EMAIL, begins, hears, month, months

pytestmark = pytest.mark.django_db
ENDED = "The fund that you gave to takes no more gifts"


def works():
    """A round of the worker, as far as monthly gifts and mails go."""
    for part in ("monthly_gifts_without_fund", "monthly_gifts_ended", "delivered"):
        worker.PARTS[part]()


@pytest.fixture
def amina(provider, fund):
    return begins(provider, fund)


def test_a_closed_fund_ends_them_at_the_provider_and_tells_their_donors(amina, fund):
    close_campaign(fund)
    works()
    amina.refresh_from_db()
    assert (amina.state, amina.ended_by) == ("ended", "fund")
    assert gateway.retrieve_subscription(amina.subscription).status == "canceled"
    (told,) = [message for message in mail.outbox if ENDED in message.body]
    assert told.to == [EMAIL]
    works()
    assert len([message for message in mail.outbox if ENDED in message.body]) == 1


def test_whoever_ended_it_herself_is_told_of_no_fund(amina, fund):
    ending.end(amina.pk, by="donor")
    close_campaign(fund)
    works()
    amina.refresh_from_db()
    assert amina.ended_by == "donor"
    assert ENDED not in "".join(message.body for message in mail.outbox)


@pytest.mark.parametrize("language", ["id", "th", "zh-hans"])
def test_she_is_told_in_her_language(provider, fund, language):
    begins(provider, fund, language=language)
    close_campaign(fund)
    works()
    assert ENDED not in mail.outbox[-1].body
    assert "USD" in mail.outbox[-1].body


def test_a_fund_past_its_end_ends_them_too(amina, fund):
    Campaign.objects.filter(ref=fund).update(open_until=timezone.now() - timedelta(seconds=1))
    works()
    amina.refresh_from_db()
    assert (amina.state, amina.ended_by) == ("ended", "fund")


def test_another_fund_in_its_place_ends_them_and_spares_its_own(provider, amina, settings):
    open_fund("new", "USD")
    settings.SIXDEGREE_PAYMENTS_FUND = "new"
    hers = begins(provider, "new", address="192.0.2.7")
    works()
    states = set(MonthlyGift.objects.values_list("pk", "state", "ended_by"))
    assert states == {(amina.pk, "ended", "fund"), (hers.pk, "active", "")}


@pytest.mark.parametrize("named", ["", "mistyped", "closed"])
def test_a_slip_in_the_settings_ends_none(amina, settings, named):
    open_fund("closed", "USD")
    close_campaign("closed")
    settings.SIXDEGREE_PAYMENTS_FUND = named
    works()
    amina.refresh_from_db()
    assert (amina.state, amina.end_asked_at) == ("active", None)


def test_a_pause_ends_none(amina, fund):
    pause_campaign(fund)
    works()
    amina.refresh_from_db()
    assert amina.end_asked_at is None


def test_where_the_provider_is_out_of_reach_it_is_asked_again_and_alarmed(amina, fund, provider, settings):
    close_campaign(fund)
    settings.SIXDEGREE_PAYMENTS_STRIPE_API_BASE = "http://127.0.0.1:9"
    works()
    assert MonthlyGift.objects.get().state == "active"
    long_ago = timezone.now() - timedelta(hours=2)
    MonthlyGift.objects.update(end_asked_at=long_ago, asked_at=long_ago)
    assert ending.overdue().get() == amina
    settings.SIXDEGREE_PAYMENTS_STRIPE_API_BASE = provider.url
    works()
    assert MonthlyGift.objects.get().state == "ended"


def test_more_than_a_round_takes_that_never_end_keep_nobody_waiting(amina, fund, monkeypatch):
    stuck = {name: getattr(amina, name) for name in ("campaign", "amount", "currency", "locale")}
    longer_ago = timezone.now() - timedelta(minutes=5)
    for number in range(3):
        ours = MonthlyGift.objects.create(subscription=f"sub_stuck{number}", **stuck)
        MonthlyGift.objects.filter(pk=ours.pk).update(asked_at=longer_ago)
    monkeypatch.setattr(ending, "BATCH", 2)
    close_campaign(fund)
    works()
    amina.refresh_from_db()
    assert amina.state == "ended"


@pytest.mark.parametrize(("rule", "kept"), [("fund", 5_000), ("refund", 2_500)])
def test_a_month_charged_while_it_closed_goes_where_its_donor_chose(provider, fund, rule, kept):
    gift = begins(provider, fund, surplus_rule=rule)
    invoice = month(provider, gift)
    close_campaign(fund)
    hears(provider, invoice["id"], "invoice.paid")
    worker.PARTS["refunds"]()
    assert [each.surplus_rule for each in months(gift)] == [rule, rule]
    assert campaign(fund).received == kept
    given_back = [("succeeded", "rule")] if rule == "refund" else []
    assert list(Refund.objects.values_list("state", "by")) == given_back
    assert unapplied() == []
    assert list(faults()) == []


def test_a_first_month_paid_while_it_closed_ends_with_it_and_goes_back(provider, fund):
    donation = gives(2_500, fund, every_month=True, surplus_rule="refund")
    close_campaign(fund)
    provider.pay(donation, EMAIL)
    assert settle(donation.pk).state == "paid"
    works()
    worker.PARTS["refunds"]()
    assert MonthlyGift.objects.get().state == "ended"
    assert campaign(fund).received == 0
    assert list(faults()) == []


def test_what_was_paid_before_it_closed_is_given_back_to_nobody(amina, fund):
    close_campaign(fund)
    works()
    assert not Refund.objects.exists()
    assert campaign(fund).received == 2_500
