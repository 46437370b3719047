"""A mailed code opens a donor's own giving, to whoever reads that mailbox and to nobody else."""

from datetime import timedelta
from smtplib import SMTPRecipientsRefused

import pytest
from django.contrib.sessions.models import Session
from django.core import mail
from django.test import Client
from django.utils import timezone

from payments import worker
from payments.donors import limits
from payments.donors.backends import DonorBackend
from payments.exceptions import TooManyCodes
from payments.models import DonorAccount, DonorIdentity, MailedCode
from tests.payments.donors.conftest import LINNEA, ME, SIGN_IN, Browser, mailed_code

pytestmark = pytest.mark.django_db

RUTH = "ruth@example.org"


@pytest.fixture
def ruth(django_user_model):
    return django_user_model.objects.create_user("ruth", RUTH, "a long sentence of her own")


def told(answer):
    """All that a front end can tell one answer from another by."""
    body = answer.json()
    body["meta"].pop("session_token", None)
    return answer.status_code, body, sorted(answer.headers)


def test_a_code_signs_in_and_opens_an_account():
    browser = Browser()
    asked = browser.wants_code(LINNEA)
    assert (asked.status_code, asked.json()["meta"]["is_authenticated"]) == (401, False)
    assert browser.me().status_code == 401
    assert browser.types(mailed_code(LINNEA)).status_code == 200
    assert browser.me().json()["email"] == LINNEA
    assert DonorAccount.objects.count() == 1


def test_no_account_is_opened_for_an_address_that_a_stranger_typed():
    Browser().wants_code(LINNEA)
    assert not DonorAccount.objects.exists() and not DonorIdentity.objects.exists()


def test_the_same_address_in_other_letters_is_the_same_account(linnea):
    assert Browser().signs_in("  LINNEA@Donors.example ".strip()).me().json()["email"] == LINNEA
    assert DonorAccount.objects.count() == 1


@pytest.mark.parametrize("path", ["/en/", "/admin/"])
def test_her_token_as_a_cookie_enters_no_other_door(her_browser, path):
    client = Client()
    client.cookies["sessionid"] = her_browser.token
    answer = client.get(path)
    assert LINNEA not in answer.content.decode()
    assert path != "/admin/" or "/admin/login/" in answer.headers["Location"]


class TestStaff:
    def test_get_a_mail_without_a_code(self, ruth):
        Browser().wants_code(RUTH.upper())
        assert len(mail.outbox) == 1 and "not opened by a mailed code" in mail.outbox[0].body

    def test_are_answered_as_a_donor_and_as_nobody(self, ruth, linnea):
        answers = [told(Browser().wants_code(each)) for each in (RUTH, LINNEA, "nobody@donors.example")]
        assert answers[0] == answers[1] == answers[2]

    @pytest.mark.parametrize("guess", ["", "----", "AAAA-AAAA"])
    def test_are_opened_by_no_guess(self, ruth, guess):
        browser = Browser()
        browser.wants_code(RUTH)
        assert browser.types(guess).status_code == 400
        assert browser.me().status_code == 401

    def test_a_session_of_theirs_is_no_token(self, ruth):
        client = Client()
        client.force_login(ruth, "django.contrib.auth.backends.ModelBackend")
        answer = Browser(client.session.session_key).ask("GET", f"{SIGN_IN}/session")
        assert answer.status_code == 410
        assert Browser(client.session.session_key).me().status_code == 401

    @pytest.mark.parametrize("right", ["is_staff", "is_superuser"])
    def test_a_donor_who_is_given_a_right_is_signed_out(self, her_browser, linnea, right):
        setattr(linnea.user, right, True)
        linnea.user.save()
        assert DonorBackend().get_user(linnea.user.pk) is None
        assert her_browser.me().status_code == 401


class TestRefusedByTheMailServer:
    @pytest.mark.parametrize("code", [450, 550])
    def test_an_address_is_answered_as_any_other_and_not_logged(self, monkeypatch, caplog, code):
        def refuses(message, **_kwargs):
            raise SMTPRecipientsRefused({message.to[0]: (code, message.to[0].encode())})

        taken = told(Browser().wants_code(LINNEA))
        monkeypatch.setattr("django.core.mail.EmailMessage.send", refuses)
        assert told(Browser().wants_code("gone@donors.example")) == taken
        assert "gone@donors.example" not in caplog.text and "did not take the mail" in caplog.text


