"""What the operator is told before anything is stored with a missing key."""

import pytest

from casepages.checks import check_settings


def ids():
    return [message.id for message in check_settings()]


def test_the_settings_of_the_suite_are_sound():
    assert ids() == []


@pytest.mark.parametrize("keys", [[], ["too short"], ["u4bWSNnGSy7QJ7TQaTBLQk6sWhtYZ6XvvvN1nFYYJbQ=", ""]])
def test_a_missing_or_broken_encryption_key_is_named(settings, keys):
    settings.SIXDEGREE_CASEPAGES_ENCRYPTION_KEYS = keys
    assert ids() == ["sixdegree_casepages.E001"]


def test_an_empty_look_up_key_is_named(settings):
    settings.SIXDEGREE_CASEPAGES_LOOKUP_KEY = ""
    assert ids() == ["sixdegree_casepages.E002"]


@pytest.mark.parametrize("currencies", [{}, {"usd": 2}, {"USD": 7}])
def test_currencies_without_code_or_decimals_are_named(settings, currencies):
    settings.SIXDEGREE_CASEPAGES_CURRENCIES = currencies
    assert ids() == ["sixdegree_casepages.E003"]


@pytest.mark.parametrize(
    "stage", [("offer", "Again", "offer"), ("court", "In court", "gavel"), ("court", "In court")]
)
def test_a_stage_that_doubles_ours_or_has_no_glyph_is_named(settings, stage):
    settings.SIXDEGREE_CASEPAGES_STAGES = [stage]
    assert ids() == ["sixdegree_casepages.E004"]
