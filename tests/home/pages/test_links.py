"""A content page leads to released pages of this site or to https addresses."""

import pytest
from wagtail.blocks import StructBlockValidationError

from home.pages.blocks import LinkBlock
from home.pages.findings import findings_of_written_page


def codes(page):
    return [(finding.code, finding.severity) for finding in findings_of_written_page(page)]


def link(page=None, url=""):
    return {"text": "About", "page": page.pk if page else None, "url": url}


def test_a_link_leads_somewhere():
    block = LinkBlock()
    with pytest.raises(StructBlockValidationError):
        block.clean(block.to_python(link()))


def test_a_link_leads_to_one_place(about):
    block = LinkBlock()
    with pytest.raises(StructBlockValidationError) as refused:
        block.clean(block.to_python(link(about, "https://example.org/")))
    assert set(refused.value.block_errors) == {"url"}


@pytest.mark.parametrize("address", ["http://example.org/", "javascript:alert(1)", "ftp://example.org/a"])
def test_only_https_leads_away(address):
    block = LinkBlock()
    with pytest.raises(StructBlockValidationError):
        block.clean(block.to_python(link(url=address)))


def test_an_unreleased_page_cannot_be_linked(home_page, about):
    home_page.body = [("link", {"text": "About", "page": about, "url": ""})]
    assert codes(home_page) == [("link-unreleased", "refuse")]


def test_a_draft_may_hold_an_unfinished_link():
    block = LinkBlock()
    assert block.clean_deferred(block.to_python(link()))["text"] == "About"
