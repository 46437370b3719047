"""An invented story in the shape its signed bytes have, map included."""

from tests.publication.stories import money

TAM = "Tam"
VALLEY = {"code": "XAA-1", "name": "The Valley", "lang": "en", "kind": "region"}
COAST = {"code": "XAA-2", "name": "The Coast", "lang": "en", "kind": "region"}
AREAS = {"XAA-1": (100.0, 14.0), "XAA-2": (106.0, 9.0)}
STEPS = [
    ("before", "The mill", VALLEY),
    ("offer", "A letter", VALLEY),
    ("exploitation", "The long year", None),
    ("finding_help", "An open gate", COAST),
    ("next", "The mill again", VALLEY),
]


def told(public_id, locale="en", steps=STEPS, **changes):
    milestones = [milestone(order, *step) for order, step in enumerate(steps, 1)]
    content = {
        "schema": 1,
        "kind": "case",
        "id": public_id,
        "locale": locale,
        "source_locale": "en",
        "alias": TAM,
        "age_band": "25-34",
        "summary": f"Tam ground flour before, and will again ({locale}).",
        "exploitation": ["construction"],
        "origin": VALLEY,
        "period": {"from": 2019, "to": 2021},
        "first_published_on": "2026-02-01",
        "goal": money(90_000),
        "needs": [
            {"category": "small_business", "label": "A small business", "amount": money(60_000)},
            {"category": "medical", "label": "Medical assistance", "amount": money(30_000)},
        ],
        "milestones": milestones,
        "storymap": {"type": "FeatureCollection", "features": [feature(each) for each in milestones]},
        "picture": None,
        "content_note": "One part tells of an accident.",
    }
    return content | changes


def milestone(order, stage, heading, place):
    return {
        "id": f"block-{order}",
        "order": order,
        "stage": stage,
        "stage_label": stage.replace("_", " ").title(),
        "heading": heading,
        "narrative": [f"What happened in part {order}.", f"And what followed in part {order}."],
        "icon": stage,
        "period": "2019",
        "place": place,
    }


def feature(told_milestone):
    place = told_milestone["place"]
    anchor = AREAS[place["code"]] if place else None
    return {
        "type": "Feature",
        "id": told_milestone["id"],
        "geometry": square(anchor) if anchor else None,
        "properties": {
            "role": "milestone",
            **{name: told_milestone[name] for name in ("order", "stage", "heading", "icon", "period")},
            "area": place,
            "anchor": list(anchor) if anchor else None,
        },
    }


def square(anchor, half=0.8):
    lon, lat = anchor
    corners = [(-half, -half), (half, -half), (half, half), (-half, half), (-half, -half)]
    return {"type": "Polygon", "coordinates": [[[lon + x, lat + y] for x, y in corners]]}
