"""Tomasz looks through the case pages in Wagtail's page listing."""

import pytest
from django.urls import reverse
from wagtail.models import Page

pytestmark = pytest.mark.django_db
UNTRUE = "will not be accessible at any URL"


def listing(client, page):
    return client.get(reverse("wagtailadmin_explore", args=[page.pk])).content.decode()


def test_he_is_not_told_that_cases_would_have_no_address(client, tomasz, grace, index, case_page):
    for person in (tomasz, grace):
        client.force_login(person)
        assert UNTRUE not in listing(client, index)
        assert UNTRUE not in listing(client, case_page)
        assert case_page.title in listing(client, index)


def test_the_hosts_own_pages_keep_wagtails_warning(client, grace):
    elsewhere = Page.get_first_root_node().add_child(instance=Page(title="Elsewhere", slug="elsewhere"))
    client.force_login(grace)
    assert UNTRUE in listing(client, elsewhere)
    assert UNTRUE in listing(client, Page.get_first_root_node())
