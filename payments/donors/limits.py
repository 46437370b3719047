"""How many codes are mailed: counted in the database, which all processes share."""

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from payments import conf, identifiers
from payments.exceptions import TooManyCodes
from payments.models import MailedCode

AN_HOUR = timedelta(hours=1)


def count(email: str, network: str) -> None:
    """Notes that a code is asked for. Raises TooManyCodes, the same whether the address is known or not.

    Low for an address from one network, higher from all: else one stranger keeps its owner out.
    """
    email_key = identifiers.keyed("code", identifiers.email_hash(email))
    network_key = identifiers.keyed("code", identifiers.address_hash(network))
    lately = MailedCode.objects.filter(at__gt=timezone.now() - AN_HOUR)
    ceilings = {
        Q(email_key=email_key, network_key=network_key): conf.codes_per_email_and_network(),
        Q(email_key=email_key): conf.codes_per_email(),
        Q(network_key=network_key): conf.codes_per_network(),
        Q(): conf.codes_overall(),
    }
    if any(lately.filter(which).count() >= most for which, most in ceilings.items()):
        raise TooManyCodes(_("Too many codes were asked for. Use the last one you got, or wait an hour."))
    MailedCode.objects.create(email_key=email_key, network_key=network_key)


def forget() -> int:
    """A worker's job: what no ceiling counts any more goes. Returns how much."""
    return MailedCode.objects.filter(at__lt=timezone.now() - AN_HOUR).delete()[0]
