"""Counts of trafficking disagree: none is kept, and none released, without its source and its date."""

import pytest
from wagtail.blocks import StructBlockValidationError

from home.pages.blocks import FigureBlock
from home.pages.findings import findings_of_written_page
from tests.home.pages.conftest import FIGURE


def refused_parts(value, clean):
    with pytest.raises(StructBlockValidationError) as refused:
        clean(value)
    return set(refused.value.block_errors)


@pytest.mark.parametrize("missing", ["source", "source_date"])
def test_an_editor_cannot_save_even_a_draft_of_a_figure_without(missing):
    block = FigureBlock()
    unsourced = block.to_python({**FIGURE, missing: ""})
    assert refused_parts(unsourced, block.clean_deferred) == {missing}
    assert refused_parts(unsourced, block.clean) == {missing}


def test_a_figure_with_both_is_kept_as_stated():
    block = FigureBlock()
    assert dict(block.clean(block.to_python(FIGURE))) == FIGURE


def test_a_source_is_linked_over_https_only():
    block = FigureBlock()
    assert refused_parts(block.to_python({**FIGURE, "url": "http://example.org/"}), block.clean) == {"url"}


def test_one_that_came_in_by_import_is_refused_at_submission(about):
    about.body = [("figure", {**FIGURE, "source": ""})]
    finding, *others = findings_of_written_page(about)
    assert others == []
    assert (finding.code, finding.where, finding.severity) == ("figure-unfinished", "part 1", "refuse")
    assert "source" in finding.message
