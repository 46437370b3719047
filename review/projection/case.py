"""A case page with its file and term → the public case, the contract of API, documents, front ends."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from casepages.models import CaseFile, CasePage
from casepages.vocabulary import NEEDS
from review.caseload.counts import Rarity, rarity
from review.checks import check_case
from review.checks.combination import is_not_rare
from review.projection import journey, material, minors, pictures, places, translation
from review.projection.findings import Finding
from review.projection.material import Material
from review.projection.pictures import COVER, Pictures
from review.projection.registry import Context, Projection
from review.projection.standing import contributors, standing
from storymap.gazetteer import UnknownArea

SCHEMA = 1


def project_case(page: CasePage, context: Context) -> Projection:
    """The shape is `public_case`'s. A translation takes all but words from the source's
    content: as it waits at the desk, or else as it was signed."""
    gathered = material.of_case(page, context)
    shown = pictures.nothing(gathered) if gathered.source else pictures.pictures(gathered)
    with override(context.locale):
        public = public_case(gathered, shown)
    if gathered.source:
        public = translation.onto(gathered.source, public, gathered.findings, pictures.described(page))
    findings, rare = ([], None) if context.lenient else _checked(gathered, public, shown)
    return Projection(
        public=public,
        subject=gathered.public_id,
        locale=context.locale,
        # What the reviewer must know and the public never learns: where the person may have been a minor.
        review={
            **standing(
                gathered, {"under_18": minors.answers(gathered), "under_18_today": minors.today(gathered)}
            ),
            "places": places.standing(gathered, public),
            "combination": rare.as_json() if rare else None,
            "detectors": [entry.as_json() for entry in shown.looked],
        },
        findings=findings,
        contributors=contributors(gathered) | shown.contributors | journey.contributors(public),
        follows=gathered.follows,
        media=shown.media,
        case_ref=gathered.file.ref if gathered.file else "",
    )


def _checked(gathered: Material, public: dict[str, Any], shown: Pictures) -> tuple[list[Finding], Rarity]:
    rare = rarity(public, gathered.public_id)
    checked = [*gathered.findings, *check_case(gathered, public), *is_not_rare(rare)]
    return [*checked, *pictures.findings(public, shown.looked)], rare


def public_case(gathered: Material, shown: Pictures) -> dict[str, Any]:
    """`{schema, kind: "case", id, locale, source_locale, alias, age_band, summary, exploitation, origin,
    period, first_published_on, goal, needs, milestones, storymap, picture, content_note}`.

    Money is `{amount, currency}` in minor units; a place is `{code, name, lang, kind}` or null; a picture is
    `{sha256, width, height, content_type, alt, credit, renditions}` or null, a milestone's too.
    """
    page: CasePage = gathered.page
    under_18 = minors.answers(gathered)
    told = journey.milestones(page.milestones, under_18, gathered.locale, gathered.findings)
    milestones = [{**one, "picture": shown.public.get(one["id"])} for one in told]
    return {
        "schema": SCHEMA,
        "kind": "case",
        "id": gathered.public_id,
        "locale": gathered.locale,
        "source_locale": gathered.source_locale,
        "alias": page.title.strip(),
        "age_band": "" if minors.perhaps_today(gathered) else page.age_band,
        "summary": " ".join(page.summary.split()),
        "exploitation": list(page.exploitation),
        "origin": _origin(page, gathered),
        "period": _period(page),
        "first_published_on": _first_published_on(gathered),
        **_budget(gathered.file),
        "milestones": milestones,
        "storymap": journey.features(milestones, gathered.locale),
        "picture": shown.public.get(COVER),
        "content_note": page.content_note.strip(),
    }


def _origin(page: CasePage, gathered: Material) -> dict[str, str] | None:
    # A person's origin is where they were a child.
    try:
        return journey.place(page.origin, gathered.locale, under_18=True)
    except UnknownArea as error:
        gathered.findings.append(Finding("place-unknown", str(error), _("Area of origin"), field="origin"))
        return None


def _period(page: CasePage) -> dict[str, int | None] | None:
    begun, ended = page.period_from, page.period_to
    if not begun and not ended:
        return None
    return {"from": begun or ended, "to": ended or begun}


def _first_published_on(gathered: Material) -> str:
    if gathered.page.first_published_on:
        return str(gathered.page.first_published_on.isoformat())
    earlier = (gathered.earlier or {}).get("first_published_on")
    return str(earlier or gathered.today.isoformat())


def _budget(file: CaseFile | None) -> dict[str, Any]:
    if file is None:
        return {"goal": None, "needs": []}
    return {
        "goal": {"amount": file.goal, "currency": file.currency},
        "needs": [
            {
                "category": need.category,
                "label": str(NEEDS[need.category]),
                "amount": {"amount": need.amount, "currency": file.currency},
            }
            for need in file.needs.all()
        ],
    }
