"""What the operator is told before anything goes wrong."""

import pytest
from django.core.checks import run_checks
from django.db import connection

from payments import checks, triggers


def found(check):
    return {message.id.rpartition(".")[2] for message in check(None)}


def test_the_suites_own_settings_pass():
    assert found(checks.check_settings) == found(checks.check_currencies) == set()


@pytest.mark.parametrize("name", ["STRIPE_SECRET_KEY", "DONOR_KEY", "PROOF_KEY"])
def test_an_empty_key_is_an_error(settings, name):
    setattr(settings, f"SIXDEGREE_PAYMENTS_{name}", "")
    assert found(checks.check_settings) == {"E001"}


@pytest.mark.parametrize("secrets", [[], [""], ["whsec_good", ""]])
def test_an_empty_webhook_secret_is_an_error(settings, secrets):
    settings.SIXDEGREE_PAYMENTS_STRIPE_WEBHOOK_SECRETS = secrets
    assert found(checks.check_settings) == {"E002"}


def test_a_return_address_names_locale_and_donation(settings):
    settings.SIXDEGREE_PAYMENTS_RETURN_URL = "https://example.org/thanks/"
    assert found(checks.check_settings) == {"E003"}


def test_requests_in_one_transaction_are_an_error(settings, monkeypatch):
    monkeypatch.setitem(settings.DATABASES["default"], "ATOMIC_REQUESTS", True)
    assert found(checks.check_settings) == {"E009"}


def test_currencies_must_be_known_and_have_a_minimum(settings):
    settings.SIXDEGREE_PAYMENTS_CURRENCIES = ["USD", "XXX", "TWD"]
    assert found(checks.check_currencies) == {"E004", "E005"}
    settings.SIXDEGREE_PAYMENTS_CURRENCIES = ["USD", "TWD"]
    settings.SIXDEGREE_PAYMENTS_MINIMUMS = {"TWD": 3_000}
    assert found(checks.check_currencies) == set()


def test_production_refuses_the_sandbox(settings):
    settings.DEBUG = False
    assert found(checks.check_not_sandbox) == {"E006", "E007"}
    settings.SIXDEGREE_PAYMENTS_STRIPE_SECRET_KEY = "rk_live_x"
    settings.SIXDEGREE_PAYMENTS_STRIPE_API_BASE = "https://api.stripe.com"
    assert found(checks.check_not_sandbox) == set()


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:9",
        "https://localhost",
        "https://[::1]:1",
        "https://10.0.0.1",
        "http://api.stripe.com",
    ],
)
def test_production_refuses_an_address_on_the_inside(settings, address):
    settings.SIXDEGREE_PAYMENTS_STRIPE_SECRET_KEY = "sk_live_x"
    settings.SIXDEGREE_PAYMENTS_STRIPE_API_BASE = address
    assert found(checks.check_not_sandbox) == {"E007"}


def test_a_demonstration_says_that_it_is_one(settings):
    settings.SIXDEGREE_PAYMENTS_ALLOW_SANDBOX = True
    assert found(checks.check_not_sandbox) == set()


@pytest.mark.parametrize("address", ["", "https://example.org/monthly/", "https://example.org/{locale}/"])
def test_a_fund_asks_for_the_way_to_end_a_monthly_gift(settings, address):
    settings.SIXDEGREE_PAYMENTS_MONTHLY_GIFT_URL = address
    assert "E014" in found(checks.check_settings)
    settings.SIXDEGREE_PAYMENTS_FUND = ""
    assert "E014" not in found(checks.check_settings)


@pytest.mark.django_db  # other apps look at the database
def test_the_sandbox_is_refused_by_check_deploy_alone(settings):
    ids = {message.id for message in run_checks(include_deployment_checks=True)}
    assert "sixdegree_payments.E006" in ids
    assert "sixdegree_payments.E006" not in {message.id for message in run_checks()}


@pytest.mark.sqlite
@pytest.mark.django_db
def test_a_lost_trigger_is_found(db):
    assert checks.check_triggers(None, databases=["default"]) == []
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER sixdegree_payments_ledgerentry_no_update")
    assert triggers.missing(connection) == {"ledgerentry_no_update"}
    assert [message.id for message in checks.check_triggers(None, databases=["default"])] == [
        "sixdegree_payments.E008"
    ]
    triggers.install("default")
    assert triggers.missing(connection) == set()
