"""Short words for what becomes of a gift that is repeated every month."""

from payments.models import Donation, MonthlyGift
from tests.payments.books import told
from tests.payments.conftest import DECLINED_CARD, gives, gives_and_pays

EMAIL = "amina@example.org"


def begins(provider, fund, amount=2_500, **more):
    """Amina gives to the fund every month, and the first month is paid."""
    first = gives_and_pays(provider, amount, EMAIL, fund, every_month=True, **more)
    return MonthlyGift.objects.get(pk=first.monthly_gift_id)


def asks(fund, **more):
    return gives(2_500, fund, every_month=True, **more)


def month(provider, gift, card=None):
    """A month is over at the provider: its invoice. We have heard nothing of it."""
    return provider.control(f"months/{gift.subscription}", **({"card": card} if card else {}))


def fails(provider, gift):
    return month(provider, gift, DECLINED_CARD)


def retried(provider, gift, **more):
    return provider.control(f"retries/{gift.subscription}", **more)


def hears(provider, about, *types, order=1):
    told(provider, about, *types, order=order)


def months(gift):
    return list(Donation.objects.filter(monthly_gift=gift).order_by("reserved_at"))
