"""Gifts to the fund that are repeated every month, and the end of one."""

from functools import cached_property
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn

from payments.actions.monthly import ending
from payments.desk import reading
from payments.desk.acting import ActView
from payments.desk.filters import one_of
from payments.desk.frame import Listing, MoneyColumn, PersonColumn, StateColumn
from payments.models import MonthlyGift
from payments.money import spoken


class MonthlyGiftFilters(WagtailFilterSet):
    state = one_of(MonthlyGift.State.choices)

    class Meta:
        model = MonthlyGift
        fields = ["state"]


class MonthlyGiftsView(Listing):
    name = "monthly_gifts"
    page_title = _("Monthly gifts")
    nothing = _("Nobody gives every month yet.")
    filterset_class = MonthlyGiftFilters
    columns = [
        TitleColumn(
            "subscription",
            label=_("Subscription"),
            get_url=lambda gift: reverse("payments_desk:end_monthly_gift", args=[gift.subscription]),
        ),
        MoneyColumn("amount", label=_("Each month")),
        StateColumn("state", label=_("State"), primary=("active",)),
        Column("months", label=_("Months paid"), classname="money"),
        MoneyColumn("given", label=_("Given so far")),
        DateColumn("began_at", label=_("Since")),
        DateColumn("ended_at", label=_("Ended")),
        PersonColumn("ended_by", label=_("Ended by")),
    ]

    def get_base_queryset(self) -> QuerySet[MonthlyGift]:
        return reading.monthly_gifts()


class EndMonthlyGiftView(ActView):
    page_title = _("End a monthly gift")
    parent: tuple[str, Any] | None = ("payments_desk:monthly_gifts", _("Monthly gifts"))
    serious = True
    explanation = _(
        "The provider charges no further month. What was paid stays; a month is given back from its own page."
    )

    @cached_property
    def gift(self) -> MonthlyGift:
        return get_object_or_404(reading.monthly_gifts(), subscription=self.kwargs["subscription"])

    def get_page_subtitle(self) -> str:
        return self.gift.subscription

    def warning(self) -> str:
        return gettext("This monthly gift has ended already.") if self.gift.ended_at else ""

    def amount(self) -> str:
        return spoken(self.gift.charged, self.gift.currency)

    def sentence(self, form: forms.Form) -> str:
        return gettext("The monthly gift of %(amount)s ends. Its donor is told. This cannot be undone.") % {
            "amount": self.amount()
        }

    def confirm_button(self, form: forms.Form) -> str:
        return gettext("End %(amount)s a month") % {"amount": self.amount()}

    def act(self, form: forms.Form, at_confirming: forms.Form) -> str:
        ended = ending.end(self.gift.pk, by=self.by)
        if ended.ended_at:
            return gettext("The monthly gift has ended.")
        return gettext("The provider gave no answer. It is asked again by itself until the gift has ended.")

    def back(self) -> str:
        return reverse("payments_desk:monthly_gifts")
