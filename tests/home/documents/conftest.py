"""The site as a stranger meets it: one public story, one page, the site's own record."""

from types import SimpleNamespace

import pytest
from django.contrib.auth import get_user_model

from publication.actions.release import release
from publication.identifiers import opaque_id
from publication.outbox import drain
from tests.home.documents.journeys import TAM, told
from tests.kept import harmless, kept
from tests.payments.conftest import cheap_and_plenty, provider, provider_process  # noqa: F401  fixtures
from tests.publication.stories import (
    consented_term,
    frozen,
    may_sign,
    page_story,
    released,
    signed,
    site_story,
)


@pytest.fixture
@kept
def people(db):
    users = get_user_model().objects
    return SimpleNamespace(
        editor=users.create_user(username="elif"),
        reviewer=may_sign(users.create_user(username="ruth")),
        officer=users.create_user(username="oranuch"),
    )


@pytest.fixture
@harmless
def stranger(client):
    """Somebody without account, cookie or link."""
    return client


@pytest.fixture
@harmless
def donor(client):
    """Filippa, who gives without an account."""
    return client


@pytest.fixture
@kept
def tam(people):
    """Tam's story, public in English: two needs of together USD 900, five milestones, one without a place."""
    return public(people)


def public(people, *locales, channels=("site_api",), **changes):
    """A public story, its ids and the bytes it was signed with."""
    term = consented_term(channels=channels)
    stories = [told(term.public_id, locale, **changes) for locale in locales or ("en",)]
    release([signed(frozen(story, people.editor), people.reviewer) for story in stories], people.reviewer)
    drain()
    return SimpleNamespace(
        id=term.public_id,
        campaign=term.campaign_ref,
        story=stories[0],
        url=f"/en/cases/{term.public_id}/",
        give=f"/en/give/{term.campaign_ref}/",
        alias=TAM,
    )


@pytest.fixture
@kept
def site(people):
    content = site_story(opaque_id()) | {
        "menu": [{"title": "Stories", "slug": "cases"}, {"title": "About", "slug": "about"}],
        "theme": {"light": {"indigo": "#123456"}, "dark": {"indigo": "#ABCDEF"}},
        "wording": {
            "give": "Stand with",
            "withdrawn": "This story is no longer shared. Its needs are still met.",
        },
    }
    released(content, people.editor, people.reviewer)
    return content


@pytest.fixture
@kept
def about(people):
    body = [
        {"type": "heading", "text": "How many?"},
        {
            "type": "figure",
            "value": "about 70,000",
            "what": "people assisted since 1997",
            "source": "Platform overview",
            "source_date": "undated",
            "url": None,
        },
        {"type": "link", "text": "Read the stories", "slug": "cases", "url": None},
    ]
    content = page_story(opaque_id(), "about", body=body)
    released(content, people.editor, people.reviewer)
    return content
