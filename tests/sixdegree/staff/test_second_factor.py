"""Past a password nobody gets further than to the second factor, whatever door the session came in by."""

import re
from types import SimpleNamespace

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth
from django.contrib.auth.tokens import default_token_generator
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import Resolver404, resolve, reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from wagtail.admin.views.account import LoginView as WagtailsLogin

from publication.models import LogEntry
from tests.sixdegree.staff.conftest import (
    PASSWORD,
    Phone,
    an_hour_passes,
    factors_of,
    is_in,
    reads_secret,
    types_code,
    types_password,
)

pytestmark = pytest.mark.django_db


def test_a_password_alone_never_opens_the_admin(reviewer, enrolled, mallory):
    enrolled(reviewer)
    answer = types_password(mallory, "ruth")
    assert answer["Location"] == reverse("mfa_authenticate")
    assert "_auth_user_id" not in mallory.session
    assert not is_in(mallory)


@pytest.mark.parametrize("fields", [("username", "password"), ("login", "password")])
def test_the_raw_post_that_opened_wagtails_own_door_opens_nothing(reviewer, enrolled, mallory, fields):
    enrolled(reviewer)
    mallory.post("/admin/login/", dict(zip(fields, ("ruth", PASSWORD), strict=True)))
    assert "_auth_user_id" not in mallory.session
    assert not is_in(mallory)


def test_no_address_leads_to_wagtails_own_door():
    view = resolve("/admin/login/").func
    assert "SignInView" in repr(view.view_class)
    assert not issubclass(view.view_class, WagtailsLogin)
    for address in ("/django-admin/login/", "/accounts/login/", "/accounts/signup/", "/admin/signup/"):
        with pytest.raises(Resolver404):
            if resolve(address).func.__name__ == "default":
                raise Resolver404


def test_the_code_from_the_phone_opens_it(reviewer, enrolled, browser):
    phone, _codes = enrolled(reviewer)
    assert "demonstration" not in browser.get(reverse("account_login")).content.decode()
    types_password(browser, "ruth")
    assert "Your second factor" in browser.get(reverse("mfa_authenticate")).content.decode()
    answer = types_code(browser, phone.shows())
    assert answer["Location"] == reverse("wagtailadmin_home")
    assert is_in(browser)


def test_where_she_came_for_is_kept_through_both_steps(reviewer, enrolled, browser):
    phone, _codes = enrolled(reviewer)
    types_password(browser, "ruth", next="/admin/privacy-desk/")
    assert types_code(browser, phone.shows())["Location"] == "/admin/privacy-desk/"


@pytest.mark.parametrize("next_", ["https://elsewhere.example/", "//elsewhere.example/"])
def test_nobody_is_sent_to_another_site(reviewer, enrolled, browser, next_):
    phone, _codes = enrolled(reviewer)
    types_password(browser, "ruth", next=next_)
    assert types_code(browser, phone.shows())["Location"] == reverse("wagtailadmin_home")


def test_a_code_opens_one_thing_once(reviewer, enrolled, browser, mallory):
    phone, _codes = enrolled(reviewer)
    code = phone.shows()
    types_password(browser, "ruth")
    types_code(browser, code)
    assert is_in(browser)
    types_password(mallory, "ruth")
    assert types_code(mallory, code).status_code == 200
    assert not is_in(mallory)


def test_an_older_code_than_the_last_used_opens_nothing(reviewer, enrolled, browser, mallory):
    phone, _codes = enrolled(reviewer)
    types_password(browser, "ruth")
    types_code(browser, phone.shows())
    types_password(mallory, "ruth")
    types_code(mallory, phone.shows(-1))
    assert not is_in(mallory)


def test_a_code_whose_time_ends_while_it_is_looked_at_opens_nothing(reviewer, enrolled, browser, monkeypatch):
    phone, _codes = enrolled(reviewer)
    types_password(browser, "ruth")
    ends = auth.time.time() + 30
    own = auth.validate_totp_code

    def looks(*typed):
        right = own(*typed)
        monkeypatch.setattr(auth, "time", SimpleNamespace(time=lambda: ends))
        return right

    monkeypatch.setattr(auth, "validate_totp_code", looks)
    answer = types_code(browser, phone.shows(-1))
    assert "The time of this code is over" in answer.content.decode()
    assert not is_in(browser)


