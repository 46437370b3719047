"""The form to give, as people with and without script meet it. The provider is the sandbox."""

from datetime import timedelta

import pytest
from django.utils import timezone

from home.documents import signed
from payments.actions import receipts
from payments.actions.campaigns import open_fund, pause_campaign
from payments.gift import Gift
from payments.models import Donation
from tests.home.documents.reading import read
from tests.payments.conftest import a_key, gives, gives_and_pays, solved_proof

pytestmark = pytest.mark.django_db
OURS = {"origin": "http://testserver"}


@pytest.fixture
def donor(client):
    """Filippa, who gives without an account."""
    return client


def form_of(donor, tam):
    return read(donor.get(tam.give))


def send(donor, tam, headers=OURS, **changes):
    fields = {"key": form_of(donor, tam).field("key"), "amount": "3000", "other": "", "surplus_rule": "fund"}
    return donor.post(tam.give, fields | changes, headers=headers)


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
    assert "Medical assistance: a tenth" in form_of(donor, tam).text


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
        "other": "1.2",
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
    answer = send(donor, tam, surplus_rule="refund", **changes)
    document = read(answer)
    assert 400 <= answer.status_code < 500 and answer["Cache-Control"] == "no-store"
    assert sentence in document.text
    assert document.field("other") == changes.get("other", "")
    assert "checked" in document.one("input", name="surplus_rule", value="refund")
    assert Donation.objects.count() == 0


def test_a_key_that_is_forged_of_another_campaign_or_old_starts_nothing(donor, tam, people, settings):
    from tests.home.documents.conftest import public

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


def test_without_script_a_wait_takes_the_place_of_the_proof(donor, tam, provider):
    answer = send(donor, tam)
    onward = read(answer).one("a", **{"class": "give"})["href"]
    seconds, _url, after = answer["Refresh"].partition("; url=")
    # A busy machine may take one of them to answer.
    assert 8 <= int(seconds) <= 10 and after == onward
    assert answer["Cache-Control"] == "no-store"
    assert Donation.objects.count() == 0


def test_the_wait_cannot_be_skipped_or_forged(donor, tam, provider):
    onward = read(send(donor, tam)).one("a", **{"class": "give"})["href"]
    again = donor.get(onward)
    assert again.status_code == 200 and "url=" in again["Refresh"]
    assert donor.get(onward[:-4] + "AAA/").status_code == 422
    assert Donation.objects.count() == 0


def test_who_has_waited_goes_on_to_the_payment_page_once(donor, tam, provider, settings):
    settings.SIXDEGREE_HOME_WAIT_SECONDS = 0
    token = signed.wait(Gift(tam.campaign, 3000, "USD", "en"), a_key())
    first, second = donor.get(f"{tam.give}wait/{token}/"), donor.get(f"{tam.give}wait/{token}/")
    assert first.status_code == second.status_code == 303
    assert first["Location"] == second["Location"] == Donation.objects.get().checkout_url
    assert Donation.objects.get().waited


def test_a_link_scanner_that_asks_for_the_head_begins_no_gift(donor, tam, settings):
    settings.SIXDEGREE_HOME_WAIT_SECONDS = 0
    token = signed.wait(Gift(tam.campaign, 3000, "USD", "en"), a_key())
    assert donor.head(f"{tam.give}wait/{token}/").status_code == 405
    assert Donation.objects.count() == 0


def test_a_waited_gift_of_another_campaign_is_refused(donor, tam, settings):
    settings.SIXDEGREE_HOME_WAIT_SECONDS = 0
    token = signed.wait(Gift("another", 3000, "USD", "en"), a_key())
    assert donor.get(f"{tam.give}wait/{token}/").status_code == 422


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


def test_the_fund_takes_any_configured_currency(donor, db, provider):
    open_fund("fund", "USD")
    page = read(donor.get("/en/give/fund/"))
    fields = {
        "key": page.field("key"),
        "amount": "other",
        "other": "20",
        "currency": "EUR",
        "proof": solved_proof(),
    }
    assert donor.post("/en/give/fund/", fields, headers=OURS).status_code == 303
    assert (Donation.objects.get().amount, Donation.objects.get().currency) == (2000, "EUR")