class TestGuessing:
    def test_ends_after_three_tries(self):
        browser = Browser()
        browser.wants_code(LINNEA)
        code = mailed_code()
        assert [browser.types("BCDF-GHJK").status_code for _try in range(3)] == [400, 400, 400]
        assert browser.types(code).status_code == 409

    def test_a_code_is_good_once(self):
        browser = Browser().signs_in(LINNEA)
        code, signed_in = mailed_code(), browser.token
        assert browser.types(code).status_code == 409
        assert Browser(signed_in).me().status_code == 200

    def test_a_code_is_good_for_ten_minutes(self, monkeypatch):
        browser = Browser()
        browser.wants_code(LINNEA)
        now = __import__("time").time()
        monkeypatch.setattr("time.time", lambda: now + 601)
        assert browser.types(mailed_code()).status_code == 409

    def test_a_code_is_of_no_use_in_another_browser(self):
        Browser().wants_code(LINNEA)
        code = mailed_code()
        mallory = Browser()
        mallory.wants_code("mallory@donors.example")
        assert mallory.types(code).status_code == 400

    @pytest.mark.parametrize(
        ("emails", "ceiling"),
        [
            ([LINNEA] * 3, "PER_EMAIL_AND_NETWORK"),
            ([LINNEA] * 3, "PER_EMAIL"),
            ([f"{n}@donors.example" for n in range(3)], "PER_NETWORK"),
        ],
    )
    def test_too_many_codes_are_refused_for_an_address_and_from_a_network(self, settings, emails, ceiling):
        setattr(settings, f"SIXDEGREE_PAYMENTS_CODES_{ceiling}", 2)
        assert [Browser().wants_code(each).status_code for each in emails] == [401, 401, 429]
        assert len(mail.outbox) == 2
        assert LINNEA not in str(list(MailedCode.objects.values()))

    def test_a_stranger_elsewhere_who_asks_for_her_codes_does_not_keep_her_out(self):
        mallory = Browser(network="192.0.2.66")
        assert [mallory.wants_code(LINNEA).status_code for _ask in range(6)] == [401] * 5 + [429]
        assert Browser(network="192.0.2.7").signs_in(LINNEA).me().status_code == 200

    def test_from_many_networks_an_address_gets_twenty_codes_an_hour(self):
        for n in range(20):
            limits.count(LINNEA, f"192.0.2.{n}")
        with pytest.raises(TooManyCodes):
            limits.count(LINNEA, "192.0.2.66")


class TestEnding:
    def test_signing_out_ends_this_session(self, her_browser):
        token = her_browser.token
        her_browser.ask("DELETE", f"{SIGN_IN}/session")
        assert Browser(token).me().status_code == 401

    def test_signing_out_everywhere_ends_every_session(self, her_browser):
        phone = Browser().signs_in(LINNEA)
        assert phone.me("sign-out-everywhere/", "POST").status_code == 204
        assert her_browser.me().status_code == phone.me().status_code == 401

    def test_a_code_that_nobody_typed_is_forgotten_with_its_address(self, her_browser):
        Browser().wants_code("nobody@donors.example")
        waiting = Session.objects.exclude(pk=her_browser.token)
        assert "nobody@donors.example" in str([each.get_decoded() for each in waiting])
        assert worker.tick()["sessions_forgotten"] == 0
        waiting.update(expire_date=timezone.now() - timedelta(seconds=1))
        assert worker.tick()["sessions_forgotten"] == 1
        assert not waiting.exists() and her_browser.me().status_code == 200


@pytest.mark.parametrize(
    ("origin", "may"), [("https://giving.example", True), ("https://mallory.example", False)]
)
def test_only_registered_front_ends_ask_for_a_code(client, settings, origin, may):
    settings.SIXDEGREE_PAYMENTS_FRONT_ENDS = {"giving": "https://giving.example/six/"}
    asked = {
        "Origin": origin,
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "x-session-token, content-type",
    }
    for path in (f"{SIGN_IN}/code/request", ME):
        answer = client.options(path, headers=asked)
        assert ("Access-Control-Allow-Origin" in answer) is may
        assert "Access-Control-Allow-Credentials" not in answer
        if may:
            assert "x-session-token" in answer["Access-Control-Allow-Headers"]
