"""What a donor decides: to register, what to hear, how to be addressed, to leave."""

import logging
import secrets
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from payments import identifiers
from payments.actions import donors
from payments.actions.monthly import ending, forgetting
from payments.donors import holdings
from payments.exceptions import CampaignNotFound, ChoiceRefused
from payments.models import (
    Campaign,
    CampaignClosure,
    Donor,
    DonorAccount,
    DonorFollow,
    DonorIdentity,
    MonthlyGift,
    OutboxEntry,
)

logger = logging.getLogger(__name__)

NEWS = "donor_news"
MOST_FOLLOWS = 500


def may_register(email: str) -> bool:
    """Not with the address of an account of another kind: staff are never reached by a mailed code."""
    User: Any = get_user_model()  # noqa: N806
    address = {f"{User.get_email_field_name()}__iexact": email.strip()}
    return not User._default_manager.filter(**address, donor_account=None).exists()


@transaction.atomic
def open_account(email: str, locale: str) -> DonorAccount:
    """The account of an address that was proved to be theirs, with all gifts made under it before."""
    donor = donors.locked(email)
    known = DonorAccount.objects.select_related("user", "donor").filter(donor=donor).first()
    if known:
        return known
    DonorIdentity.objects.update_or_create(donor=donor, defaults={"email": email.strip()})
    User: Any = get_user_model()  # noqa: N806
    user = User._default_manager.create_user(f"donor-{identifiers.donation_id()}")
    return DonorAccount.objects.create(user=user, donor=donor, locale=locale)


def choose(account: DonorAccount, **choices: Any) -> DonorAccount:
    """Any of `locale`, `by_name` and `news`."""
    if unknown := choices.keys() - {"locale", "by_name", "news"}:
        raise ChoiceRefused(_("There is nothing of this name to choose."), fields=sorted(unknown))
    for name, value in choices.items():
        setattr(account, name, value)
    account.save(update_fields=list(choices))
    return account


def follow(account: DonorAccount, campaign_ref: str) -> None:
    """Raises CampaignNotFound for a fund, and where the story is not shared, for now or for good, as where it
    never was.
    """
    shared = Campaign.objects.filter(ref=campaign_ref, kind=Campaign.Kind.CASE)
    closed = CampaignClosure.objects.filter(campaign_ref=campaign_ref, lifted_at=None)
    if not shared.exists() or closed.exists():
        raise CampaignNotFound(_("There is no such story to follow. Choose one from the list of stories."))
    if account.follows.count() >= MOST_FOLLOWS:
        raise ChoiceRefused(_("You follow very many stories. Leave one of them first."))
    DonorFollow.objects.get_or_create(account=account, campaign_ref=campaign_ref)


def unfollow(account: DonorAccount, campaign_ref: str) -> None:
    """Twice is as good as once."""
    account.follows.filter(campaign_ref=campaign_ref).delete()


def stop_news(account_id: str) -> None:
    """From a mail, without a sign-in. An account that is gone has no news to stop."""
    DonorAccount.objects.filter(pk=account_id).update(news=False)


@transaction.atomic
def tell_followers(campaign_ref: str) -> int:
    """Have those who follow a campaign mailed that there is news, once a day at most. Returns how many."""
    today = timezone.now().date()
    following = DonorFollow.objects.filter(campaign_ref=campaign_ref).values("account")
    waiting = DonorAccount.objects.filter(news=True, pk__in=following).exclude(mailed_on=today)
    # Held in one order: another story's news asks for the same people at the same moment.
    accounts = [account.pk for account in waiting.order_by("pk").select_for_update().only("pk")]
    DonorAccount.objects.filter(pk__in=accounts).update(mailed_on=today)
    OutboxEntry.objects.bulk_create(
        [OutboxEntry(kind=NEWS, payload={"account": account}) for account in accounts]
    )
    return len(accounts)


def end_monthly_gift(account: DonorAccount, gift_id: str) -> MonthlyGift:
    """Of their own. Raises MonthlyGiftNotFound for anybody else's as for none."""
    own = MonthlyGift.objects.filter(pk=gift_id, donor=account.donor_id).first()
    return ending.end(own.pk if own else "", by="donor")


def sign_out_everywhere(account: DonorAccount) -> None:
    """Django signs each session with the password's hash: another unusable one ends them all."""
    account.user.set_unusable_password()
    account.user.save(update_fields=["password"])


@transaction.atomic
def erase(account: DonorAccount) -> None:
    """Lets go of all that names the person. Gifts stay in the books, of a donor whom nobody can name.

    The donor's hash is replaced: a later gift from the same address is another person's. Who never gave
    leaves no trace. A monthly gift ends with it, and its customer at the provider is deleted.
    """
    # Held, so that no gift that is being paid names them again: it waits, and is another person's.
    # Not its key: a month that is being booked refers to it, and holds the monthly gift that we end next.
    donor, user = Donor.objects.select_for_update(no_key=True).get(pk=account.donor_id), account.user
    ending.end_all_of(donor)
    forgetting.forget_customers_of(donor)
    identity = DonorIdentity.objects.filter(donor=donor).first()
    if identity:
        holdings.let_go(identity.email)
        identity.delete()
    user.delete()
    if donor.donations.exists():
        Donor.objects.filter(pk=donor.pk).update(email_hash=secrets.token_hex(32))
    else:
        donor.delete()
    logger.info("a donor's account was erased at their own request")
