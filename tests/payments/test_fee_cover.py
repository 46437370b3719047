"""A donor may cover the provider's fee: a line of its own on every paper, and never part of a goal."""

import json

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.db.models import Sum
from django.test import override_settings

from payments import checks, fee_cover, gateway, verification, worker
from payments.actions import disputes, ledger
from payments.actions.donations import cancel, give, settle
from payments.actions.refunds import refund
from payments.currencies import TABLE
from payments.exceptions import AmountAboveRemaining, FeeCoverRefused
from payments.gift import Gift
from payments.models import Campaign, Donation, LedgerEntry
from tests.payments.books import OFFICER, campaign, told
from tests.payments.conftest import WEAVER, a_key, gives, gives_and_pays, solved_proof
from tests.payments.test_disputes import disputed

RATES = {"USD": "2.9+30", "JPY": "3.6+0", "HUF": "1.5+8500", "KWD": "2.9+100", "EUR": "0+25"}


@pytest.fixture(autouse=True)
def rates(settings):
    settings.SIXDEGREE_PAYMENTS_FEE_RATES = RATES


def kept_by_the_provider(charge, currency):
    """Independently of the code: per cent rounded half up, and the fixed part, in whole minor units."""
    percent, fixed = RATES[currency].split("+")
    hundredths = round(float(percent) * 100)
    return (charge * hundredths + 5_000) // 10_000 + int(fixed)


@pytest.mark.parametrize("currency", sorted(RATES))
@pytest.mark.parametrize("steps", [1, 7, 100, 2_500, 99_999])
def test_after_the_fee_no_less_than_the_gift_is_left_and_a_step_less_would_not_do(currency, steps):
    step = TABLE[currency].step
    amount = steps * step
    cover = fee_cover.cover(amount, currency)
    assert cover % step == 0
    assert amount + cover - kept_by_the_provider(amount + cover, currency) >= amount
    # One for the provider's rounding of its fee, which ours never counts on.
    fewer = amount + cover - step
    assert fewer - kept_by_the_provider(fewer, currency) <= amount


def test_a_known_figure():
    assert fee_cover.cover(2_500, "USD") == 106


def test_a_rate_is_read_in_the_donors_figures():
    assert fee_cover.described("USD", "en") == "2.9% + USD\N{NO-BREAK SPACE}0.30"
    assert fee_cover.described("USD", "id") == "2,9% + USD\N{NO-BREAK SPACE}0,30"
    assert fee_cover.described("JPY", "en") == "3.6%"
    assert fee_cover.described("THB", "th") == ""


@pytest.mark.parametrize("rates", [{"USD": "2.9"}, {"USD": "-1+30"}, {"USD": "100+0"}, {"XXX": "1+1"}])
def test_a_rate_nobody_can_charge_is_named_at_start(rates):
    with override_settings(SIXDEGREE_PAYMENTS_FEE_RATES=rates):
        (error,) = checks.check_fee_rates(None)
    assert error.id == "sixdegree_payments.E012"


@pytest.mark.django_db
def test_the_goal_counts_the_gift_and_the_books_keep_the_cover_apart(provider, weaver):
    donation = gives(2_500, fee_cover=True)
    assert (donation.amount, donation.fee_cover, donation.charged) == (2_500, 106, 2_606)
    campaign = Campaign.objects.get(ref=WEAVER)
    assert (campaign.reserved, campaign.received) == (2_500, 0)
    provider.pay(donation, "amina@example.org")
    assert settle(donation.pk).state == "paid"
    campaign.refresh_from_db()
    assert (campaign.reserved, campaign.received) == (0, 2_500)
    booked = dict(LedgerEntry.objects.values_list("account").annotate(Sum("amount")))
    assert booked.pop("donor_receivable") == 0
    assert booked == {
        f"campaign:{WEAVER}": -2_500,
        "fee_cover": -106,
        "provider_fees": 106,
        "provider_cash": 2_500,
    }
    assert list(verification.faults()) == []


@pytest.mark.django_db
def test_the_provider_shows_two_lines_and_takes_both(provider, weaver):
    donation = gives(2_500, fee_cover=True)
    session = provider.get(f"checkout/sessions/{donation.session_id}?expand[]=line_items")
    lines = [(item["description"], item["amount_total"]) for item in session["line_items"]["data"]]
    assert lines == [("Sixdegree", 2_500), ("Payment fee, covered by you", 106)]
    assert session["amount_total"] == 2_606


@pytest.mark.django_db
def test_the_line_is_named_in_the_donors_language(provider, weaver):
    gift = Gift(campaign=WEAVER, amount=2_500, currency="USD", locale="id", fee_cover=True)
    donation = give(gift, key=a_key(), address="192.0.2.1", waited=True)
    named = [item["price_data"]["product_data"]["name"] for item in donation.checkout_params["line_items"]]
    assert named == ["Sixdegree", "Biaya pembayaran, Anda tanggung"]


