"""The row of a donor, held while something is decided about it."""

from payments import identifiers
from payments.models import Donor


def locked(email: str) -> Donor:
    """Of this address, made if there is none; in a transaction. One erased while we waited for the row
    is another person: we begin anew.
    """
    email_hash = identifiers.email_hash(email)
    while True:
        Donor.objects.get_or_create(email_hash=email_hash)
        found = Donor.objects.select_for_update().filter(email_hash=email_hash).first()
        if found:
            return found
