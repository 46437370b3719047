"""The demo's content pages and its site: prose of our own, figures of others with their source and date.

Bodies are StreamField data. A link or menu item names its page by slug; `linked` puts the ids of pages in.
`PAGES` stands in the order in which it can be released: a page links only to pages released before it.
"""

from copy import deepcopy
from typing import Any, NamedTuple

from home.pages.theme import DARK, LIGHT

FOUNDING = "Founding documents of 6Degree.org"
COUNTER_TRAFFICKING = "IOM, counter-trafficking page"
BY_ITS_CONTENT = "undated, 2018 or later by its content"


class ContentPage(NamedTuple):
    slug: str
    title: str
    intro: str
    body: list[dict[str, Any]]
    menu_order: int = 0


def heading(text: str) -> dict[str, Any]:
    return {"type": "heading", "value": text}


def paragraph(text: str) -> dict[str, Any]:
    return {"type": "paragraph", "value": text}


def points(*items: str, ordered: bool = False) -> dict[str, Any]:
    return {"type": "list", "value": {"ordered": ordered, "items": list(items)}}


def figure(value: str, what: str, source: str, source_date: str) -> dict[str, Any]:
    words = {"value": value, "what": what, "source": source, "source_date": source_date, "url": ""}
    return {"type": "figure", "value": words}


def link(text: str, slug: str) -> dict[str, Any]:
    return {"type": "link", "value": {"text": text, "page": slug, "url": ""}}


def linked(stream: list[dict[str, Any]], ids: dict[str, int]) -> list[dict[str, Any]]:
    """The same blocks with ids of pages in place of slugs. KeyError names a slug that has no page yet."""
    # Copies: Wagtail writes the ids of its blocks into what it is given.
    return [
        {**block, "value": {**block["value"], "page": ids[block["value"]["page"]]}}
        if block["type"] in {"link", "page"}
        else deepcopy(block)
        for block in stream
    ]


ABOUT = ContentPage(
    slug="about",
    title="About",
    intro=(
        "Sixdegree takes up an idea first tried in Bangkok in 2015: that a few people who each give a "
        "little can carry one person's way back into a life of her or his own."
    ),
    body=[
        heading("Where this comes from"),
        paragraph(
            "6Degree.org was opened on 23 June 2015 in Bangkok by the International Organization for "
            "Migration (IOM), with Microsoft as its technology partner. It began with four cases, and "
            "with an old thought: any two people on earth are at most six acquaintances apart, so nobody "
            "who needs help is really a stranger.\n\n"
            "Its first regions were Indonesia, Singapore and Thailand. Among the development goals of the "
            "United Nations it named four: gender equality (5), decent work (8), less inequality (10), "
            "and peace and justice (16)."
        ),
        figure(
            "68",
            "people registered in the first month as potential donors; registering is not giving",
            FOUNDING,
            "2015, first month after the launch",
        ),
        heading("What trafficking is"),
        paragraph(
            "Article 3 of the United Nations protocol to prevent, suppress and punish trafficking in "
            "persons, known as the Palermo Protocol, puts the definition together from three parts. All "
            "three belong to it."
        ),
        points(
            "An act: someone recruits a person, moves, transfers, harbours or receives her or him.",
            "A means: by force or threat, by fraud or deception, by paying someone who has control over "
            "the person, or by using that she or he is in no position to refuse.",
            "A purpose: exploitation, in forced work or services, in the sex trade, in servitude, or by "
            "the removal of organs.",
            ordered=True,
        ),
        paragraph(
            "Where the means in the second part were used, it does not matter whether the person once "
            "said yes: a yes to a lie is no consent. For anyone under eighteen the second part is not "
            "needed at all; act and purpose are enough."
        ),
        heading("How many people?"),
        paragraph(
            "Nobody knows. What can be counted are people who were reached, and even those counts begin "
            "in different years and end on different days. We therefore set them side by side, each with "
            "its source and date, and add none of them up."
        ),
        figure("about 70,000", "people assisted since 1997", "6Degree.org, platform overview", "undated"),
        figure("more than 70,000", "people assisted since 1997", "6Degree.org, platform story", "2015"),
        figure("about 70,000", "people assisted since 1994", "IOM, page on its approach", "undated"),
        figure("close to 100,000", "people assisted since 1994", COUNTER_TRAFFICKING, BY_ITS_CONTENT),
        figure(
            "2,700",
            "people helped since 2000 by the Global Assistance Fund, an emergency support for trafficked "
            "and other exploited migrants",
            COUNTER_TRAFFICKING,
            BY_ITS_CONTENT,
        ),
        figure(
            "over 80,000",
            "people from 171 countries, exploited in 170 countries, in the open and anonymised data of the "
            "Counter-Trafficking Data Collaborative, launched in 2017",
            COUNTER_TRAFFICKING,
            BY_ITS_CONTENT,
        ),
        figure(
            "over 50,000",
            "trafficked persons assisted by IOM with a case record in its own database",
            COUNTER_TRAFFICKING,
            BY_ITS_CONTENT,
        ),
        heading("Before it happens"),
        paragraph(
            "Support afterwards is one half. The other is that people who set out know how to travel and "
            "work safely, that neighbours recognise the signs and report them, and that those who buy ask "
            "who made what they are buying. Three campaigns show how differently that can be told."
        ),
        points(
            "What is the Price of a Human Being? (Finland) turns to buyers and asks for responsible "
            "consumption.",
            "IOM X (Asia and the Pacific, with USAID) speaks with young people about safe migration "
            "through media and technology.",
            "Ojo a la Trata (Colombia, with its foreign ministry) teaches the warning signs and how to "
            "identify a case.",
        ),
        heading("What guides us"),
        paragraph(
            "Three principles come from the founding organisation: human rights are respected; a person's "
            "well-being is bodily, mental and social, and none of the three can wait for the others; and "
            "what is begun must last."
        ),
    ],
    menu_order=2,
)

