"""The routes of giving, as a donor's browser and a stranger meet them."""

import json
from datetime import datetime

import pytest

from payments import degrees
from payments.actions import receipts
from payments.actions.campaigns import open_campaign
from payments.actions.refunds import refund
from payments.models import Donation
from tests.payments.conftest import WEAVER, a_key, gives, gives_and_pays, solved_proof

pytestmark = pytest.mark.django_db

URL = "/api/v1/donations/"


def body(**changes):
    return {
        "campaign": WEAVER,
        "amount": 2_500,
        "currency": "USD",
        "locale": "en",
        "surplus_rule": "fund",
        **changes,
    }


@pytest.fixture
def post(client):
    def send(url, data, **headers):
        return client.post(url, json.dumps(data), content_type="application/json", headers=headers)

    return send


@pytest.fixture
def donate(post):
    def send(data, key=None, proof=None):
        headers = {"Idempotency-Key": key or a_key(), "X-Proof-Of-Work": proof or solved_proof()}
        return post(URL, data, **headers)

    return send


def test_a_donor_solves_the_challenge_and_is_sent_to_the_payment_page(provider, weaver, client, donate):
    challenge = client.get(f"{URL}challenge/")
    assert challenge.headers["Cache-Control"] == "no-store"
    assert set(challenge.json()) == {"algorithm", "challenge", "maxnumber", "maxNumber", "salt", "signature"}
    answer = donate(body())
    assert answer.status_code == 201
    assert answer.headers["Cache-Control"] == "no-store"
    assert set(answer.json()) == {"id", "fee_cover", "checkout_url", "expires_at"}
    assert answer.json()["checkout_url"].startswith(provider.url)


def test_without_a_proof_nothing_is_reserved(weaver, post):
    answer = post(URL, body(), **{"Idempotency-Key": a_key()})
    assert (answer.status_code, answer.json()["type"]) == (422, "proof-refused")
    assert not Donation.objects.exists()


@pytest.mark.parametrize("forged", ["x", "e30=", "bnVsbA==", "W10=", "eyJhIjoxfQ==", "\u00e4", "A" * 5_000])
def test_a_forged_proof_is_refused(weaver, donate, forged):
    assert donate(body(), proof=forged.encode("latin-1", "replace").decode("latin-1")).status_code == 422
    assert not Donation.objects.exists()


def test_a_proof_opens_one_reservation(provider, weaver, donate):
    proof = solved_proof()
    assert donate(body(), proof=proof).status_code == 201
    assert donate(body(), proof=proof).json()["type"] == "proof-refused"
    assert Donation.objects.count() == 1


def test_a_known_key_is_answered_before_the_proof_is_looked_at(provider, weaver, donate, post):
    key = a_key()
    first = donate(body(), key=key).json()
    again = post(URL, body(), **{"Idempotency-Key": key})
    assert (again.status_code, again.json()) == (201, first)
    other = post(URL, body(amount=2_600), **{"Idempotency-Key": key})
    assert (other.status_code, other.json()["type"]) == (422, "idempotency-key-refused")


@pytest.mark.parametrize(
    "changes",
    [
        {"amount": "2500"},
        {"amount": 25.5},
        {"amount": True},
        {"amount": -5},
        {"amount": 0},
        {"amount": 10**18},
        {"currency": "usd"},
        {"locale": "../../x"},
        {"locale": "{donation}"},
        {"surplus_rule": "keep"},
        {"donor": "Amina"},
        {"degree": "forged:1"},
        {"currency": "EUR"},
    ],
)
def test_what_cannot_be_given_is_refused(weaver, donate, changes):
    assert donate(body(**changes)).status_code == 422
    assert not Donation.objects.exists()


def test_less_left_is_a_conflict_that_names_the_most(provider, weaver, donate):
    gives(149_000)
    answer = donate(body())
    assert (answer.status_code, answer.json()["max_amount"]) == (409, 1_000)
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_the_donor_reads_status_and_receipt_by_the_id(provider, weaver, client):
    donation = gives_and_pays(provider, 2_500, "amina@example.org")
    assert receipt_of(client, donation) == {"state": "coming", "number": None, "url": None}
    receipts.issue_due()
    answer = client.get(f"{URL}{donation.pk}/")
    told = answer.json()
    times = [told.pop("paid_at"), told.pop("counted_at")]
    assert [datetime.fromisoformat(time).replace(microsecond=0) for time in times] == [
        time.replace(microsecond=0)
        for time in (donation.paid_at, donation.ledger_transactions.get(kind="gift").booked_at)
    ]
    assert told == {
        "id": donation.pk,
        "status": "paid",
        "amount": {"amount": 2_500, "currency": "USD"},
        "fee_cover": None,
        "degree": None,
        "every_month": False,
        "choice_url": None,
        "campaign": WEAVER,
        "receipt": {
            "state": "issued",
            "number": str(donation.receipts.get()),
            "url": f"http://testserver{URL}{donation.pk}/receipt.pdf",
        },
    }
    assert answer.headers["Cache-Control"] == "no-store"
    assert "amina" not in answer.content.decode()


def receipt_of(client, donation):
    return client.get(f"{URL}{donation.pk}/").json()["receipt"]


def test_the_address_told_of_a_receipt_answers_with_it(provider, weaver, client):
    donation = gives_and_pays(provider, 2_500, "amina@example.org")
    receipts.issue_due()
    answer = client.get(receipt_of(client, donation)["url"].removeprefix("http://testserver"))
    assert answer.content.startswith(b"%PDF") and "amina" not in answer["Content-Disposition"]


