"""Whose work the maps are made of. CC BY 4.0 asks that GeoNames be named wherever its data is shown."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Source:
    name: str
    gives: str
    licence: str
    licence_url: str
    url: str


SOURCES = (
    Source(
        name="Natural Earth",
        gives="outlines of countries and regions, their names in English, Indonesian and Chinese",
        licence="Public domain",
        licence_url="https://www.naturalearthdata.com/about/terms-of-use/",
        url="https://www.naturalearthdata.com/",
    ),
    Source(
        name="GeoNames",
        gives="cities, and how many people live in an area; summed by region",
        licence="CC BY 4.0",
        licence_url="https://creativecommons.org/licenses/by/4.0/",
        url="https://www.geonames.org/",
    ),
    Source(
        name="Unicode CLDR",
        gives="names of countries",
        licence="Unicode-3.0",
        licence_url="https://www.unicode.org/license.txt",
        url="https://cldr.unicode.org/",
    ),
)
CREDITS = "Natural Earth · GeoNames (CC BY 4.0) · Unicode CLDR"
"""The line every map shows. Borders are as Natural Earth draws them and express no opinion of ours."""
