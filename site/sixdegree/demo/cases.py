"""The demo's four cases. The first is the founding campaign's own, anonymised there and told anew here;
the other three are invented, people and places of their lives alike."""

from datetime import date, timedelta
from typing import NamedTuple

from django.utils import timezone

# Codes of the gazetteer.
WEST_KALIMANTAN, EAST_JAVA, MALUKU = "IDN-1228", "IDN-1233", "IDN-554"
UBON_RATCHATHANI, SONGKHLA = "THA-426", "THA-386"
LA_PAZ, BUENOS_AIRES = "BOL-1936", "ARG-5493"
NEPAL, MALAYSIA = "NP", "MY"
CURRENCY = "USD"


# A day of the calendar for what is history; days before the demo is loaded for what goes on now.
Day = date | int


def day_of(told: Day) -> date:
    return told if isinstance(told, date) else timezone.localdate() - timedelta(days=told)


class Gift(NamedTuple):
    amount: int
    day: Day


class News(NamedTuple):
    title: str
    text: str
    day: Day


class Milestone(NamedTuple):
    stage: str
    heading: str
    narrative: str
    place: str | None
    period: str = ""
    under_18: str = "no"


class Case(NamedTuple):
    number: str
    alias: str
    age_band: str
    summary: str
    exploitation: list[str]
    origin: str
    period: tuple[int, int]
    first_published_on: Day | None
    needs: list[tuple[str, int]]
    milestones: list[Milestone]
    gifts: list[Gift]
    release: bool = True
    content_note: str = ""
    # What its drawn picture shows; without one it has its weave alone.
    picture: str = ""
    news: tuple[News, ...] = ()


XIAO_FANG = Case(
    number="6D-2015-001",
    alias="Xiao Fang",
    age_band="18-24",
    summary=(
        "She left West Kalimantan for a restaurant job in Java that did not exist, and kept another family's house "
        "for six years without pay. Now she is home, looking after her father and learning to sew for a living."
    ),
    exploitation=["domestic_work_and_hospitality"],
    origin=WEST_KALIMANTAN,
    period=(2008, 2014),
    first_published_on=date(2015, 6, 23),
    needs=[
        ("psychological", 40_000),
        ("education_and_skills", 85_000),
        ("clothes_and_necessities", 25_000),
    ],
    content_note="One part of this story tells of violence in the house where she worked.",
    milestones=[
        Milestone(
            "before",
            "A house by the river",
            "Xiao Fang grew up with her father in West Kalimantan. Money was short, and school cost more than "
            "they had.\n\nShe mended the family's clothes by hand and was good at it. The neighbours noticed "
            "and brought her theirs.",
            WEST_KALIMANTAN,
            under_18="yes",
        ),
        Milestone(
            "offer",
            "A job in a restaurant",
            "An acquaintance spoke of a restaurant in Java that was looking for staff. There would be a room, meals "
            "and a wage to send home.\n\nIt sounded like a way to help her father, and nobody she knew had reason "
            "to doubt it.",
            WEST_KALIMANTAN,
            "2008",
            "yes",
        ),
        Milestone(
            "journey",
            "Across the sea to Java",
            "The travel was arranged for her, and the cost of it became a debt she had never agreed to. When she "
            "arrived there was no restaurant.",
            EAST_JAVA,
            "2008",
            "yes",
        ),
        Milestone(
            "exploitation",
            "Six years in another family's house",
            "She was put to work in a private home: cleaning, cooking and minding children from before dawn until "
            "everyone else slept. USD 1.26 a day had been promised. None of it was ever paid.\n\nShe was insulted, "
            "threatened and beaten, and was not free to leave. It lasted six years.",
            EAST_JAVA,
            "2008–2014",
            "yes",
        ),
        Milestone(
            "finding_help",
            "She makes a call",
            "Xiao Fang heard of an organisation that helps people leave such places, and found a moment and the "
            "courage to reach it. It answered. People came, and she walked out with them.",
            EAST_JAVA,
            "2014",
        ),
        Milestone(
            "way_home",
            "Home again",
            "With papers and a ticket arranged, she travelled back to West Kalimantan. Her father had not stopped "
            "waiting.\n\nA counsellor comes by each week. Some days she talks, some days they only drink tea.",
            WEST_KALIMANTAN,
            "2014–2015",
        ),
        Milestone(
            "next",
            "A machine of her own",
            "She wants to live and work at home and look after her father. A sewing course begins soon; with a "
            "machine of her own she can take orders from the whole district.\n\n“I already know what the first "
            "dress will look like,” she says.",
            WEST_KALIMANTAN,
            "2015",
        ),
    ],
    gifts=[
        Gift(5_000, date(2015, 6, 23)),
        Gift(10_000, date(2015, 6, 23)),
        Gift(2_600, date(2015, 6, 24)),
        Gift(20_000, date(2015, 6, 25)),
        Gift(15_000, date(2015, 6, 26)),
        Gift(7_500, date(2015, 6, 27)),
        Gift(10_000, date(2015, 6, 28)),
        Gift(12_500, date(2015, 6, 30)),
        Gift(25_000, date(2015, 7, 1)),
        Gift(3_000, date(2015, 7, 3)),
        Gift(18_000, date(2015, 7, 5)),
        Gift(9_400, date(2015, 7, 6)),
        Gift(12_000, date(2015, 7, 8)),
    ],
    # The others are told in the year the demo is loaded: a reader is told that this one is not.
    news=(
        News(
            "A story of 2015, kept as it was told",
            "This was the first story of all, in June 2015. Thirteen people gave what Xiao Fang needed, within "
            "fifteen days.\n\nNothing is asked for it any more. It stands here as it stood then: what is still to "
            "come in it was to come in 2015.",
            date(2015, 7, 8),
        ),
    ),
)

