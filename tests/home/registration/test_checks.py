"""Without keys no address is kept, and the operator is told before anybody registers."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from home.checks import check_settings
from home.registration import sealed


@pytest.mark.parametrize("keys", [[], ["short"], ["k1VnQy0m3m2oJtY3l1kqk3s8n0m2b4v6c8EjHk7m4q0=", "x"]])
def test_keys_that_cannot_encrypt_are_named(settings, keys):
    settings.SIXDEGREE_HOME_REGISTRATION_KEYS = keys
    assert "sixdegree_home.E001" in [found.id for found in check_settings()]


def test_links_in_mails_need_an_address(settings):
    settings.SIXDEGREE_HOME_PUBLIC_URL = "give.example"
    assert [found.id for found in check_settings()] == ["sixdegree_home.E002"]


def test_as_we_ship_it_nothing_is_missing():
    assert check_settings() == []


def test_an_address_is_refused_rather_than_kept_in_the_clear(settings):
    settings.SIXDEGREE_HOME_REGISTRATION_KEYS = []
    with pytest.raises(ImproperlyConfigured):
        sealed.seal("mirela@example.org")


def test_an_older_key_still_reads(settings):
    told = sealed.seal("mirela@example.org")
    newer = "aGk3bTRxMXZVdTBZazBtM20yb0p0WTNsMWtxazNzOG4="
    settings.SIXDEGREE_HOME_REGISTRATION_KEYS = [newer, *settings.SIXDEGREE_HOME_REGISTRATION_KEYS]
    assert sealed.unseal(told) == "mirela@example.org"
