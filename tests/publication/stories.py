"""A survivor's story, and the steps on its way to the public, each through the verb that exists for it."""

import json
from datetime import timedelta

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.utils import timezone

from publication import derived
from publication.actions.candidates import freeze
from publication.actions.consents import record_consent
from publication.actions.release import release
from publication.actions.signoffs import sign
from publication.actions.terms import open_term
from publication.identifiers import opaque_id
from publication.models import PublicationTerm
from publication.readers.places import released_places

CHECKLIST = {"worse_off": "no"}
EAST_JAVA = {"code": "IDN-538", "name": "East Java", "lang": "en", "kind": "region"}
INDONESIA = {"code": "ID", "name": "Indonesia", "lang": "en", "kind": "country"}
THAILAND = {"code": "TH", "name": "Thailand", "lang": "en", "kind": "country"}
WITHIN = {"IDN-538": {"ID": "Indonesia"}}


def money(amount, currency="USD"):
    return {"amount": amount, "currency": currency}


def story(public_id, locale="en", **changes):
    """Public bytes of kind case, as a projection would write them: one need of 300.00, two milestones."""
    content = {
        "schema": 1,
        "kind": "case",
        "id": public_id,
        "locale": locale,
        "source_locale": "en",
        "alias": "Mali",
        "age_band": "25–34",
        "summary": f"Mali wants to weave again ({locale}).",
        "exploitation": ["fishing"],
        "origin": THAILAND,
        "period": {"from": 2012, "to": 2014},
        "first_published_on": "2026-01-10",
        "goal": money(30000),
        "needs": [{"category": "small_business", "label": "A small business", "amount": money(30000)}],
        "milestones": [
            milestone("m1", 1, "before", None),
            milestone("m2", 2, "exploitation", EAST_JAVA),
        ],
        "storymap": {"type": "FeatureCollection", "features": []},
        "picture": None,
        "content_note": "",
    }
    return content | changes


def milestone(block_id, order, stage, place):
    return {
        "id": block_id,
        "order": order,
        "stage": stage,
        "stage_label": stage.title(),
        "heading": f"Step {order}",
        "narrative": ["One paragraph.", "Another."],
        "icon": stage,
        "period": "2012",
        "place": place,
    }


def update_story(case_id, update_id, locale="en", **changes):
    content = {
        "schema": 1,
        "kind": "update",
        "id": update_id,
        "case": case_id,
        "locale": locale,
        "title": "The loom has come",
        "body": ["It stands by the window."],
        "date": "2026-03-01",
    }
    return content | changes


def page_story(page_id, slug="about", locale="en", **changes):
    content = {
        "schema": 1,
        "kind": "page",
        "id": page_id,
        "slug": slug,
        "locale": locale,
        "source_locale": "en",
        "title": "About",
        "intro": "Who we are.",
        "body": [{"type": "paragraph", "text": "A programme."}],
        "menu_order": 1,
    }
    return content | changes


def site_story(site_id, locale="en"):
    return {
        "schema": 1,
        "kind": "site",
        "id": site_id,
        "locale": locale,
        "source_locale": "en",
        "name": "Sixdegree",
        "strapline": "Six people at most.",
        "theme": {},
        "logo": None,
        "menu": [],
        "wording": {},
        "locales": ["en", "id", "th", "zh-hans"],
    }


def consented_term(locales=("en", "id", "th"), channels=("site_api",), days=365, case_ref=None):
    """A term with a consent, as an officer's case file would have opened it."""
    term = open_term(case_ref or f"file-{opaque_id()}")
    record_consent(term, locales, channels, timezone.now() + timedelta(days=days))
    return term


def places_of(content):
    """What a review record says of the places: the ledger as it is now, East Java in Indonesia."""
    term = PublicationTerm.objects.filter(public_id=content["id"]).first()
    return {
        "ledger": len(released_places(term.case_ref)) if term else 0,
        "areas": {
            slot: {"code": place["code"], "within": WITHIN.get(place["code"], {})}
            for slot, place in derived.slots(content)
        },
    }


def frozen(content, by, contributors=(), signers_required=1, places=None):
    return freeze(
        content["kind"],
        content["id"],
        content["locale"],
        content,
        {
            "schema": 1,
            "findings": [],
            "contributors": sorted({*contributors, by.pk}),
            "signers_required": signers_required,
            "places": places or places_of(content),
        },
        contributors,
        signers_required,
        by,
    )


def signed(candidate, *reviewers):
    for reviewer in reviewers:
        seen = (candidate.digest, candidate.review_digest)
        sign(candidate, reviewer, *seen, CHECKLIST, reauthenticated_at=timezone.now())
    return candidate


def released(content, by, reviewer):
    """Frozen by one, signed and released by the other."""
    return release([signed(frozen(content, by), reviewer)], reviewer)


def public_case(by, reviewer, *locales, term=None, **changes):
    """A case that is public, in English or in the given locales. Returns its term."""
    term = term or consented_term()
    candidates = [
        signed(frozen(story(term.public_id, locale, **changes), by), reviewer)
        for locale in locales or ("en",)
    ]
    release(candidates, reviewer)
    return term


def people():
    """Author and reviewer, where a test cares about neither."""
    users = get_user_model().objects
    return users.create_user(username=opaque_id()), may_sign(users.create_user(username=opaque_id()))


def may_sign(user):
    """With the right to sign, by a row of their own: the database asks for one."""
    user.user_permissions.add(Permission.objects.get(codename="sign_candidate"))
    return user


def body_of(response):
    return json.loads(response.content)
