"""Nothing moves by a stray click, an open session, a token, or twice."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from payments.models import Refund
from payments.rights import READ_BOOKS
from tests.payments.desk.moving import asks, confirms, does, once, words

pytestmark = pytest.mark.django_db
TOLD = {"amount": "10.00", "reason": "Given twice by mistake"}


@pytest.fixture
def address(gift):
    return reverse("payments_desk:refund", args=[gift.reference])


def test_nobody_but_a_finance_officer_is_answered(address, closed_to):
    closed_to(address)
    closed_to(address, method="post")


def test_the_form_alone_moves_nothing_and_the_next_page_names_the_amount(address, fatou):
    asked = asks(fatou, address, **TOLD)
    assert "USD 10 of gift" in words(asked) and "go back to the donor" in words(asked)
    assert "Refund USD 10" in words(asked)
    assert not Refund.objects.exists()


@pytest.mark.parametrize("password", ["", "somebody else's words"])
def test_without_the_right_password_nothing_moves_and_nothing_is_lost(password, address, fatou, settings):
    settings.AXES_ENABLED = False
    answer = confirms(fatou, address, asks(fatou, address, **TOLD), password, **TOLD)
    assert not Refund.objects.exists()
    assert TOLD["reason"] in words(answer) and once(answer)
    assert "somebody else" not in words(answer)


def test_who_proved_it_minutes_ago_is_not_asked_again(address, fatou):
    does(fatou, address, **TOLD)
    assert "reauthentication-password" not in words(asks(fatou, address, amount="1.00", reason="More"))


def test_confirmed_twice_it_is_done_once(address, fatou):
    asked = asks(fatou, address, **TOLD)
    confirms(fatou, address, asked, **TOLD)
    again = confirms(fatou, address, asked, **TOLD)
    assert "confirmed before" in words(again)
    assert Refund.objects.count() == 1


def test_a_token_moves_nothing(address, fatou):
    asked = asks(fatou, address, **TOLD)
    sent = {**TOLD, "confirmed": once(asked), "reauthentication-password": "fatou's own words"}
    answer = fatou.post(address, sent, headers={"Authorization": "Bearer x"})
    assert answer.status_code in (302, 403)
    assert not Refund.objects.exists()


def test_who_only_reads_the_books_is_offered_no_refund_and_makes_none(gift, address, person, signed_in):
    auditor = person("aziz")
    codenames = ["access_admin", READ_BOOKS.partition(".")[2]]
    auditor.user_permissions.add(*Permission.objects.filter(codename__in=codenames))
    browser = signed_in(auditor)
    page = browser.get(reverse("payments_desk:donation", args=[gift.reference]))
    assert page.status_code == 200 and address not in words(page)
    assert browser.get(address)["Location"] == reverse("wagtailadmin_home")
    browser.post(address, TOLD)
    assert not Refund.objects.exists()
