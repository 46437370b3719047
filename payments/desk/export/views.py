"""Choosing what is exported, and the download itself."""

import logging
from collections.abc import Iterator
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.widgets import AdminDateInput

from payments import conf
from payments.desk.export import journal, tables
from payments.desk.export.period import Period
from payments.desk.frame import Frame
from payments.desk.standing import Readers, unstored

logger = logging.getLogger(__name__)
JOURNAL = "journal"
WHAT = [
    ("donations", _("Donations (CSV), by the day they were reserved")),
    ("ledger", _("Ledger entries (CSV), by value date")),
    ("payouts", _("Payouts (CSV), by the day they arrive")),
    (JOURNAL, _("Journal (Beancount), by value date")),
]


class ExportForm(forms.Form):
    what = forms.ChoiceField(label=_("What"), choices=WHAT, widget=forms.RadioSelect, initial="ledger")
    since = forms.DateField(label=_("From"), required=False, widget=AdminDateInput)
    until = forms.DateField(
        label=_("Until"), required=False, widget=AdminDateInput, help_text=_("Both days belong to it (UTC).")
    )

    def clean(self) -> dict[str, Any]:
        since, until = self.cleaned_data.get("since"), self.cleaned_data.get("until")
        if since and until and since > until:
            raise forms.ValidationError(gettext("It ends before it begins. Exchange the two days."))
        return self.cleaned_data

    @property
    def period(self) -> Period:
        return Period(self.cleaned_data["since"], self.cleaned_data["until"])


@unstored
class ExportView(Frame, Readers, TemplateView):
    page_title = _("Export")
    header_icon = "download"
    template_name = "sixdegree_payments/desk/export.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if "what" not in request.GET:
            return self.render_to_response(self.get_context_data(form=ExportForm()))
        form = ExportForm(request.GET)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        return self.download(form.cleaned_data["what"], form.period)

    def download(self, what: str, period: Period) -> HttpResponseBase:
        logger.info("%s of %s exported by %s", what, period, self.request.user.pk)
        ending, kind = ("beancount", "text/plain") if what == JOURNAL else ("csv", "text/csv")
        answer = StreamingHttpResponse(streamed(what, period), content_type=f"{kind}; charset=utf-8")
        answer["Content-Disposition"] = f'attachment; filename="{what}-{period}.{ending}"'
        return answer


def streamed(what: str, period: Period) -> Iterator[str]:
    if what == JOURNAL:
        return journal.Journal(period, conf.programme()).lines()
    return tables.lines(tables.TABLES[what], period)
