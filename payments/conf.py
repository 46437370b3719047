"""Settings of this app, read at call time: `SIXDEGREE_PAYMENTS_<NAME>`, with the defaults given here."""

from datetime import timedelta
from typing import Any

from django.conf import settings

PREFIX = "SIXDEGREE_PAYMENTS_"


def read(name: str, default: Any = None) -> Any:
    return getattr(settings, PREFIX + name, default)


def reauthentication() -> str:
    """What asks whoever moves money to prove who they are: a dotted path to a class like this default."""
    return str(read("REAUTHENTICATION", "payments.reauthentication.PasswordReauthentication"))


def reauthentication_age() -> timedelta:
    """How long that proof serves."""
    return timedelta(seconds=int(read("REAUTHENTICATION_SECONDS", 300)))


def currencies() -> tuple[str, ...]:
    """ISO 4217 codes a gift may be made in, upper case; the first is the default."""
    return tuple(code.upper() for code in read("CURRENCIES", ["USD"]))


def prepared_statements() -> bool:
    """Whether PostgreSQL keeps the plan of a `Statement` for each connection: not every pooler follows."""
    return bool(read("PREPARED_STATEMENTS", False))


def outbox_keep_days() -> int:
    """How long what was delivered is kept, for whoever looks for the cause of something."""
    return int(read("OUTBOX_KEEP_DAYS", 30))


def programme() -> str:
    """The only name the payment provider and a donor's bank ever see."""
    return str(read("PROGRAMME", "Sixdegree"))


def issuer() -> list[str]:
    """Lines of a receipt under the programme's name: legal name, address, register. Nothing of a case."""
    return [str(line) for line in read("ISSUER", [])]


def api_base() -> str:
    return str(read("STRIPE_API_BASE", "https://api.stripe.com")).rstrip("/")


def secret_key() -> str:
    return str(read("STRIPE_SECRET_KEY", ""))


def webhook_secrets() -> list[str]:
    """Every signing secret that is good now: two during a rotation. An empty one would let anybody sign."""
    secrets = read("STRIPE_WEBHOOK_SECRETS", [])
    return [secret.strip() for secret in secrets if isinstance(secret, str) and secret.strip()]


def return_url() -> str:
    """A template with `{locale}` and `{donation}`."""
    return str(read("RETURN_URL", ""))


def cancel_url() -> str:
    """A template with `{locale}` and `{donation}`."""
    return str(read("CANCEL_URL", ""))


def choice_url() -> str:
    """A template with `{locale}` and `{donation}`: where a donor says what becomes of a gift not used."""
    return str(read("CHOICE_URL", ""))


def offer_days() -> int:
    """How long a donor may choose before what was chosen at giving decides."""
    return int(read("OFFER_DAYS", 30))


def front_ends() -> dict[str, str]:
    """Front ends that send donors: name → the address, ending in a slash, that those donors come back to."""
    return dict(read("FRONT_ENDS", {}))


def donor_key() -> str:
    """Keys the hashes of e-mail addresses and network addresses. Changing it makes every donor a new one."""
    return str(read("DONOR_KEY", ""))


def proof_key() -> str:
    return str(read("PROOF_KEY", ""))


def degree_keys() -> list[str]:
    """Keys that sign the degree in shared links, newest first: the first signs, all of them are believed.

    Empty: Django's own SECRET_KEY and its fallbacks.
    """
    return [str(key) for key in read("DEGREE_KEYS", [])]


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


def begun_per_network() -> int:
    """Gifts an hour that one network address may begin, paid or not: a household, an office, a school."""
    return int(read("BEGUN_PER_NETWORK", 30))


def begun_per_campaign() -> int:
    return int(read("BEGUN_PER_CAMPAIGN", 600))


def begun_overall() -> int:
    return int(read("BEGUN_OVERALL", 3000))


def declines_per_reservation() -> int:
    """Declined cards after which a payment page is closed."""
    return int(read("DECLINES_PER_RESERVATION", 3))


def declined_per_network() -> int:
    """Payment pages an hour closed after declines, from which on a network address begins no gift."""
    return int(read("DECLINED_PER_NETWORK", 2))


def fee_rates() -> dict[str, str]:
    """The provider's fee by currency, as `payments.fee_cover` reads it. Empty: no gift may cover it."""
    return dict(read("FEE_RATES", {"USD": "2.9+30"}))


def fund() -> str:
    """The reference of the fund that takes surplus and bears what no campaign may; empty where there is none:
    the organisation then bears it.
    """
    return str(read("FUND", ""))


def reconcile_hour() -> int | None:
    """The hour (UTC) from which the worker reconciles, once a night; None: it never does."""
    hour = read("RECONCILE_HOUR", 2)
    return None if hour is None else int(hour)


def minimums() -> dict[str, int]:
    """Smallest gift by currency in minor units; never below the provider's own minimum."""
    return dict(read("MINIMUMS", {}))


def maximums() -> dict[str, int]:
    """Largest gift by currency in minor units; never above the provider's own maximum."""
    return dict(read("MAXIMUMS", {}))


def my_giving_url() -> str:
    """A template with `{locale}`: a donor's own page, the only address that a mail of news names."""
    return str(read("MY_GIVING_URL", ""))


def no_more_mails_url() -> str:
    """A template with `{locale}` and `{token}`: answers a POST with the end of news, without a sign-in."""
    return str(read("NO_MORE_MAILS_URL", ""))


def monthly_gift_url() -> str:
    """A template with `{locale}` and `{token}`: ends a monthly gift by a POST, without a sign-in."""
    return str(read("MONTHLY_GIFT_URL", ""))


def codes_per_email_and_network() -> int:
    """Codes an hour that one network address may have mailed to one address."""
    return int(read("CODES_PER_EMAIL_AND_NETWORK", 5))


def codes_per_email() -> int:
    """Codes an hour that are mailed to one address, whoever asks."""
    return int(read("CODES_PER_EMAIL", 20))


def codes_per_network() -> int:
    """Codes an hour that one network address may ask for."""
    return int(read("CODES_PER_NETWORK", 20))


def codes_overall() -> int:
    """Codes an hour that are mailed at all."""
    return int(read("CODES_OVERALL", 1000))
