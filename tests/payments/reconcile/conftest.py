"""A provider whose records are one test's alone, and what it holds that no event told of."""

import subprocess
import sys

import pytest
import stripe

from payments.actions.campaigns import open_campaign
from tests.payments.conftest import KEY, WEAVER, Provider, gives


@pytest.fixture
def provider(tmp_path, settings):
    """One whose records are this test's alone: elsewhere the tests of the suite share one."""
    command = [sys.executable, "-m", "payments.sandbox", "--port", "0", "--data", str(tmp_path), "--key", KEY]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        address = next(word for word in process.stdout.readline().split() if word.startswith("http://"))
        settings.SIXDEGREE_PAYMENTS_STRIPE_API_BASE = address
        settings.SIXDEGREE_PAYMENTS_STRIPE_SECRET_KEY = KEY
        yield Provider(address)
    finally:
        process.terminate()
        process.wait(timeout=60)
        process.stdout.close()


@pytest.fixture
def weaver(db):
    open_campaign(WEAVER, 150_000, "USD")


@pytest.fixture
def paid(provider, weaver):
    """A gift paid at the provider, of which no event ever tells."""
    donation = gives(2_500)
    provider.pay(donation, "amina@example.org")
    return donation


@pytest.fixture
def stripe_of(provider):
    """The provider's own dashboard, as it were."""
    return stripe.StripeClient(KEY, base_addresses={"api": provider.url}).v1
