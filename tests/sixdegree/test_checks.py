import pytest
from django.core.checks import run_checks

from review.system_checks import PROTECTIONS
from sixdegree.checks import currencies_agree


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
