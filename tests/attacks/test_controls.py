"""What the attacks are measured by: the stranger finds what is public, and not what is a draft."""

import pytest

from tests.attacks.stranger import sees
from tests.attacks.world import Case, Content, Open, Update, word


@pytest.mark.parametrize("sort", [Open, Case, Update, Content])
def test_a_stranger_sees_no_draft(world, sort):
    secret = word("control", sort.__name__)
    sort(world).draft(secret)
    assert sees(world.stranger, secret) == []


def test_a_stranger_finds_an_open_page_everywhere(world):
    secret = word("control", "published")
    page = Open(world).draft(secret)
    page.get_latest_revision().publish()
    found = sees(world.stranger, secret)
    expected = {
        f"/api/v2/pages/{page.pk}/",
        f"/api/v3/pages/{page.pk}/",
        "/stock-sitemap.xml",
        "/tree" + page.url_path,
    }
    assert expected <= set(found)


def test_a_stranger_finds_a_signed_case_in_our_api_and_documents_alone(world):
    secret = word("control", "signed")
    record = world.release(Case(world).submittable(secret))
    found = sees(world.stranger, secret)
    assert f"/api/v1/cases/{record.subject}/?locale=en" in found
    assert f"/en/cases/{record.subject}/" in found
    assert [address for address in found if address.startswith(("/api/v2", "/api/v3", "/tree", "/st"))] == []
