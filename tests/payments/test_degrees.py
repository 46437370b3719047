"""The signature of a degree: who may make one, what becomes of it when keys change."""

import pytest

from payments import degrees
from payments.checks import check_settings
from payments.exceptions import DegreeRefused

OLD, NEW = "the key of last year, long enough", "the key of this year, long enough"


@pytest.mark.parametrize("number", range(1, 7))
def test_a_degree_is_the_same_for_all_who_hold_it(number, settings):
    settings.SIXDEGREE_PAYMENTS_DEGREE_KEYS = [NEW]
    assert degrees.token(number) == degrees.token(number)
    assert degrees.token(number).startswith(f"{number}:")
    assert degrees.value(degrees.token(number)) == number


@pytest.mark.parametrize("number", [-1, 0, 7, 60])
def test_nothing_beyond_six_is_ever_signed_nor_believed(number):
    with pytest.raises(ValueError, match=str(number)):
        degrees.token(number)
    with pytest.raises(DegreeRefused):
        degrees.value(degrees.signer().sign(str(number)))


def test_what_we_signed_for_something_else_is_no_degree():
    from django.core.signing import Signer

    for signed in (Signer().sign("3"), Signer(salt="elsewhere").sign("3"), degrees.signer().sign("three")):
        with pytest.raises(DegreeRefused):
            degrees.value(signed)


def test_the_sixth_hand_passes_on_the_sixth(settings):
    settings.SIXDEGREE_PAYMENTS_DEGREE_KEYS = [NEW]
    assert degrees.following(degrees.token(6)) == (degrees.token(6), 6)


def test_a_link_outlives_the_key_it_was_signed_with_and_its_next_hand_gets_the_new_one(settings):
    settings.SIXDEGREE_PAYMENTS_DEGREE_KEYS = [OLD]
    shared = degrees.token(2)
    settings.SIXDEGREE_PAYMENTS_DEGREE_KEYS = [NEW, OLD]
    assert degrees.value(shared) == 2
    passed_on = degrees.following(shared)
    assert passed_on == (degrees.token(3), 3)
    settings.SIXDEGREE_PAYMENTS_DEGREE_KEYS = [NEW]
    assert degrees.value(passed_on[0]) == 3
    with pytest.raises(DegreeRefused):
        degrees.value(shared)


def test_without_keys_of_its_own_it_follows_the_secret_key_and_its_fallbacks(settings):
    settings.SECRET_KEY = OLD
    shared = degrees.token(1)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = NEW, [OLD]
    assert degrees.value(shared) == 1


@pytest.mark.parametrize("key", ["", "short"])
def test_a_key_that_could_be_guessed_is_found_at_start_up(settings, key):
    settings.SIXDEGREE_PAYMENTS_DEGREE_KEYS = [NEW]
    assert "sixdegree_payments.E011" not in [found.id for found in check_settings(None)]
    settings.SIXDEGREE_PAYMENTS_DEGREE_KEYS = [NEW, key]
    assert "sixdegree_payments.E011" in [found.id for found in check_settings(None)]
