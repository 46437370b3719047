"""Released cases, through the gate: frozen, signed by someone else, released."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.utils import timezone

from publication.actions.candidates import freeze
from publication.actions.consents import record_consent
from publication.actions.release import release
from publication.actions.signoffs import sign
from publication.actions.terms import open_term
from tests.publication.stories import may_sign

USD = "USD"


def person(name: str):
    return get_user_model().objects.get_or_create(username=name)[0]


def place(code: str, name: str) -> dict[str, str]:
    return {"code": code, "name": name, "lang": "en", "kind": "region"}


def story(public_id: str, locale: str, alias: str, summary: str, need: str, form: str, origin) -> dict:
    amount = {"amount": 40_000, "currency": USD}
    return {
        "schema": 1,
        "kind": "case",
        "id": public_id,
        "locale": locale,
        "source_locale": "en",
        "alias": alias,
        "age_band": "25-34",
        "summary": summary,
        "exploitation": [form],
        "origin": origin,
        "period": {"from": 2019, "to": 2022},
        "first_published_on": "2025-03-01",
        "goal": amount,
        "needs": [{"category": need, "label": need, "amount": amount}],
        "milestones": [],
        "storymap": {"type": "FeatureCollection", "features": []},
        "picture": None,
        "content_note": "",
    }


@pytest.fixture
def released(db):
    """Releases a story of the given words; returns its public id."""

    def _release(
        alias: str,
        summary: str,
        need: str = "medical",
        form: str = "fishing",
        origin=None,
        locales=("en",),
        translated=None,
    ) -> str:
        term = open_term(f"file of {alias}", by=person("officer"))
        expiry = timezone.now() + timedelta(days=365)
        record_consent(term, locales, ["site_api"], expiry, by=person("officer"))
        words = {"en": summary, **(translated or {})}
        area = origin or place("IDN-538", "East Java")
        candidates = [
            freeze(
                "case",
                term.public_id,
                locale,
                story(term.public_id, locale, alias, words[locale], need, form, area),
                {
                    "schema": 1,
                    "candidate_kind": "case",
                    "signers_required": 1,
                    "places": {"ledger": 0, "areas": {"origin": {"code": area["code"], "within": {}}}},
                },
                {person("editor").pk},
                1,
                person("editor"),
            )
            for locale in locales
        ]
        for candidate in candidates:
            sign(
                candidate,
                may_sign(person("reviewer")),
                candidate.digest,
                candidate.review_digest,
                {"worse_off": "no"},
                reauthenticated_at=timezone.now(),
            )
        release(candidates, person("reviewer"))
        return term.public_id

    return _release


@pytest.fixture
def fisher(released):
    summary = "He left for work at sea. Now he mends engines in his brother's workshop."
    return released("Somchai", summary, "small_business", "fishing", place("THA-1", "Rayong"))


@pytest.fixture
def seamstress(released):
    return released(
        "Melati",
        "She sews, and wants a machine of her own.",
        "education_and_skills",
        "domestic_work_and_hospitality",
        locales=("en", "id"),
        translated={"id": "Ia menjahit dan ingin punya mesin sendiri."},
    )
