"""Settings the documents read, at call time."""

from django.conf import settings


def checkout_origin() -> str:
    """Where the provider's payment page lives: a form of ours may lead there and nowhere else."""
    return str(getattr(settings, "SIXDEGREE_PAYMENTS_CHECKOUT_ORIGIN", "https://checkout.stripe.com"))


def key_seconds() -> int:
    """How long an opened form to give may be sent."""
    return int(getattr(settings, "SIXDEGREE_HOME_KEY_SECONDS", 7200))


def wait_seconds() -> int:
    """The pause that replaces the proof of work where no script runs."""
    return int(getattr(settings, "SIXDEGREE_HOME_WAIT_SECONDS", 10))