def test_a_recovery_code_opens_it_once(reviewer, enrolled, browser, mallory):
    _phone, codes = enrolled(reviewer)
    types_password(browser, "ruth")
    types_code(browser, codes[0])
    assert is_in(browser)
    types_password(mallory, "ruth")
    types_code(mallory, codes[0])
    assert not is_in(mallory)


def test_the_key_is_kept_encrypted(reviewer, enrolled):
    phone, _codes = enrolled(reviewer)
    for factor in Authenticator.objects.filter(user=reviewer):
        assert phone.secret not in str(factor.data)
        assert all(
            str(value).startswith("gAAAA")
            for name, value in factor.data.items()
            if name in {"secret", "seed"}
        )


def test_who_has_no_factor_reaches_only_the_screens_that_set_one_up(reviewer, browser):
    types_password(browser, "ruth")
    for address in (
        "/admin/",
        "/admin/privacy-desk/",
        "/admin/account/",
        "/admin/nowhere/",
        "/staff/media/a.jpg",
    ):
        assert browser.get(address)["Location"].startswith(reverse("mfa_activate_totp"))
        assert browser.post(address)["Location"] == reverse("mfa_activate_totp")
    assert browser.get("/admin/api/main/pages/").status_code == 403
    assert browser.get(reverse("mfa_view_recovery_codes")).status_code == 302
    assert browser.get("/en/").status_code in {200, 404}


def test_she_sets_it_up_sees_her_codes_once_and_goes_on(reviewer, browser):
    types_password(browser, "ruth")
    page = browser.get(reverse("mfa_activate_totp")).content.decode()
    assert "<svg" in page
    assert not re.search(r'<(script|img|iframe|link)[^>]*(src|href)="(https?:)?//', page)
    assert "data:" not in page
    secret = reads_secret(browser)
    answer = types_code(browser, Phone(secret).shows(), "mfa_activate_totp")
    assert answer["Location"] == reverse("mfa_view_recovery_codes")
    codes = re.findall(r"<li><code>(\d{8})</code>", browser.get(answer["Location"]).content.decode())
    assert len(codes) == 10
    again = browser.get(reverse("mfa_view_recovery_codes")).content.decode()
    assert not any(code in again for code in codes)
    assert "You have 10 codes left" in again
    assert is_in(browser)
    assert factors_of(reviewer) == {"totp", "recovery_codes"}


def test_a_wrong_code_sets_nothing_up(reviewer, browser):
    types_password(browser, "ruth")
    reads_secret(browser)
    answer = types_code(browser, "000000", "mfa_activate_totp")
    assert answer.status_code == 200
    assert factors_of(reviewer) == set()
    # At the field itself Wagtail's entrance shows nothing of it.
    assert '<li class="error">Authenticator code: Incorrect code.</li>' in answer.content.decode()


def test_a_wrong_code_at_the_door_is_told_where_it_is_seen(reviewer, enrolled, browser):
    enrolled(reviewer)
    types_password(browser, "ruth")
    answer = types_code(browser, "000000")
    assert '<li class="error">Code: Incorrect code.</li>' in answer.content.decode()
    assert not is_in(browser)


def test_a_session_of_another_door_shows_its_factor_first(reviewer, enrolled):
    """As by another login view, a remote user, or a session that is older than the factor."""
    phone, _codes = enrolled(reviewer)
    client = Client()
    client.force_login(reviewer)
    for screen in (
        "wagtailadmin_home",
        "mfa_activate_totp",
        "mfa_deactivate_totp",
        "mfa_view_recovery_codes",
    ):
        assert client.get(reverse(screen))["Location"].startswith(reverse("mfa_reauthenticate"))
    assert client.post(reverse("mfa_deactivate_totp"))["Location"] == reverse("mfa_reauthenticate")
    types_code(client, phone.shows(), "mfa_reauthenticate")
    assert is_in(client)


def test_a_password_does_not_take_the_factor_away(reviewer, enrolled, browser):
    phone, _codes = enrolled(reviewer)
    types_password(browser, "ruth")
    types_code(browser, phone.shows())
    an_hour_passes(browser)
    assert is_in(browser)
    answer = browser.post(reverse("mfa_deactivate_totp"))
    assert answer["Location"].startswith(reverse("mfa_reauthenticate"))
    assert browser.post(reverse("account_reauthenticate"), {"password": PASSWORD})["Location"].startswith(
        reverse("mfa_reauthenticate")
    )
    assert "totp" in factors_of(reviewer)


