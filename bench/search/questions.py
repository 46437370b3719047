"""What the bench asks: misspelt words of all cases, every facet counted, as somebody in a hurry types."""

from urllib.parse import urlencode

# Each with an error by which a strict search finds nothing, so that the engine looks for what is near.
MISSPELT = (
    ("en", "bakrey"),
    ("en", "carpenetr"),
    ("en", "hairdreser"),
    ("en", "plantaton"),
    ("en", "motorcyle repair"),
    ("en", "fishng boat"),
    ("en", "weavign"),
    ("en", "restarant kitchen"),
    ("en", "garmnet"),
    ("en", "tailro"),
    ("id", "menjahti"),
    ("id", "perkebunn"),
    ("id", "bengkl motor"),
    ("id", "retoran"),
    ("id", "konstruksy"),
    ("id", "kapla ikan"),
    ("id", "penjahti"),
    ("id", "pabrk garmen"),
    ("id", "tukng kayu"),
    ("id", "wraung makan"),
)
# The same rightly spelt, for the engine that forgives nothing.
SPELT = (
    ("en", "bakery"),
    ("en", "carpenter"),
    ("en", "hairdresser"),
    ("en", "plantation"),
    ("en", "motorcycle repair"),
    ("en", "fishing boat"),
    ("en", "weaving"),
    ("en", "restaurant kitchen"),
    ("en", "garment"),
    ("en", "tailor"),
    ("id", "menjahit"),
    ("id", "perkebunan"),
    ("id", "bengkel motor"),
    ("id", "restoran"),
    ("id", "konstruksi"),
    ("id", "kapal ikan"),
    ("id", "penjahit"),
    ("id", "pabrik garmen"),
    ("id", "tukang kayu"),
    ("id", "warung makan"),
)


def path(locale: str, words: str) -> str:
    return f"/api/v1/search/?{urlencode({'q': words, 'locale': locale})}"
