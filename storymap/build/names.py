"""Names in the site's languages: babel's for countries, else Natural Earth's and our own short list."""

import json
from pathlib import Path
from typing import Any

from babel import Locale

LOCALES = {"en": "en", "id": "id", "th": "th", "zh-hans": "zh_Hans"}
OWN = Path(__file__).with_name("own_names.json")
Names = dict[str, str]


def own() -> dict[str, Names]:
    """Our own list by area code; it has all the Thai there is, and corrections."""
    names: dict[str, Names] = json.loads(OWN.read_text())
    return names


def of_country(code: str) -> Names:
    return {ours: Locale.parse(theirs).territories[code] for ours, theirs in LOCALES.items()}


def of_region(code: str, properties: dict[str, Any], ours: dict[str, Names]) -> Names:
    given = {
        "en": properties.get("name_en") or properties["name"],
        "id": properties.get("name_id"),
        "zh-hans": properties.get("name_zh"),
    }
    return {**{locale: name for locale, name in given.items() if name}, **ours.get(code, {})}


def also_known(properties: dict[str, Any], names: Names) -> list[str]:
    """What else people type: the local name and its short forms."""
    others = [properties.get("name") or "", *(properties.get("name_alt") or "").split("|")]
    return sorted({name.strip() for name in others if name.strip()} - set(names.values()))
