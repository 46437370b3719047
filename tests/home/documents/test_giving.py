"""The form to give, as people with and without script meet it. The provider is the sandbox."""

import pytest

from home.documents import signed
from payments.actions.campaigns import open_fund, pause_campaign
from payments.conf import fund
from payments.models import Donation
from tests.home.documents.conftest import public
from tests.home.documents.giving import OURS, form_of, send
from tests.home.documents.reading import read
from tests.payments.conftest import gives, gives_and_pays, solved_proof

pytestmark = pytest.mark.django_db


def test_the_form_is_never_stored_and_may_lead_to_the_payment_page_alone(donor, tam, settings):
    answer = donor.get(tam.give)
    assert answer["Cache-Control"] == "no-store"
    assert (
        f"form-action 'self' {settings.SIXDEGREE_PAYMENTS_CHECKOUT_ORIGIN}"
        in answer["Content-Security-Policy"]
    )


def test_amounts_offered_are_parts_of_the_storys_own_needs(donor, tam):
    offered = [each["value"] for each in form_of(donor, tam).all("input") if each["name"] == "amount"]
    assert offered == ["3000", "6000", "15000", "30000", "90000", "other"]
    shown = form_of(donor, tam).text
    assert "a tenth of the medical help" in shown and tam.story["summary"] in shown


def test_a_proof_of_work_leads_straight_to_the_payment_page(donor, tam, provider):
    answer = send(donor, tam, proof=solved_proof())
    assert answer.status_code == 303
    donation = Donation.objects.get()
    assert answer["Location"] == donation.checkout_url
    assert (donation.amount, donation.currency, donation.surplus_rule, donation.locale) == (
        3000,
        "USD",
        "fund",
        "en",
    )


def test_sending_the_same_form_twice_is_one_gift(donor, tam, provider):
    key = form_of(donor, tam).field("key")
    first = send(donor, tam, key=key, proof=solved_proof())
    second = send(donor, tam, key=key, proof=solved_proof())
    assert first["Location"] == second["Location"] and Donation.objects.count() == 1


def test_the_same_form_with_another_amount_is_shown_again_with_a_fresh_key(donor, tam, provider):
    key = form_of(donor, tam).field("key")
    send(donor, tam, key=key, proof=solved_proof())
    answer = send(donor, tam, key=key, amount="6000", proof=solved_proof())
    assert answer.status_code == 422 and Donation.objects.count() == 1
    assert read(answer).field("key") != key
    assert "another gift already" in read(answer).text


def test_an_amount_of_ones_own_is_read_in_ones_own_language(donor, people, provider):
    from tests.home.documents.conftest import public

    indonesian = public(people, "en", "id")
    address = indonesian.give.replace("/en/", "/id/")
    key = read(donor.get(address)).field("key")
    fields = {
        "key": key,
        "amount": "other",
        "other": "1.234.5",
        "surplus_rule": "refund",
        "proof": solved_proof(),
    }
    assert donor.post(address, fields, headers=OURS).status_code == 422
    answer = donor.post(address, fields | {"other": "12,50"}, headers=OURS)
    assert answer.status_code == 303
    assert (Donation.objects.get().amount, Donation.objects.get().surplus_rule) == (1250, "refund")


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"amount": ""}, "Choose an amount, or type one of your own."),
        ({"amount": "other", "other": "ten"}, "This amount cannot be read."),
        ({"amount": "other", "other": "10.005"}, "This amount cannot be read."),
        ({"amount": "other", "other": "0.10"}, "Give at least"),
        ({"amount": "other", "other": "-5"}, "This amount cannot be read."),
        ({"amount": "other", "other": "901"}, "left to give"),
        ({"amount": "3000", "other": "12"}, "Choose which of them you mean"),
        ({"amount": "3000x"}, "This amount cannot be read."),
    ],
)
def test_what_cannot_be_given_comes_back_with_a_sentence_and_ones_own_words(donor, tam, changes, sentence):
    open_fund(fund(), "USD")
    answer = send(donor, tam, surplus_rule="refund", **changes)
    document = read(answer)
    assert 400 <= answer.status_code < 500 and answer["Cache-Control"] == "no-store"
    assert sentence in document.text
    assert document.field("other") == changes.get("other", "")
    assert "checked" in document.one("input", name="surplus_rule", value="refund")
    assert Donation.objects.count() == 0


