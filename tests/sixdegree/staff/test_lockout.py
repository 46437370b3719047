"""Five wrong answers close a door, to that name from that address, whatever was guessed."""

import pytest
from axes.models import AccessAttempt
from django.test import Client
from django.urls import reverse

from tests.sixdegree.staff.conftest import PASSWORD, is_in, types_code, types_password

pytestmark = pytest.mark.django_db
LIMIT = 5


def test_passwords(reviewer, enrolled, mallory):
    phone, _codes = enrolled(reviewer)
    answers = [types_password(mallory, "ruth", f"guess {n}") for n in range(LIMIT)]
    assert [answer.status_code for answer in answers] == [200] * (LIMIT - 1) + [429]
    assert "locked at this address for 15 minutes" in answers[-1].content.decode()
    assert types_password(mallory, "ruth").status_code == 429
    types_code(mallory, phone.shows())
    assert not is_in(mallory)


@pytest.mark.parametrize("guess", ["{:06}", "{:08}"], ids=["codes", "recovery codes"])
def test_codes_after_a_known_password(reviewer, enrolled, mallory, guess):
    phone, codes = enrolled(reviewer)
    types_password(mallory, "ruth")
    answers = [types_code(mallory, guess.format(n)) for n in range(LIMIT)]
    assert answers[-1].status_code == 429
    for right in (phone.shows(), codes[0]):
        assert types_code(mallory, right).status_code == 429
    assert not is_in(mallory)


def test_signing_in_with_the_password_again_and_again_gives_no_new_guesses(reviewer, enrolled, mallory):
    phone, _codes = enrolled(reviewer)
    for n in range(LIMIT):
        types_password(Client(), "ruth")
        types_password(mallory, "ruth")
        types_code(mallory, f"{n:06}")
    another = Client()
    assert types_password(another, "ruth").status_code == 429
    types_code(another, phone.shows())
    assert not is_in(another)


def test_the_confirmation_screens(reviewer, enrolled, mallory):
    phone, _codes = enrolled(reviewer)
    mallory.force_login(reviewer)
    answers = [types_code(mallory, f"{n:06}", "mfa_reauthenticate") for n in range(LIMIT)]
    assert answers[-1].status_code == 429
    assert types_code(mallory, phone.shows(), "mfa_reauthenticate").status_code == 429
    assert not is_in(mallory)


def test_the_password_of_an_open_session(reviewer, mallory):
    mallory.force_login(reviewer)
    screen = reverse("account_reauthenticate")
    answers = [mallory.post(screen, {"password": f"guess {n}"}) for n in range(LIMIT)]
    assert answers[-1].status_code == 429
    assert mallory.post(screen, {"password": PASSWORD}).status_code == 429


def test_a_colleague_at_that_address_and_she_at_another_go_on(reviewer, member, enrolled, mallory, browser):
    phone, _codes = enrolled(reviewer)
    other = member("rafael")
    enrolled(other)
    for n in range(LIMIT):
        types_password(mallory, "ruth", f"guess {n}")
    assert types_password(Client(), "rafael")["Location"] == reverse("mfa_authenticate")
    elsewhere = Client(REMOTE_ADDR="203.0.113.9")
    types_password(elsewhere, "ruth")
    types_code(elsewhere, phone.shows())
    assert is_in(elsewhere)


def test_another_user_agent_or_a_forged_header_is_no_other_address(reviewer, enrolled):
    enrolled(reviewer)
    for n in range(LIMIT):
        client = Client(headers={"user-agent": f"agent {n}", "x-forwarded-for": f"198.51.100.{n}"})
        answer = types_password(client, "ruth", f"guess {n}")
    assert answer.status_code == 429


def test_who_gets_it_right_starts_anew(reviewer, enrolled, browser):
    phone, _codes = enrolled(reviewer)
    for n in range(LIMIT - 1):
        types_password(browser, "ruth", f"guess {n}")
    types_password(browser, "ruth")
    types_code(browser, phone.shows())
    assert not AccessAttempt.objects.exists()


def test_of_what_was_posted_nothing_is_kept(reviewer, mallory):
    types_password(mallory, "ruth", "her last password but one", next="/admin/privacy-desk/")
    attempt = AccessAttempt.objects.get()
    assert (attempt.username, attempt.get_data, attempt.post_data) == ("ruth", "", "")
