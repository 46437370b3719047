"""Charges, fees, refunds and disputes: what moves, and what the provider keeps."""

import pytest
import stripe

from tests.payments.sandbox.provider import DECLINES, IS_DISPUTED, Sandbox

FIRST_OF_JULY_2015 = 1_435_708_800


def paid_charge(sandbox: Sandbox, amount: int = 2500, currency: str = "usd", **more) -> stripe.Charge:
    return sandbox.paid_session(amount=amount, currency=currency, **more).payment_intent.latest_charge


@pytest.mark.parametrize(
    ("amount", "currency", "fee"),
    [(2500, "usd", 103), (150_000, "usd", 4380), (50, "eur", 31), (500, "jpy", 45)],
)
def test_the_provider_keeps_its_fee(sandbox: Sandbox, amount: int, currency: str, fee: int) -> None:
    booked = paid_charge(sandbox, amount, currency).balance_transaction
    assert (booked.amount, booked.fee, booked.net, booked.currency) == (amount, fee, amount - fee, currency)
    assert [(detail.amount, detail.type) for detail in booked.fee_details] == [(fee, "stripe_fee")]
    assert (booked.type, booked.reporting_category, booked.status) == ("charge", "charge", "pending")


def test_a_balance_transaction_names_its_source_and_is_found_by_it(sandbox: Sandbox) -> None:
    charge = paid_charge(sandbox)
    v1 = sandbox.stripe.v1
    read = v1.balance_transactions.retrieve(charge.balance_transaction.id, params={"expand": ["source"]})
    assert read.source.id == charge.id
    listed = v1.balance_transactions.list(params={"source": charge.id, "type": "charge"})
    assert [found.id for found in listed.data] == [read.id]


def test_money_becomes_available_after_two_days(sandbox: Sandbox) -> None:
    booked = paid_charge(sandbox).balance_transaction
    sandbox.control("POST", "clock", {"ahead": 3 * 24 * 60 * 60})
    assert sandbox.stripe.v1.balance_transactions.retrieve(booked.id).status == "available"


def test_demo_gifts_carry_a_date_in_the_past_while_sessions_stay_in_the_present(sandbox: Sandbox) -> None:
    sandbox.control("POST", "clock", {"charge_created": FIRST_OF_JULY_2015})
    session = sandbox.paid_session()
    charge = session.payment_intent.latest_charge
    assert charge.created == charge.balance_transaction.created == FIRST_OF_JULY_2015
    assert charge.balance_transaction.status == "available"
    assert session.created > FIRST_OF_JULY_2015
    assert session.payment_intent.created > FIRST_OF_JULY_2015
    sandbox.control("POST", "clock", {"charge_created": None})
    assert paid_charge(sandbox).created > FIRST_OF_JULY_2015


def test_a_charge_is_refunded_whole(sandbox: Sandbox) -> None:
    charge = paid_charge(sandbox)
    refund = sandbox.stripe.v1.refunds.create(
        params={
            "payment_intent": charge.payment_intent,
            "reason": "requested_by_customer",
            "expand": ["balance_transaction", "charge"],
        }
    )
    assert (refund.amount, refund.currency, refund.status) == (2500, "usd", "succeeded")
    assert refund.reason == "requested_by_customer"
    assert (refund.balance_transaction.amount, refund.balance_transaction.fee) == (-2500, 0)
    assert (refund.charge.amount_refunded, refund.charge.refunded) == (2500, True)


def test_a_charge_is_refunded_in_parts_and_never_beyond(sandbox: Sandbox) -> None:
    charge = paid_charge(sandbox)
    v1 = sandbox.stripe.v1
    first = v1.refunds.create(params={"charge": charge.id, "amount": 1000, "metadata": {"why": "part"}})
    with pytest.raises(
        stripe.InvalidRequestError, match=r"greater than unrefunded amount on charge \(USD 15\.00\)"
    ):
        v1.refunds.create(params={"charge": charge.id, "amount": 1501})
    second = v1.refunds.create(params={"charge": charge.id, "amount": 1500})
    with pytest.raises(stripe.InvalidRequestError, match="already been refunded") as refused:
        v1.refunds.create(params={"charge": charge.id})
    assert refused.value.code == "charge_already_refunded"
    whole = v1.charges.retrieve(charge.id, params={"expand": ["refunds"]})
    assert (whole.amount_refunded, whole.refunded) == (2500, True)
    assert [refund.id for refund in whole.refunds.data] == [second.id, first.id]
    listed = v1.refunds.list(params={"payment_intent": charge.payment_intent})
    assert [refund.id for refund in listed.data] == [second.id, first.id]
    assert v1.refunds.retrieve(first.id).metadata.why == "part"


def test_what_was_not_paid_cannot_be_refunded(sandbox: Sandbox) -> None:
    session = sandbox.session()
    sandbox.pay(session.id, DECLINES)
    intent = sandbox.read(session.id).payment_intent
    refunds = sandbox.stripe.v1.refunds
    with pytest.raises(stripe.InvalidRequestError, match="does not have a successful charge"):
        refunds.create(params={"payment_intent": intent.id})
    with pytest.raises(stripe.InvalidRequestError, match="has not succeeded"):
        refunds.create(params={"charge": intent.latest_charge.id})