PROTECTION = ContentPage(
    slug="protection",
    title="How protection works",
    intro=(
        "A story can help the person who lived it, and it can put that person in danger. These are the "
        "rules by which we tell stories here, and what holds them in place when somebody is in a hurry."
    ),
    body=[
        heading("The person decides"),
        paragraph(
            "A case officer sits down with the person and works out together what is needed and what it "
            "costs. That sum is the goal, to the cent. Whether a story is told at all, in which languages "
            "and where, is the person's choice; it is written down with a date on which it ends, and it "
            "can be taken back on any day.\n\n"
            "When it is taken back, the story is gone from this site with the next page anyone opens. No "
            "one has to agree first."
        ),
        heading("What we change, and what we never show"),
        points(
            "The name is another one. Ages become a range of years; nothing from before a person turned "
            "eighteen carries an age at all.",
            "Places are as large as a region or a very large city, drawn as an area and never as a point. "
            "Small ones become the country.",
            "There are no photographs of faces.",
            "Whatever else could lead to the person, or stand in the way of an ordinary life, is altered "
            "or left out.",
            "Money and lengths of time stay as they were.",
        ),
        heading("Children"),
        figure("as many as one third", "of trafficked persons are minors", FOUNDING, "undated"),
        paragraph(
            "The years before eighteen are told under stricter rules, also when the person is grown up "
            "today: larger areas, no ages, and a reviewer who looks at exactly this."
        ),
        heading("Two pairs of eyes at least"),
        points(
            "An editor writes the story.",
            "A reviewer, who has had no part in writing it, is shown the very bytes that would be published.",
            "The last question before signing is always the same: could publishing this leave anyone "
            "worse off? If so, it is not done.",
            "Only the signed bytes are ever served. A change, however small, starts again at the beginning.",
            ordered=True,
        ),
        heading("What we do not know about you"),
        paragraph(
            "These pages load nothing from other companies: no fonts, no maps, no counters. When you "
            "give, you are taken to the payment provider, and it is told the name of the programme and "
            "the amount, never which story you read."
        ),
        link("Where this comes from, and what trafficking is", "about"),
    ],
    menu_order=1,
)

HOME = ContentPage(
    slug="home",
    title="Six people apart, at most",
    intro=(
        "Here people who were trafficked, and are building their lives anew, say what they need for the "
        "next step. You can stand with one of them, for as little or as much as you like."
    ),
    body=[
        heading("How it works"),
        points(
            "Someone who has come out of exploitation works out with a case officer what would help: a "
            "safe room, a doctor, a lawyer, a course, a sewing machine.",
            "With that person's permission we tell the journey, changed so that nobody can be recognised.",
            "You read it, follow it on the map, and give towards one of the needs. When the goal is met, "
            "the case takes no more.",
            "You hear how it goes on, if the person wants to tell.",
            ordered=True,
        ),
        heading("When a story cannot be told"),
        paragraph(
            "For many it would not be safe to appear here, even changed beyond recognition. The general "
            "fund is for them; what is given beyond a goal goes there too, if you choose so."
        ),
        link("How protection works", "protection"),
        link("About this site", "about"),
    ],
)

PAGES = [ABOUT, PROTECTION, HOME]

SITE: dict[str, Any] = {
    "title": "Sixdegree",
    "slug": "site",
    "strapline": "Stand with one person, from wherever you are.",
    "theme": [{"type": "theme", "value": {"light": LIGHT, "dark": DARK}}],
    "menu": [
        {"type": "stories", "value": {"title": "Stories"}},
        {"type": "page", "value": {"title": "How protection works", "page": "protection"}},
        {"type": "page", "value": {"title": "About", "page": "about"}},
    ],
    "wording": [
        {
            "type": "wording",
            "value": {
                "give": "Give",
                "fund_name": "General fund",
                "fund_explained": (
                    "For people whose own story cannot be shown, and for what is given beyond a goal."
                ),
                "withdrawn": "This story is no longer shared. Its needs are still met.",
                "promise": "Nothing on these pages tells anyone else that you are here.",
                "thanks": "Thank you for standing with one person today.",
            },
        }
    ],
    "locales": ["en", "id", "th", "zh-hans"],
}
