"""Countries of areas, for the yearly tables of publication, which knows no gazetteer."""

from storymap import gazetteer


def country_of(code: str) -> str:
    """ISO 3166-1 alpha-2; empty for an area that is none of ours."""
    try:
        return gazetteer.area(code).country
    except gazetteer.UnknownArea:
        return ""