def test_a_refund_names_a_charge_that_exists(sandbox: Sandbox) -> None:
    refunds = sandbox.stripe.v1.refunds
    with pytest.raises(stripe.InvalidRequestError) as nothing:
        refunds.create(params={"amount": 100})
    assert nothing.value.code == "parameter_missing"
    with pytest.raises(stripe.InvalidRequestError) as unknown:
        refunds.create(params={"charge": "ch_nothing"})
    assert (unknown.value.http_status, unknown.value.code) == (400, "resource_missing")


def dispute_of(sandbox: Sandbox) -> stripe.Dispute:
    charge = paid_charge_by_disputed_card(sandbox)
    (dispute,) = sandbox.stripe.v1.disputes.list(params={"charge": charge.id}).data
    return dispute


def paid_charge_by_disputed_card(sandbox: Sandbox) -> stripe.Charge:
    return sandbox.paid_session(IS_DISPUTED).payment_intent.latest_charge


def test_a_dispute_takes_the_money_and_a_fee(sandbox: Sandbox) -> None:
    dispute = dispute_of(sandbox)
    assert (dispute.status, dispute.reason, dispute.amount) == ("needs_response", "fraudulent", 2500)
    (withdrawn,) = dispute.balance_transactions
    assert (withdrawn.amount, withdrawn.fee, withdrawn.net) == (-2500, 1500, -4000)
    assert (withdrawn.type, withdrawn.reporting_category) == ("adjustment", "dispute")


def test_a_disputed_charge_cannot_be_refunded(sandbox: Sandbox) -> None:
    with pytest.raises(stripe.InvalidRequestError) as refused:
        sandbox.stripe.v1.refunds.create(params={"charge": paid_charge_by_disputed_card(sandbox).id})
    assert refused.value.code == "charge_disputed"


def test_a_closed_dispute_is_lost(sandbox: Sandbox) -> None:
    dispute = dispute_of(sandbox)
    disputes = sandbox.stripe.v1.disputes
    assert disputes.close(dispute.id).status == "lost"
    with pytest.raises(stripe.InvalidRequestError, match="already closed"):
        disputes.close(dispute.id)
    assert len(disputes.retrieve(dispute.id).balance_transactions) == 1


def test_evidence_is_staged_and_then_submitted(sandbox: Sandbox) -> None:
    dispute = dispute_of(sandbox)
    disputes = sandbox.stripe.v1.disputes
    evidence = {"product_description": "A gift", "customer_name": "Mei"}
    staged = disputes.update(dispute.id, params={"evidence": evidence, "submit": False})
    assert (staged.status, staged.evidence_details.has_evidence) == ("needs_response", True)
    assert (staged.evidence.customer_name, staged.evidence_details.submission_count) == ("Mei", 0)
    submitted = disputes.update(dispute.id, params={"submit": True, "metadata": {"by": "finance"}})
    assert (submitted.status, submitted.evidence_details.submission_count) == ("under_review", 1)
    assert submitted.metadata.by == "finance"


@pytest.mark.parametrize(
    ("text", "verdict", "nets"),
    [("winning_evidence", "won", [-4000, 4000]), ("losing_evidence", "lost", [-4000])],
)
def test_the_banks_verdict_follows_stripes_magic_evidence(
    sandbox: Sandbox, text: str, verdict: str, nets: list[int]
) -> None:
    dispute = sandbox.stripe.v1.disputes.update(
        dispute_of(sandbox).id, params={"evidence": {"uncategorized_text": text}}
    )
    assert dispute.status == verdict
    assert [booked.net for booked in dispute.balance_transactions] == nets


def test_metadata_is_merged_key_by_key(sandbox: Sandbox) -> None:
    charge = paid_charge(sandbox, payment_intent_data={"metadata": {"a": "1", "b": "2"}})
    v1 = sandbox.stripe.v1
    assert v1.charges.update(charge.id, params={"metadata": {"a": "", "c": "3"}}).metadata.to_dict() == {
        "b": "2",
        "c": "3",
    }
    intent = v1.payment_intents.update(charge.payment_intent, params={"metadata": ""})
    assert intent.metadata.to_dict() == {}


def balance_of(sandbox: Sandbox, currency: str) -> int:
    held = sandbox.stripe.v1.balance.retrieve()
    return sum(part.amount for part in [*held.available, *held.pending] if part.currency == currency)


def test_a_payout_leaves_the_balance_and_comes_back_when_the_bank_refuses_it(sandbox: Sandbox) -> None:
    before = balance_of(sandbox, "usd")
    net = paid_charge(sandbox).balance_transaction.net
    assert balance_of(sandbox, "usd") == before + net
    payout = sandbox.stripe.v1.payouts.create(params={"amount": 1000, "currency": "usd"})
    assert (payout.status, balance_of(sandbox, "usd")) == ("pending", before + net - 1000)
    assert sandbox.control("POST", f"payouts/{payout.id}", {"status": "paid"})["status"] == "paid"
    failed = sandbox.control("POST", f"payouts/{payout.id}", {"status": "failed"})
    assert (failed["failure_code"], balance_of(sandbox, "usd")) == ("account_closed", before + net)
    moved = sandbox.stripe.v1.balance_transactions.list(params={"source": payout.id}).data
    assert [(each.type, each.amount) for each in moved] == [("payout_failure", 1000), ("payout", -1000)]


def test_no_more_is_paid_out_than_is_held(sandbox: Sandbox) -> None:
    with pytest.raises(stripe.InvalidRequestError, match="insufficient"):
        sandbox.stripe.v1.payouts.create(params={"amount": 99_999_999, "currency": "usd"})
