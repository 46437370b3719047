"""One gift, found by its unguessable id, or held while its figures move."""

from django.utils.translation import gettext as _

from payments.exceptions import DonationNotFound
from payments.models import Donation


def found(donation_id: str) -> Donation:
    """Raises DonationNotFound."""
    donation = Donation.objects.select_related("campaign").filter(pk=donation_id).first()
    if donation is None:
        raise DonationNotFound(_("There is no such donation. Open the link from your thank-you mail again."))
    return donation


def held(donation: Donation) -> Donation:
    """The gift as it is once nobody else moves it, its row held until the transaction ends."""
    return Donation.objects.select_for_update(of=("self",)).select_related("campaign").get(pk=donation.pk)
