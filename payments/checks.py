"""What would lose money or mistake play for earnest is found at start-up."""

import ipaddress
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections

from payments import conf, triggers
from payments.currencies import UnknownCurrency
from payments.currencies import currency as currency_of

ID = "sixdegree_payments"


@register("sixdegree")
def check_settings(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    found: list[CheckMessage] = []
    for name, value in [
        ("STRIPE_SECRET_KEY", conf.secret_key()),
        ("DONOR_KEY", conf.donor_key()),
        ("PROOF_KEY", conf.proof_key()),
    ]:
        if not value:
            found.append(
                Error(f"{conf.PREFIX}{name} is empty.", hint="Set it in the environment.", id=f"{ID}.E001")
            )
    if not conf.webhook_secrets() or not all(conf.webhook_secrets()):
        found.append(
            Error(
                f"{conf.PREFIX}STRIPE_WEBHOOK_SECRETS is empty or holds an empty one: anybody could sign.",
                hint="Copy the signing secret of the provider's endpoint.",
                id=f"{ID}.E002",
            )
        )
    for name, template in [("RETURN_URL", conf.return_url()), ("CANCEL_URL", conf.cancel_url())]:
        if "{locale}" not in template or "{donation}" not in template:
            found.append(
                Error(
                    f"{conf.PREFIX}{name} must hold {{locale}} and {{donation}}.",
                    hint="See docs.",
                    id=f"{ID}.E003",
                )
            )
    if any(database.get("ATOMIC_REQUESTS") for database in settings.DATABASES.values()):
        found.append(
            Error(
                "ATOMIC_REQUESTS would hold a campaign's row while we speak to the payment provider.",
                hint="Set it to False: every write of ours opens its own transaction.",
                id=f"{ID}.E009",
            )
        )
    return found


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
