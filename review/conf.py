"""The settings of this app, `SIXDEGREE_REVIEW_…`, read when they are needed."""

from datetime import timedelta

from django.conf import settings


def signers_required(kind: str) -> int:
    """How many people must sign a candidate of this kind: `SIXDEGREE_REVIEW_SIGNERS`, a number per kind."""
    return int(getattr(settings, "SIXDEGREE_REVIEW_SIGNERS", {}).get(kind, 1))


def concerns_per_case() -> int:
    """Privacy concerns about one case kept in a day: `SIXDEGREE_REVIEW_CONCERNS_PER_CASE`."""
    return int(getattr(settings, "SIXDEGREE_REVIEW_CONCERNS_PER_CASE", 20))


def concerns_a_day() -> int:
    """Privacy concerns kept in a day: `SIXDEGREE_REVIEW_CONCERNS_A_DAY`."""
    return int(getattr(settings, "SIXDEGREE_REVIEW_CONCERNS_A_DAY", 200))


def concern_days() -> int:
    """How long the words of a handled concern stay: `SIXDEGREE_REVIEW_CONCERN_DAYS`."""
    return int(getattr(settings, "SIXDEGREE_REVIEW_CONCERN_DAYS", 30))


def term_checks_per_day() -> int:
    """How often a day the texts of one case are held against its protected terms:
    `SIXDEGREE_REVIEW_TERM_CHECKS_PER_DAY`."""
    return int(getattr(settings, "SIXDEGREE_REVIEW_TERM_CHECKS_PER_DAY", 20))


def term_checks_per_person() -> int:
    """How often a day one person's submissions are, of whatever case:
    `SIXDEGREE_REVIEW_TERM_CHECKS_PER_PERSON`."""
    return int(getattr(settings, "SIXDEGREE_REVIEW_TERM_CHECKS_PER_PERSON", 100))


def preview_seconds() -> int:
    """How long an unused preview token opens its document: `SIXDEGREE_REVIEW_PREVIEW_SECONDS`."""
    return int(getattr(settings, "SIXDEGREE_REVIEW_PREVIEW_SECONDS", 300))


def reauthentication() -> str:
    """What asks a signer to prove who they are: `SIXDEGREE_REVIEW_REAUTHENTICATION`, a dotted path to a class
    like `payments.reauthentication.PasswordReauthentication`."""
    default = "payments.reauthentication.PasswordReauthentication"
    return str(getattr(settings, "SIXDEGREE_REVIEW_REAUTHENTICATION", default))


def cooling() -> timedelta:
    """How long a new or changed reviewer does not sign: `SIXDEGREE_REVIEW_COOLING_SECONDS`."""
    return timedelta(seconds=int(getattr(settings, "SIXDEGREE_REVIEW_COOLING_SECONDS", 0)))


def reauthentication_age() -> timedelta:
    """How long that proof serves: `SIXDEGREE_REVIEW_REAUTHENTICATION_SECONDS`, at most the database's 900."""
    return timedelta(
        seconds=min(int(getattr(settings, "SIXDEGREE_REVIEW_REAUTHENTICATION_SECONDS", 300)), 900)
    )


def code_tries() -> int:
    """Withdrawal codes one officer may enter within an hour: `SIXDEGREE_REVIEW_CODE_TRIES`."""
    return int(getattr(settings, "SIXDEGREE_REVIEW_CODE_TRIES", 10))


def card_contact() -> str:
    """How the organisation is reached, as the survivor's card says it: `SIXDEGREE_REVIEW_CARD_CONTACT`.

    A telephone number or address under a name that gives nobody away.
    """
    return str(getattr(settings, "SIXDEGREE_REVIEW_CARD_CONTACT", ""))


def k() -> int:
    """How many people must share what is told together of one of them: `SIXDEGREE_REVIEW_K`, at least 2."""
    return max(2, int(getattr(settings, "SIXDEGREE_REVIEW_K", 10)))


def overdue() -> timedelta:
    """After how long the queue calls what waits overdue: `SIXDEGREE_REVIEW_OVERDUE_HOURS`."""
    return timedelta(hours=float(getattr(settings, "SIXDEGREE_REVIEW_OVERDUE_HOURS", 48)))


def one_mail_within() -> timedelta:
    """Submissions that follow another this closely, while it waits, are told of by its mail:
    `SIXDEGREE_REVIEW_ONE_MAIL_WITHIN_MINUTES`."""
    return timedelta(minutes=float(getattr(settings, "SIXDEGREE_REVIEW_ONE_MAIL_WITHIN_MINUTES", 60)))
