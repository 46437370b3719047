import pytest
from django.core.checks import run_checks

from sixdegree.checks import PROTECTIONS, currencies_agree, protections_are_set


def test_the_project_as_it_is_has_every_protection():
    assert [found for found in run_checks() if found.id.startswith("sixdegree.")] == []


@pytest.mark.parametrize("protection", PROTECTIONS, ids=lambda protection: protection.setting)
def test_each_protection_that_is_lost_is_named(protection, settings):
    setattr(settings, protection.setting, "something else")
    [found] = protections_are_set()
    assert protection.setting in found.msg
    assert found.hint


def test_a_currency_counted_in_two_ways_is_named(settings):
    settings.SIXDEGREE_CASEPAGES_CURRENCIES = {"JPY": 2}
    [found] = currencies_agree()
    assert "JPY" in found.msg


def test_a_currency_of_case_files_that_nobody_can_give_in_is_named(settings):
    settings.SIXDEGREE_CASEPAGES_CURRENCIES = {"USD": 2, "XXX": 2}
    [found] = currencies_agree()
    assert "XXX" in found.msg
