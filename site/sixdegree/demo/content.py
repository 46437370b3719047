"""The demo's content pages and its site: prose of our own, figures of others with their source and date.

Bodies are StreamField data. A link or menu item names its page by slug; `linked` puts the ids of pages in.
`PAGES` stands in the order in which it can be released: a page links only to pages released before it.
"""

from typing import Any

from home.pages.theme import DARK, LIGHT, TYPE
from sixdegree.demo import prevention
from sixdegree.demo.parts import ContentPage, figure, heading, link, linked, paragraph, points
from sixdegree.demo.prevention import FOUNDING

__all__ = ["PAGES", "SITE", "linked"]

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
        link("All figures, each with its source and date", "figures"),
        heading("What it is about"),
        paragraph(
            "Support afterwards is one half: one person, one list of needs, one goal. The other half comes "
            "before: knowing what trafficking is, seeing the signs, and setting out safely."
        ),
        link("What trafficking is", "what-trafficking-is"),
        link("Before it happens", "prevention"),
        heading("What guides us"),
        paragraph(
            "Three principles come from the founding organisation: human rights are respected; a person's "
            "well-being is bodily, mental and social, and none of the three can wait for the others; and "
            "what is begun must last."
        ),
    ],
    menu_order=3,
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
        link("Where this comes from", "about"),
        link("What trafficking is", "what-trafficking-is"),
    ],
    menu_order=2,
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
            "You read it, follow it on the map, and give towards what is needed. When the goal is met, "
            "the case takes no more.",
            "You hear how it goes on, if the person wants to tell.",
            ordered=True,
        ),
        heading("When a story cannot be told"),
        paragraph(
            "For many it would not be safe to appear here, even changed beyond recognition. The fund named "
            "at the foot of this page is for them; what is given beyond a goal goes there too, if you choose "
            "so."
        ),
        link("How protection works", "protection"),
        heading("When you have seen something"),
        paragraph(
            "Perhaps you are not here for a story, but because of a neighbour, a colleague, a friend who "
            "has stopped answering, or yourself."
        ),
        link("Warning signs", "warning-signs"),
        link("Report a suspected case", "report"),
        link("About this site", "about"),
    ],
)

PAGES = [*prevention.PAGES, ABOUT, PROTECTION, HOME]

SITE: dict[str, Any] = {
    "title": "Sixdegree",
    "slug": "site",
    "strapline": "Stand with one person, from wherever you are.",
    "theme": [{"type": "theme", "value": {"light": LIGHT, "dark": DARK, "type": TYPE}}],
    "menu": [
        {"type": "stories", "value": {"title": "Stories"}},
        {"type": "page", "value": {"title": "Before it happens", "page": "prevention"}},
        {"type": "page", "value": {"title": "Report", "page": "report"}},
        {"type": "page", "value": {"title": "How protection works", "page": "protection"}},
        {"type": "page", "value": {"title": "About", "page": "about"}},
    ],
    "wording": [
        {
            "type": "wording",
            "value": {
                "give": "Give",
                "fund_name": "general fund",
                "fund_explained": (
                    "For people whose story is safer untold, and for what is given beyond a goal."
                ),
                "withdrawn": "This story is no longer shared. Its needs are still met.",
                "promise": "Each story is told because its person agreed, and goes when they no longer do.",
                "thanks": "Thank you for standing with one person today.",
            },
        }
    ],
    "locales": ["en", "id", "th", "zh-hans"],
}
