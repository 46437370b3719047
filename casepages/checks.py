"""What must be set before a case number can be kept."""

from typing import Any

from cryptography.fernet import Fernet
from django.conf import settings
from django.core.checks import CheckMessage, Error

from casepages import conf
from casepages.vocabulary import STAGES


def check_settings(**kwargs: Any) -> list[CheckMessage]:
    return [*_keys(), *_currencies(), *_stages()]


def _keys() -> list[CheckMessage]:
    found: list[CheckMessage] = []
    if not conf.encryption_keys() or not all(map(_is_fernet_key, conf.encryption_keys())):
        found.append(
            Error(
                "SIXDEGREE_CASEPAGES_ENCRYPTION_KEYS needs at least one Fernet key, and nothing else.",
                hint="Make one: python -c 'from cryptography.fernet import Fernet; "
                "print(Fernet.generate_key().decode())'",
                id="sixdegree_casepages.E001",
            )
        )
    if not conf.lookup_key():
        found.append(
            Error(
                "SIXDEGREE_CASEPAGES_LOOKUP_KEY is empty: whoever has the database could guess case numbers.",
                hint="Set it to a long random text and keep it out of the database's backups.",
                id="sixdegree_casepages.E002",
            )
        )
    return [*found, *_term_keys()]


def _term_keys() -> list[CheckMessage]:
    given = conf.term_keys()
    others = {*conf.encryption_keys(), conf.lookup_key(), settings.SECRET_KEY}
    if given and all(len(key) >= 32 for key in given) and not others.intersection(given):
        return []
    return [
        Error(
            "SIXDEGREE_CASEPAGES_TERM_KEYS needs at least one secret of 32 characters or more, used for "
            "nothing else: whoever has it and the database could guess protected names.",
            hint="Make one: python -c 'import secrets; print(secrets.token_urlsafe(32))'",
            id="sixdegree_casepages.E005",
        )
    ]


def _is_fernet_key(key: str) -> bool:
    try:
        Fernet(key)
    except ValueError:
        return False
    return True


def _currencies() -> list[CheckMessage]:
    known = conf.currencies()
    if known and all(
        len(code) == 3 and code.isupper() and places in (0, 2, 3) for code, places in known.items()
    ):
        return []
    return [
        Error(
            "SIXDEGREE_CASEPAGES_CURRENCIES must map ISO codes to their decimals.",
            hint='For instance {"USD": 2, "JPY": 0}.',
            id="sixdegree_casepages.E003",
        )
    ]


def _stages() -> list[CheckMessage]:
    return [
        Error(
            f"SIXDEGREE_CASEPAGES_STAGES: {stage!r} is not (slug, label, glyph).",
            hint=f"The slug must be new and the glyph one of {', '.join(STAGES)}.",
            id="sixdegree_casepages.E004",
        )
        for stage in conf.extra_stages()
        if len(stage) != 3 or stage[0] in STAGES or stage[2] not in STAGES
    ]
