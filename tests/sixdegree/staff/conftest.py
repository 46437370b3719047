"""Ruth reviews, Oranuch opens case files; Mallory has their passwords, or guesses."""

import re
import time
from datetime import timedelta
from types import SimpleNamespace

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.contrib.auth.models import Group
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from review import roles
from review.accounts import changed, watched
from review.accounts.account import FACTOR
from tests.kept import harmless

PASSWORD = "a long sentence of her own"


@pytest.fixture(autouse=True)
@harmless
def required(settings):
    settings.SECOND_FACTOR_REQUIRED = True
    cache.clear()


@pytest.fixture(autouse=True)
@harmless
def one_half_minute(monkeypatch):
    """The phone's and the server's: it does not turn between a code's being shown and its being typed."""
    now = time.time()
    monkeypatch.setattr(auth, "time", SimpleNamespace(time=lambda: now))


@pytest.fixture
def member(db, django_user_model):
    def joins(name, group=None, **extra):
        user = django_user_model.objects.create_user(name, f"{name}@example.org", PASSWORD, **extra)
        if group:
            user.groups.add(Group.objects.get(name=group))
        return user

    return joins


@pytest.fixture
def reviewer(member):
    return member("ruth", roles.PRIVACY_REVIEWERS)


class Phone:
    """An authenticator app: it shows a code for any half minute before or after the present one."""

    def __init__(self, secret):
        self.secret = secret

    def shows(self, steps=0):
        return format_hotp_value(hotp_value(self.secret, int(auth.time.time()) // 30 + steps))


@pytest.fixture
def enrolled():
    """A person with a factor: their phone, and their recovery codes."""

    def enrols(user):
        secret = generate_totp_secret()
        TOTP.activate(user, secret)
        codes = RecoveryCodes.activate(user).generate_codes()
        # As allauth's screens tell of both.
        for _factor in range(2 * watched(user)):
            changed(user, FACTOR, by=user)
        return Phone(secret), codes

    return enrols


@pytest.fixture
def mallory():
    return Client()


@pytest.fixture
def browser():
    return Client(enforce_csrf_checks=False)


def types_password(client, name, password=PASSWORD, **more):
    return client.post(reverse("account_login"), {"username": name, "password": password, **more})


def types_code(client, code, screen="mfa_authenticate"):
    return client.post(reverse(screen), {"code": code})


def reads_secret(client):
    page = client.get(reverse("mfa_activate_totp")).content.decode()
    return re.search(r'<code id="totp-key"[^>]*>([A-Z2-7]+)</code>', page)[1]


def is_in(client):
    return client.get(reverse("wagtailadmin_home")).status_code == 200


def factors_of(user):
    return set(Authenticator.objects.filter(user=user).values_list("type", flat=True))


def an_hour_passes(client):
    """Since the session's proofs; the factor was set up before them."""
    Authenticator.objects.update(created_at=timezone.now() - timedelta(hours=2))
    session = client.session
    records = session["account_authentication_methods"]
    session["account_authentication_methods"] = [{**one, "at": one["at"] - 3600} for one in records]
    session.save()