NARIN = Case(
    number="6D-DEMO-002",
    alias="Narin",
    age_band="35-44",
    summary=(
        "A rice farmer who was taken aboard a fishing boat in place of the packing job he had been promised. "
        "Back on land after two years, he is setting up a repair stall for small engines."
    ),
    exploitation=["fishing"],
    origin=UBON_RATCHATHANI,
    period=(2021, 2023),
    first_published_on=60,
    needs=[("medical", 32_000), ("small_business", 110_000), ("education_and_skills", 28_000)],
    milestones=[
        Milestone(
            "before",
            "Two dry years",
            "Narin farmed rice on rented land. After a second season without enough rain he owed more than the next "
            "harvest could bring, and began to ask around for work on the coast.",
            UBON_RATCHATHANI,
            "2020",
        ),
        Milestone(
            "offer",
            "A place in a packing hall",
            "A recruiter offered work in a hall where fish is packed: regular hours, a bed, wages by the month. "
            "He paid for the bus and kept the receipt for all of them.",
            UBON_RATCHATHANI,
            "2021",
        ),
        Milestone(
            "journey",
            "The night bus south",
            "The group was taken not to the hall but to a pier, after dark. Their papers were collected “for "
            "registration” and did not come back.",
            SONGKHLA,
            "2021",
        ),
        Milestone(
            "exploitation",
            "Two years at sea",
            "He worked the nets for up to twenty hours a day. Supplies came by another boat, so that his never had "
            "to enter a harbour. No wages were paid; complaining meant less food.\n\nHe learned to keep the engine "
            "alive with almost nothing, which made him hard to replace.",
            None,
            "2021–2023",
        ),
        Milestone(
            "finding_help",
            "A harbour inspection",
            "When the engine could no longer be mended the boat had to dock. Inspectors asked the crew questions "
            "one by one, in their own languages, and Narin answered all of them.",
            MALUKU,
            "2023",
        ),
        Milestone(
            "way_home",
            "By plane, for the first time",
            "He waited in a shelter while papers were made, helped in its kitchen, and flew home with four others "
            "from the same boat.",
            UBON_RATCHATHANI,
            "2023",
        ),
        Milestone(
            "next",
            "Engines, not nets",
            "Narin rents half a shed by the market road. He needs treatment for his hands, a set of tools, and a "
            "course on the newer motors. The first customers already leave their pumps with him.",
            UBON_RATCHATHANI,
            "2024",
        ),
    ],
    gifts=[Gift(5_000, 53), Gift(12_000, 39), Gift(2_500, 25)],
)

