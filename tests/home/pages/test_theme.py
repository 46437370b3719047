import pytest
from wagtail.blocks import StructBlockValidationError

from home.pages.theme import DARK, LIGHT, PaletteBlock, contrast, unreadable


def test_contrast_is_measured_as_wcag_defines_it():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#FBF8F3", "#FBF8F3") == pytest.approx(1)


@pytest.mark.parametrize(
    ("palette", "token", "ratio"),
    [
        (LIGHT, "ink", 14.6),
        (LIGHT, "indigo", 11.3),
        (LIGHT, "madder", 7.3),
        (LIGHT, "teal", 7.5),
        (DARK, "ink", 14.5),
        (DARK, "indigo", 9.1),
        (DARK, "madder", 8.0),
        (DARK, "teal", 9.8),
    ],
)
def test_our_colours_have_the_contrast_they_were_chosen_for(palette, token, ratio):
    assert contrast(palette[token], palette["paper"]) == pytest.approx(ratio, abs=0.06)


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_our_colours_can_be_read(palette):
    assert unreadable(palette) == {}


@pytest.mark.parametrize(
    ("change", "refused"),
    [
        ({"ink": "#8A8F99"}, {"ink"}),
        ({"madder": "#B0503F"}, {"madder"}),
        ({"mist": "#7A756B"}, {"ink", "indigo", "madder", "teal"}),
    ],
)
def test_colours_that_cannot_be_read_are_refused_where_they_are(change, refused):
    block = PaletteBlock()
    with pytest.raises(StructBlockValidationError) as error:
        block.clean(block.to_python({**LIGHT, **change}))
    assert set(error.value.block_errors) == refused


def test_a_colour_is_six_digits():
    block = PaletteBlock()
    with pytest.raises(StructBlockValidationError) as error:
        block.clean(block.to_python({**LIGHT, "ink": "red; } body { display: none"}))
    assert set(error.value.block_errors) == {"ink"}