def test_no_receipt_is_promised_for_what_is_not_paid_or_came_back_whole(provider, weaver, client):
    none = {"state": "none", "number": None, "url": None}
    assert receipt_of(client, gives(2_500)) == none
    early = gives_and_pays(provider, 2_500, "amina@example.org")
    refund(early.pk, 2_500, by="staff-7", reason="asked")
    assert receipt_of(client, early) == none
    late = gives_and_pays(provider, 2_500, "amina@example.org")
    receipts.issue_due()
    refund(late.pk, 2_500, by="staff-7", reason="asked")
    receipts.amend_due()
    assert receipt_of(client, late) == {**none, "state": "void"}


def test_a_receipt_made_out_anew_for_the_rest_is_coming_again(provider, weaver, client):
    donation = gives_and_pays(provider, 2_500, "amina@example.org")
    receipts.issue_due()
    refund(donation.pk, 1_000, by="staff-7", reason="asked")
    receipts.amend_due()
    assert receipt_of(client, donation)["state"] == "coming"
    receipts.issue_due()
    assert receipt_of(client, donation)["number"] == str(donation.receipts.get(void=None))


def test_a_stranger_finds_nothing_without_the_id(weaver, client):
    assert client.get(f"{URL}{'0' * 26}/").status_code == 404
    assert client.get(URL).status_code == 405


def test_reading_a_donation_is_one_statement(provider, weaver, client, django_assert_num_queries):
    donation = gives(2_500)
    with django_assert_num_queries(1):
        client.get(f"{URL}{donation.pk}/")


def test_degrees_grow_hand_by_hand_to_six(db, post):
    token, values = None, []
    for _ in range(8):
        answer = post("/api/v1/degrees/", {"degree": token}).json()
        token = answer["degree"]
        values.append(answer["value"])
    assert values == [1, 2, 3, 4, 5, 6, 6, 6]


def test_a_forged_degree_is_refused(db, post):
    assert post("/api/v1/degrees/", {"degree": degrees.token(1).replace("1:", "6:")}).status_code == 422


def test_the_gift_carries_its_degree_into_the_published_counts(provider, weaver, donate, client, settings):
    from payments.actions.donations import settle
    from payments.readers import funding

    settings.SIXDEGREE_PAYMENTS_SNAPSHOT_GIFTS = 1
    answer = donate(body(degree=degrees.token(4)))
    donation = Donation.objects.get(pk=answer.json()["id"])
    provider.pay(donation, "amina@example.org")
    settle(donation.pk)
    # From her receipt she passes it on as the fourth hand did to her.
    assert client.get(f"{URL}{donation.pk}/").json()["degree"] == degrees.token(4)
    assert funding([WEAVER])[WEAVER].degrees == {"1": 0, "2": 0, "3": 0, "4": 1, "5": 0, "6": 0}


@pytest.fixture
def full(provider, weaver, donate, settings):
    """Keys and answers of as many open payments as one network may have, of two people behind it."""
    settings.SIXDEGREE_PAYMENTS_OPEN_RESERVATIONS = 2
    hers, his = a_key(), a_key()
    return {key: donate(body(), key=key).json() for key in (hers, his)}


def asks(post, **headers):
    return post(URL, body(), **{"Idempotency-Key": a_key(), "X-Proof-Of-Work": solved_proof(), **headers})


def test_too_many_open_names_the_payments_whose_keys_are_shown_and_no_other(full, post):
    (hers, begun), (_his, other) = full.items()
    answer = asks(post, **{"X-Begun": f"{a_key()} {hers}"})
    assert (answer.status_code, answer.json()["type"]) == (429, "too-many-open")
    (told,) = answer.json()["open"]
    assert set(told) == {"id", "amount", "checkout_url", "expires_at"}
    assert (told["id"], told["checkout_url"]) == (begun["id"], begun["checkout_url"])
    assert told["amount"] == {"amount": 2_500, "currency": "USD"}
    assert other["id"] not in answer.content.decode()


def test_a_stranger_on_the_same_network_is_told_nothing_and_when_to_come_back(full, post):
    plain, guessing = asks(post), asks(post, **{"X-Begun": " ".join(a["id"] for a in full.values())})
    assert plain.content == guessing.content
    assert plain.json()["open"] == [] and "within 31 minutes" in plain.json()["detail"]


def test_keys_of_another_network_or_campaign_name_nothing(full, post):
    hers = next(iter(full))
    open_campaign("potter", 150_000, "USD")
    asks_potter = {**body(), "campaign": "potter"}
    for _ in range(2):
        headers = {"Idempotency-Key": a_key(), "X-Proof-Of-Work": solved_proof()}
        assert post(URL, asks_potter, **headers).status_code == 201
    headers = {"Idempotency-Key": a_key(), "X-Proof-Of-Work": solved_proof(), "X-Begun": hers}
    assert post(URL, asks_potter, **headers).json()["open"] == []


def test_who_lets_a_payment_go_may_begin_another(full, post, client):
    begun = next(iter(full.values()))
    answer = post(f"{URL}{begun['id']}/cancel/", {})
    assert (answer.status_code, answer.json()["status"]) == (200, "released")
    assert answer.headers["Cache-Control"] == "no-store"
    assert asks(post).status_code == 201
    assert post(f"{URL}{begun['id']}/cancel/", {}).json()["status"] == "released"


def test_a_paid_gift_is_not_let_go(provider, weaver, post):
    donation = gives_and_pays(provider, 2_500, "amina@example.org")
    assert post(f"{URL}{donation.pk}/cancel/", {}).json()["status"] == "paid"


def test_an_id_that_is_guessed_lets_nothing_go(full, post):
    for guessed in (Donation.objects.first().reference, "0" * 26, WEAVER):
        assert post(f"{URL}{guessed}/cancel/", {}).status_code == 404
    assert set(Donation.objects.values_list("state", flat=True)) == {"reserved"}
