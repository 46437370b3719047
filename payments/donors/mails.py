"""Mails to donors who registered, or wish to. They name the programme and a page of ours; never a case."""

from typing import Any

from django.core.mail import EmailMultiAlternatives
from django.utils import translation
from django.utils.translation import gettext as _

from payments import conf
from payments.donors import tokens
from payments.donors.readers import addressed_as
from payments.mails.letter import Letter, send
from payments.models import DonorAccount

MINUTES = 10


def code(email: str, value: str, locale: str) -> EmailMultiAlternatives:
    with translation.override(locale):
        values = {"programme": conf.programme(), "minutes": MINUTES}
        asked = _(
            "Type this code on the page where you asked for it. It is good for %(minutes)s minutes. "
            "Nobody of ours will ever ask you for it."
        )
        return Letter(
            subject=_("%(programme)s: your code") % values,
            heading=_("Your code to sign in"),
            paragraphs=[asked % values],
            facts=[(_("Code"), value)],
            notes=[_("If you did not ask for it, do nothing: nobody signs in without it.")],
        ).to(email.strip())


def no_code(email: str, locale: str) -> EmailMultiAlternatives:
    """To an address that is never given one: as long on its way as the other, and a mail as well."""
    with translation.override(locale):
        values = {"programme": conf.programme()}
        why = _(
            "Somebody, probably you, asked for a code to see the gifts given from this address to "
            "%(programme)s. This address belongs to an account of the organisation's own people, and those "
            "are not opened by a mailed code. Give from another address of yours to see your gifts."
        )
        return Letter(
            subject=_("%(programme)s: no code for this address") % values,
            heading=_("No code for this address"),
            paragraphs=[why % values],
        ).to(email.strip())


def send_news(payload: dict[str, Any]) -> None:
    """Says that there is news, and nothing of what. Nothing to one who has left or wishes no more of it."""
    accounts = DonorAccount.objects.select_related("donor__identity")
    account = accounts.filter(pk=payload["account"], news=True).first()
    if account is None:
        return
    with translation.override(account.locale):
        send(_news(account).to(account.donor.identity.email, addressed_as(account.donor)))


def _news(account: DonorAccount) -> Letter:
    out = conf.no_more_mails_url().format(locale=account.locale, token=tokens.no_news(account.pk))
    values = {"programme": conf.programme(), "out": out}
    return Letter(
        subject=_("%(programme)s: there is news for you") % values,
        heading=_("There is news for you"),
        paragraphs=[_("There is news of what you follow at %(programme)s. It is on your own page.") % values],
        link=(_("My giving"), conf.my_giving_url().format(locale=account.locale)),
        notes=[_("No more mails of this kind, with one click: %(out)s") % values],
        headers={"List-Unsubscribe": f"<{out}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"},
    )