def test_a_reset_password_signs_nobody_in(reviewer, enrolled, mallory):
    """Mallory reads Ruth's mail. The new password leads to the factor like the old one."""
    enrolled(reviewer)
    uid, token = urlsafe_base64_encode(force_bytes(reviewer.pk)), default_token_generator.make_token(reviewer)
    page = mallory.get(reverse("wagtailadmin_password_reset_confirm", args=[uid, token]), follow=True)
    new = "mallory's own words, quite long"
    mallory.post(page.redirect_chain[-1][0], {"new_password1": new, "new_password2": new})
    reviewer.refresh_from_db()
    assert reviewer.check_password(new)
    assert "_auth_user_id" not in mallory.session
    types_password(mallory, "ruth", new)
    assert not is_in(mallory)


def test_a_stranger_learns_no_name_at_the_door(reviewer, member, mallory):
    member("gone", is_active=False)
    pages = [
        re.sub(r'value="[^"]*"|"CSRF_TOKEN": "\w+"', "", types_password(mallory, name, "?").content.decode())
        for name in ("ruth", "nobody", "gone")
    ]
    assert pages[0] == pages[1] == pages[2]
    assert "do not match" in pages[0]


def test_a_deactivated_person_stays_outside(member, enrolled, mallory):
    gone = member("gone", is_active=False)
    enrolled(gone)
    types_password(mallory, "gone")
    assert not is_in(mallory)


def test_who_is_deactivated_between_the_steps_stays_outside(reviewer, enrolled, browser):
    phone, _codes = enrolled(reviewer)
    types_password(browser, "ruth")
    reviewer.is_active = False
    reviewer.save()
    types_code(browser, phone.shows())
    assert not is_in(browser)


def test_signing_in_takes_a_new_session(reviewer, enrolled, browser):
    phone, _codes = enrolled(reviewer)
    types_password(browser, "ruth")
    before = browser.session.session_key
    types_code(browser, phone.shows())
    assert browser.session.session_key != before
    assert browser.cookies["sessionid"]["httponly"]
    assert browser.cookies["sessionid"]["samesite"] == "Lax"


def test_who_may_not_enter_the_admin_is_told_so_and_sent_round_no_more(member, settings, browser):
    settings.SECOND_FACTOR_REQUIRED = False
    member("somchai")
    types_password(browser, "somchai")
    answer = browser.get(reverse("wagtailadmin_home"), follow=True)
    assert answer.status_code == 200
    assert answer.request["PATH_INFO"] == reverse("account_login")


def test_in_the_demo_a_password_is_enough_until_a_factor_is_set_up(
    reviewer, enrolled, settings, browser, mallory
):
    settings.SECOND_FACTOR_REQUIRED = False
    assert "This is a demonstration" in browser.get(reverse("account_login")).content.decode()
    types_password(browser, "ruth")
    assert is_in(browser)
    enrolled(reviewer)
    types_password(mallory, "ruth")
    assert not is_in(mallory)


def test_the_strangers_see_none_of_these_screens(mallory):
    for screen in (
        "index",
        "activate_totp",
        "deactivate_totp",
        "view_recovery_codes",
        "generate_recovery_codes",
    ):
        assert mallory.get(reverse(f"mfa_{screen}"))["Location"].startswith(reverse("account_login"))
    assert mallory.get(reverse("mfa_authenticate"))["Location"] == reverse("account_login")
    assert mallory.get(reverse("mfa_reauthenticate")).status_code == 302


def test_an_operator_takes_a_lost_factor_away_and_it_is_logged(reviewer, enrolled, browser, capsys):
    enrolled(reviewer)
    call_command("reset_factor", "ruth")
    assert factors_of(reviewer) == set()
    assert LogEntry.objects.filter(subject=f"account-{reviewer.pk}").exists()
    types_password(browser, "ruth")
    assert browser.get("/admin/")["Location"].startswith(reverse("mfa_activate_totp"))
    with pytest.raises(CommandError, match="has no second factor"):
        call_command("reset_factor", "ruth")
    with pytest.raises(CommandError, match="Nobody signs in as nobody"):
        call_command("reset_factor", "nobody")


def test_a_session_from_before_the_reset_shows_the_new_factor(reviewer, enrolled, browser):
    phone, _codes = enrolled(reviewer)
    types_password(browser, "ruth")
    types_code(browser, phone.shows())
    call_command("reset_factor", "ruth")
    assert not is_in(browser)
