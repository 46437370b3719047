"""Stripe's test cards (docs.stripe.com/testing) and what each of them does."""

from dataclasses import dataclass
from typing import Literal

Behaviour = Literal["succeeds", "declines", "authenticates", "is_disputed"]


@dataclass(frozen=True)
class TestCard:
    brand: str
    behaviour: Behaviour
    code: str = ""
    decline_code: str = ""
    message: str = ""


@dataclass(frozen=True)
class Card:
    """A card as typed: digits only, four-digit year. Only brand and last four digits are ever stored."""

    number: str
    exp_month: int
    exp_year: int
    cvc: str


def _declining(code: str, decline_code: str, message: str) -> TestCard:
    return TestCard("visa", "declines", code, decline_code, message)


_NOT_A_TEST_CARD = _declining(
    "card_declined",
    "test_mode_live_card",
    "Your card was declined. Your request was in test mode, but used a non test card.",
)

TEST_CARDS: dict[str, TestCard] = {
    "4242424242424242": TestCard("visa", "succeeds"),
    "5555555555554444": TestCard("mastercard", "succeeds"),
    "4000000000000002": _declining("card_declined", "generic_decline", "Your card was declined."),
    "4000000000009995": _declining(
        "card_declined", "insufficient_funds", "Your card has insufficient funds."
    ),
    "4000000000000069": _declining("expired_card", "expired_card", "Your card has expired."),
    "4000000000000127": _declining(
        "incorrect_cvc", "incorrect_cvc", "Your card's security code is incorrect."
    ),
    "4000002500003155": TestCard("visa", "authenticates"),
    "4000000000003220": TestCard("visa", "authenticates"),
    "4000000000000259": TestCard("visa", "is_disputed"),
}


def lookup(number: str) -> TestCard:
    """What the card does; a number that is no test card is declined, as in Stripe's test mode."""
    return TEST_CARDS.get(number, _NOT_A_TEST_CARD)


def passes_luhn(number: str) -> bool:
    """Whether the digits carry the check digit of ISO/IEC 7812 (12 to 19 digits)."""
    if not (number.isascii() and number.isdigit() and 12 <= len(number) <= 19):
        return False
    doubled = [int(digit) * 2 for digit in number[-2::-2]]
    return (
        sum(map(int, number[-1::-2])) + sum(value - 9 if value > 9 else value for value in doubled)
    ) % 10 == 0
