"""What this project asks of its own settings, beside what the plugins' own checks ask of any host's."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register


@register
def tells_no_other_site(**kwargs: Any) -> list[CheckMessage]:
    if settings.SECURE_REFERRER_POLICY == "same-origin":
        return []
    return [
        Error(
            "SECURE_REFERRER_POLICY is not 'same-origin': addresses of cases would be told to other sites.",
            hint="Set SECURE_REFERRER_POLICY = 'same-origin'.",
            id="sixdegree.E001",
        )
    ]


@register
def currencies_agree(**kwargs: Any) -> list[CheckMessage]:
    """Case files and payments cannot import each other: what one types the other must count alike."""
    from payments.currencies import TABLE

    return [
        Error(
            f"Case files count {code} with {digits} decimals, payments with {TABLE[code].exponent}.",
            hint=f"Set SIXDEGREE_CASEPAGES_CURRENCIES[{code!r}] to {TABLE[code].exponent}.",
            id="sixdegree.E002",
        )
        if code in TABLE
        else Error(
            f"Case files are counted in {code}, in which no gift can be made.",
            hint=f"Take {code} out of SIXDEGREE_CASEPAGES_CURRENCIES.",
            id="sixdegree.E002",
        )
        for code, digits in settings.SIXDEGREE_CASEPAGES_CURRENCIES.items()
        if code not in TABLE or TABLE[code].exponent != digits
    ]
