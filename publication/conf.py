"""Settings of this app, prefix `SIXDEGREE_PUBLICATION_`, read when asked so that tests may change them."""

from typing import Any

from django.conf import settings

DEFAULTS: dict[str, Any] = {
    "ALLOW_SQLITE": False,
    "BUILD": "0",
    "PAGE_SIZE": 20,
    "PAGE_SIZE_MAX": 100,
    "WORKER_SECONDS": 1,
    "OUTBOX_ALARM_ATTEMPTS": 5,
    "OUTBOX_LONGEST_WAIT_SECONDS": 900,
    "OUTBOX_OVERDUE_SECONDS": 600,
    "OUTBOX_KEEP_DAYS": 30,
    "OUTSIDE_SECONDS": 20,
    "WEBHOOK_KEY": "",
    "WEBHOOK_SECONDS": 10,
    "WEBHOOK_ROTATION_HOURS": 24,
    "WEBHOOK_ALLOW_HTTP": False,
    "WEBHOOK_ALLOW_PRIVATE": False,
    "AUDIT_TAIL_SECONDS": 300,
    "EXIT_URL": "https://www.wikipedia.org/",
}


def value(name: str) -> Any:
    return getattr(settings, f"SIXDEGREE_PUBLICATION_{name}", DEFAULTS[name])


def allow_sqlite() -> bool:
    """True where SQLite may stand in for PostgreSQL though DEBUG is off: tests and rehearsals."""
    return bool(value("ALLOW_SQLITE"))


def build() -> str:
    """Names the running code, site and theme; part of every ETag."""
    return str(value("BUILD"))


def page_size() -> int:
    return int(value("PAGE_SIZE"))


def page_size_max() -> int:
    return int(value("PAGE_SIZE_MAX"))


def worker_seconds() -> float:
    """How long the worker rests between two rounds."""
    return float(value("WORKER_SECONDS"))


def outbox_alarm_attempts() -> int:
    return int(value("OUTBOX_ALARM_ATTEMPTS"))


def outbox_longest_wait_seconds() -> int:
    return int(value("OUTBOX_LONGEST_WAIT_SECONDS"))


def outbox_overdue_seconds() -> int:
    """How long an entry may wait untried before somebody is told that the worker may not run."""
    return int(value("OUTBOX_OVERDUE_SECONDS"))


def outbox_keep_days() -> int:
    """How long an entry that was carried out is kept, for whoever looks for the cause of something."""
    return int(value("OUTBOX_KEEP_DAYS"))


def outside_seconds() -> float:
    """How much of one round of the worker may go into telling registered front ends."""
    return float(value("OUTSIDE_SECONDS"))


def webhook_key() -> str:
    """From it every front end's signing secret is derived, so that none is stored. Outside the database."""
    return str(value("WEBHOOK_KEY"))


def webhook_seconds() -> float:
    """How long a front end may take for its whole answer."""
    return float(value("WEBHOOK_SECONDS"))


def webhook_rotation_hours() -> int:
    """How long an earlier secret goes on signing beside the new one."""
    return int(value("WEBHOOK_ROTATION_HOURS"))


def webhook_allow_http() -> bool:
    """Lets a front end be told without TLS: development only."""
    return bool(value("WEBHOOK_ALLOW_HTTP"))


def webhook_allow_private() -> bool:
    """Lets a front end live in a private network or on this machine: the demo, or a network you know."""
    return bool(value("WEBHOOK_ALLOW_PRIVATE"))


def audit_tail_seconds() -> int:
    """How long a log entry may stay unchained before `verify_audit` objects."""
    return int(value("AUDIT_TAIL_SECONDS"))


def exit_url() -> str:
    """Where “Leave now” leads on a site that names no page of its own; empty: there is no such way."""
    return str(value("EXIT_URL"))
