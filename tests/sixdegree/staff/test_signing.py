"""At the desk: Ruth's password and her phone, minutes before she signs; never a session that lies open."""

import json
import re
from datetime import timedelta

import pytest
from django.urls import reverse

from publication.models import SignOff
from review.actions import submit
from tests.review.conftest import *  # noqa: F403  the people and Sari's story
from tests.review.test_desk import answered, at
from tests.sixdegree.staff.conftest import PASSWORD, an_hour_passes, types_code, types_password

pytestmark = pytest.mark.django_db


@pytest.fixture
def reviewer(member):
    return member("ruth", "Privacy reviewers")


@pytest.fixture
def candidate(draft, editor):
    return submit(draft, editor).candidate


@pytest.fixture
def signed_in_an_hour_ago(reviewer, enrolled, browser):
    phone, codes = enrolled(reviewer)
    types_password(browser, "ruth")
    types_code(browser, phone.shows(-1))
    an_hour_passes(browser)
    return browser, phone, codes


def proof(password=PASSWORD, code=""):
    return {"reauthentication-password": password, "reauthentication-code": code}


def test_who_just_signed_in_with_both_is_not_asked_again(candidate, reviewer, enrolled, browser):
    phone, _codes = enrolled(reviewer)
    types_password(browser, "ruth")
    types_code(browser, phone.shows())
    assert "reauthentication-code" not in browser.get(at(candidate)).content.decode()
    browser.post(at(candidate), answered(candidate, **proof("")))
    assert SignOff.objects.get().reviewer == reviewer


def test_a_session_that_lies_open_signs_with_password_and_code(candidate, signed_in_an_hour_ago):
    browser, phone, _codes = signed_in_an_hour_ago
    page = browser.get(at(candidate)).content.decode()
    assert 'name="reauthentication-password"' in page
    assert 'name="reauthentication-code"' in page
    browser.post(at(candidate), answered(candidate, **proof(code=phone.shows())))
    signoff = SignOff.objects.get()
    assert timedelta(0) <= signoff.at - signoff.reauthenticated_at < timedelta(seconds=30)


def test_a_recovery_code_signs_too(candidate, signed_in_an_hour_ago):
    browser, _phone, codes = signed_in_an_hour_ago
    browser.post(at(candidate), answered(candidate, **proof(code=codes[3])))
    assert SignOff.objects.exists()


@pytest.mark.parametrize("wrong", ["password", "code", "no code"])
def test_one_of_the_two_signs_nothing_and_loses_nothing(candidate, signed_in_an_hour_ago, wrong):
    browser, phone, _codes = signed_in_an_hour_ago
    given = {
        "password": proof("guess", phone.shows()),
        "code": proof(code="000000"),
        "no code": proof(),
    }[wrong]
    answer = browser.post(at(candidate), answered(candidate, **given))
    assert re.search(r'name="read_as_shown"[^>]*checked', answer.content.decode())
    assert not SignOff.objects.exists()


def test_nothing_typed_stays_in_the_session(candidate, signed_in_an_hour_ago):
    browser, phone, _codes = signed_in_an_hour_ago
    code = phone.shows()
    browser.post(at(candidate), answered(candidate, **proof(code=code)))
    kept = json.dumps(dict(browser.session))
    assert PASSWORD not in kept
    assert code not in kept


def test_guesses_at_the_desk_count_with_those_at_the_door(candidate, signed_in_an_hour_ago, mallory):
    browser, phone, _codes = signed_in_an_hour_ago
    for n in range(3):
        browser.post(at(candidate), answered(candidate, **proof(code=f"{n:06}")))
    for n in range(2):
        answer = browser.post(at(candidate), answered(candidate, **proof(f"guess {n}", phone.shows())))
    assert answer.status_code == 429
    assert "locked" in answer.content.decode()
    assert types_password(mallory, "ruth").status_code == 429
    browser.post(at(candidate), answered(candidate, **proof(code=phone.shows())))
    assert not SignOff.objects.exists()


def test_a_session_without_the_factor_signs_nothing(candidate, reviewer, enrolled, browser, settings):
    """Even where nobody is made to have one: who has one shows it."""
    settings.SECOND_FACTOR_REQUIRED = False
    enrolled(reviewer)
    browser.force_login(reviewer)
    browser.post(at(candidate), answered(candidate, **proof()))
    assert not SignOff.objects.exists()


def test_withdrawing_and_recalling_never_ask(candidate, signed_in_an_hour_ago):
    browser, phone, _codes = signed_in_an_hour_ago
    browser.post(at(candidate), answered(candidate, **proof(code=phone.shows())))
    an_hour_passes(browser)
    page = browser.get(reverse("review_desk:released")).content.decode()
    address = re.search(r'href="([^"]+/recall/)"', page)[1]
    browser.post(address, {"scope": "one", "reason": ""})
    assert "Sari" not in browser.get(reverse("review_desk:released")).content.decode()
