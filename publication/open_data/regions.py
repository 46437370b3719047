"""Regions of origin, coarse enough to be told: the subregions of the United Nations' M49 standard."""

from collections.abc import Callable
from functools import lru_cache

NOT_TOLD = "not_told"

# Slug → (M49 code, which CLDR names in every language; countries by ISO 3166-1 alpha-2).
SUBREGIONS = {
    "caribbean": (
        "029",
        "AG AI AW BB BL BQ BS CU CW DM DO GD GP HT JM KN KY LC MF MQ MS PR SX TC TT VC VG VI",
    ),
    "central_america": ("013", "BZ CR GT HN MX NI PA SV"),
    "central_asia": ("143", "KG KZ TJ TM UZ"),
    "eastern_africa": ("014", "BI DJ ER ET IO KE KM MG MU MW MZ RE RW SC SO SS TF TZ UG YT ZM ZW"),
    "eastern_asia": ("030", "CN HK JP KP KR MN MO TW"),
    "eastern_europe": ("151", "BG BY CZ HU MD PL RO RU SK UA"),
    "middle_africa": ("017", "AO CD CF CG CM GA GQ ST TD"),
    "northern_africa": ("015", "DZ EG EH LY MA SD TN"),
    "northern_america": ("021", "BM CA GL PM US"),
    "northern_europe": ("154", "AX DK EE FI FO GB GG IE IM IS JE LT LV NO SE SJ"),
    "oceania": (
        "009",
        "AS AU CC CK CX FJ FM GU HM KI MH MP NC NF NR NU NZ PF PG PN PW SB TK TO TV UM VU WF WS",
    ),
    "south_america": ("005", "AR BO BR BV CL CO EC FK GF GS GY PE PY SR UY VE"),
    "southeast_asia": ("035", "BN ID KH LA MM MY PH SG TH TL VN"),
    "southern_africa": ("018", "BW LS NA SZ ZA"),
    "southern_asia": ("034", "AF BD BT IN IR LK MV NP PK"),
    "southern_europe": ("039", "AD AL BA ES GI GR HR IT ME MK MT PT RS SI SM VA XK"),
    "western_africa": ("011", "BF BJ CI CV GH GM GN GW LR ML MR NE NG SH SL SN TG"),
    "western_asia": ("145", "AE AM AZ BH CY GE IL IQ JO KW LB OM PS QA SA SY TR YE"),
    "western_europe": ("155", "AT BE CH DE FR LI LU MC NL"),
}


_countries: list[Callable[[str], str]] = []


def register(country_of: Callable[[str], str]) -> None:
    """For whoever knows the areas: `country_of` gives the alpha-2 code of an area's country, or "".

    Without it only countries themselves are known. It is asked when a table is made, never by a reader.
    """
    if country_of not in _countries:
        _countries.append(country_of)


def subregion(area: str) -> str:
    """Of an area code; `not_told` where its country is unknown."""
    known = [country_of(area) for country_of in _countries]
    return next(filter(None, map(_subregions().get, [area, *known])), NOT_TOLD)


@lru_cache
def _subregions() -> dict[str, str]:
    return {country: slug for slug, (_code, countries) in SUBREGIONS.items() for country in countries.split()}
