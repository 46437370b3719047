"""What would lose money or mistake play for earnest is found at start-up."""

import ipaddress
import re
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections

from payments import conf, fee_cover, triggers
from payments.currencies import UnknownCurrency
from payments.currencies import currency as currency_of

ID = "sixdegree_payments"
NAME = re.compile(r"[a-z0-9-]{1,32}")
ADDRESS = re.compile(r"https?://[^\s?#]+/")
SHORTEST = 32  # characters of a key that signs what is shown to everybody


@register("sixdegree")
def check_settings(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    return [*_keys(), *_addresses(), *_front_ends(), *_transactions()]


def _keys() -> Iterator[CheckMessage]:
    for name, value in [
        ("STRIPE_SECRET_KEY", conf.secret_key()),
        ("DONOR_KEY", conf.donor_key()),
        ("PROOF_KEY", conf.proof_key()),
    ]:
        if not value:
            yield Error(f"{conf.PREFIX}{name} is empty.", hint="Set it in the environment.", id=f"{ID}.E001")
    secrets = conf.webhook_secrets()
    if not secrets or len(secrets) != len(conf.read("STRIPE_WEBHOOK_SECRETS")):
        yield Error(
            f"{conf.PREFIX}STRIPE_WEBHOOK_SECRETS is empty or holds an empty one: anybody could sign.",
            hint="Copy the signing secret of the provider's endpoint.",
            id=f"{ID}.E002",
        )
    if any(len(key) < SHORTEST for key in conf.degree_keys()):
        yield Error(
            f"{conf.PREFIX}DEGREE_KEYS holds a key of less than {SHORTEST} characters, to be guessed.",
            hint="Use long random texts, the newest first; keep those before: their links stay good.",
            id=f"{ID}.E011",
        )


def _addresses() -> Iterator[CheckMessage]:
    for name, template in [
        ("RETURN_URL", conf.return_url()),
        ("CANCEL_URL", conf.cancel_url()),
        ("CHOICE_URL", conf.choice_url()),
    ]:
        if "{locale}" not in template or "{donation}" not in template:
            yield Error(
                f"{conf.PREFIX}{name} must hold {{locale}} and {{donation}}.",
                hint="See docs.",
                id=f"{ID}.E003",
            )
    way_out = conf.monthly_gift_url()
    # Every fund takes monthly gifts, and each of their mails ends with the way to end them.
    if conf.fund() and ("{locale}" not in way_out or "{token}" not in way_out):
        yield Error(
            f"{conf.PREFIX}MONTHLY_GIFT_URL must hold {{locale}} and {{token}}: a monthly gift to the"
            " fund could not be ended from its mails.",
            hint="Name a page whose POST calls `payments.actions.monthly.ending.end`.",
            id=f"{ID}.E014",
        )


def _front_ends() -> Iterator[CheckMessage]:
    for name, address in conf.front_ends().items():
        if not NAME.fullmatch(name) or not ADDRESS.fullmatch(address):
            yield Error(
                f"{conf.PREFIX}FRONT_ENDS: {name}={address} is no name and address of a front end.",
                hint="Write name=https://host/path/, the name in a-z, 0-9 and -, a slash at the end.",
                id=f"{ID}.E015",
            )


def _transactions() -> Iterator[CheckMessage]:
    if any(database.get("ATOMIC_REQUESTS") for database in settings.DATABASES.values()):
        yield Error(
            "ATOMIC_REQUESTS would hold a campaign's row while we speak to the payment provider.",
            hint="Set it to False: every write of ours opens its own transaction.",
            id=f"{ID}.E009",
        )


@register("sixdegree")
def check_currencies(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    found: list[CheckMessage] = []
    for code in conf.currencies():
        try:
            unit = currency_of(code)
        except UnknownCurrency:
            found.append(
                Error(
                    f"{code} is not a currency gifts can be made in.",
                    hint="See payments/currencies.py.",
                    id=f"{ID}.E004",
                )
            )
            continue
        if not unit.least and code not in conf.minimums():
            found.append(
                Error(
                    f"The provider names no minimum charge for {code}.",
                    hint=f"Set one in {conf.PREFIX}MINIMUMS, in minor units.",
                    id=f"{ID}.E005",
                )
            )
    return found


@register("sixdegree")
def check_fee_rates(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    found: list[CheckMessage] = []
    for code, written in conf.fee_rates().items():
        try:
            currency_of(code)
            fee_cover.rate(code)
        except (UnknownCurrency, ValueError):
            found.append(
                Error(
                    f"{conf.PREFIX}FEE_RATES: {code}={written} is no rate of the provider's.",
                    hint="Write USD=2.9+30: per cent of the charge, then minor units of the currency.",
                    id=f"{ID}.E012",
                )
            )
    return found


@register("sixdegree", deploy=True)
def check_not_sandbox(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Production takes real money from the real provider, or says that it is a demonstration."""
    if settings.DEBUG or conf.allow_sandbox():
        return []
    found: list[CheckMessage] = []
    hint = f"Use the live key and address; for a demonstration set {conf.PREFIX}ALLOW_SANDBOX."
    if not conf.secret_key().startswith(("sk_live_", "rk_live_")):
        found.append(Error("The payment provider's key is a test key.", hint=hint, id=f"{ID}.E006"))
    if is_local(conf.api_base()) or not conf.api_base().startswith("https://"):
        found.append(
            Error("The payment provider's address is not a public https one.", hint=hint, id=f"{ID}.E007")
        )
    return found


def is_local(url: str) -> bool:
    host = urlsplit(url).hostname or ""
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return host == "localhost" or host.endswith((".localhost", ".local"))


# Not tagged `database`: `migrate` asks those first, and is itself the cure.
@register(Tags.security, deploy=True)
def check_deployed_triggers(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    connection = connections[DEFAULT_DB_ALIAS]
    try:
        lost = triggers.missing(connection)
    except DatabaseError as error:
        return [Error(f"The database cannot be asked: {error}", id=f"{ID}.E010")]
    if not lost:
        return []
    return [
        Error(
            f"Rules of the books are missing or switched off: {', '.join(sorted(lost))}.",
            hint="Run `manage.py migrate`. What stays missing was dropped by hand: see the migrations.",
            id=f"{ID}.E008",
        )
    ]


@register(Tags.database)
def check_triggers(
    app_configs: Any, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    found: list[CheckMessage] = []
    for alias in databases or []:
        connection = connections[alias]
        if (
            connection.vendor != "sqlite"
            or f"{triggers.PREFIX}campaign" not in connection.introspection.table_names()
        ):
            continue
        if lost := triggers.missing(connection):
            names = ", ".join(sorted(lost))
            found.append(
                Error(
                    f"Triggers are missing: {names}.",
                    hint="Run migrate, which installs them.",
                    id=f"{ID}.E008",
                )
            )
    return found
