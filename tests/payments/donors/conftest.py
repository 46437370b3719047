"""Linnea gave once as a guest and comes back; Mallory knows her address; Ruth works for the organisation."""

import re
from dataclasses import dataclass

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client

from payments.donors.actions import open_account
from tests.payments.conftest import *  # noqa: F403  the provider, and what donors do

LINNEA = "linnea@donors.example"
SIGN_IN = "/_allauth/app/v1/auth"
ME = "/api/v1/donors/me/"
CODE = re.compile(r"\b[A-Z]{4}-[A-Z]{4}\b")


@dataclass
class Browser:
    """A front end on another origin: what it holds is a token, never a cookie."""

    token: str = ""
    network: str = "127.0.0.1"

    def ask(self, method, path, body=None):
        headers = {"X-Session-Token": self.token} if self.token else {}
        answer = Client().generic(
            method,
            path,
            "" if body is None else json.dumps(body),  # noqa: F405
            content_type="application/json",
            headers=headers,
            REMOTE_ADDR=self.network,
        )
        assert not answer.cookies, "a front end is told nothing by a cookie"
        if answer.headers["Content-Type"].endswith("json"):
            self.token = answer.json().get("meta", {}).get("session_token", self.token)
        return answer

    def wants_code(self, email, **more):
        return self.ask("POST", f"{SIGN_IN}/code/request", {"email": email, **more})

    def types(self, code):
        return self.ask("POST", f"{SIGN_IN}/code/confirm", {"code": code})

    def signs_in(self, email):
        self.wants_code(email)
        answer = self.types(mailed_code())
        assert answer.status_code == 200, answer.content
        return self

    def me(self, path="", method="GET", body=None):
        return self.ask(method, ME + path, body)


def mailed_code(to=None):
    """Of the last mail."""
    letter = mail.outbox[-1]
    assert to is None or letter.to == [to]
    return CODE.search(letter.body)[0]


@pytest.fixture(autouse=True)
def fresh():
    cache.clear()


@pytest.fixture
def linnea(db):
    return open_account(LINNEA, "en")


@pytest.fixture
def her_browser(db):
    return Browser().signs_in(LINNEA)
