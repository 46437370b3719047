"""What waits, the longest waiting first: how long, how risky, how far signed, and whether it is one's own."""

from typing import Any

import django_filters
from django import forms
from django.conf import settings
from django.db.models import Count, Exists, Min, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic.base import BaseListingView
from wagtail.admin.widgets.button import HeaderButton
from wagtail.models import TaskState

from publication.models import CandidateContributor, SignOff, Withdrawal
from publication.models.kinds import Kind
from review import conf, risk
from review.desk.reading import findings_of, kind_label, language, signed_of, title_of
from review.desk.standing import Reviewers, unstored
from review.models import PrivacyReviewTaskState
from review.roles import SIGN, holds


def waiting() -> Any:
    """Open submissions. A withdrawn story is gone from here before the worker has cancelled anything; its
    news names its case in its bytes alone, and goes with the worker's next round."""
    return (
        PrivacyReviewTaskState.objects.filter(
            status=TaskState.STATUS_IN_PROGRESS, candidate__isnull=False, candidate__superseded_at=None
        )
        .exclude(candidate__subject__in=Withdrawal.objects.values("public_id"))
        .order_by("candidate__submitted_at", "pk")
    )


def waiting_for(person: Any) -> Any:
    """The same with all that the queue shows, in one statement: `had_a_hand`, `has_signed`, `signed` and
    `planned`, the hour that was set."""
    own = {"candidate": OuterRef("candidate")}
    wrote = CandidateContributor.objects.filter(**own, user=person.pk)
    return (
        waiting()
        .select_related("candidate")
        .annotate(
            had_a_hand=Exists(wrote),
            has_signed=Exists(SignOff.objects.filter(**own, reviewer=person.pk)),
            signed=Count("candidate__signoffs", distinct=True),
            planned=Min("candidate__scheduled__at", filter=Q(candidate__scheduled__ended_at=None)),
        )
    )


def to_sign(person: Any) -> Any:
    """What waits and this person may sign: nothing for those who are no reviewers."""
    if not holds(person, SIGN):
        return waiting().none()
    return waiting_for(person).filter(had_a_hand=False, has_signed=False)


class QueueFilters(WagtailFilterSet):
    kind = django_filters.ChoiceFilter(
        label=_("Kind"), field_name="candidate__kind", choices=Kind.choices, widget=forms.RadioSelect
    )
    locale = django_filters.ChoiceFilter(
        label=_("Language"), field_name="candidate__locale", widget=forms.RadioSelect
    )
    risk = django_filters.ChoiceFilter(
        label=_("Risk"), choices=risk.Level.choices, method="of_risk", widget=forms.RadioSelect
    )
    signing = django_filters.ChoiceFilter(
        label=_("Signing"), choices=[("mine", _("I may sign"))], method="to_sign", widget=forms.RadioSelect
    )

    class Meta:
        model = PrivacyReviewTaskState
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = getattr(settings, "WAGTAIL_CONTENT_LANGUAGES", settings.LANGUAGES)
        self.filters["locale"].extra["choices"] = list(known)
        for one in self.filters.values():
            one.extra["empty_label"] = _("All")

    def of_risk(self, states: Any, name: str, level: str) -> Any:
        # A row of an older version has none: it is never filtered away.
        return states.filter(Q(risk=level) | Q(risk=""))

    def to_sign(self, states: Any, name: str, value: str) -> Any:
        if not holds(self.request.user, SIGN):
            return states.none()
        return states.filter(had_a_hand=False, has_signed=False)


class AgeColumn(Column):
    cell_template_name = "sixdegree_review/desk/cells/age.html"

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        since = instance.candidate.submitted_at
        overdue = timezone.now() - since > conf.overdue()
        return {**super().get_cell_context_data(instance, parent_context), "since": since, "overdue": overdue}


class RiskColumn(Column):
    cell_template_name = "sixdegree_review/desk/cells/risk.html"

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        level = risk.Level(instance.risk).label if instance.risk else gettext("Not known")
        return {
            **super().get_cell_context_data(instance, parent_context),
            "level": level,
            "high": instance.risk == risk.Level.HIGH,
            "reasons": [risk.sentence(code) for code in instance.risk_reasons],
        }


class SignedColumn(Column):
    """How many have signed and, where an hour is set, when it goes public."""

    cell_template_name = "sixdegree_review/desk/cells/signed.html"

    def get_value(self, instance: Any) -> str:
        return signed_of(instance.candidate, instance.signed)

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        return {**super().get_cell_context_data(instance, parent_context), "planned": instance.planned}


class YoursColumn(Column):
    cell_template_name = "sixdegree_review/desk/cells/yours.html"

    def __init__(self, *args: Any, may_sign: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.may_sign = may_sign

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        why_not = ""
        if not self.may_sign:
            why_not = gettext("privacy reviewers alone sign")
        elif instance.had_a_hand:
            why_not = gettext("you had a hand in it")
        elif instance.has_signed:
            why_not = gettext("you have signed it")
        return {**super().get_cell_context_data(instance, parent_context), "why_not": why_not}


@unstored
class QueueView(Reviewers, BaseListingView):
    page_title = _("Privacy desk")
    header_icon = "clipboard-list"
    index_url_name = "review_desk:queue"
    index_results_url_name = "review_desk:queue_results"
    paginate_by = 30
    template_name = "sixdegree_review/desk/queue.html"
    results_template_name = "sixdegree_review/desk/queue_results.html"
    filterset_class = QueueFilters

    @cached_property
    def columns(self) -> list[Column]:
        return [
            TitleColumn(
                "title",
                label=_("Waits for review"),
                accessor=lambda state: title_of(state.candidate),
                get_url=lambda state: reverse("review_desk:candidate", args=[state.candidate_id]),
            ),
            AgeColumn("age", label=_("Waiting")),
            RiskColumn("risk", label=_("Risk")),
            Column("kind", label=_("Kind"), accessor=lambda state: kind_label(state.candidate.kind)),
            Column("locale", label=_("Language"), accessor=lambda state: language(state.candidate.locale)),
            Column("findings", label=_("Findings"), accessor=lambda state: len(findings_of(state.candidate))),
            SignedColumn("signed", label=_("Signed")),
            YoursColumn("yours", label=_("Yours to sign?"), may_sign=holds(self.request.user, SIGN)),
        ]

    @property
    def header_buttons(self) -> list[HeaderButton]:
        return [HeaderButton(_("History"), url=reverse("review_desk:history"), icon_name="history")]

    def get_base_queryset(self) -> Any:
        return waiting_for(self.request.user)
