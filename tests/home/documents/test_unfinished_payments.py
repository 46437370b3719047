"""Payments begun and not finished: known to the browser that began them, gone on with or let go."""

import re
from types import SimpleNamespace

import pytest
from django.test import Client

from home.documents import signed
from payments.gift import Gift
from payments.models import Donation
from tests.home.documents.giving import OURS, form_of, send
from tests.home.documents.reading import read
from tests.payments.conftest import a_key, solved_proof

pytestmark = pytest.mark.django_db


def test_who_came_back_and_gives_anew_is_not_held_up_by_what_she_began(donor, tam, provider, settings):
    settings.SIXDEGREE_PAYMENTS_OPEN_RESERVATIONS = 1
    key = form_of(donor, tam).field("key")
    send(donor, tam, key=key, proof=solved_proof())
    first = Donation.objects.get()
    assert send(donor, tam, proof=solved_proof()).status_code == 429
    assert send(donor, tam, proof=solved_proof(), earlier=f"forged {key}").status_code == 303
    first.refresh_from_db()
    assert first.state == "released" and Donation.objects.filter(state="reserved").count() == 1


def test_a_paid_gift_stays_what_it_is_when_another_follows(donor, tam, provider):
    key = form_of(donor, tam).field("key")
    send(donor, tam, key=key, proof=solved_proof())
    provider.pay(Donation.objects.get(), "filippa@example.org")
    assert send(donor, tam, proof=solved_proof(), earlier=key).status_code == 303
    assert sorted(Donation.objects.values_list("state", flat=True)) == ["paid", "reserved"]


def test_nobody_lets_go_of_a_payment_whose_key_she_does_not_hold(donor, tam, provider):
    key = form_of(donor, tam).field("key")
    send(donor, tam, key=key, proof=solved_proof())
    other = form_of(donor, tam).field("key")
    send(donor, tam, proof=solved_proof(), earlier=f"{other} {Donation.objects.get().pk}")
    assert list(Donation.objects.values_list("state", flat=True)) == ["reserved", "reserved"]


@pytest.fixture
def full(donor, tam, provider, settings):
    """Filippa holds as many open payments as her network may, begun in tabs that are closed now."""
    settings.SIXDEGREE_PAYMENTS_OPEN_RESERVATIONS = 2
    for amount in ("3000", "6000"):
        assert send(donor, tam, amount=amount, proof=solved_proof()).status_code == 303
    return Donation.objects.order_by("reserved_at")


def test_who_may_begin_no_more_goes_on_with_what_this_browser_began(donor, tam, full):
    answer = send(donor, tam, proof=solved_proof())
    page = read(answer)
    assert (answer.status_code, answer["Retry-After"]) == (429, "1860")
    assert [link["href"] for link in page.all("a") if "open-" in link.get("aria-describedby", "")] == [
        donation.checkout_url for donation in full
    ]
    assert re.search(r"USD 60 lapses in \d+ minutes", page.text.replace("\xa0", " "))


def test_who_goes_on_in_another_language_is_known_by_what_she_began(donor, tam, full):
    for locale in ("th", "en"):
        address = tam.give.replace("/en/", f"/{locale}/")
        visitor = as_browsers_send_them(donor.cookies, address)
        answer = send(visitor, SimpleNamespace(give=address), proof=solved_proof())
        assert answer.status_code == 429
        assert all(each.checkout_url in answer.content.decode() for each in full)


def test_what_she_begins_in_one_language_is_added_to_what_she_began_in_another(
    donor, tam, provider, settings
):
    settings.SIXDEGREE_PAYMENTS_OPEN_RESERVATIONS = 2
    cookies = donor.cookies
    for locale in ("en", "zh-hans"):
        address = tam.give.replace("/en/", f"/{locale}/")
        visitor = as_browsers_send_them(cookies, address)
        assert send(visitor, SimpleNamespace(give=address), proof=solved_proof()).status_code == 303
        cookies.update(visitor.cookies)
    answer = send(as_browsers_send_them(cookies, tam.give), tam, proof=solved_proof())
    assert answer.status_code == 429
    assert all(each.checkout_url in answer.content.decode() for each in Donation.objects.all())


def as_browsers_send_them(cookies, address):
    """A client with those cookies whose path the address lies below: Django's own sends all of them."""
    visitor = Client()
    visitor.cookies.update({name: each for name, each in cookies.items() if address.startswith(each["path"])})
    return visitor


def test_she_lets_one_go_without_script_and_nothing_she_typed_is_lost(donor, tam, full):
    page = read(send(donor, tam, amount="other", other="12.50", surplus_rule="refund", proof=solved_proof()))
    first = full[0]
    assert first.pk in [button.get("value") for button in page.all("button")]
    kept = {"let_go": first.pk, "amount": "other", "other": "12.50", "surplus_rule": "refund"}
    again = donor.post(tam.give, kept, headers=OURS)
    assert again.status_code == 200 and "let go" in read(again).text
    assert read(again).field("other") == "12.50"
    assert [donation.state for donation in full.all()] == ["released", "reserved"]
    assert send(donor, tam, proof=solved_proof()).status_code == 303


def test_a_browser_that_waited_instead_of_computing_is_known_as_well(donor, tam, provider, settings):
    settings.SIXDEGREE_PAYMENTS_OPEN_RESERVATIONS, settings.SIXDEGREE_HOME_WAIT_SECONDS = 1, 0
    for expected in (303, 429):
        token = signed.wait(Gift(tam.campaign, 3_000, "USD", "en"), a_key())
        answer = donor.get(f"{tam.give}wait/{token}/")
        assert answer.status_code == expected
    assert Donation.objects.get().checkout_url in answer.content.decode()


def test_her_neighbour_learns_of_none_of_her_payments(donor, tam, full):
    neighbour = Client()
    answer = send(neighbour, tam, proof=solved_proof())
    assert answer.status_code == 429 and "within 31 minutes" in read(answer).text
    told = [secret for each in full for secret in (each.pk, each.checkout_url, each.reference)]
    assert not any(secret in answer.content.decode() for secret in told)
    assert "lapses in" not in read(answer).text


@pytest.mark.parametrize("shown", ["reference", "pk", "key_hash", "address_hash", "session_id"])
def test_nothing_but_the_key_itself_shows_that_a_payment_is_hers(donor, tam, full, shown):
    neighbour = Client()
    neighbour.cookies["begun-en"] = ".".join(getattr(each, shown) for each in full)
    answer = send(neighbour, tam, proof=solved_proof())
    assert answer.status_code == 429
    assert not any(each.checkout_url in answer.content.decode() for each in full)


def test_a_page_of_somebody_elses_cannot_let_it_go(donor, tam, full):
    answer = donor.post(tam.give, {"let_go": full[0].pk}, headers={"origin": "https://elsewhere.example"})
    assert answer.status_code == 403
    assert {donation.state for donation in full.all()} == {"reserved"}


def test_what_she_began_is_known_to_the_form_alone_until_it_lapses(donor, tam, full):
    assert {each["path"] for each in donor.cookies.values()} == {
        "/en/give/", "/id/give/", "/th/give/", "/zh-hans/give/",
    }  # fmt: skip
    for cookie in donor.cookies.values():
        assert cookie["httponly"] and cookie["samesite"] == "Strict" and cookie["max-age"] == 1860
        assert not any(told in cookie.value for each in full for told in (each.pk, tam.campaign, tam.id))
    visit = Client().get(tam.give)
    assert not visit.cookies and "a cookie of half an hour tells this form alone" in read(visit).text
    assert "no cookies" in read(Client().get(tam.url)).text
