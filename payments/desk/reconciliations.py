"""The nightly comparison with the provider's records: each run, and what of it a person must look at."""

from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.ui.tables import Column, TitleColumn

from payments.desk import reading
from payments.desk.frame import Frame, Listing, WideTable
from payments.desk.standing import Readers, unstored
from payments.models import Reconciliation

FINDINGS = [
    Column(
        "sentence",
        label=_("What differs"),
        accessor=lambda finding: reading.by_reference(finding["sentence"]),
    ),
    Column(
        "subject",
        label=_("Id"),
        accessor=lambda finding: reading.by_reference(finding["subject"]),
        classname="opaque",
    ),
]


def outcome(run: Reconciliation) -> str:
    if run.failed:
        return gettext("Failed: %(why)s") % {"why": reading.by_reference(run.failed)}
    if run.findings:
        return gettext("%(count)d to look at") % {"count": len(run.findings)}
    return gettext("The books agree")


class ReconciliationsView(Listing):
    name = "reconciliations"
    page_title = _("Reconciliation")
    nothing = _("The books were not compared with the provider's records yet.")
    columns = [
        TitleColumn(
            "started_at",
            label=_("Run"),
            accessor=lambda run: f"{run.started_at:%Y-%m-%d %H:%M}",
            get_url=lambda run: reverse("payments_desk:reconciliation", args=[run.pk]),
        ),
        Column("since", label=_("From"), accessor=lambda run: f"{run.since:%Y-%m-%d %H:%M}"),
        Column("until", label=_("Until"), accessor=lambda run: f"{run.until:%Y-%m-%d %H:%M}"),
        Column("compared", label=_("Compared"), classname="money"),
        Column("repaired", label=_("Repaired"), classname="money"),
        Column("outcome", label=_("Outcome"), accessor=outcome),
    ]

    def get_base_queryset(self) -> QuerySet[Reconciliation]:
        return reading.reconciliations()


@unstored
class ReconciliationView(Frame, Readers, TemplateView):
    page_title = _("Reconciliation")
    parent = ("payments_desk:reconciliations", _("Reconciliation"))
    template_name = "sixdegree_payments/desk/reconciliation.html"

    @cached_property
    def run(self) -> Reconciliation:
        return get_object_or_404(reading.reconciliations(), pk=self.kwargs["pk"])

    def get_page_subtitle(self) -> str:
        return f"{self.run.started_at:%Y-%m-%d %H:%M}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        run = self.run
        facts = [
            (_("Outcome"), outcome(run), False),
            (_("From"), run.since, False),
            (_("Until"), run.until, False),
            (_("Compared"), run.compared, False),
            (_("Repaired"), run.repaired, False),
        ]
        findings = WideTable(FINDINGS, run.findings, caption=_("What differs")) if run.findings else None
        return {**super().get_context_data(**kwargs), "facts": facts, "findings": findings}
