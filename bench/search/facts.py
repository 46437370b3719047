"""What is true of an invented case, before anybody words it. Judgements are made of this alone."""

from dataclasses import dataclass
from hashlib import sha256
from random import Random

from publication.identifiers import ALPHABET, LENGTH

LOCALES = ("en", "id", "th", "zh-hans")
WORKS = (
    "sewing", "weaving", "cooking", "baking", "farming", "carpentry",
    "engine_repair", "hairdressing", "shopkeeping", "caregiving", "fishing",
)  # fmt: skip
NEEDS = (
    "accommodation", "medical", "legal", "psychological", "journey_home",
    "education_and_skills", "job_placement", "small_business", "clothes_and_necessities",
)  # fmt: skip
# Where somebody was exploited → the kind it is filed under, and the work it was, where it is one of WORKS.
SETTINGS = {
    "fishing_boat": ("fishing", "fishing"),
    "palm_plantation": ("agriculture", "farming"),
    "vegetable_farm": ("agriculture", "farming"),
    "household": ("domestic_work_and_hospitality", None),
    "restaurant": ("domestic_work_and_hospitality", "cooking"),
    "building_site": ("construction", None),
    "garment_factory": ("manufacturing", "sewing"),
    "brick_kiln": ("manufacturing", None),
    "street": ("begging", None),
    "karaoke_bar": ("commercial_sexual_exploitation", None),
}
# Areas that are offered even for somebody under 18, as an origin is. The gazetteer's codes.
ORIGINS = (
    "IDN-1224", "IDN-1228", "IDN-1235", "IDN-1229", "MMR-3267", "MMR-3275", "TH", "KH",
    "LA", "VNM-475", "PHL-5528", "CHN-1810", "NP", "BGD-2432",
)  # fmt: skip
KEPT_IN = (
    "MYS-1148", "MYS-1143", "THA-416", "THA-386", "IDN-1227", "IDN-1233", "KHM-1789", "TWN-1166",
    "CHN-1180", "MY",
)  # fmt: skip
AGES = ("18-24", "25-34", "35-44", "45-54", "55+")
# Invented, and each with the pronoun its story is told in.
WOMEN = (
    "Melati", "Mali", "Dara", "Sokha", "Thida", "Lanying", "Anika", "Maricel", "Sunita", "Khin", "Ratna",
    "Noy", "Huong", "Wulan", "Chanthou", "Pim",
)  # fmt: skip
MEN = (
    "Somchai", "Budi", "Bikram", "Arun", "Minh", "Rafiq", "Danilo", "Wei", "Sokchea", "Joko", "Kamon",
    "Aung", "Hasan", "Tuan", "Bounmy", "Yusuf",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Facts:
    """`needs`: category → minor units; `period` in years; the places are area codes.

    `before`, `after`: one of WORKS, what the person did once and is setting out to do now. Of a case that is
    not generated each may be None, `setting` too.
    """

    id: str
    alias: str
    woman: bool
    age_band: str
    needs: dict[str, int]
    exploitation: str
    setting: str | None
    origin: str
    kept_in: str | None
    before: str | None
    after: str | None
    period: tuple[int, int]

    @property
    def main_need(self) -> str:
        """The one that asks for most."""
        return max(self.needs, key=lambda need: self.needs[need])


def facts(number: int) -> Facts:
    """Of the generated case of this number: the same in every run, however many are made."""
    chance = Random(f"sixdegree case {number}")
    woman = chance.random() < 0.5
    setting = chance.choice(tuple(SETTINGS))
    begun = chance.randrange(2008, 2022)
    return Facts(
        id=opaque(f"case {number}"),
        alias=chance.choice(WOMEN if woman else MEN),
        woman=woman,
        age_band=chance.choice(AGES),
        needs=_needs(chance),
        exploitation=SETTINGS[setting][0],
        setting=setting,
        origin=chance.choice(ORIGINS),
        kept_in=chance.choice(KEPT_IN),
        before=chance.choice(WORKS),
        after=chance.choice(WORKS),
        period=(begun, begun + chance.randrange(2, 6)),
    )


def _needs(chance: Random) -> dict[str, int]:
    """One to three; no two of one amount, so that one asks for most."""
    chosen = chance.sample(NEEDS, chance.randrange(1, 4))
    amounts = chance.sample(range(10_000, 120_000, 1_000), len(chosen))
    return dict(zip(chosen, amounts, strict=True))


def opaque(name: str) -> str:
    """Shaped like `publication.identifiers.opaque_id`, but made of a name."""
    return "".join(ALPHABET[byte % len(ALPHABET)] for byte in sha256(name.encode()).digest()[:LENGTH])
