"""The route beside any host's StreamField: which blocks tell it, and what reaches the browser."""

import json

import pytest
from django.http import HttpRequest
from wagtail.admin.panels import ObjectList
from wagtail.blocks import CharBlock, ListBlock, StreamBlock, StructBlock

from casepages.models import CasePage
from storymap.blocks import AreaBlock
from storymap.panels import RoutePanel
from storymap.route import Parts, options, places_of


class Stop(StructBlock):
    name = CharBlock()
    where = AreaBlock()


def test_every_block_with_an_area_is_a_milestone_and_no_other():
    stream = StreamBlock([("stop", Stop()), ("note", CharBlock()), ("many", ListBlock(CharBlock()))])
    assert places_of(stream) == {"stop": "where"}


def test_a_stream_without_places_is_refused_with_a_sentence():
    with pytest.raises(TypeError, match="AreaBlock"):
        places_of(StreamBlock([("note", CharBlock())]))


def test_the_script_is_told_of_our_own_files_alone():
    told = options({"stop": "where"}, Parts(heading="name"), None)
    assert all(told[key].startswith("/static/storymap/places/") for key in ("names", "countries", "regions"))
    assert told["parts"] == {"heading": "name", "stage": "stage", "under18": ""}
    assert "://" not in json.dumps(told)


def panel_of(page):
    parts = Parts(under_18="under_18")
    handler = ObjectList([RoutePanel("milestones", parts=parts)]).bind_to_model(type(page))
    form = handler.get_form_class()(instance=page)
    return handler.get_bound_panel(instance=page, request=HttpRequest(), form=form)


@pytest.mark.django_db
def test_the_panel_keeps_its_parts_and_writes_no_script_into_the_page():
    bound = panel_of(CasePage(title="Sari", milestones=[]))
    page = bound.render_html()
    assert "&quot;under18&quot;: &quot;under_18&quot;" in page
    assert 'data-controller="storymap-route"' in page
    assert "<script" not in page
    assert "storymap/js/route-controller.js" in str(bound.media)
