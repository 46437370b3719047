"""What the donation routes take and give. Money is `{"amount": minor units, "currency": ISO code}`."""

from datetime import datetime
from typing import Annotated, Literal

from ninja import Schema
from pydantic import ConfigDict, Field, StrictInt

from payments.parameters import Text


class Money(Schema):
    amount: int
    currency: str


class GiftIn(Schema):
    model_config = ConfigDict(extra="forbid")

    campaign: Annotated[Text, Field(max_length=64)]
    amount: Annotated[StrictInt, Field(gt=0, le=10**15)]
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
    locale: Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$", max_length=12)]
    surplus_rule: Literal["fund", "refund"] = "fund"
    degree: Annotated[Text, Field(max_length=128)] | None = None


class ReservedOut(Schema):
    """`checkout_url` is null once the donation has ended."""

    id: str
    checkout_url: str | None
    expires_at: datetime


class DonationOut(Schema):
    id: str
    status: Literal["reserved", "paid", "released"]
    amount: Money
    campaign: str
    receipt: str | None


class ChallengeOut(Schema):
    algorithm: str
    challenge: str
    maxnumber: int
    maxNumber: int  # noqa: N815  the library's own spelling
    salt: str
    signature: str


class DegreeIn(Schema):
    model_config = ConfigDict(extra="forbid")

    degree: Annotated[Text, Field(max_length=128)] | None


class DegreeOut(Schema):
    degree: str
    value: int
