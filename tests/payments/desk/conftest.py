"""Fatou counts money. Elif, Ruth and the others of the house never see who gave."""

import pytest
from django.urls import reverse

from payments.actions import receipts
from tests.payments.conftest import gives_and_pays
from tests.review.conftest import (  # noqa: F401  the people of the house
    editor,
    finance_officer,
    officer,
    operator,
    person,
    reviewer,
    signed_in,
    stranger,
    superuser,
)

OTHERS = ("editor", "reviewer", "officer", "operator", "superuser")
PASSWORD = "fatou's own words"


@pytest.fixture
def fatou(finance_officer, signed_in):  # noqa: F811
    """Her browser, signed in long ago."""
    return signed_in(finance_officer)


@pytest.fixture
def gift(provider, weaver):
    """USD 25 for the weaver, paid and receipted."""
    paid = gives_and_pays(provider, 2_500, "amara@example.org")
    receipts.issue_due()
    return paid


@pytest.fixture
def desk(fatou):
    def page(name, *args, **query):
        answer = fatou.get(reverse(f"payments_desk:{name}", args=args), query)
        assert answer.status_code == 200, answer
        return answer.content.decode()

    return page


@pytest.fixture
def closed_to(request, stranger, signed_in):  # noqa: F811
    """Asserts that nobody but a finance officer is answered at these addresses."""

    def nobody_else(*addresses, method="get"):
        for address in addresses:
            answer = getattr(stranger, method)(address)
            assert answer.status_code == 302 and reverse("wagtailadmin_login") in answer["Location"], address
            for who in OTHERS:
                answer = getattr(signed_in(request.getfixturevalue(who)), method)(address)
                assert answer.status_code == 302, f"{who} at {address}"
                assert answer["Location"] == reverse("wagtailadmin_home"), f"{who} at {address}"

    return nobody_else
