"""After a campaign closed before its goal: its donors choose; silence means what they chose at giving."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from payments import gateway
from payments.actions import disputes, offers
from payments.actions.campaigns import close_campaign, open_fund, pause_campaign
from payments.actions.disbursements import disburse
from payments.actions.fund import meet, to_fund
from payments.actions.refunds import refund
from payments.exceptions import ChoiceMade, ChoiceRefused, OfferNotFound
from payments.models import (
    Campaign,
    CampaignClosure,
    Donation,
    DonorIdentity,
    FundBalance,
    Offer,
    OutboxEntry,
    Refund,
)
from payments.verification import faults
from payments.worker import tick
from tests.payments.books import campaign
from tests.payments.conftest import WEAVER, gives_and_pays
from tests.payments.test_disputes import disputed

pytestmark = pytest.mark.django_db


@pytest.fixture
def fund(db, settings):
    settings.SIXDEGREE_PAYMENTS_FUND = "fund"
    open_fund("fund", "USD")
    return "fund"


@pytest.fixture
def withdrawn(provider, weaver, fund):
    """Amina's USD 50, to be sent back to her if not needed, to a campaign that closed with it."""
    donation = gives_and_pays(provider, 5_000, "amina@example.org", surplus_rule="refund")
    tick()
    tick()
    mail.outbox.clear()
    close_campaign(weaver)
    tick()
    tick()
    return donation


def late():
    Offer.objects.update(due_at=timezone.now() - timedelta(seconds=1))


def held():
    return FundBalance.objects.filter(currency="USD").values_list("amount", flat=True).first() or 0


def test_the_donor_is_asked_once_with_an_address_of_her_own_and_nothing_of_why(withdrawn):
    for _round in range(3):
        tick()
    [message] = mail.outbox
    assert message.to == ["amina@example.org"]
    assert f"/en/gifts/{withdrawn.pk}/choice/" in message.body
    assert "it comes back to you, as you chose when you gave" in message.body
    assert WEAVER not in message.subject + message.body + str(message.alternatives)


def test_whoever_has_her_receipt_is_led_to_the_choice_until_it_is_made(withdrawn, client):
    page = f"/api/v1/donations/{withdrawn.pk}/"
    assert client.get(page).json()["choice_url"] in mail.outbox[-1].body
    offers.answer(withdrawn.pk, "fund")
    assert client.get(page).json()["choice_url"] is None


def test_it_reads_the_same_for_whatever_reason_a_campaign_closed(withdrawn):
    [message] = mail.outbox
    for word in ["withdr", "consent", "recall", "expire", "story", "case", "survivor"]:
        assert word not in (message.subject + message.body).lower()


def test_her_choice_of_the_fund_is_carried_out(withdrawn):
    offers.answer(withdrawn.pk, "fund")
    tick()
    offer = Offer.objects.get()
    assert (offer.by, offer.done_at is not None, held()) == ("donor", True, 5_000)
    assert not Refund.objects.exists()
    assert list(faults()) == []


def test_her_choice_to_have_it_back_is_carried_out_once(withdrawn):
    offers.answer(withdrawn.pk, "refund")
    for _round in range(3):
        tick()
    [done] = Refund.objects.all()
    assert (done.amount, done.state, done.by) == (5_000, "succeeded", "donor")
    assert held() == 0
    assert list(faults()) == []


def test_unanswered_for_thirty_days_the_rule_chosen_at_giving_decides(withdrawn, provider):
    offer = Offer.objects.get()
    # Two clocks: SQLite's counts no parts of a millisecond.
    assert abs(offer.due_at - offer.offered_at - timedelta(days=30)) < timedelta(hours=1)
    tick()
    assert not Refund.objects.exists()
    late()
    tick()
    tick()
    assert (Offer.objects.get().by, Refund.objects.get().by) == ("rule", "rule")


def test_what_is_spent_stays_spent_and_the_letter_says_so(provider, weaver, fund):
    donation = gives_and_pays(provider, 5_000, "amina@example.org")
    disburse(weaver, "need-1", 2_000, by="7", document=None)
    close_campaign(weaver)
    tick()
    tick()
    body = mail.outbox[-1].body.replace("\xa0", " ")
    assert "Of your gift of USD 50, USD 30 has not been used yet" in body
    assert "USD 20 has been used already" in body
    offers.answer(donation.pk, "refund")
    tick()
    assert Refund.objects.get().amount == 3_000


