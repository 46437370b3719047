"""Currencies gifts can be made in: exponents, steps and limits.

Amounts of ours are ISO 4217 minor units. The provider's unit differs for a few currencies, and it has minimum
charges. Source: docs.stripe.com/currencies, sections zero-decimal currencies, three-decimal currencies,
special cases, minimum and maximum charge amounts (read 2026-11).
"""

from dataclasses import dataclass

from payments import conf

# Eight digits in the provider's unit is its largest card charge.
PROVIDER_MAXIMUM = 99_999_999


class UnknownCurrency(LookupError):
    """The code is not in the table."""


@dataclass(frozen=True, slots=True)
class Currency:
    """`exponent` is ISO's, `provider_exponent` the provider's; `step`, `least` are in our minor units.

    `least` 0 means that the provider names no minimum: the site must set one (`SIXDEGREE_PAYMENTS_MINIMUMS`).
    """

    code: str
    exponent: int
    provider_exponent: int
    least: int
    step: int = 1

    @property
    def minimum(self) -> int:
        return max(self.least, self.step, conf.minimums().get(self.code, 0))

    @property
    def ceiling(self) -> int:
        """The provider's largest charge."""
        return self.from_provider(
            PROVIDER_MAXIMUM // self.to_provider(self.step) * self.to_provider(self.step)
        )

    @property
    def maximum(self) -> int:
        return min(self.ceiling, conf.maximums().get(self.code, self.ceiling))

    def to_provider(self, amount: int) -> int:
        if self.provider_exponent >= self.exponent:
            return int(amount * 10 ** (self.provider_exponent - self.exponent))
        return exact(amount, 10 ** (self.exponent - self.provider_exponent))

    def from_provider(self, amount: int) -> int:
        if self.provider_exponent >= self.exponent:
            return exact(amount, 10 ** (self.provider_exponent - self.exponent))
        return int(amount * 10 ** (self.exponent - self.provider_exponent))


def exact(amount: int, divisor: int) -> int:
    """Divides without a remainder. Raises ValueError rather than round money."""
    quotient, remainder = divmod(amount, divisor)
    if remainder:
        raise ValueError(f"{amount} is not a whole number of the currency's minor unit")
    return quotient


ZERO_DECIMAL = {
    "BIF",
    "CLP",
    "DJF",
    "GNF",
    "JPY",
    "KMF",
    "KRW",
    "PYG",
    "RWF",
    "VND",
    "VUV",
    "XAF",
    "XOF",
    "XPF",
}
THREE_DECIMAL = {"BHD", "JOD", "KWD", "OMR", "TND"}
# Minor units. Where the provider names none, the site's own setting must.
LEAST = {
    "USD": 50, "AED": 200, "AUD": 50, "BGN": 100, "BRL": 50, "CAD": 50, "CHF": 50, "CZK": 1500, "DKK": 250,
    "EUR": 50, "GBP": 30, "HKD": 400, "HUF": 17500, "INR": 50, "JPY": 50, "MXN": 1000, "MYR": 200, "NOK": 300,
    "NZD": 50, "PLN": 200, "RON": 200, "SEK": 300, "SGD": 50, "THB": 1000,
}  # fmt: skip
TWO_DECIMAL = (set(LEAST) - ZERO_DECIMAL - {"HUF"}) | {
    "IDR",
    "PHP",
    "ZAR",
    "ILS",
    "CNY",
    "LKR",
    "BDT",
    "NPR",
    "KHR",
}
SPECIAL = [
    # Without decimals in ISO, sent to the provider with two that are always 00.
    Currency("ISK", exponent=0, provider_exponent=2, least=0),
    Currency("UGX", exponent=0, provider_exponent=2, least=0),
    # Charged with two decimals but paid out in whole units, so whole units are asked.
    Currency("HUF", exponent=2, provider_exponent=2, least=LEAST["HUF"], step=100),
    Currency("TWD", exponent=2, provider_exponent=2, least=0, step=100),
    # Two decimals in ISO (fifths in truth), none at the provider.
    Currency("MGA", exponent=2, provider_exponent=0, least=0, step=100),
]

TABLE: dict[str, Currency] = {
    **{code: Currency(code, 0, 0, LEAST.get(code, 0)) for code in ZERO_DECIMAL},
    # The last of the three digits must be 0 at the provider.
    **{code: Currency(code, 3, 3, LEAST.get(code, 0), step=10) for code in THREE_DECIMAL},
    **{code: Currency(code, 2, 2, LEAST.get(code, 0)) for code in TWO_DECIMAL},
    **{currency.code: currency for currency in SPECIAL},
}


def currency(code: str) -> Currency:
    """Raises UnknownCurrency for a code that is not in the table."""
    try:
        return TABLE[code]
    except KeyError:
        raise UnknownCurrency(code) from None


def exponent(code: str) -> int:
    """ISO 4217 digits after the point. Raises UnknownCurrency."""
    return currency(code).exponent
