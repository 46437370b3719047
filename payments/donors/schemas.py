"""What the routes of a donor's own take and give."""

from datetime import date, datetime
from typing import Annotated, Any, Literal

from ninja import Schema
from pydantic import ConfigDict, Field

from payments.schemas import Money, ReceiptOut


class FollowOut(Schema):
    """A campaign without a case in `GET cases/?campaign=` is a story no longer shared."""

    campaign: str
    since: datetime


class DonorOut(Schema):
    """`by_name`: staff may address the donor by `name`. `news`: a mail when a followed story has news.

    `years`: those with a statement, the latest first.
    """

    email: str
    name: str
    locale: str
    by_name: bool
    news: bool
    opened_at: datetime
    follows: list[FollowOut]
    years: list[int]


class ChoicesIn(Schema):
    """Only what is to change."""

    model_config = ConfigDict(extra="forbid")

    locale: Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[a-z0-9]{2,8})*$", max_length=12)] | None = None
    by_name: bool | None = None
    news: bool | None = None


class OwnGiftOut(Schema):
    """`to_fund`: given to the fund. `outcome`: what became of it since; `refunded`: what came back.

    `every_month`: one month of a monthly gift.
    """

    id: str
    campaign: str
    to_fund: bool
    amount: Money
    fee_cover: Money
    outcome: Literal["given", "partly_refunded", "refunded", "moved_to_fund"]
    refunded: Money
    paid_at: datetime
    value_date: date
    receipt: ReceiptOut
    every_month: bool


class MonthlyGiftOut(Schema):
    """`failing`: the last month did not go through and is tried again. `ending`: ended, and about to be."""

    id: str
    state: Literal["active", "failing", "ending", "ended"]
    amount: Money
    fee_cover: Money
    began_at: datetime
    ended_at: datetime | None


class MonthlyGiftsOut(Schema):
    results: list[MonthlyGiftOut]


class OwnGiftsOut(Schema):
    results: list[OwnGiftOut]
    next: str | None


class StatementOut(Schema):
    """`totals`: by currency, gifts and covered fees, less what came back."""

    year: int
    gifts: list[OwnGiftOut]
    totals: list[Money]


class ExportOut(Schema):
    account: dict[str, Any]
    donor: dict[str, Any]
    follows: list[dict[str, Any]]
    gifts: list[dict[str, Any]]
    monthly_gifts: list[dict[str, Any]]
    elsewhere: dict[str, Any]


class ErasureIn(Schema):
    """`email`: the account's own address, typed once more."""

    model_config = ConfigDict(extra="forbid")

    email: Annotated[str, Field(max_length=320)]
