"""The demo's second site: the same stories and pages in another house's colours, type, logo and words.

It is met under `localhost`, the first one under every other name: two themes, one API, no code between.
"""

from typing import Any

LIGHT = {
    "paper": "#F5F8F6",
    "ink": "#14221E",
    "indigo": "#0F4A3C",
    "madder": "#7A1F4D",
    "teal": "#154A6E",
    "mist": "#DCE8E2",
}
DARK = {
    "paper": "#0F1917",
    "ink": "#E3EFEA",
    "indigo": "#8FD3BD",
    "madder": "#F0A3C6",
    "teal": "#94C4EA",
    "mist": "#1A2925",
}
# Two threads that cross twice.
LOGO = "M2 17C8 17 10 6 16 6S24 17 30 17M2 7C8 7 10 18 16 18S24 7 30 7"

SITE: dict[str, Any] = {
    "title": "Six Knots",
    "slug": "six-knots",
    "strapline": "One thread, tied by many hands.",
    "theme": [
        {
            "type": "theme",
            "value": {"light": LIGHT, "dark": DARK, "type": {"story": "humanist", "interface": "humanist"}},
        }
    ],
    "logo": LOGO,
    "menu": [
        {"type": "stories", "value": {"title": "People"}},
        {"type": "page", "value": {"title": "Report", "page": "report"}},
        {"type": "page", "value": {"title": "Prevention", "page": "prevention"}},
        {"type": "page", "value": {"title": "Protection", "page": "protection"}},
    ],
    "wording": [
        {
            "type": "wording",
            "value": {
                "give": "Tie a knot",
                "fund_name": "Common thread",
                "fund_explained": "For people whose story is safer untold, and gifts beyond a goal.",
                "withdrawn": "This story is no longer shared. Its needs are still met.",
                "promise": "You are not counted here, and not followed.",
                "thanks": "Thank you for the knot you tied.",
            },
        }
    ],
    "locales": ["en", "id"],
    "hosts": "localhost",
}