def test_the_receipt_page_settles_counts_the_own_gift_and_is_never_stored(donor, tam, provider, settings):
    settings.SIXDEGREE_PAYMENTS_SNAPSHOT_GIFTS = 100
    donation = gives(20_000, tam.campaign)
    thanks = f"/en/thanks/{donation.pk}/"
    assert "not complete yet" in read(donor.get(thanks)).text
    provider.pay(donation, "filippa@example.org")
    answer = donor.get(thanks)
    text = read(answer).text.replace("\xa0", " ")
    donation.refresh_from_db()
    assert donation.state == "paid"
    assert answer["Cache-Control"] == "no-store" and answer["X-Robots-Tag"] == "noindex, noarchive"
    assert "Thank you" in text and "being made out" in text and "USD 200 of USD 900" in text
    receipts.issue_due()
    assert str(donation.receipts.get()) in read(donor.get(thanks)).text
    receipts.void(donation.receipts.get(), by="7", reason="", cause="mistake", replace=False)
    assert "None is valid any more" in read(donor.get(thanks)).text
    assert "Nothing yet of USD 900" in read(donor.get(tam.url)).text.replace("\xa0", " ")


def test_coming_back_without_paying_frees_the_amount_at_once(donor, tam, provider):
    donation = gives(20_000, tam.campaign)
    answer = donor.get(f"/en/cancelled/{donation.pk}/")
    donation.refresh_from_db()
    assert donation.state == "released" and "without paying" in read(answer).text
    assert "not completed" in read(donor.get(f"/en/thanks/{donation.pk}/")).text


def test_the_receipt_outlives_the_story_and_does_not_bring_it_back(donor, tam, people, provider):
    from publication.actions.withdraw import withdraw

    donation = gives_and_pays(provider, 20_000, "filippa@example.org", tam.campaign)
    withdraw(tam.id, people.officer, "asked for it")
    text = read(donor.get(f"/en/thanks/{donation.pk}/")).text
    assert "Thank you" in text and tam.alias not in text


def test_a_wait_knows_when_it_is_over():
    now = int(timezone.now().timestamp())
    gift = Gift("c", 100, "USD", "en")
    assert signed.Wait(gift, "k", now + 10).seconds > 0
    assert signed.Wait(gift, "k", int((timezone.now() - timedelta(seconds=1)).timestamp())).seconds == 0


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


def to_fund(donor, **changes):
    address = "/en/give/general-fund/"
    form = read(donor.get(address))
    fields = {"key": form.field("key"), "amount": "other", "other": "25", "currency": "USD"}
    return donor.post(address, fields | {"every_month": "yes"} | changes, headers=OURS)


def test_the_fund_may_be_given_to_every_month(donor, provider):
    open_fund("general-fund", "USD")
    often = [
        each["value"]
        for each in read(donor.get("/en/give/general-fund/")).all("input")
        if each["name"] == "every_month"
    ]
    assert often == ["", "yes"]
    answer = to_fund(donor, proof=solved_proof())
    donation = Donation.objects.get()
    assert (answer["Location"], donation.every_month) == (donation.checkout_url, True)
    assert donation.checkout_params["mode"] == "subscription"


def test_without_script_she_reads_that_it_is_every_month_while_she_waits(donor, provider):
    open_fund("general-fund", "USD")
    assert "every month" in to_fund(donor).content.decode()
    assert not Donation.objects.exists()


def test_a_story_offers_no_monthly_gift_and_takes_none(donor, tam, provider):
    assert "every_month" not in donor.get(tam.give).content.decode()
    answer = send(donor, tam, every_month="yes", proof=solved_proof())
    assert answer.status_code == 422
    assert "goes to the fund" in answer.content.decode()
    assert not Donation.objects.exists()
