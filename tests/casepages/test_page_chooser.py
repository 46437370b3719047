"""The page chooser shows every page to every colleague: cases stay out of it."""

import pytest
from django.urls import reverse

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ["wagtailadmin_choose_page", "wagtailadmin_choose_page_search"])
def test_nobody_finds_a_case_to_link_to(client, grace, index, case_page, address):
    client.force_login(grace)
    found = client.get(
        reverse(address), {"q": case_page.title, "page_type": "wagtailcore.page"}
    ).content.decode()
    below = client.get(reverse("wagtailadmin_choose_page_child", args=[index.pk])).content.decode()
    assert f"/{case_page.pk}/" not in found + below
    assert f'data-title="{case_page.title}"' not in found + below
