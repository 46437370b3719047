"""Released cases, through the gate: frozen, signed by someone else, released."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.utils import timezone

from publication.actions.consents import record_consent
from publication.actions.release import release
from publication.actions.terms import open_term
from publication.outbox import drain, drain_outside
from tests.kept import harmless, kept
from tests.publication.stories import frozen, may_sign, signed
from tests.search.engines import elasticsearch, elasticsearch_index, elasticsearch_url, engine  # noqa: F401

USD = "USD"


def person(name: str):
    return get_user_model().objects.get_or_create(username=name)[0]


def place(code: str, name: str) -> dict[str, str]:
    return {"code": code, "name": name, "lang": "en", "kind": "region"}


def story(
    public_id: str, locale: str, alias: str, summary: str, need: str, form: str, origin, told=()
) -> dict:
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
        "milestones": [milestone(order, text) for order, text in enumerate(told, 1)],
        "storymap": {"type": "FeatureCollection", "features": []},
        "picture": None,
        "content_note": "",
    }


def milestone(order: int, text: str) -> dict:
    return {
        "id": f"m{order}",
        "order": order,
        "stage": "before",
        "stage_label": "Before",
        "heading": f"Step {order}",
        "narrative": [text],
        "icon": "before",
        "period": "2019",
        "place": None,
    }


@pytest.fixture
@harmless
def find(client):
    """Asks the public route; answers its JSON."""

    def _find(**query):
        answer = client.get("/api/v1/search/", query)
        assert answer.status_code == 200, answer.content
        return answer.json()

    return _find


def ids(answer):
    return [card["id"] for card in answer["results"]]


@pytest.fixture
@kept
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
        told=(),
        term=None,
    ) -> str:
        term = term or open_term(f"file of {alias}", by=person("officer"))
        expiry = timezone.now() + timedelta(days=365)
        record_consent(term, locales, ["site_api"], expiry, by=person("officer"))
        words = {"en": summary, **(translated or {})}
        area = origin or place("IDN-538", "East Java")
        stories = [
            story(term.public_id, locale, alias, words[locale], need, form, area, told) for locale in locales
        ]
        candidates = [
            signed(frozen(content, person("editor")), may_sign(person("reviewer"))) for content in stories
        ]
        release(candidates, person("reviewer"))
        drain()
        drain_outside()
        return term.public_id

    return _release


@pytest.fixture
@kept
def fisher(released):
    summary = "He left for work at sea. Now he mends engines in his brother's workshop."
    return released("Somchai", summary, "small_business", "fishing", place("THA-1", "Rayong"))


@pytest.fixture
@kept
def seamstress(released):
    return released(
        "Melati",
        "She sews, and wants a machine of her own.",
        "education_and_skills",
        "domestic_work_and_hospitality",
        locales=("en", "id"),
        translated={"id": "Ia menjahit dan ingin punya mesin sendiri."},
    )
