"""The card form of the hosted page: what was typed, and the sentence for each field that cannot be used."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qs

from payments.sandbox.actions.pay_session import Payer
from payments.sandbox.api.parameters import is_email
from payments.sandbox.cards import Card, passes_luhn
from payments.sandbox.store import Json

FIELDS = ("email", "card", "expiry", "cvc", "name")


@dataclass(frozen=True)
class Form:
    values: Mapping[str, str]
    errors: Mapping[str, str]
    payer: Payer | None = None


def again(email: str | None, intent: Json | None) -> Form:
    """Blank, but for what the payer of a declined card is known by: never the card's numbers."""
    refused = (intent or {}).get("last_payment_error") or {}
    payer = (refused.get("payment_method") or {}).get("billing_details") or {}
    return Form({"email": email or payer.get("email") or "", "name": payer.get("name") or ""}, {})


def read(body: bytes, email: str | None, year: int, month: int) -> Form:
    """Read a posted form; `email` is the one the session was made with and cannot be changed."""
    posted = parse_qs(body.decode("utf-8", errors="replace"))
    values = {name: posted.get(name, [""])[0].strip()[:200] for name in FIELDS}
    if email:
        values["email"] = email
    number = "".join(values["card"].split()).replace("-", "")
    until = _expiry(values["expiry"])
    errors = _errors(values, number, until, (year, month))
    if errors or until is None:
        return Form(values, errors)
    card = Card(number, until[1], until[0], values["cvc"])
    return Form(values, {}, Payer(values["email"], values["name"], card))


def _errors(
    values: Mapping[str, str], number: str, until: tuple[int, int] | None, now: tuple[int, int]
) -> dict[str, str]:
    errors = {}
    if not is_email(values["email"]):
        errors["email"] = "Enter an e-mail address, such as name@example.org."
    if not passes_luhn(number):
        errors["card"] = "Check the card number: its digits do not fit together."
    if until is None:
        errors["expiry"] = "Enter the month and year on the card, such as 12 / 34."
    elif until < now:
        errors["expiry"] = "This card has expired. Use another one."
    if not (values["cvc"].isascii() and values["cvc"].isdigit() and len(values["cvc"]) in (3, 4)):
        errors["cvc"] = "Enter the three or four digits of the security code."
    if not values["name"]:
        errors["name"] = "Enter the name on the card."
    return errors


def _expiry(text: str) -> tuple[int, int] | None:
    """`12 / 34`, `12/2034` or `1234` as (2034, 12)."""
    digits = "".join(text.split()).replace("/", "").replace("-", "")
    if (
        not (digits.isascii() and digits.isdigit() and len(digits) in (4, 6))
        or not 1 <= int(digits[:2]) <= 12
    ):
        return None
    year = int(digits[2:])
    return (year if len(digits) == 6 else 2000 + year, int(digits[:2]))
