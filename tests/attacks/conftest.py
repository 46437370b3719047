import pytest
from wagtail.models import pages

from tests.attacks.models import OpenPage
from tests.attacks.world import World


@pytest.fixture
def world(transactional_db, settings, monkeypatch) -> World:
    """Everything commits: what the database checks at the end of a transaction is checked."""
    world = World()
    settings.ROOT_URLCONF = "tests.attacks.careless"
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, "wagtail.contrib.redirects.middleware.RedirectMiddleware"]
    # What the checks ask for is not what holds: the host has forgotten it.
    settings.WAGTAILAPI_SEARCH_ENABLED = True
    settings.WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = False
    settings.WAGTAILREDIRECTS_AUTO_CREATE = True
    monkeypatch.setattr(pages, "PAGE_MODEL_CLASSES", [*pages.PAGE_MODEL_CLASSES, OpenPage])
    for model in pages.PAGE_MODEL_CLASSES:
        monkeypatch.setattr(model, "_clean_subpage_models", None)
        monkeypatch.setattr(model, "_clean_parent_page_models", None)
    return world
