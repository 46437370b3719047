import pytest

from payments.actions import receipts
from tests.payments.conftest import gives_and_pays


@pytest.fixture
def amina(provider, weaver):
    """Her gift of USD 25, paid, its receipt issued."""
    donation = gives_and_pays(provider, 2_500, "amina@example.org")
    receipts.issue_due()
    return donation
