"""What the routes answer, for the published contract; the bytes are spliced, never serialised again."""

from typing import Annotated, Any, Literal

from ninja import Field, Schema
from pydantic import ConfigDict, StringConstraints

from payments.parameters import Text
from publication.concerns import LONGEST_CONTACT, LONGEST_TEXT


class Money(Schema):
    """Integer minor units and ISO 4217 code."""

    amount: int
    currency: str


class Area(Schema):
    """A gazetteer area; `lang` is the language its name is really in."""

    code: str
    name: str
    lang: str
    kind: Literal["country", "region", "city"]


class Need(Schema):
    category: str
    label: str
    amount: Money


class Rendition(Schema):
    """One size of a picture, read at `media/{sha256}`."""

    sha256: str
    width: int
    height: int


class Picture(Rendition):
    """A picture in its largest size, named by the digest of its bytes; `renditions` has all sizes."""

    content_type: Literal["image/webp"]
    alt: str = Field(description="What it shows, in the words of this locale.")
    credit: str
    renditions: list[Rendition]


class Milestone(Schema):
    id: str
    order: int
    stage: str
    stage_label: str
    heading: str
    narrative: list[str]
    content_note: str = ""
    icon: str
    period: str
    place: Area | None
    picture: Picture | None = None


class Funding(Schema):
    """A published snapshot: reservations not counted, renewed after several gifts or a day."""

    campaign: str
    goal: Money | None
    received: Money
    remaining: Money | None
    donors: int
    degrees: dict[str, int]
    status: Literal["open", "funded", "closed"]
    funded_on: str | None
    as_of: str


class _Told(Schema):
    id: str
    locale: str
    source_locale: str
    alias: str
    age_band: str
    summary: str
    exploitation: list[str]
    origin: Area | None
    period: dict[str, int | None] | None = Field(description="Years `from` and `to`.")
    first_published_on: str | None
    goal: Money
    needs: list[Need]
    picture: Picture | None


class CaseCard(_Told):
    funding: Funding | None


class SignedCase(_Told):
    """The signed bytes of a case: their SHA-256 is what the reviewers signed."""

    version: int = Field(alias="schema")
    kind: Literal["case"]
    milestones: list[Milestone]
    storymap: dict[str, Any] = Field(description="GeoJSON FeatureCollection.")
    content_note: str


class CaseAnswer(Schema):
    id: str
    locale: str
    case: SignedCase
    funding: Funding | None


class CaseList(Schema):
    results: list[CaseCard]
    next: str | None


class SignedUpdate(Schema):
    """The signed bytes of a case update."""

    version: int = Field(alias="schema")
    kind: Literal["update"]
    id: str
    case: str
    locale: str
    title: str
    body: list[str]
    date: str


class UpdateList(Schema):
    results: list[SignedUpdate]
    next: str | None


class FeatureCollection(Schema):
    """GeoJSON: milestones in order, then straight segments between them."""

    type: Literal["FeatureCollection"]
    bbox: list[float] | None = None
    features: list[dict[str, Any]]


class PageCard(Schema):
    id: str
    slug: str
    locale: str
    source_locale: str
    title: str
    intro: str
    menu_order: int


class PageList(Schema):
    results: list[PageCard]
    next: str | None


class SignedPage(PageCard):
    """The signed bytes of a content page."""

    version: int = Field(alias="schema")
    kind: Literal["page"]
    body: list[dict[str, Any]]


class PageAnswer(Schema):
    page: SignedPage


class SignedSite(Schema):
    """The signed bytes of a site record: theme tokens, menu, wording, locales."""

    version: int = Field(alias="schema")
    kind: Literal["site"]
    id: str
    locale: str
    source_locale: str
    name: str
    strapline: str
    theme: dict[str, Any]
    logo: dict[str, Any] | None
    menu: list[dict[str, Any]]
    wording: dict[str, Any]
    locales: list[str]
    hosts: list[str] = Field(default=[], description="Host names under which readers meet this site.")
    exit_url: str | None = Field(default=None, description="As signed: null where the site names none.")


class SiteAnswer(Schema):
    site: SignedSite
    currencies: list[str]
    fund: str | None
    fund_open: bool = Field(
        description="Whether there is a fund that takes gifts, and what a story does not need: true until it "
        "is over for good, a pause leaves it true. Where not, what is not needed comes back to its donor, "
        "who has nothing to choose"
    )
    exit_url: str | None = Field(
        description="Where a quick exit leads, the site's own page or this installation's; null: offer none"
    )


class Figures(Schema):
    """Totals of what is public now, as of the newest published snapshot."""

    cases: int
    open: int
    funded: int
    closed: int
    received: list[Money]
    as_of: str | None


class YearTable(Schema):
    """Addresses of one year's table; `sha256` of the JSON, which never changes."""

    year: int
    sha256: str
    json_url: str = Field(alias="json")
    csv_url: str = Field(alias="csv")


class OpenData(Schema):
    """`method` is the address of how the tables are made."""

    results: list[YearTable]
    next: str | None
    method: str


class OpenDataRow(Schema):
    """The dimensions that its table is by, and a number rounded down to a multiple of `k`."""

    exploitation: str | None = None
    need: str | None = None
    origin: str | None = None
    age_band: str | None = None
    at_least: int


class OpenDataTable(Schema):
    by: list[Literal["exploitation", "need", "origin", "age_band"]]
    rows: list[OpenDataRow]


class OpenDataYear(Schema):
    """The approved bytes. What is not listed holds fewer than `k`, or none, or was held back."""

    version: int = Field(alias="schema")
    kind: Literal["open-data"]
    year: int
    k: int
    tables: list[OpenDataTable]


class Problem(Schema):
    """RFC 9457, `application/problem+json`. `locales` names the locales that are public, where any is."""

    type: str
    title: str
    status: int
    detail: str
    locales: list[str] | None = None


class ConcernIn(Schema):
    """`case` is the id of a case that is or was public; `contact` how to reach the sender, if they wish."""

    model_config = ConfigDict(extra="forbid")

    case: Annotated[Text, StringConstraints(max_length=32)]
    locale: Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[a-z0-9]{2,8})*$", max_length=12)] = "en"
    text: Annotated[Text, StringConstraints(min_length=1, max_length=LONGEST_TEXT)]
    contact: Annotated[Text, StringConstraints(max_length=LONGEST_CONTACT)] = ""


class ConcernOut(Schema):
    received: bool
