"""What the donation routes take and give. Money is `{"amount": minor units, "currency": ISO code}`."""

from datetime import datetime
from typing import Annotated, Literal

from ninja import Schema
from pydantic import ConfigDict, Field, StrictBool, StrictInt

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
    front_end: Annotated[str, Field(pattern=r"^[a-z0-9-]{1,32}$")] | None = None
    fee_cover: StrictBool = False
    every_month: StrictBool = False


class ReservedOut(Schema):
    """`checkout_url` is null once the donation has ended; `fee_cover` null where none is added."""

    id: str
    fee_cover: Money | None
    checkout_url: str | None
    expires_at: datetime


class ReceiptOut(Schema):
    """`coming` is for a moment after the payment; `void` has been told to the donor by mail; `none` is for
    what is not paid, or came back whole before one was made out. `number`, and `url` of the PDF, are null
    unless it is `issued`.
    """

    state: Literal["none", "coming", "issued", "void"]
    number: str | None
    url: str | None


class DonationOut(Schema):
    """`paid_at` is the provider's time, `counted_at` ours: after a snapshot's `as_of`, it is not in it.

    `fee_cover` is charged beside `amount` and counts to no goal; null where there is none. `degree`
    is the token of the link it came by, for whoever passes the story on from the receipt. `every_month`:
    it is repeated until its donor ends it (*my giving*, or the link in a receipt's mail); false once ended.
    `choice_url`: the page where the donor says what becomes of it, as long as that is asked; null otherwise.
    """

    id: str
    status: Literal["reserved", "paid", "released"]
    amount: Money
    fee_cover: Money | None
    campaign: str
    receipt: ReceiptOut
    paid_at: datetime | None
    counted_at: datetime | None
    degree: str | None
    every_month: bool
    choice_url: str | None


class QuoteIn(Schema):
    amount: Annotated[int, Field(gt=0, le=10**15)]
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")]


class QuoteOut(Schema):
    """What covering the payment fee would add to this gift, and their sum: null where it cannot be."""

    amount: Money
    fee_cover: Money | None
    total: Money | None


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
