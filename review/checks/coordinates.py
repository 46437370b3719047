"""Points on the map, in the notations people paste: degrees, plus codes, grids, three words."""

import re

_DECIMAL = r"-?\d{1,3}\.\d{3,}\s*°?\s*[NS]?\s*[,;/ ]\s*-?\d{1,3}\.\d{3,}"
_DEGREES = r"\d{1,3}\s*°\s*\d{1,2}\s*[′']|\d{1,3}[.,]\d+\s*°\s*[NSEW]\b|\b\d{1,3}\s\d{2}\s\d{2}\s?[NS]\b"
# https://github.com/google/open-location-code: no vowels, a plus before the last two or three.
_PLUS_CODE = r"(?<![A-Z0-9])(?-i:[2-9CFGHJMPQRVWX]{4,8}\+[2-9CFGHJMPQRVWX]{2,3})(?![A-Z0-9])"
_SQUARE = r"(?-i:\d{1,2}[C-HJ-NP-X]\s?[A-HJ-NP-Z][A-HJ-NP-V])"
_GRID = rf"(?<![A-Z0-9]){_SQUARE}\s?(?:\d{{5}}\s?\d{{5}}|\d{{4}}\s?\d{{4}}|\d{{3}}\s?\d{{3}})(?!\d)"
_THREE_WORDS = r"(?:/{3}|\bwhat3words\W{1,3}|\bw3w\W{1,3})\w+[.。]\w+[.。]\w+"
_GEOHASH = r"\bgeohash\W{1,3}[0-9b-hjkmnp-z]{5,12}\b"

COORDINATES = re.compile(
    "|".join((_DECIMAL, _DEGREES, _PLUS_CODE, _GRID, _THREE_WORDS, _GEOHASH)), re.IGNORECASE
)
