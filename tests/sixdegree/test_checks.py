import pytest
from django.core.checks import run_checks

from review.system_checks import PROTECTIONS
from sixdegree.checks import DOOR, currencies_agree, staff_sign_in_with_a_second_factor

SIGN_IN = {
    "SECOND_FACTOR_REQUIRED": False,
    "AXES_ENABLED": False,
    "AUTHENTICATION_BACKENDS": ["django.contrib.auth.backends.ModelBackend"],
    "MFA_TOTP_INSECURE_BYPASS_CODE": "000000",
}


def errors():
    return [found for found in run_checks() if found.id.startswith(("sixdegree.", "sixdegree_review."))]


def test_the_project_as_it_is_has_every_protection():
    assert errors() == []


@pytest.mark.parametrize("setting", [*(each.setting for each in PROTECTIONS), "SECURE_REFERRER_POLICY"])
def test_each_protection_that_is_lost_is_named(setting, settings):
    setattr(settings, setting, "something else")
    [found] = errors()
    assert setting in found.msg
    assert found.hint


@pytest.mark.parametrize("setting", [each.setting for each in PROTECTIONS])
def test_each_protection_that_wagtail_would_default_is_named(setting, settings):
    delattr(settings, setting)
    [found] = errors()
    assert setting in found.msg


def test_a_currency_counted_in_two_ways_is_named(settings):
    settings.SIXDEGREE_CASEPAGES_CURRENCIES = {"JPY": 2}
    [found] = currencies_agree()
    assert "JPY" in found.msg


def test_a_currency_of_case_files_that_nobody_can_give_in_is_named(settings):
    settings.SIXDEGREE_CASEPAGES_CURRENCIES = {"USD": 2, "XXX": 2}
    [found] = currencies_agree()
    assert "XXX" in found.msg


@pytest.fixture
def deployed(settings):
    settings.SECOND_FACTOR_REQUIRED = True
    return settings


def test_the_door_of_the_project_as_it_is_is_whole(deployed):
    assert staff_sign_in_with_a_second_factor() == []


@pytest.mark.parametrize("setting", SIGN_IN)
def test_a_door_that_a_setting_opens_is_named(setting, deployed):
    setattr(deployed, setting, SIGN_IN[setting])
    [found] = staff_sign_in_with_a_second_factor()
    assert setting in found.msg or setting in found.hint


@pytest.mark.parametrize("name", DOOR)
def test_a_missing_part_of_the_door_is_named(name, deployed):
    deployed.MIDDLEWARE = [each for each in deployed.MIDDLEWARE if each != name]
    [found] = staff_sign_in_with_a_second_factor()
    assert name in found.msg


def test_wagtails_own_door_is_named(deployed):
    deployed.ROOT_URLCONF = "wagtail.admin.urls"
    [found] = staff_sign_in_with_a_second_factor()
    assert "Wagtail's own sign-in" in found.msg
