"""Mails to donors that never went out: their kind and age, and the way to send them again.

No address stands here, nor a word of a mail: whoever must reach the donor another way opens the gift.
"""

from functools import cached_property
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.widgets.button import HeaderButton

from payments import outbox, readers
from payments.actions import mails
from payments.desk import reading
from payments.desk.acting import ActView
from payments.desk.frame import Listing
from payments.models import OutboxEntry
from payments.rights import MOVE_MONEY, holds

KINDS: dict[str, Any] = {
    "receipt_mail": _("Receipt"),
    "receipt_void_mail": _("Receipt no longer valid"),
    "offer_mail": _("Choice after a campaign closed"),
    "monthly_unpaid_mail": _("Month that was not paid"),
    "monthly_confirm_mail": _("Month that waits to be confirmed"),
    "monthly_ended_mail": _("End of a monthly gift"),
    "donor_news": _("There is news"),
}


def kind_of(entry: OutboxEntry) -> str:
    return str(KINDS.get(entry.kind, entry.kind))


class MailsView(Listing):
    name = "mails"
    page_title = _("Undelivered mails")
    nothing = _("Every mail to a donor went out, or is being tried.")
    columns = [
        TitleColumn(
            "kind",
            label=_("Mail"),
            accessor=kind_of,
            get_url=lambda entry: reverse("payments_desk:send_mail", args=[entry.pk]),
        ),
        Column("about", label=_("About"), accessor=reading.about),
        DateColumn("created_at", label=_("Written")),
        DateColumn("failed_at", label=_("Given up")),
        Column("attempts", label=_("Tries"), classname="money"),
    ]

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        if not readers.mails_given_up() or not holds(self.request.user, MOVE_MONEY):
            return []
        address = reverse("payments_desk:send_mails")
        return [HeaderButton(_("Send all again"), url=address, icon_name="mail")]

    def get_base_queryset(self) -> QuerySet[OutboxEntry]:
        return outbox.given_up()


class SendAgain(ActView):
    """Two pages, as whatever reaches a donor; no money moves."""

    parent: tuple[str, Any] | None = ("payments_desk:mails", _("Undelivered mails"))
    explanation = _(
        "It goes to the address that was given with the gift, and is tried for five days. Where the mailbox "
        "is gone it is given up at once."
    )

    def back(self) -> str:
        return reverse("payments_desk:mails")


class SendMailView(SendAgain):
    page_title = _("Send a mail again")

    @cached_property
    def entry(self) -> OutboxEntry:
        mail = Q(kind__in=KINDS) | Q(failed_at__isnull=False)
        return get_object_or_404(OutboxEntry.objects.filter(mail), pk=self.kwargs["pk"])

    def warning(self) -> str:
        waits = self.entry.failed_at and not self.entry.done_at
        return "" if waits else gettext("This mail no longer waits: it was sent, or is being tried.")

    def get_page_subtitle(self) -> str:
        return kind_of(self.entry)

    def sentence(self, form: forms.Form) -> str:
        return gettext("The mail “%(mail)s” is sent to its donor again.") % {"mail": kind_of(self.entry)}

    def confirm_button(self, form: forms.Form) -> str:
        return gettext("Send again")

    def act(self, form: forms.Form, at_confirming: forms.Form) -> str:
        mails.send_again(self.entry.pk, by=self.by)
        return gettext("The mail is on its way.")


class SendMailsView(SendAgain):
    page_title = _("Send all mails again")

    def get_page_subtitle(self) -> str:
        return ""

    def sentence(self, form: forms.Form) -> str:
        count = readers.mails_given_up()
        text = ngettext(
            "%(count)d mail is sent to its donor again.",
            "%(count)d mails are sent to their donors again.",
            count,
        )
        return text % {"count": count}

    def confirm_button(self, form: forms.Form) -> str:
        return gettext("Send all again")

    def act(self, form: forms.Form, at_confirming: forms.Form) -> str:
        count = mails.send_all_again(by=self.by)
        return ngettext("%(count)d mail is on its way.", "%(count)d mails are on their way.", count) % {
            "count": count
        }
