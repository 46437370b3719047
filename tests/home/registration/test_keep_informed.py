"""Mirela wishes for news: she confirms from her mailbox, is told of a page, and leaves with one click."""

import io
import json
import re
from datetime import timedelta
from email.utils import parseaddr
from urllib.parse import urlsplit

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from home.documents import opened
from home.registration import actions, models
from home.registration.models import Registration
from publication import outbox
from publication.models import LogEntry, OutboxEntry
from publication.worker import JOBS
from tests.home.documents.conftest import about, people, site
from tests.home.documents.reading import read
from tests.payments.conftest import solved_proof
from tests.review.everywhere import tables_with

__all__ = ["about", "people", "site"]

pytestmark = pytest.mark.django_db
FORM = "/en/keep-informed/"
MIRELA = "Mirela.Novak@example.org"
OURS = {"origin": "http://testserver", "user-agent": "Quillbrowser/9"}


@pytest.fixture(autouse=True)
def home_address(settings):
    settings.SIXDEGREE_HOME_PUBLIC_URL = "https://give.example"


@pytest.fixture
def typed(monkeypatch):
    """What somebody sends who took a minute to type."""
    key = opened.key("keep-informed")
    later = timezone.now() + timedelta(minutes=1)
    monkeypatch.setattr(opened.timezone, "now", lambda: later)
    return {"key": key, "email": MIRELA, "website": ""}


def send(client, typed, headers=OURS, form=FORM, **changes):
    return client.post(form, typed | changes, headers=headers, REMOTE_ADDR="203.0.113.77", follow=True)


def links():
    """The newest mail's way in and way out, as paths."""
    outbox.drain_outside()
    found = re.findall(r"https://give\.example(\S+)", mail.outbox[-1].body)
    return {("leave" if "/leave/" in path else "confirm"): path for path in found}


def registered(client, typed):
    send(client, typed)
    found = links()
    client.post(found["confirm"])
    return found


def test_a_form_that_no_cache_keeps_and_no_script_needs(client):
    answer = client.get(FORM)
    page = read(answer)
    assert (answer.status_code, answer["Cache-Control"]) == (200, "no-store")
    assert "Set-Cookie" not in answer
    assert page.one("input", name="email")["type"] == "email"
    assert "To register is not to give" in page.text


def test_nobody_is_registered_until_the_owner_of_the_address_says_so(client, typed):
    told = send(client, typed)
    assert "Look into your mailbox" in read(told).text
    # Loaded again it asks for no second mail.
    assert told.redirect_chain == [(f"{FORM}?asked", 303)]
    found = links()
    assert parseaddr(mail.outbox[0].to[0])[1] == MIRELA
    assert Registration.objects.get().confirmed_on is None
    # A mail program that looks at links confirms nothing.
    assert "Is this address yours?" in read(client.get(found["confirm"])).text
    assert Registration.objects.get().confirmed_on is None
    assert "You are registered" in read(client.post(found["confirm"])).text
    assert Registration.objects.get().confirmed_on == models.today()


