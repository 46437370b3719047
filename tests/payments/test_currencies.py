"""Minor units: ours are ISO's, the provider's differ for a few."""

import pytest

from payments.currencies import TABLE, UnknownCurrency, currency
from payments.money import spoken


@pytest.mark.parametrize(
    ("code", "ours", "providers"),
    [
        ("USD", 1_234, 1_234),
        ("JPY", 1_234, 1_234),
        ("KWD", 1_230, 1_230),
        ("ISK", 1_234, 123_400),
        ("UGX", 5_000, 500_000),
        ("HUF", 17_500, 17_500),
        ("MGA", 500_000, 5_000),
    ],
)
def test_amounts_go_to_the_provider_and_back_unchanged(code, ours, providers):
    assert currency(code).to_provider(ours) == providers
    assert currency(code).from_provider(providers) == ours


def test_money_is_never_rounded():
    with pytest.raises(ValueError, match="whole number"):
        currency("ISK").from_provider(150)
    with pytest.raises(ValueError, match="whole number"):
        currency("MGA").to_provider(150)


@pytest.mark.parametrize("code", sorted(TABLE))
def test_limits_can_be_charged(code):
    unit = currency(code)
    assert unit.code == code
    for amount in [unit.minimum, unit.maximum]:
        assert amount % unit.step == 0
        assert 0 < unit.to_provider(amount) <= 99_999_999


def test_what_cannot_be_paid_out_is_not_taken():
    assert (currency("HUF").step, currency("TWD").step, currency("KWD").step) == (100, 100, 10)


def test_a_sites_own_limits_narrow_the_providers(settings):
    settings.SIXDEGREE_PAYMENTS_MINIMUMS = {"USD": 500, "EUR": 1}
    settings.SIXDEGREE_PAYMENTS_MAXIMUMS = {"USD": 100_000, "EUR": 10**12}
    assert (currency("USD").minimum, currency("USD").maximum) == (500, 100_000)
    assert (currency("EUR").minimum, currency("EUR").maximum) == (50, 99_999_999)


def test_an_unknown_code_is_refused():
    with pytest.raises(UnknownCurrency):
        currency("XXX")


@pytest.mark.parametrize(
    ("amount", "code", "locale", "words"),
    [
        (2_500, "USD", "en", "USD 25"),
        (2_550, "USD", "en", "USD 25.50"),
        (150_000, "CAD", "en", "CAD 1,500"),
        (112_050, "USD", "id", "USD 1.120,50"),
        (112_050, "USD", "zh-hans", "USD 1,120.50"),
        (112_050, "USD", "xx", "USD 1,120.50"),
        (1_234, "JPY", "en", "JPY 1,234"),
        (1_500, "ISK", "en", "ISK 1,500"),
        (1_230, "KWD", "en", "KWD 1.230"),
    ],
)
def test_amounts_are_spoken_in_the_readers_language(amount, code, locale, words):
    assert spoken(amount, code, locale) == words.replace(" ", "\N{NO-BREAK SPACE}")


@pytest.mark.parametrize("locale", ["en", "id", "th", "zh-hans"])
def test_every_language_of_the_site_has_words_for_money(locale):
    assert "25" in spoken(2_500, "USD", locale)
