"""What `not_here` says is not there is not there."""

from importlib import import_module

import pytest
from django.apps import AppConfig, apps
from django.core.management import CommandError, call_command
from django.urls import NoReverseMatch, reverse
from rest_framework.renderers import BrowsableAPIRenderer
from wagtail.api.v2.views import BaseAPIViewSet

from review import system_checks
from sixdegree.settings import base
from tests.attacks.not_here import NOT_HERE
from tests.attacks.stranger import told
from tests.attacks.world import Case, word
from tests.contracts.test_mounted import public_views
from tests.review.everywhere import tables_with

PROMOTIONS = "wagtail.contrib.search_promotions"


def test_what_is_asked_here_is_what_is_named():
    assert set(NOT_HERE) == {"R18", "R21"}


def test_search_promotions_are_neither_installed_nor_reachable():
    assert PROMOTIONS not in base.INSTALLED_APPS
    assert not apps.is_installed(PROMOTIONS)
    with pytest.raises(NoReverseMatch):
        reverse("wagtailsearchpromotions:index")


def test_search_promotions_are_refused_by_check(monkeypatch):
    assert system_checks.searches_are_not_kept(None) == []
    # Installed as far as anybody can ask: to set Django up anew in the middle of the tests is not possible.
    monkeypatch.setitem(apps.app_configs, "promotions", AppConfig(PROMOTIONS, import_module(PROMOTIONS)))
    assert [found.id for found in system_checks.searches_are_not_kept(None)] == ["sixdegree_review.E008"]


def test_a_name_that_a_visitor_looks_for_is_in_no_table(world):
    world.release(Case(world).submittable(word("searched", "case")))
    name = word("searched", "visitor")
    for address in (
        f"/api/v1/search/?q={name}",
        f"/api/v1/search/suggest/?q={name}",
        f"/en/cases/?q={name}",
        f"/api/v1/cases/?q={name}",
    ):
        told(world.stranger, address)
    assert tables_with(name) == set()


def test_no_address_of_ours_for_strangers_is_a_view_of_rest_framework():
    assert "rest_framework" not in base.INSTALLED_APPS
    views = [view for _route, view in public_views()]
    assert views
    assert [view for view in views if hasattr(getattr(view, "cls", view), "renderer_classes")] == []


def test_wagtail_s_apis_of_a_host_have_nothing_to_browse(world):
    assert BrowsableAPIRenderer not in BaseAPIViewSet.renderer_classes
    page = Case(world).draft(word("browsed", "case"))
    for query in ("?format=api", ""):
        answer = world.stranger.get(f"/api/v2/pages/{page.pk}/{query}", headers={"Accept": "text/html"})
        assert answer.status_code in {404, 406}
        assert page.title not in answer.content.decode()


def test_the_settings_that_serve_show_no_variables_of_an_error(settings, db):
    assert base.DEBUG is False
    settings.DEBUG = True
    with pytest.raises(CommandError, match=r"security\.W018"):
        call_command("check", deploy=True, fail_level="WARNING")