def test_a_mail_program_unsubscribes_as_rfc_8058_says(client, typed):
    registered(client, typed)
    headers = mail.outbox[0].extra_headers
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = headers["List-Unsubscribe"].strip("<>")
    assert address.startswith("https://give.example/")
    # No cookie, no origin, no session: the token alone.
    answer = client.post(urlsplit(address).path, {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert not Registration.objects.exists()


def test_a_person_leaves_by_a_button_and_nothing_of_her_stays(client, typed):
    out = registered(client, typed)["leave"]
    assert "Forget my address" in read(client.get(out)).text
    assert Registration.objects.count() == 1
    assert "forgotten" in read(client.post(out)).text
    assert tables_with("Novak") == set()
    assert client.post(out).status_code == 200


def test_it_is_neither_a_gift_nor_anything_the_log_knows(client, typed):
    from payments.models import Donation, Donor

    registered(client, typed)
    assert not Donation.objects.exists()
    assert not Donor.objects.exists()
    assert not LogEntry.objects.exists()


def test_the_address_is_not_readable_in_the_database_without_the_key(client, typed):
    registered(client, typed)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM sixdegree_home_registration")
        assert "novak" not in str(cursor.fetchall()).casefold()
    assert tables_with("203.0.113.77") == tables_with("Quillbrowser") == tables_with("Novak") == set()
    assert "Novak" not in json.dumps(list(OutboxEntry.objects.values_list("payload", flat=True)))


def test_who_asks_twice_learns_nothing_and_gets_one_mail_a_day(client, typed):
    registered(client, typed)
    first = send(client, typed).content
    assert first == send(client, typed, email="nobody@example.org").content
    outbox.drain_outside()
    assert [to for each in mail.outbox for to in each.to].count(MIRELA) == 1
    Registration.objects.filter(confirmed_on__isnull=False).update(
        mailed_on=models.today() - timedelta(days=1)
    )
    send(client, typed, email=MIRELA.casefold())
    outbox.drain_outside()
    assert "registered already" in mail.outbox[-1].subject
    assert Registration.objects.count() == 2


def test_an_address_nobody_confirmed_is_forgotten(client, typed):
    send(client, typed)
    found = links()
    Registration.objects.update(mailed_on=models.today() - timedelta(days=8))
    assert JOBS["registrations_forgotten"]() == 1
    assert not Registration.objects.exists()
    assert client.post(found["confirm"]).status_code == 410


@pytest.mark.parametrize("token", ["x", "x:y:z"])
def test_a_token_that_is_not_ours_opens_nothing(client, token):
    assert client.post(f"{FORM}leave/{token}/").status_code == 404
    assert client.post(f"{FORM}confirm/{token}/").status_code == 410


def test_the_way_in_is_not_the_way_out(client, typed):
    found = registered(client, typed)
    swapped = found["confirm"].replace("/confirm/", "/leave/")
    assert client.post(swapped).status_code == 404
    assert Registration.objects.count() == 1


@pytest.mark.parametrize("headers", [{}, {"origin": "https://evil.example"}])
def test_a_form_sent_from_elsewhere_is_shown_again(client, typed, headers):
    answer = send(client, typed, headers=headers)
    assert (answer.status_code, Registration.objects.count()) == (422, 0)
    assert MIRELA in answer.content.decode()


@pytest.mark.parametrize(
    "email", ["", "mirela", "mirela@", "a@b\nBcc: c@example.org", "x" * 300 + "@example.org"]
)
def test_what_is_no_address_is_asked_again(client, typed, email):
    answer = send(client, typed, email=email)
    assert answer.status_code == 422
    assert read(answer).one("div", role="alert")
    assert not Registration.objects.exists()


def test_what_is_wrong_with_an_address_is_said_before_how_fast_it_came(client, typed):
    fresh = read(client.get(FORM)).field("key")
    assert "This is no e-mail address" in read(send(client, typed, key=fresh, email="a@b")).text


def test_a_machine_that_fills_everything_in_or_sends_in_no_time_is_not_kept(client, typed):
    send(client, typed, website="http://x")
    fresh = read(client.get(FORM)).field("key")
    assert "Not sent yet" in read(send(client, typed, key=fresh)).text
    assert not Registration.objects.exists()


def test_a_flood_of_addresses_ends_at_a_ceiling(client, typed, settings):
    settings.SIXDEGREE_HOME_REGISTRATIONS_A_DAY = 2
    answers = [send(client, typed, email=f"{name}@example.org").status_code for name in "abc"]
    assert answers == [200, 200, 429]


@pytest.mark.parametrize(("locale", "said"), [("id", "Kabari saya"), ("th", "แจ้งข่าว"), ("zh-hans", "通知我")])
def test_form_and_mail_speak_the_readers_language(client, typed, locale, said):
    form = f"/{locale}/keep-informed/"
    assert said in read(client.get(form)).text
    send(client, typed, form=form)
    assert f"/{locale}/keep-informed/confirm/" in links()["confirm"]
    assert "Somebody, probably you" not in mail.outbox[0].body


class TestNews:
    def test_those_who_confirmed_are_told_of_a_released_page_and_of_nothing_else(self, client, typed, about):
        registered(client, typed)
        send(client, typed, email="waits@example.org")
        outbox.drain_outside()
        mail.outbox.clear()
        call_command("tell_registered", "about", stdout=(said := io.StringIO()))
        outbox.drain_outside()
        assert ("1" in said.getvalue(), mail.outbox) == (True, [])
        call_command("tell_registered", "about", "--send", stdout=io.StringIO())
        outbox.drain_outside()
        (told,) = mail.outbox
        assert told.to == [MIRELA]
        assert "https://give.example/en/about/" in told.body
        assert told.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"

    def test_nobody_is_told_of_a_page_that_is_not_public(self, db):
        with pytest.raises(CommandError):
            call_command("tell_registered", "about", "--send")

    def test_who_left_before_the_mail_went_out_gets_none(self, client, typed, about):
        out = registered(client, typed)["leave"]
        mail.outbox.clear()
        call_command("tell_registered", "about", "--send", stdout=io.StringIO())
        client.post(out)
        outbox.drain_outside()
        assert mail.outbox == []


class TestTheOperator:
    def said(self, *arguments):
        call_command("registrations", *arguments, stdout=(out := io.StringIO()))
        return out.getvalue()

    def test_counts_by_day_for_a_figure_with_its_date(self, client, typed):
        registered(client, typed)
        send(client, typed, email="waits@example.org")
        assert self.said().endswith("registered: 1\n")
        tomorrow = models.today() + timedelta(days=1)
        assert self.said("--since", str(tomorrow)).endswith("registered: 0\n")

    def test_hands_out_and_erases_one_address_at_its_owners_request(self, client, typed):
        registered(client, typed)
        entry = json.loads(self.said("--export", MIRELA.upper()))
        assert (entry["email"], entry["locale"]) == (MIRELA, "en")
        self.said("--erase", MIRELA)
        assert not Registration.objects.exists()
        assert LogEntry.objects.get().verb == "registration.erased"
        with pytest.raises(CommandError):
            self.said("--erase", MIRELA)


class TestOtherFrontEnds:
    ADDRESS = "/api/v1/registrations/"

    def post(self, client, proof=None, **changes):
        headers = {"X-Proof-Of-Work": solved_proof() if proof is None else proof}
        body = {"email": MIRELA, "locale": "th"} | changes
        return client.post(self.ADDRESS, body, content_type="application/json", headers=headers)

    def test_they_hand_in_the_same(self, client):
        answer = self.post(client)
        assert (answer.status_code, answer.json()) == (202, {"received": True})
        assert answer["Cache-Control"] == "no-store"
        assert Registration.objects.get().locale == "th"

    def test_without_a_proof_of_work_nothing_is_kept(self, client):
        assert self.post(client, proof="").status_code == 422
        assert not Registration.objects.exists()

    @pytest.mark.parametrize("changes", [{"name": "Mirela"}, {"email": "mirela"}, {"locale": "<b>"}])
    def test_more_or_other_than_an_address_is_refused(self, client, changes):
        answer = self.post(client, **changes)
        assert (answer.status_code, answer["Content-Type"]) == (422, "application/problem+json")
        assert not Registration.objects.exists()


def test_asking_is_limited_apart_for_machines_that_computed(settings):
    settings.SIXDEGREE_HOME_REGISTRATIONS_A_DAY = 0
    with pytest.raises(actions.RegistrationRefused):
        actions.ask("a@example.org", "en")
