"""Mails to those who asked for news. They name the programme and an address of ours: no word of a case."""

from typing import Any

from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from home.registration import conf, sealed, tokens
from home.registration.models import Registration


def send_confirmation(payload: dict[str, Any]) -> None:
    """Asks the owner of an address; one who is registered already is told so. Nothing to one who has left."""
    registration = Registration.objects.filter(pk=payload["registration"]).first()
    if registration is not None:
        with translation.override(registration.locale):
            (_already if registration.confirmed_on else _to_confirm)(registration).send()


def send_news(payload: dict[str, Any]) -> None:
    """Says that there is news, and where: `path` is that of a released page."""
    registration = Registration.objects.exclude(confirmed_on=None).filter(pk=payload["registration"]).first()
    if registration is None:
        return
    with translation.override(registration.locale):
        values = {"programme": conf.programme(), "url": conf.public_url() + payload["path"]}
        body = _("There is news from %(programme)s:\n%(url)s\n") % values
        mail(registration, _("%(programme)s: there is news") % values, body).send()


def _to_confirm(registration: Registration) -> EmailMessage:
    values = {
        "programme": conf.programme(),
        "url": _address("home:confirm", registration.locale, tokens.to_confirm(registration.pk)),
        "days": conf.days_to_confirm(),
    }
    subject = _("%(programme)s: please confirm your address") % values
    body = _(
        "Somebody, probably you, asked %(programme)s to send news to this address. If it was you, confirm it "
        "here:\n%(url)s\n\nIf it was not, do nothing: the address is forgotten after %(days)s days.\n"
    )
    return mail(registration, subject, body % values)


def _already(registration: Registration) -> EmailMessage:
    values = {"programme": conf.programme()}
    subject = _("%(programme)s: you are registered already") % values
    body = _("This address is registered for news from %(programme)s already. There is nothing to do.\n")
    return mail(registration, subject, body % values)


def mail(registration: Registration, subject: str, body: str) -> EmailMessage:
    """With the way out in the text and, for the reader's mail program, in the headers of RFC 8058."""
    out = _address("home:leave", registration.locale, tokens.to_leave(registration.pk))
    foot = _("\nNo more mails, with one click:\n%(url)s\n") % {"url": out}
    headers = {"List-Unsubscribe": f"<{out}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    return EmailMessage(
        subject=subject, body=body + foot, to=[sealed.unseal(registration.email)], headers=headers
    )


def _address(name: str, locale: str, token: str) -> str:
    return conf.public_url() + reverse(name, args=[locale, token])
