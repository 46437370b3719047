"""A case update → the public update."""

from typing import Any

from casepages.models import CaseUpdate
from review.checks import check_update
from review.projection import material, minors
from review.projection.material import Material
from review.projection.registry import Context, Projection
from review.projection.standing import contributors, standing

SCHEMA = 1


def project_update(page: CaseUpdate, context: Context) -> Projection:
    """Its subject is the opaque slug of the update it was first written as, the same in every locale."""
    gathered = material.of_update(page, context)
    public = public_update(gathered)
    return Projection(
        public=public,
        subject=public["id"],
        locale=context.locale,
        review=standing(gathered, {"under_18_today": minors.today(gathered)}),
        findings=[] if context.lenient else check_update(gathered, public),
        contributors=contributors(gathered),
        follows=gathered.follows,
        case_ref=gathered.file.ref if gathered.file else "",
    )


def public_update(gathered: Material) -> dict[str, Any]:
    """`{schema, kind: "update", id, case, locale, title, body: [paragraph], date}`; `case` is an id."""
    update: CaseUpdate = gathered.page
    return {
        "schema": SCHEMA,
        "kind": "update",
        "id": material.first_translation(update).slug or material.NO_ID,
        "case": gathered.public_id,
        "locale": gathered.locale,
        "title": update.title.strip(),
        "body": update.paragraphs,
        "date": (update.date or gathered.today).isoformat(),
    }
