"""What this project asks of its own settings, beside what the plugins' own checks ask of any host's."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import DatabaseError, connection
from django.urls import resolve, reverse

DOOR = {
    "allauth.account.middleware.AccountMiddleware": "the second factor cannot be asked",
    "sixdegree.staff.enrolment.SecondFactorMiddleware": "sessions without a second factor reach the admin",
    "axes.middleware.AxesMiddleware": "whoever guesses too often is not told to wait",
}


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


@register(Tags.security, deploy=True)
def staff_sign_in_with_a_second_factor(**kwargs: Any) -> list[CheckMessage]:
    """Every part of the door: a password alone must open nothing, and guessing must end."""
    return [
        Error(what, hint=hint, id="sixdegree.E003")
        for missing, what, hint in (
            (
                not getattr(settings, "SECOND_FACTOR_REQUIRED", False),
                "SECOND_FACTOR_REQUIRED is off: a password alone opens the admin.",
                "Leave it on. Only the demo and tests turn it off.",
            ),
            *(
                (
                    name not in settings.MIDDLEWARE,
                    f"{name} is missing: {why}.",
                    f"Put it back into MIDDLEWARE, as in sixdegree/settings/base.py: {name}",
                )
                for name, why in DOOR.items()
            ),
            (
                not settings.AUTHENTICATION_BACKENDS[0].startswith("axes.backends."),
                "No backend of axes stands first: passwords can be guessed without end.",
                'Put "axes.backends.AxesStandaloneBackend" at the top of AUTHENTICATION_BACKENDS.',
            ),
            (
                not getattr(settings, "AXES_ENABLED", True),
                "AXES_ENABLED is off: passwords and codes can be guessed without end.",
                "Leave it on.",
            ),
            (
                not _is_our_door("wagtailadmin_login"),
                "Wagtail's own sign-in is reached: it takes a password alone.",
                'Include "sixdegree.staff.urls" under the address of the admin, above Wagtail\'s urls.',
            ),
            (
                "MFA_TOTP_INSECURE_BYPASS_CODE" in dir(settings),
                "MFA_TOTP_INSECURE_BYPASS_CODE is set: one code opens every account.",
                "Take it out.",
            ),
        )
        if missing
    ]


@register(Tags.security, deploy=True)
def factors_are_written_down(**kwargs: Any) -> list[CheckMessage]:
    from sixdegree.staff import written_down

    try:
        stands = written_down.stands(connection)
    except DatabaseError as error:
        return [Error(f"The database cannot be asked: {error}", id="sixdegree.E005")]
    if stands:
        return []
    return [
        Error(
            "A second factor could be replaced in the database and nobody would hear of it:"
            f" {written_down.TRIGGER} is missing.",
            hint="Run `manage.py migrate`.",
            id="sixdegree.E004",
        )
    ]


def _is_our_door(name: str) -> bool:
    from sixdegree.staff.views import SignInView

    return getattr(resolve(reverse(name)).func, "view_class", None) is SignInView
