"""Settings of this app, read at call time: `SIXDEGREE_PAYMENTS_<NAME>`, with the defaults given here."""

from typing import Any

from django.conf import settings

PREFIX = "SIXDEGREE_PAYMENTS_"


def read(name: str, default: Any = None) -> Any:
    return getattr(settings, PREFIX + name, default)


def currencies() -> tuple[str, ...]:
    """ISO 4217 codes a gift may be made in, upper case; the first is the default."""
    return tuple(code.upper() for code in read("CURRENCIES", ["USD"]))


def programme() -> str:
    """The only name the payment provider and a donor's bank ever see."""
    return str(read("PROGRAMME", "Sixdegree"))


def api_base() -> str:
    return str(read("STRIPE_API_BASE", "https://api.stripe.com")).rstrip("/")


def secret_key() -> str:
    return str(read("STRIPE_SECRET_KEY", ""))


def webhook_secrets() -> list[str]:
    """Every signing secret that is good now: two during a rotation."""
    return [str(secret) for secret in read("STRIPE_WEBHOOK_SECRETS", [])]


def return_url() -> str:
    """A template with `{locale}` and `{donation}`."""
    return str(read("RETURN_URL", ""))


def cancel_url() -> str:
    """A template with `{locale}` and `{donation}`."""
    return str(read("CANCEL_URL", ""))


def donor_key() -> str:
    """Keys the hashes of e-mail addresses and network addresses. Changing it makes every donor a new one."""
    return str(read("DONOR_KEY", ""))


def proof_key() -> str:
    return str(read("PROOF_KEY", ""))


def proof_cost() -> int:
    """Upper bound of the number a donor's device searches: about half as many SHA-256 are computed."""
    return int(read("PROOF_COST", 50_000))


def proof_seconds() -> int:
    return int(read("PROOF_SECONDS", 1200))


def allow_sandbox() -> bool:
    """Lets a test-mode key or a provider on the loopback pass `check --deploy`: demonstrations only."""
    return bool(read("ALLOW_SANDBOX", False))


def snapshot_gifts() -> int:
    """Gifts after which a campaign's published figures are renewed."""
    return int(read("SNAPSHOT_GIFTS", 3))


def snapshot_seconds() -> int:
    """How long the first gift missing from the published figures waits for others before it is shown."""
    return int(read("SNAPSHOT_SECONDS", 86_400))


def open_reservations() -> int:
    """Unfinished payments of one network address at one campaign. The database allows at most 3."""
    return int(read("OPEN_RESERVATIONS", 3))


def waited_per_campaign() -> int:
    """Gifts an hour that may come through the wait page instead of a proof of work, for one campaign."""
    return int(read("WAITED_PER_CAMPAIGN", 20))


def waited_overall() -> int:
    return int(read("WAITED_OVERALL", 100))


def minimums() -> dict[str, int]:
    """Smallest gift by currency in minor units; never below the provider's own minimum."""
    return dict(read("MINIMUMS", {}))


def maximums() -> dict[str, int]:
    """Largest gift by currency in minor units; never above the provider's own maximum."""
    return dict(read("MAXIMUMS", {}))
