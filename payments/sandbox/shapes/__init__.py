"""What each object answers for members the sandbox never sets: Stripe's names, empty or at rest."""

from copy import deepcopy

from payments.sandbox.store import Json


def made(shape: Json, **members: object) -> Json:
    """A new object of this shape with these members."""
    return deepcopy(shape) | members


ADDRESS: Json = dict.fromkeys(("city", "country", "line1", "line2", "postal_code", "state"))
