"""The picker in Python: what forms, blocks and panels store, refuse and never say."""

import re
from pathlib import Path

import pytest
from django import forms
from django.apps.registry import Apps
from django.contrib.staticfiles.finders import AppDirectoriesFinder
from django.contrib.staticfiles.storage import ManifestStaticFilesStorage
from django.core.exceptions import ValidationError
from django.utils import translation
from wagtail.admin.telepath import JSContext
from wagtail.blocks import StreamBlock
from wagtail.models import Page

from storymap.blocks import AreaBlock
from storymap.checks import picker_can_start
from storymap.credits import CREDITS
from storymap.fields import AreaField
from storymap.panels import AreaPanel
from storymap.widgets import AreaInput, picker_options

EAST_JAVA, SMALL_REGION = "IDN-1233", "IDN-1225"
REFUSED = "There is no place with the code “%s”. Choose one from the list."
# A Wagtail page's CharField stands in for the field of a model that holds an area.
FIELD = "seo_title"


class OriginForm(forms.Form):
    origin = AreaField(required=False)


def page_form():
    panel = AreaPanel(FIELD).bind_to_model(Page)
    return panel.get_form_class()


def test_a_form_takes_the_code_of_a_place():
    form = OriginForm({"origin": EAST_JAVA})
    assert form.is_valid()
    assert form.cleaned_data["origin"] == EAST_JAVA


def test_a_form_coarsens_what_the_browser_did_not():
    form = OriginForm({"origin": SMALL_REGION})
    assert form.is_valid()
    assert form.cleaned_data["origin"] == "ID"


@pytest.mark.parametrize("sent", ["nowhere", "SRID=4326;POINT(18.0686 59.3293)", "-7.25,112.75"])
def test_a_form_refuses_what_is_no_place_with_a_sentence(sent):
    form = OriginForm({"origin": sent})
    assert form.errors["origin"] == [REFUSED % sent]


@pytest.mark.parametrize("sent", [{}, {"origin": ""}, {"origin": "  "}])
def test_a_form_left_empty_stays_empty(sent):
    form = OriginForm(sent)
    assert form.is_valid()
    assert form.cleaned_data["origin"] == ""


def test_a_required_place_that_is_missing_is_asked_for():
    with pytest.raises(ValidationError, match="required"):
        AreaField().clean("")


@pytest.mark.parametrize("stored", [None, "", "nowhere", 7, [], {"lat": 59.3, "lng": 18.1}, "POINT(1e-7 2)"])
def test_reading_a_block_never_raises_and_gives_a_place_or_none(stored):
    assert AreaBlock().to_python(stored) is None


def test_a_block_keeps_its_place_through_form_and_store():
    block = AreaBlock()
    value = block.value_from_datadict({"place": EAST_JAVA}, {}, "place")
    assert block.clean(value) == EAST_JAVA
    assert block.get_prep_value(value) == EAST_JAVA
    assert block.get_form_state(EAST_JAVA) == EAST_JAVA


def test_a_block_coarsens_and_refuses_as_a_form_does():
    block = AreaBlock()
    assert block.clean(SMALL_REGION) == "ID"
    with pytest.raises(ValidationError) as refusal:
        block.clean("nowhere")
    assert refusal.value.messages == [REFUSED % "nowhere"]


def test_an_optional_block_left_untouched_stores_nothing():
    block = AreaBlock(required=False)
    assert not block.required
    value = block.value_from_datadict({"place": ""}, {}, "place")
    assert (value, block.clean(value), block.get_prep_value(value)) == (None, None, None)


def test_a_required_block_says_so():
    assert AreaBlock().required
    with pytest.raises(ValidationError, match="required"):
        AreaBlock().clean(None)


def test_a_block_is_rendered_as_the_name_in_the_readers_language():
    with translation.override("id"):
        assert AreaBlock().render(EAST_JAVA) == "Jawa Timur, Indonesia"
    assert AreaBlock().render(None) == ""


def test_a_block_reaches_the_editor_with_its_own_adapter_and_no_default_point():
    context = JSContext()
    packed = str(context.pack(StreamBlock([("place", AreaBlock())])))
    assert "storymap.widgets.AreaInput" in packed
    assert "59.3293" not in packed
    assert "leaflet-field" not in str(context.media).replace("js/leaflet-field.js", "")


def test_a_panel_gives_a_models_field_the_picker_and_its_rules():
    form_class = page_form()
    field = form_class.base_fields[FIELD]
    assert isinstance(field, AreaField)
    assert isinstance(field.widget, AreaInput)
    assert field.clean(SMALL_REGION) == "ID"
    with pytest.raises(ValidationError):
        field.clean("nowhere")


def test_the_picker_shows_the_place_and_sends_only_its_code():
    page = AreaInput().render("origin", EAST_JAVA, {"id": "id_origin", "aria-describedby": "help"})
    assert re.findall(r'\bname="([^"]*)"', page) == ["origin"]
    assert f'value="{EAST_JAVA}"' in page
    assert 'value="East Java, Indonesia"' in page
    assert 'aria-describedby="help"' in page
    assert AreaInput().id_for_label("id_origin") == "id_origin-search"
    assert 'id="id_origin-search"' in page


def test_the_picker_can_show_a_code_it_does_not_know():
    page = AreaInput().render("origin", '<"gone">', {"id": "id_origin"})
    assert "&lt;&quot;gone&quot;&gt;" in page
    assert "<script" not in page


def test_two_pickers_of_one_page_do_not_share_a_value():
    widget = AreaInput()
    assert EAST_JAVA in widget.render("one", EAST_JAVA, {"id": "one"})
    assert EAST_JAVA not in widget.render("two", None, {"id": "two"})


def test_no_page_with_a_picker_names_an_outside_host():
    shown = str(AreaInput().media) + AreaInput().render("origin", EAST_JAVA, {"id": "id_origin"})
    assert not re.search(r"(https?:)?//\w", shown)
    addresses = [picker_options()[key] for key in ("names", "countries", "regions")]
    assert all(address.startswith("/static/storymap/places/") for address in addresses)


def test_no_script_or_style_of_ours_loads_from_an_outside_host():
    for path in Path(AreaBlock.__module__.split(".")[0]).glob("static/storymap/*/*"):
        if path.suffix in {".js", ".css"}:
            loaded = re.findall(r"(?:fetch\(|import\(|url\(|src=)\s*[\"'`]?(?:https?:)?//", path.read_text())
            assert loaded == [], path


def test_the_map_shows_whose_work_it_is():
    assert picker_options()["credits"] == CREDITS
    assert "GeoNames (CC BY 4.0)" in CREDITS


def test_a_site_without_the_widgets_scripts_is_told_what_to_add():
    assert picker_can_start(None) == []
    (error,) = picker_can_start(None, registry=Apps(["django.contrib.staticfiles"]))
    assert "wagtailgeowidget" in error.hint


def test_every_static_file_survives_hashed_names(tmp_path):
    storage = ManifestStaticFilesStorage(location=tmp_path)
    ours = {
        path: (source, path)
        for path, source in AppDirectoriesFinder().list([])
        if path.startswith("storymap/") or path == "wagtailgeowidget/js/leaflet-field.js"
    }
    for path, (source, _) in ours.items():
        with source.open(path) as content:
            storage.save(path, content)
    results = list(storage.post_process(ours))
    assert len(results) >= len(ours)
    assert [path for path, _hashed, outcome in results if isinstance(outcome, Exception)] == []
    assert storage.url("storymap/places/names.json", force=True) != "/static/storymap/places/names.json"