def test_a_gift_all_spent_given_back_or_moved_is_not_offered(provider, weaver, fund):
    spent = gives_and_pays(provider, 2_000, "amina@example.org")
    disburse(weaver, "need-1", 2_000, by="7", document=None)
    back = gives_and_pays(provider, 3_000, "bo@example.org")
    refund(back.pk, 3_000, by="7", reason="")
    close_campaign(weaver)
    tick()
    assert not Offer.objects.filter(donation__in=[spent, back]).exists()


def test_a_funded_goal_keeps_its_gifts(provider, weaver, fund):
    gives_and_pays(provider, 150_000, "amina@example.org")
    close_campaign(weaver)
    tick()
    assert not Offer.objects.exists()


def test_a_pause_offers_nothing(provider, weaver, fund):
    gives_and_pays(provider, 2_000, "amina@example.org")
    CampaignClosure.objects.create(campaign_ref=weaver, kind="paused")
    tick()
    assert not Offer.objects.exists()


def test_the_need_moves_to_the_fund_at_its_full_remaining_value(withdrawn):
    commitment = Campaign.objects.get(ref=WEAVER).commitment
    assert commitment.open == 145_000
    offers.answer(withdrawn.pk, "refund")
    tick()
    commitment.refresh_from_db()
    assert commitment.open == 150_000


def test_the_first_answer_counts(withdrawn):
    offers.answer(withdrawn.pk, "fund")
    with pytest.raises(ChoiceMade):
        offers.answer(withdrawn.pk, "refund")
    late()
    assert offers.answer_due() == 0
    assert Offer.objects.get().answer == "fund"


def test_the_database_keeps_an_offer_and_its_answer(withdrawn):
    offers.answer(withdrawn.pk, "fund")
    for change in [{"answer": "refund"}, {"by": "rule"}, {"offered_at": timezone.now()}]:
        with pytest.raises(IntegrityError), transaction.atomic():
            Offer.objects.update(**change)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM sixdegree_payments_offer")


def test_nonsense_chooses_nothing(withdrawn):
    for choice in ["", "both", "FUND"]:
        with pytest.raises(ChoiceRefused):
            offers.answer(withdrawn.pk, choice)
    with pytest.raises(OfferNotFound):
        offers.answer("0" * 26, "fund")


def test_who_left_no_address_is_not_mailed_and_the_rule_decides(withdrawn):
    mail.outbox.clear()
    DonorIdentity.objects.all().delete()
    late()
    tick()
    tick()
    assert (mail.outbox, Refund.objects.get().by) == ([], "rule")


def test_a_gift_that_finance_gives_back_already_is_not_offered(provider, weaver, fund, settings):
    asked = gives_and_pays(provider, 5_000, "amina@example.org")
    settings.SIXDEGREE_PAYMENTS_STRIPE_API_BASE = "http://127.0.0.1:9"
    refund(asked.pk, 5_000, by="7", reason="")
    close_campaign(weaver)
    assert not offers.unoffered().exists()
    offers.make_due()
    assert not Offer.objects.exists()


def is_done():
    """Whether the answer is carried out and nothing of it waits for another try."""
    waiting = OutboxEntry.objects.filter(kind="offer_answered", done_at=None)
    return Offer.objects.get().done_at is not None and not waiting.exists()


def test_once_the_fund_has_paid_its_promise_the_gift_stays_and_nothing_is_tried_again(withdrawn, provider):
    gives_and_pays(provider, 145_000, "mei@example.org", "fund", address="192.0.2.2")
    meet(WEAVER, 145_000, by="7")
    offers.answer(withdrawn.pk, "fund")
    tick()
    assert (is_done(), campaign().received, held()) == (True, 150_000, 0)
    assert list(faults()) == []


def test_once_the_fund_has_paid_its_promise_what_she_wants_back_still_comes_back(withdrawn, provider):
    gives_and_pays(provider, 155_000, "mei@example.org", "fund", address="192.0.2.2")
    meet(WEAVER, 145_000, by="7")
    offers.answer(withdrawn.pk, "refund")
    tick()
    assert (is_done(), Refund.objects.get().amount, campaign().received, held()) == (
        True,
        5_000,
        150_000,
        5_000,
    )
    assert list(faults()) == []


@pytest.mark.parametrize("choice", ["fund", "refund"])
def test_a_gift_that_its_bank_disputes_waits_and_once_lost_is_done_with(withdrawn, provider, choice):
    dispute = disputed(provider, withdrawn)
    offers.answer(withdrawn.pk, choice)
    tick()
    assert not is_done()
    disputes.accept(dispute.provider_id, by="7")
    OutboxEntry.objects.update(due_at=timezone.now())
    tick()
    assert (is_done(), held(), Refund.objects.exists()) == (True, 0, False)
    assert list(faults()) == []


