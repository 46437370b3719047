"""The points of a journey: what an editor may leave open, and what would say too much."""

import pytest
from django.core.exceptions import ValidationError
from wagtail.blocks import StreamBlockValidationError, StructBlockValidationError

from casepages.blocks import MilestoneBlock, PeriodBlock
from casepages.models import CasePage
from casepages.paragraphs import paragraphs

# The stages to choose from are the editors' own too.
pytestmark = pytest.mark.django_db


def milestone(**fields):
    block = MilestoneBlock()
    told = {"stage": "offer", "heading": "A promise", "narrative": "A place in a kitchen."}
    return block, block.normalize({**block.get_default(), **told, **fields})


def test_a_milestone_needs_a_stage_a_heading_and_what_happened():
    block, value = milestone(stage="", heading="", narrative="")
    with pytest.raises(StructBlockValidationError) as refused:
        block.clean(value)
    assert set(refused.value.block_errors) == {"stage", "heading", "narrative"}


def test_a_draft_may_leave_all_of_it_open():
    block, value = milestone(stage="", heading="", narrative="")
    cleaned = block.clean_deferred(value)
    assert cleaned["heading"] == ""
    assert (cleaned.stage_label, cleaned.glyph, cleaned.paragraphs) == ("", "journey", [])


def test_an_unknown_stage_is_refused_even_in_a_draft():
    block, value = milestone(stage="rumour")
    with pytest.raises(StructBlockValidationError):
        block.clean_deferred(value)


def test_whether_the_person_was_under_18_is_unknown_until_somebody_says():
    _block, value = milestone()
    assert value["under_18"] == "unknown"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("", ""),
        ("2008", "2008"),
        ("2008-2014", "2008–2014"),
        (" 2008 – 2014 ", "2008–2014"),
        ("2008—2014", "2008–2014"),
    ],
)
def test_a_period_is_a_year_or_a_range_of_years(typed, kept):
    assert PeriodBlock(required=False).clean(typed) == kept


@pytest.mark.parametrize(
    "typed", ["June 2008", "12.06.2008", "2008-06", "2014–2008", "2008–2008", "about 2008", "08"]
)
def test_anything_finer_or_backwards_is_refused_with_an_example(typed):
    with pytest.raises(ValidationError, match="2008–2014"):
        PeriodBlock(required=False).clean(typed)


def test_the_icon_is_the_stage_s_until_the_editor_chooses_another():
    _block, value = milestone()
    assert (value.glyph, value.stage_label) == ("offer", "The offer")
    _block, value = milestone(icon="next")
    assert value.glyph == "next"


def test_a_stage_of_the_host_is_offered_named_and_drawn(settings):
    settings.SIXDEGREE_CASEPAGES_STAGES = [("court", "In court", "finding_help")]
    block, value = milestone(stage="court")
    value = block.clean(value)
    assert (value.stage_label, value.glyph) == ("In court", "finding_help")


def test_a_stage_that_left_the_settings_is_still_readable():
    _block, value = milestone(stage="court")
    assert (value.stage_label, value.glyph) == ("court", "journey")


def test_an_empty_line_begins_a_paragraph_and_a_single_break_does_not():
    assert paragraphs("One\nline.\r\n\r\n  Another.\n \n\n") == ["One line.", "Another."]
    assert paragraphs("") == []


def test_places_are_kept_as_area_codes():
    _block, value = milestone(area="ID")
    assert value["area"] == "ID"


def test_a_place_the_gazetteer_does_not_know_is_refused():
    block, value = milestone(area="12.34,56.78")
    with pytest.raises(StructBlockValidationError) as refused:
        block.clean(value)
    assert set(refused.value.block_errors) == {"area"}


def test_a_journey_has_at_most_thirty_milestones():
    block = CasePage._meta.get_field("milestones").stream_block
    _milestone, value = milestone()
    with pytest.raises(StreamBlockValidationError) as refused:
        block.clean(block.normalize([("milestone", value)] * 31))
    assert "30" in str(refused.value.non_block_errors)
