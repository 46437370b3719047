"""A whole life of gifts to a real story: no card, no secret and no word of the story is kept or told."""

import re
from contextlib import closing
from http.client import HTTPConnection
from urllib.parse import urlencode, urlsplit

import pytest
from django.apps import apps
from django.core import mail

from payments import worker
from payments.actions import disputes, refunds
from payments.models import Dispute, Donation
from publication import worker as public_worker
from publication.actions.withdraw import withdraw
from tests.home.documents.conftest import people, tam
from tests.leaks.surfaces import every_log
from tests.leaks.test_nothing_private_is_public import letter, texts, told_the_provider
from tests.payments.conftest import a_key, gives, solved_proof

__all__ = ["people", "tam"]
pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]

GOOD, DECLINED, DISPUTED = "4242424242424242", "4000000000009995", "4000000000000259"
CVC = "9173"
OURS = {"origin": "http://testserver"}


def types_her_card(donation, card):
    """On the provider's page, as her browser sends it; answers the status."""
    typed = {"email": "amina@example.org", "name": "Amina", "card": card, "expiry": "12 / 39", "cvc": CVC}
    page = urlsplit(donation.checkout_url)
    with closing(HTTPConnection(page.netloc, timeout=20)) as connection:
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        connection.request("POST", page.path, urlencode(typed), form)
        return connection.getresponse().status


@pytest.fixture
def hears(provider, deliver):
    """Everything that happened at the provider is told to us, and the worker does its rounds."""
    before = {event["id"] for event in provider.events()}

    def hear():
        for event in reversed(provider.events()):
            if event["id"] not in before:
                before.add(event["id"])
                assert deliver(event) == 204
        worker.tick()
        public_worker.tick()

    return hear


def gives_on_the_site(client, tam):
    """Through the form, to the payment page."""
    form = client.get(tam.give)
    key = re.search(r'name="key" value="([^"]+)"', form.content.decode())[1]
    fields = {"key": key, "amount": "3000", "other": "", "surplus_rule": "refund", "fee_cover": "yes"}
    answer = client.post(tam.give, {**fields, "proof": solved_proof()}, headers=OURS)
    assert answer.status_code == 303
    return Donation.objects.get()


def lives(client, provider, tam, hears):
    """Gives after a declined card, gets a part back; another gift is disputed; a third meets a withdrawal."""
    first = gives_on_the_site(client, tam)
    assert [types_her_card(first, card) for card in (DECLINED, GOOD)] == [303, 303]
    assert "Thank you" in client.get(f"/en/thanks/{first.pk}/").content.decode()
    hears()
    refunds.refund(first.pk, 1_000, by="staff-7", reason="She asked")
    disputed, open_still = gives(6_000, tam.campaign), gives(3_000, tam.campaign, key=a_key())
    assert types_her_card(disputed, DISPUTED) == 303
    hears()
    disputes.answer(Dispute.objects.get().provider_id, "Her receipt and her mail", by="staff-7")
    withdraw(tam.id, None)
    hears()
    for donation in (first, disputed, open_still):
        donation.refresh_from_db()
    assert [first.state, disputed.state, open_still.state] == ["paid", "paid", "released"]


def told_words(tam):
    """What the story says, its id and its person's name: patterns, so that a short name is a whole word."""
    said = {text for text in texts(tam.story) if len(text) > 11}
    assert len(said) > 10
    return {re.escape(text) for text in said} | {rf"\b{tam.alias}\b", re.escape(tam.id)}


def found(patterns, places):
    return {
        (pattern, place) for place, text in places.items() for pattern in patterns if re.search(pattern, text)
    }


def tables():
    return {
        f"{model.__name__} {number}": str(row)
        for model in apps.get_app_config("sixdegree_payments").get_models()
        for number, row in enumerate(model._base_manager.values())
    }


def client_secrets(provider):
    return {intent["client_secret"] for intent in provider.get("payment_intents?limit=100")["data"]}


def test_no_card_no_secret_and_no_word_of_the_story(client, provider, tam, hears, tmp_path_factory, settings):
    settings.SIXDEGREE_PAYMENTS_FUND = ""
    with every_log() as written:
        lives(client, provider, tam, hears)
    ours = tables() | {f"log {number}": line for number, line in enumerate(written.lines)}
    ours |= {f"mail {number}": letter(sent) for number, sent in enumerate(mail.outbox)}
    theirs = told_the_provider(tmp_path_factory)
    cards = {GOOD, DECLINED, DISPUTED, rf"\b{CVC}\b"}
    secrets = client_secrets(provider)
    assert secrets
    assert found(cards | {re.escape(secret) for secret in secrets}, ours) == set()
    assert found(cards, theirs) == set()
    # While it is debugged, Django's own log tells of the templates that show the story to the public.
    money = {place: text for place, text in ours.items() if not text.startswith(("django", "publication"))}
    assert found(told_words(tam), money) == set()
    assert found(told_words(tam), theirs) == set()
    # The search has aim: what may be known is found, and the words are those of the story.
    assert len(found(told_words(tam), {"story": str(tam.story)})) > 10
    donation = Donation.objects.order_by("reserved_at").first().pk
    assert {place.split()[0] for _what, place in found({donation}, ours)} >= {"Donation", "mail"}
    assert found({donation}, theirs)