def test_a_gift_won_back_from_its_bank_goes_where_she_chose(withdrawn, provider):
    dispute = disputed(provider, withdrawn)
    offers.answer(withdrawn.pk, "fund")
    tick()
    disputes.answer(dispute.provider_id, "winning_evidence", by="7")
    OutboxEntry.objects.update(due_at=timezone.now())
    tick()
    assert (is_done(), held()) == (True, 5_000)


def test_what_was_moved_before_the_worker_was_killed_is_not_moved_again(withdrawn):
    offers.answer(withdrawn.pk, "fund")
    to_fund(withdrawn.pk, by="donor")
    tick()
    assert (is_done(), held()) == (True, 5_000)


def test_of_a_gift_that_its_bank_took_in_part_the_rest_goes_back(withdrawn, provider):
    taken = provider.control(f"disputes/{withdrawn.charge}", amount=1_000)
    dispute = disputes.apply(gateway.retrieve_dispute(taken["id"]))
    offers.answer(withdrawn.pk, "refund")
    tick()
    assert not is_done()
    disputes.accept(dispute.provider_id, by="7")
    OutboxEntry.objects.update(due_at=timezone.now())
    tick()
    (back,) = Refund.objects.all()
    assert (is_done(), back.amount, back.state) == (True, 4_000, "succeeded")
    withdrawn.refresh_from_db()
    assert withdrawn.counted == 0
    assert list(faults()) == []


def test_while_the_provider_is_silent_the_answer_waits_and_is_not_lost(withdrawn, settings):
    reachable = settings.SIXDEGREE_PAYMENTS_STRIPE_API_BASE
    settings.SIXDEGREE_PAYMENTS_STRIPE_API_BASE = "http://127.0.0.1:9"
    offers.answer(withdrawn.pk, "refund")
    tick()
    assert Refund.objects.get().state == "requested"
    settings.SIXDEGREE_PAYMENTS_STRIPE_API_BASE = reachable
    Refund.objects.update(asked_at=timezone.now() - timedelta(hours=1))
    tick()
    assert Refund.objects.get().state == "succeeded"
    assert Donation.objects.get().refunded == 5_000


def test_a_fund_that_is_closed_for_good_is_no_answer_and_the_refusal_says_what_is(withdrawn, fund):
    close_campaign(fund)
    with pytest.raises(ChoiceRefused, match="can come back to you: choose that"):
        offers.answer(withdrawn.pk, "fund")
    assert Offer.objects.get().answer == ""
    offers.answer(withdrawn.pk, "refund")
    tick()
    assert (Refund.objects.get().amount, held(), list(faults())) == (5_000, 0, [])


def test_a_paused_fund_may_still_be_chosen(withdrawn, fund):
    pause_campaign(fund)
    assert offers.answer(withdrawn.pk, "fund").answer == "fund"


def test_the_letter_offers_no_fund_that_is_over(provider, weaver, fund):
    gives_and_pays(provider, 5_000, "amina@example.org")
    close_campaign(fund)
    close_campaign(weaver)
    mail.outbox.clear()
    for _round in range(3):
        tick()
    [message] = [sent for sent in mail.outbox if "/choice/" in sent.body]
    assert "fund" not in message.body and "it comes by itself" in message.body


def test_left_to_a_rule_that_names_a_closed_fund_it_comes_back(provider, weaver, fund):
    gives_and_pays(provider, 5_000, "amina@example.org", surplus_rule="fund")
    close_campaign(weaver)
    tick()
    close_campaign(fund)
    late()
    for _round in range(3):
        tick()
    offer = Offer.objects.get()
    assert (offer.answer, offer.by, bool(offer.done_at)) == ("refund", "rule", True)
    assert (Refund.objects.get().amount, held(), list(faults())) == (5_000, 0, [])


def test_a_fund_that_ends_after_it_was_chosen_takes_nothing_and_the_gift_comes_back(withdrawn, fund):
    offers.answer(withdrawn.pk, "fund")
    close_campaign(fund)
    for _round in range(2):
        tick()
    offer = Offer.objects.get()
    assert offers.comes_back(offer) and offer.done_at
    assert (Refund.objects.get().amount, held(), list(faults())) == (5_000, 0, [])
