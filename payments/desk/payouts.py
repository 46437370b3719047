"""What the provider sends to the bank."""

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column

from payments.desk import reading
from payments.desk.filters import one_of
from payments.desk.frame import Listing, MoneyColumn, StateColumn
from payments.models import Payout


class PayoutFilters(WagtailFilterSet):
    status = one_of(Payout.Status.choices)
    arrival_date = django_filters.DateFromToRangeFilter(label=_("Arrives on"), widget=DateRangePickerWidget)

    class Meta:
        model = Payout
        fields = ["status", "arrival_date"]


class PayoutsView(Listing):
    name = "payouts"
    page_title = _("Payouts")
    nothing = _("The provider has sent nothing to the bank yet.")
    filterset_class = PayoutFilters
    columns = [
        Column("arrival_date", label=_("Arrives on"), accessor="arrival_date"),
        MoneyColumn("amount", label=_("Amount")),
        StateColumn("status", label=_("State"), primary=("paid",)),
        Column("failure", label=_("Why it failed"), accessor="failure"),
        Column("provider_id", label=_("The provider's id"), classname="opaque"),
    ]

    def get_base_queryset(self) -> QuerySet[Payout]:
        return reading.payouts()
