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


@pytest.mark.parametrize("keys", [[], ["short"], ["look-up key of the tests"]])
def test_protected_terms_need_keys_of_their_own(settings, keys):
    settings.SIXDEGREE_CASEPAGES_TERM_KEYS = keys
    assert [error.id for error in check_settings()] == ["sixdegree_casepages.E005"]


def test_the_sites_secret_is_no_key_of_protected_terms(settings):
    settings.SIXDEGREE_CASEPAGES_TERM_KEYS = [settings.SECRET_KEY + " made long enough"]
    assert check_settings() == []
    settings.SECRET_KEY = settings.SIXDEGREE_CASEPAGES_TERM_KEYS[0]
    assert [error.id for error in check_settings()] == ["sixdegree_casepages.E005"]
