"""Who signs has just proved who they are, in the session that signs; what was filled in is never lost."""

import re
from datetime import timedelta

import pytest
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone
from wagtail.models import APIToken

from payments.reauthentication import GUESSES_ALLOWED, PROVED
from publication.models import SignOff
from review import reauthentication
from review.actions import submit
from review.exceptions import CannotSign
from tests.kept import harmless, kept
from tests.review.test_desk import answered, at

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
@harmless
def as_a_host_has_it(settings):
    settings.SIXDEGREE_REVIEW_REAUTHENTICATION = "payments.reauthentication.PasswordReauthentication"
    settings.AXES_ENABLED = False


@pytest.fixture
@kept
def candidate(draft, editor):
    return submit(draft, editor).candidate


def proved(client, ago):
    session = client.session
    user = session["_auth_user_id"]
    session[PROVED] = {"user": user, "at": (timezone.now() - ago).timestamp()}
    session.save()
    return client


def test_the_desk_asks_for_the_password_and_keeps_when_it_was_given(candidate, reviewer, signed_in):
    client = signed_in(reviewer)
    assert 'name="reauthentication-password"' in client.get(at(candidate)).content.decode()
    client.post(at(candidate), answered(candidate))
    signoff = SignOff.objects.get()
    assert signoff.at - signoff.reauthenticated_at < timedelta(seconds=30)


@pytest.mark.parametrize("password", ["", "somebody else's words"])
def test_a_wrong_password_signs_nothing_and_keeps_what_was_filled_in(
    candidate, reviewer, signed_in, password
):
    client = signed_in(reviewer)
    answer = client.post(at(candidate), answered(candidate, **{"reauthentication-password": password}))
    page = answer.content.decode()
    assert "confirm that it is you. Your answers are kept" in page
    assert re.search(r'name="read_as_shown"[^>]*checked', page)
    assert "somebody else" not in page
    assert "somebody else" not in str(dict(client.session))
    assert not SignOff.objects.exists()


def test_the_right_password_is_kept_nowhere(candidate, reviewer, signed_in):
    client = signed_in(reviewer)
    answer = client.post(at(candidate), answered(candidate, worse_off="yes"))
    assert "ruth&#x27;s own words" not in answer.content.decode()
    assert "own words" not in str(dict(client.session))


def test_who_proved_it_minutes_ago_is_not_asked_again(candidate, reviewer, signed_in):
    client = proved(signed_in(reviewer), timedelta(minutes=4))
    assert "reauthentication-password" not in client.get(at(candidate)).content.decode()
    client.post(at(candidate), answered(candidate, **{"reauthentication-password": ""}))
    assert SignOff.objects.exists()


def test_what_another_person_proved_in_the_session_proves_nothing(
    candidate, reviewer, second_reviewer, signed_in
):
    client = proved(signed_in(reviewer), timedelta(minutes=1))
    session = client.session
    session[PROVED] = {**session[PROVED], "user": str(second_reviewer.pk)}
    session.save()
    client.post(at(candidate), answered(candidate, **{"reauthentication-password": ""}))
    assert not SignOff.objects.exists()


@pytest.mark.parametrize("ago", [timedelta(minutes=6), timedelta(minutes=-1)])
def test_who_proved_it_long_ago_or_in_a_session_with_another_clock_is_asked(
    candidate, reviewer, signed_in, ago
):
    client = proved(signed_in(reviewer), ago)
    client.post(at(candidate), answered(candidate, **{"reauthentication-password": ""}))
    assert not SignOff.objects.exists()


def test_the_time_is_a_setting_and_never_above_the_databases(candidate, reviewer, signs, settings):
    settings.SIXDEGREE_REVIEW_REAUTHENTICATION_SECONDS = 60
    with pytest.raises(CannotSign, match="Confirm that it is you"):
        signs(reviewer, candidate, reauthenticated_at=timezone.now() - timedelta(seconds=61))
    settings.SIXDEGREE_REVIEW_REAUTHENTICATION_SECONDS = 86_400
    with pytest.raises(CannotSign, match="Confirm that it is you"):
        signs(reviewer, candidate, reauthenticated_at=timezone.now() - timedelta(seconds=901))


def test_after_five_wrong_answers_the_session_ends(candidate, reviewer, signed_in):
    client = signed_in(reviewer)
    for _ in range(GUESSES_ALLOWED):
        answer = client.post(at(candidate), answered(candidate, **{"reauthentication-password": "guess"}))
    assert reverse("wagtailadmin_login") in answer["Location"]
    assert client.get(at(candidate)).status_code == 302


def test_a_reviewers_token_signs_nothing(candidate, reviewer, stranger):
    _, token = APIToken.create_token(user=reviewer, name="a script")
    headers = {"Authorization": f"Bearer {token}"}
    answer = stranger.post(at(candidate), answered(candidate), headers=headers)
    assert reverse("wagtailadmin_login") in answer["Location"]
    assert not SignOff.objects.exists()


@pytest.mark.parametrize("header", ["Bearer something", "Basic cnV0aDpydXRo"])
def test_a_session_that_travels_with_a_token_signs_nothing(candidate, reviewer, signed_in, header):
    client = proved(signed_in(reviewer), timedelta(minutes=1))
    client.post(at(candidate), answered(candidate), headers={"Authorization": header})
    assert not SignOff.objects.exists()


def test_a_user_whom_no_session_names_has_proved_nothing(reviewer):
    """As a middleware for remote users, or Wagtail's token authentication, would leave a request."""
    request = RequestFactory().post("/")
    request.user, request.session = reviewer, {}
    assert reauthentication.proved_at(request) is None
    session = {PROVED: {"user": str(reviewer.pk), "at": timezone.now().timestamp()}}
    request.session = session
    assert reauthentication.proved_at(request) is None


def test_recall_asks_for_nothing_of_the_kind(candidate, reviewer, signs, signed_in):
    signs(reviewer, candidate)
    page = signed_in(reviewer).get(reverse("review_desk:released")).content.decode()
    address = re.search(r'href="([^"]+/recall/)"', page)[1]
    assert "reauthentication" not in signed_in(reviewer).get(address).content.decode()