@pytest.mark.django_db
def test_the_last_gift_may_be_covered_too(provider, weaver):
    donation = gives(150_000, fee_cover=True)
    assert donation.charged > 150_000
    with pytest.raises(AmountAboveRemaining):
        gives(5_000, fee_cover=True, address="192.0.2.2")
    cancel(donation.pk)
    assert Campaign.objects.get(ref=WEAVER).reserved == 0


@pytest.mark.django_db
def test_a_last_part_that_comes_back_to_the_fund_counts_without_its_cover(provider, fund):
    donation = gives_and_pays(provider, 5_000, "bo@example.org", fund, fee_cover=True)
    refund(donation.pk, 2_000, by=OFFICER, reason="")
    rest = refund(donation.pk, 3_000, by=OFFICER, reason="")
    assert rest.fee_cover > 0
    provider.control(f"refunds/{rest.provider_id}", status="failed")
    told(provider, donation.charge, "refund.", "charge.refund")
    donation.refresh_from_db()
    assert (donation.counted, campaign(fund).received) == (3_000, 3_000)
    assert list(verification.faults()) == []


@pytest.mark.django_db
def test_a_dispute_that_the_fund_wins_counts_without_the_cover(provider, fund):
    donation = gives_and_pays(provider, 5_000, "bo@example.org", fund, fee_cover=True)
    refund(donation.pk, 2_000, by=OFFICER, reason="")
    dispute = disputed(provider, donation)
    disputes.answer(dispute.provider_id, "winning_evidence", by=OFFICER)
    donation.refresh_from_db()
    assert (donation.counted, campaign(fund).received) == (3_000, 3_000)
    assert list(verification.faults()) == []


@pytest.mark.django_db
def test_a_session_without_the_cover_does_not_fit(provider, weaver):
    donation = gives(2_500, fee_cover=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        Donation.objects.filter(pk=donation.pk).update(fee_cover=0)
    assert gateway.retrieve_session(donation.session_id).amount == donation.charged


@pytest.mark.django_db
def test_a_currency_without_a_rate_takes_no_cover(weaver, settings):
    settings.SIXDEGREE_PAYMENTS_FEE_RATES = {}
    with pytest.raises(FeeCoverRefused, match="without covering"):
        gives(2_500, fee_cover=True)
    assert not Donation.objects.exists()


@pytest.mark.django_db
def test_a_front_end_asks_for_the_figure_and_the_donor_reads_it_again(provider, weaver, client):
    url = "/api/v1/donations/"
    asked = client.get(f"{url}quote/?amount=2500&currency=USD")
    assert asked.headers["Cache-Control"] == "no-store"
    cover, total = ({"amount": amount, "currency": "USD"} for amount in (106, 2_606))
    assert asked.json() == {
        "amount": {"amount": 2_500, "currency": "USD"},
        "fee_cover": cover,
        "total": total,
    }
    body = {"campaign": WEAVER, "amount": 2_500, "currency": "USD", "locale": "en", "fee_cover": True}
    headers = {"Idempotency-Key": a_key(), "X-Proof-Of-Work": solved_proof()}
    reserved = client.post(url, json.dumps(body), content_type="application/json", headers=headers).json()
    assert reserved["fee_cover"] == cover
    assert client.get(f"{url}{reserved['id']}/").json()["fee_cover"] == cover


@pytest.mark.django_db
def test_the_figure_of_a_currency_without_a_rate_is_none_and_of_no_currency_refused(client):
    url = "/api/v1/donations/quote/"
    none = client.get(f"{url}?amount=2500&currency=THB").json()
    assert (none["fee_cover"], none["total"]) == (None, None)
    for query in ["amount=2500&currency=XXX", "amount=0&currency=USD", "amount=x&currency=USD", ""]:
        assert client.get(f"{url}?{query}").status_code == 422


@pytest.mark.django_db
def test_the_receipt_shows_both_lines(provider, weaver):
    donation = gives(2_500, fee_cover=True)
    provider.pay(donation, "amina@example.org")
    settle(donation.pk)
    worker.tick()
    (letter,) = mail.outbox
    assert "USD\N{NO-BREAK SPACE}25" in letter.body
    assert "USD\N{NO-BREAK SPACE}1.06" in letter.body


@pytest.mark.django_db
def test_a_cover_booked_twice_or_given_back_twice_is_named(provider, weaver):
    donation = gives(2_500, fee_cover=True)
    provider.pay(donation, "amina@example.org")
    donation = settle(donation.pk)
    assert list(verification.miscovered()) == []
    for kind, amount in (("refund", 107), ("gift", -1)):
        lines = [ledger.Line(ledger.FEE_COVER, amount, "USD"), ledger.Line(ledger.CASH, -amount, "USD")]
        ledger.book(kind, f"slip-{kind}", donation.value_date, lines, donation=donation)
        (fault,) = verification.miscovered()
        assert donation.reference in fault