LUZMILA = Case(
    number="6D-DEMO-003",
    alias="Luzmila",
    age_band="25-34",
    summary=(
        "She sewed sportswear behind a locked door in another country. She left with three colleagues, and together "
        "they are opening a workshop where the door stands open."
    ),
    exploitation=["manufacturing"],
    origin=LA_PAZ,
    period=(2019, 2021),
    first_published_on=81,
    needs=[("legal", 26_000), ("small_business", 64_000), ("accommodation", 22_000)],
    milestones=[
        Milestone(
            "before",
            "Learning the trade",
            "Luzmila learned to cut and sew from her aunt and could copy a jacket from a photograph. Work near home "
            "paid by the piece, and badly.",
            LA_PAZ,
            "2018",
        ),
        Milestone(
            "offer",
            "Double the wage",
            "An announcement on the radio offered seamstresses double the wage across the border, with travel "
            "advanced and a room above the shop.",
            LA_PAZ,
            "2019",
        ),
        Milestone(
            "exploitation",
            "Behind the shutter",
            "Twelve people worked and slept in the same rooms. The shutter was locked from outside; the travel debt "
            "grew faster than the wages that were written down and never handed over.",
            BUENOS_AIRES,
            "2019–2021",
        ),
        Milestone(
            "finding_help",
            "A note in a pocket",
            "She sewed a note into the pocket of a finished jacket. The woman who bought it took it to a lawyers’ "
            "collective, and the collective came with a judge’s order.",
            BUENOS_AIRES,
            "2021",
        ),
        Milestone(
            "next",
            "A cooperative of four",
            "With three of her colleagues she is founding a cooperative. A lawyer is claiming their wages; meanwhile "
            "they need a deposit, two machines and a room to live in until orders carry them.",
            LA_PAZ,
            "2022",
        ),
    ],
    picture="A red thread with six knots is sewn across layered hills towards a woven sun.",
    gifts=[
        Gift(30_000, 74),
        Gift(25_000, 58),
        Gift(20_000, 47),
        Gift(15_000, 30),
        Gift(14_000, 18),
    ],
)

BIKASH = Case(
    number="6D-DEMO-004",
    alias="Bikash",
    age_band="25-34",
    summary=(
        "He built towers in a city that kept his passport. At home again, he is training as a site safety inspector."
    ),
    exploitation=["construction"],
    origin=NEPAL,
    period=(2022, 2024),
    first_published_on=None,
    needs=[("education_and_skills", 54_000), ("medical", 18_000)],
    milestones=[
        Milestone(
            "offer",
            "A contract with a stamp",
            "The contract named a trade, a wage and two years. The agency’s fee was as high as a year’s "
            "income, and his family borrowed it.",
            NEPAL,
            "2022",
        ),
        Milestone(
            "exploitation",
            "Another contract",
            "On arrival he was given a second contract at a third of the wage, and his passport was kept. There was "
            "no harness above the fifth floor. After a fall he was told to work on or pay for his own flight.",
            MALAYSIA,
            "2022–2024",
        ),
        Milestone(
            "finding_help",
            "A number on a poster",
            "A poster at a clinic gave a number to call, in Nepali. He called it from the clinic’s own telephone.",
            MALAYSIA,
            "2024",
        ),
        Milestone(
            "next",
            "The one who checks the harness",
            "Bikash has a place on a course for site safety inspectors. “Somebody should look up,” he says.",
            NEPAL,
            "2025",
        ),
    ],
    gifts=[],
    release=False,
)

CASES = [XIAO_FANG, NARIN, LUZMILA, BIKASH]