@pytest.mark.parametrize(("locale", "words"), [("en", "Give at least"), ("th", "โปรดให้อย่างน้อย")])
def test_who_types_nought_is_told_the_least_and_no_other_limit(donor, people, locale, words):
    sita = public(people, "en", "th")
    address = f"/{locale}/give/{sita.campaign}/"
    fields = {"key": read(donor.get(address)).field("key"), "amount": "other", "other": "0"}
    answer = donor.post(address, fields, headers=OURS)
    assert answer.status_code == 422
    assert words in read(answer).text
    assert "999" not in read(answer).text


def test_a_key_that_is_forged_of_another_campaign_or_old_starts_nothing(donor, tam, people, settings):
    for key in ("forged", "", signed.key(public(people).campaign)):
        answer = send(donor, tam, key=key)
        assert answer.status_code == 422 and "nothing was started" in read(answer).text
    key = form_of(donor, tam).field("key")
    settings.SIXDEGREE_HOME_KEY_SECONDS = -1
    assert send(donor, tam, key=key).status_code == 422
    assert Donation.objects.count() == 0


@pytest.mark.parametrize("origin", [None, "null", "https://elsewhere.example", "http://testserver.example"])
def test_a_form_sent_from_elsewhere_starts_nothing(donor, tam, origin):
    answer = send(donor, tam, headers={"origin": origin} if origin else {})
    assert answer.status_code == 403 and "our own page" in read(answer).text
    assert Donation.objects.count() == 0


def test_who_asks_for_more_than_is_left_learns_what_is_left(donor, tam, provider):
    gives(85_000, tam.campaign)
    answer = send(donor, tam, amount="6000", proof=solved_proof())
    document = read(answer)
    assert answer.status_code == 409
    assert "USD 50 is left to give" in document.text
    assert "a payment under way holds its amount for half an hour" in document.text
    assert "5000" in [each["value"] for each in document.all("input") if each["name"] == "amount"]


def test_a_paused_campaign_takes_nothing_and_says_so(donor, tam):
    key = form_of(donor, tam).field("key")
    pause_campaign(tam.campaign)
    answer = donor.post(tam.give, {"key": key, "amount": "3000", "proof": solved_proof()}, headers=OURS)
    assert answer.status_code == 409 and Donation.objects.count() == 0


def test_a_funded_story_shows_it_and_takes_no_more(donor, tam, provider):
    gives_and_pays(provider, 90_000, "filippa@example.org", tam.campaign)
    assert "Everything this story asked for has been given." in form_of(donor, tam).text
    assert form_of(donor, tam).all("form") == []
    story = read(donor.get(tam.url))
    assert "Funded · USD 900 from 1 person, complete on" in story.text.replace("\xa0", " ")
    assert "give" not in [each.get("class") for each in story.all("a")]


def test_a_donor_without_script_reads_the_exact_fee_before_she_pays_and_again_after(donor, tam, provider):
    form = form_of(donor, tam)
    assert "checked" not in form.one("input", name="fee_cover")
    assert "(2.9% + USD 0.30)" in form.text
    waiting = read(send(donor, tam, fee_cover="yes"))
    assert "Payment fee, covered by you: USD 1.21. Together: USD 31.21" in waiting.text
    donation = gives(3000, tam.campaign, fee_cover=True)
    provider.pay(donation, "filippa@example.org")
    receipt = read(donor.get(f"/en/thanks/{donation.pk}/")).text
    assert "Payment fee, covered by youUSD 1.21 TogetherUSD 31.21" in receipt


def test_the_box_stays_ticked_when_the_form_is_shown_again(donor, tam):
    again = read(send(donor, tam, fee_cover="yes", amount="other", other="0.01"))
    assert "checked" in again.one("input", name="fee_cover")


def test_no_cover_is_offered_where_the_organisation_names_no_rate(donor, tam, settings):
    settings.SIXDEGREE_PAYMENTS_FEE_RATES = {}
    assert not [each for each in form_of(donor, tam).all("input") if each["name"] == "fee_cover"]
