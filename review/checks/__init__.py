"""What is asked of a case and of an update at submission. Each check is a pure function giving findings."""

from typing import Any

from review.checks import consent, journey, needs, places, text, translation
from review.projection.findings import Finding
from review.projection.material import Material

# Raised when a check changes, and written into every review record.
VERSION = 6

CASE_CHECKS = (
    consent.stands,
    needs.are_there,
    journey.is_told,
    journey.person_is_described,
    journey.no_band_of_a_minor,
    translation.is_made,
    places.are_kept_or_coarsened,
    text.tells_no_way_to_her,
)
UPDATE_CHECKS = (consent.stands, journey.news_is_told, translation.is_made, text.tells_no_way_to_her)


def check_case(gathered: Material, public: dict[str, Any]) -> list[Finding]:
    return [finding for check in CASE_CHECKS for finding in check(gathered, public)]


def check_update(gathered: Material, public: dict[str, Any]) -> list[Finding]:
    return [finding for check in UPDATE_CHECKS for finding in check(gathered, public)]
