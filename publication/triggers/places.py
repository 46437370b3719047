"""The ledger of places, which only grows."""

from publication.triggers.writing import forbid

_PLACE_NOT_AS_SIGNED = """
NEW.position <> 1 + (
    SELECT count(*) FROM sixdegree_publication_placeledgerentry WHERE case_ref = NEW.case_ref
)
OR NOT EXISTS (
    SELECT 1 FROM sixdegree_publication_candidate c
    JOIN sixdegree_publication_publicationterm t ON t.public_id = c.subject
    WHERE c.id = NEW.candidate_id AND c.kind = 'case' AND c.release_id IS NOT NULL
    AND t.case_ref = NEW.case_ref AND NEW.area IS (
        CASE NEW.slot WHEN 'origin' THEN json_extract(CAST(c.public_bytes AS TEXT), '$.origin.code') ELSE (
            SELECT json_extract(m.value, '$.place.code')
            FROM json_each(CAST(c.public_bytes AS TEXT), '$.milestones') m
            WHERE json_extract(m.value, '$.id') = NEW.slot
        ) END
    ) AND NEW.area IS (
        SELECT json_extract(a.value, '$.code')
        FROM json_each(CAST(c.review_bytes AS TEXT), '$.places.areas') a WHERE a.key = NEW.slot
    )
)
"""
_PLACE_REFINES = """
EXISTS (
    SELECT 1 FROM sixdegree_publication_placeledgerentry e, sixdegree_publication_candidate c,
        json_each(CAST(c.review_bytes AS TEXT), '$.places.areas') a, json_each(a.value, '$.within') w
    WHERE c.id = NEW.candidate_id AND a.key = NEW.slot AND w.key = e.area
    AND e.case_ref = NEW.case_ref AND e.slot = NEW.slot
)
"""


def places() -> dict[str, str]:
    rules: dict[str, str] = {}
    rules |= forbid(
        "place_signed",
        "placeledgerentry",
        "INSERT",
        _PLACE_NOT_AS_SIGNED,
        "the place ledger takes the next place of a released candidate, as it was signed",
    )
    rules |= forbid(
        "place_kept",
        "placeledgerentry",
        "INSERT",
        _PLACE_REFINES,
        "a place once public is kept or coarsened, never refined",
    )
    return rules
